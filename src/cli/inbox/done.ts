import { closeInboxItem } from '../../domain/staff/inbox.ts';
import { audit } from '../framework/audit.ts';
import { atDesk } from '../framework/run.ts';
import { noSuchItem } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Takes a message off the list; the second time it says so. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const id = call.args[0] ?? '';
    const outcome = await desk.store.write(async (tx) => {
      const closed = await closeInboxItem(tx, desk.moment(), { id, staff: call.staff });
      if (closed === 'done') await audit(desk, tx, { verb: 'inbox done', object: id });
      return closed;
    });
    if (outcome === 'not found') throw noSuchItem(id);
    return { json: { id, outcome }, text: outcome === 'done' ? 'Taken off the list.' : 'It was done already.' };
  });
