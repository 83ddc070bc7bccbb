import { shortId } from '../../domain/staff/short-ids.ts';
import { leaveVolunteer } from '../../domain/volunteers/volunteer-status.ts';
import { called, changeIt } from './lib/change.ts';
import { count } from '../framework/print.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import { awaitedOffers } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Records that a volunteer does not want to be asked any more, and lists the assignments that still count on them. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    let awaited: Awaited<ReturnType<typeof awaitedOffers>> = [];
    const answer = await changeIt(context, {
      verb: 'volunteers leave',
      make: async (tx, moment, id) => {
        awaited = await awaitedOffers(tx, id, moment.now);
        return leaveVolunteer(tx, moment, { id });
      },
      says: (v, outcome) =>
        outcome === 'already'
          ? `${called(v)} has left already, on ${safe(v.left_on ?? '')}.`
          : `${called(v)} is not asked any more.`,
    });
    if (awaited.length === 0) return answer;
    const lines = awaited.map(
      (a) => `  ${safe(a.title)} (${a.status}): ringerunde assignments show ${shortId('assignment', a.short_no)}`,
    );
    const open = `They are still on the list of ${count(awaited.length, 'assignment')}. See to it:`;
    return { ...answer, text: [answer.text, open, ...lines].join('\n') };
  });
