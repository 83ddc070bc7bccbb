import { missingIn, secretOf } from '../../domain/assignments/assignments.ts';
import { busyThen } from '../../domain/volunteers/history.ts';
import { confirmAndTell } from '../../service/assignments/staff-actions.ts';
import { assignmentGiven, called, offerTo, stillThere, volunteerOption } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { atDesk } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/** Gives somebody who said yes the assignment: they are told who and where, and with the last place the others that it is taken. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const assignment = await assignmentGiven(desk);
    const volunteer = await volunteerOption(desk, assignment);
    const { id, title } = assignment;
    const who = safe(called(volunteer));
    await offerTo(desk.store.db, assignment, volunteer);
    const others = (await busyThen(desk.store.db, { assignment })).get(volunteer.id) ?? [];
    return decide(desk, {
      assignmentId: id,
      make: async (hand) => {
        const now = await stillThere(hand.tx, id);
        const offer = await offerTo(hand.tx, now, volunteer);
        return { outcome: await confirmAndTell(hand, { assignment: now, offer, by: call.staff }) };
      },
      refused: {
        'has not said yes':
          `${who} has not said yes. If they said so by phone, write it down first: ` +
          `ringerunde assignments answer ${id} --volunteer ${volunteer.id} --says yes`,
        'no place left':
          `Every place is given. Turn somebody down first, or make room: ringerunde assignments change ${id} --needs ` +
          `${assignment.needs + 1}`,
        closed: `"${safe(title)}" is cancelled, declined or has begun, and nobody is confirmed any more.`,
      },
      already: { 'already confirmed': `${who} is confirmed already.` },
      happens: () => `${who} is confirmed for "${safe(title)}"`,
      warnings: [
        ...unknown(missingIn(assignment, await secretOf(desk.store.db, id))),
        ...others.map((o) => `${who} has said yes to "${safe(o.title)}" at ${o.startsAt} too: a double booking.`),
      ],
      done: () => `${who} is confirmed for "${safe(title)}".`,
      deed: { verb: 'assignments confirm', object: id, detail: { volunteer: volunteer.id } },
      about: { volunteerId: volunteer.id },
    });
  });

/** What whoever is confirmed is told, and cannot be told yet. */
function unknown(missing: readonly string[]): string[] {
  const wanted = missing.filter((what) => /--(recipient|address)\b/.test(what));
  return wanted.length === 0 ? [] : [`It is not known ${wanted.join(', ')}: say so first with assignments change.`];
}
