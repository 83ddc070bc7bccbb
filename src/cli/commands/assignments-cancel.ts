import { assignmentGiven } from '../assignment-given.ts';
import { closeIt } from '../close-assignment.ts';
import { atDesk, text, type Run } from '../run.ts';

/** Calls an assignment off; everybody who was asked, and has not said no, is told. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const assignment = await assignmentGiven(desk);
    return closeIt(desk, assignment, { status: 'cancelled', reason: text(call.options['reason'])?.trim() ?? '' });
  });
