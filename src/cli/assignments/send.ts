import { sendChanges } from '../../service/assignments/staff-actions.ts';
import { assignmentGiven, stillThere } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { withContext } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/** Tells every person concerned, in one text each, what has changed since the last text. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, title } = await assignmentGiven(context);
    return decide(context, {
      assignmentId: id,
      make: async (turn) => sendChanges(turn, await stillThere(turn.tx, id)),
      refused: {},
      already: { 'nothing to send': `Everybody has been told what there is to tell about "${safe(title)}".` },
      happens: () => `The changes of "${safe(title)}" are sent`,
      done: () => `The changes of "${safe(title)}" are sent.`,
      action: { verb: 'assignments send', object: id },
    });
  });
