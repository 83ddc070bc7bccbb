import { shortId } from '../../domain/staff/short-ids.ts';
import { boardOf } from '../../domain/assignments/offers.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { assignmentGiven } from './lib/find.ts';
import { closeIt } from './lib/close.ts';
import { needed } from '../framework/arguments.ts';
import { withContext } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/** Declines an order of the municipality, with a reason; possible only before a volunteer is confirmed for it. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    const reason = needed(invocation, 'reason', 'why: --reason "Vi har ingen som kan"');
    const { id, title } = assignment;
    const short = shortId('assignment', assignment.short_no);
    const cancel = `ringerunde assignments cancel ${short}`;
    if (assignment.ordered_by === null)
      throw new Refusal(`"${safe(title)}" is no order from the municipality. Cancel it instead: ${cancel}`);
    if ((await boardOf(context.store.db, id)).some((o) => o.status === 'confirmed'))
      throw new Refusal(
        `Somebody is confirmed for "${safe(title)}": it is too late to decline. Cancel it instead: ${cancel}`,
      );
    return closeIt(context, assignment, { status: 'declined', reason });
  });
