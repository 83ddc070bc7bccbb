import { closeInboxItem } from '../../domain/staff/inbox.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { rowGiven } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Takes a message off the list; the second time it says so. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short } = await rowGiven(context, 'inbox_item');
    const outcome = await context.store.write(async (tx) => {
      const closed = await closeInboxItem(tx, context.moment(), { id, staff: invocation.staff });
      if (closed === 'done') await audit(context, tx, { verb: 'inbox done', object: id });
      return closed;
    });
    if (outcome === 'not found') throw new Refusal(`The message ${short} is gone.`);
    return { json: { id, short, outcome }, text: outcome === 'done' ? 'Taken off the list.' : 'It was done already.' };
  });
