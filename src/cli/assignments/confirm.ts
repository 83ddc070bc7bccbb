import { shortId } from '../../domain/staff/short-ids.ts';
import { missingIn, secretOf } from '../../domain/assignments/assignments.ts';
import { busyThen } from '../../domain/volunteers/history.ts';
import { confirmAndNotify } from '../../service/assignments/staff-actions.ts';
import { assignmentGiven, called, offerTo, stillThere, volunteerOption } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { withContext } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/**
 * Confirms a volunteer who accepted: they are told who and where. With the last place, the others are told that it is
 * taken.
 */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    const volunteer = await volunteerOption(context, assignment);
    const { id, title } = assignment;
    const short = shortId('assignment', assignment.short_no);
    const who = safe(called(volunteer));
    await offerTo(context.store.db, assignment, volunteer);
    const others = (await busyThen(context.store.db, { assignment })).get(volunteer.id) ?? [];
    return decide(context, {
      assignmentId: id,
      make: async (turn) => {
        const now = await stillThere(turn.tx, id);
        const offer = await offerTo(turn.tx, now, volunteer);
        return { outcome: await confirmAndNotify(turn, { assignment: now, offer, by: invocation.staff }) };
      },
      refused: {
        'has not said yes':
          `${who} has not said yes. If they said so by phone, write it down first: ` +
          `ringerunde assignments answer ${short} --volunteer ${shortId('volunteer', volunteer.short_no)} --says yes`,
        'no place left':
          `Every place is given. Turn somebody down first, or make room: ringerunde assignments change ${short} --needs ` +
          `${assignment.needs + 1}`,
        closed: `"${safe(title)}" is cancelled, declined or has begun, and nobody is confirmed any more.`,
      },
      already: { 'already confirmed': `${who} is confirmed already.` },
      happens: () => `${who} is confirmed for "${safe(title)}"`,
      warnings: [
        ...unknown(missingIn(assignment, await secretOf(context.store.db, id))),
        ...others.map((o) => `${who} has said yes to "${safe(o.title)}" at ${o.startsAt} too: a double booking.`),
      ],
      done: () => `${who} is confirmed for "${safe(title)}".`,
      action: { verb: 'assignments confirm', object: id, detail: { volunteer: volunteer.id } },
      about: { volunteerId: volunteer.id },
    });
  });

/** The facts that a confirmed volunteer needs and that are still missing. */
function unknown(missing: readonly string[]): string[] {
  const wanted = missing.filter((what) => /--(recipient|address)\b/.test(what));
  return wanted.length === 0 ? [] : [`It is not known ${wanted.join(', ')}: say so first with assignments change.`];
}
