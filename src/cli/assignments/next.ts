import { shortId } from '../../domain/staff/short-ids.ts';
import { askWave } from '../../service/assignments/ask-wave.ts';
import { assignmentGiven, stillThere } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { withContext } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/** Asks the next wave now: for staff who do not want to wait, or after a restore has stopped the search. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id, title, short_no } = await assignmentGiven(context);
    const short = shortId('assignment', short_no);
    const nobody = `Nobody is asked about "${safe(title)}" now`;
    return decide(context, {
      assignmentId: id,
      make: async (turn) => {
        await stillThere(turn.tx, id);
        return { outcome: await askWave(turn, id) };
      },
      refused: {
        over: `${nobody}: it has begun.`,
        closed: `${nobody}: it is filled or closed. See: ringerunde assignments show ${short}`,
        enough: `${nobody}: enough have said yes. Decide: ringerunde assignments show ${short}`,
        'nobody left': `${nobody}: nobody is left on the list. See who could be: ringerunde assignments suggest ${short}`,
        'quiet hours': `${nobody}: it is quiet hours, and they are asked when those end.`,
      },
      already: { waiting: `Everybody on the list of "${safe(title)}" has been asked already.` },
      happens: () => `The next of those on the list of "${safe(title)}" are asked now`,
      done: () => `The next of those on the list of "${safe(title)}" are asked.`,
      action: { verb: 'assignments next', object: id },
    });
  });
