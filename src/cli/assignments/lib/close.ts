import { shortId } from '../../../domain/staff/short-ids.ts';
import type { Assignment } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { closeAndNotify } from '../../../service/assignments/staff-actions.ts';
import { stillThere } from './find.ts';
import { decide } from './change.ts';
import { safe } from '../../framework/escape.ts';
import type { CommandResult, CommandContext } from '../../framework/command.ts';

const REASON_MAX = 250;

/** Cancels or declines an assignment, and tells every person concerned. */
export async function closeIt(
  context: CommandContext,
  { id, title, short_no }: Assignment,
  { status, reason }: { status: 'cancelled' | 'declined'; reason: string },
): Promise<CommandResult> {
  if (reason.length > REASON_MAX)
    throw new Refusal(`The reason has ${reason.length} characters; ${REASON_MAX} is the most.`);
  return decide(context, {
    assignmentId: id,
    make: async (turn) => {
      const assignment = await stillThere(turn.tx, id);
      const { outcome } = await closeAndNotify(turn, assignment, { status, reason, by: context.invocation.staff });
      return { outcome: outcome === 'closed' ? status : outcome };
    },
    refused: { over: `"${safe(title)}" has begun, and is left as it is.` },
    already: {
      'already closed': `"${safe(title)}" is closed already. See: ringerunde assignments show ${shortId('assignment', short_no)}`,
    },
    happens: () => `"${safe(title)}" is ${status}`,
    done: () =>
      status === 'declined'
        ? `"${safe(title)}" is declined. Tell whoever ordered it.`
        : `"${safe(title)}" is cancelled.`,
    action: { verb: status === 'declined' ? 'assignments decline' : 'assignments cancel', object: id },
  });
}
