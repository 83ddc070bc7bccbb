import { assignmentGiven } from './lib/find.ts';
import { closeIt } from './lib/close.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Cancels an assignment, and tells every volunteer who was asked and has not declined. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    return closeIt(context, assignment, {
      status: 'cancelled',
      reason: text(invocation.options['reason'])?.trim() ?? '',
    });
  });
