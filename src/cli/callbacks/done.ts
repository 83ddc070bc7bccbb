import { closeCallback } from '../../domain/staff/callbacks.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { needed, rowGiven } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Records that a person was rung, and the result. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, short } = await rowGiven(context, 'callback');
    const said = needed(invocation, 'outcome', 'what came of it: --outcome "Kommer på torsdag"');
    const outcome = await context.store.write(async (tx) => {
      const closed = await closeCallback(tx, context.moment(), { id, staff: invocation.staff, outcome: said });
      if (closed === 'done') await audit(context, tx, { verb: 'callbacks done', object: id });
      return closed;
    });
    if (outcome === 'not found') throw new Refusal(`The callback ${short} is gone.`);
    return { json: { id, short, outcome }, text: outcome === 'done' ? 'Noted.' : 'It was done already.' };
  });
