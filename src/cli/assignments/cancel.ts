import { assignmentGiven } from './lib/find.ts';
import { closeIt } from './lib/close.ts';
import { atDesk, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Calls an assignment off; everybody who was asked, and has not said no, is told. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const assignment = await assignmentGiven(desk);
    return closeIt(desk, assignment, { status: 'cancelled', reason: text(call.options['reason'])?.trim() ?? '' });
  });
