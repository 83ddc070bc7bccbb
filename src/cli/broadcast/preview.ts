import { draftBroadcast } from '../../domain/broadcasts/broadcasts.ts';
import { previewBroadcast } from '../../service/broadcasts/preview.ts';
import { openHouseAt } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { broadcastGiven } from './lib/find.ts';
import { previewJson, previewShown } from './lib/to-text.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows what a broadcast would be, and keeps it as a draft. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const house = await openHouseAt(desk);
    const { centre, wish } = await broadcastGiven(desk, house);
    const preview = await previewBroadcast(house, centre, wish);
    const { id } = await desk.store.write(async (tx) => {
      const row = await draftBroadcast(tx, desk.moment(), wish);
      await audit(desk, tx, {
        verb: 'broadcast preview',
        object: row.id,
        detail: { recipients: preview.recipients },
      });
      return row;
    });
    const text = previewShown(preview, { kind: wish.kind, to: wish.wanted });
    return {
      json: previewJson(preview, id),
      text: `${text}\n\nKept as ${id}. To send it: ringerunde broadcast send ${id}`,
    };
  });
