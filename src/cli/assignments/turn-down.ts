import { shortId } from '../../domain/staff/short-ids.ts';
import { turnDownAndNotify } from '../../service/assignments/staff-actions.ts';
import { assignmentGiven, called, offerTo, stillThere, volunteerOption } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { withContext } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import type { Run } from '../framework/command.ts';

/** Turns down a volunteer who accepted, with thanks; the search goes on. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    const volunteer = await volunteerOption(context, assignment);
    const { id, title } = assignment;
    const short = shortId('assignment', assignment.short_no);
    const who = safe(called(volunteer));
    return decide(context, {
      assignmentId: id,
      make: async (turn) => {
        const now = await stillThere(turn.tx, id);
        const offer = await offerTo(turn.tx, now, volunteer);
        return { outcome: await turnDownAndNotify(turn, { assignment: now, offer, by: invocation.staff }) };
      },
      refused: {
        'has not said yes': `${who} has not said yes, so there is nothing to turn down. See: ringerunde assignments show ${short}`,
        closed: `"${safe(title)}" is cancelled or declined, and everybody has been told.`,
      },
      already: { 'already turned down': `${who} is turned down already.` },
      happens: () => `${who} is turned down for "${safe(title)}"`,
      done: () => `${who} is turned down, with thanks. Those who are left on the list are asked.`,
      action: { verb: 'assignments turn-down', object: id, detail: { volunteer: volunteer.id } },
      about: { volunteerId: volunteer.id },
    });
  });
