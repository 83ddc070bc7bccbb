import { assignmentGiven } from './lib/find.ts';
import { closeIt } from './lib/close.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Calls an assignment off; everybody who was asked, and has not said no, is told. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    return closeIt(context, assignment, {
      status: 'cancelled',
      reason: text(invocation.options['reason'])?.trim() ?? '',
    });
  });
