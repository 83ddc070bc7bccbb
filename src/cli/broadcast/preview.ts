import { shortId } from '../../domain/staff/short-ids.ts';
import { draftBroadcast } from '../../domain/broadcasts/broadcasts.ts';
import { previewBroadcast } from '../../service/broadcasts/preview.ts';
import { openAppFor } from '../framework/app.ts';
import { audit } from '../framework/audit.ts';
import { broadcastGiven } from './lib/find.ts';
import { previewJson, previewShown } from './lib/to-text.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Shows the preview of a broadcast, and stores it as a draft. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const app = await openAppFor(context);
    const { centre, wish } = await broadcastGiven(context, app);
    const preview = await previewBroadcast(app, centre, wish);
    const draft = await context.store.write(async (tx) => {
      const row = await draftBroadcast(tx, context.moment(), wish);
      await audit(context, tx, {
        verb: 'broadcast preview',
        object: row.id,
        detail: { recipients: preview.recipients },
      });
      return row;
    });
    const text = previewShown(preview, { kind: wish.kind, to: wish.wanted });
    return {
      json: previewJson(preview, draft),
      text: `${text}\n\nKept as ${shortId('broadcast', draft.short_no)}. To send it: ringerunde broadcast send ${shortId('broadcast', draft.short_no)}`,
    };
  });
