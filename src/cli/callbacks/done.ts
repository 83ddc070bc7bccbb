import { closeCallback } from '../../domain/staff/callbacks.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { audit } from '../framework/audit.ts';
import { needed } from '../framework/arguments.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Notes that somebody was rung, and what came of it. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const id = call.args[0] ?? '';
    const said = needed(call, 'outcome', 'what came of it: --outcome "Kommer på torsdag"');
    const outcome = await desk.store.write(async (tx) => {
      const closed = await closeCallback(tx, desk.moment(), { id, staff: call.staff, outcome: said });
      if (closed === 'done') await audit(desk, tx, { verb: 'callbacks done', object: id });
      return closed;
    });
    if (outcome === 'not found') throw new Refusal(`There is no callback ${id}. See: ringerunde callbacks list`);
    return { json: { id, outcome }, text: outcome === 'done' ? 'Noted.' : 'It was done already.' };
  });
