import { shortId } from '../../domain/staff/short-ids.ts';
import { answerForThem } from '../../service/assignments/staff-actions.ts';
import { assignmentGiven, called, offerTo, stillThere, volunteerOption } from './lib/find.ts';
import { decide } from './lib/change.ts';
import { needed } from '../framework/arguments.ts';
import { withContext, text } from '../framework/run.ts';
import { safe } from '../framework/escape.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import type { Run } from '../framework/command.ts';

const NOTE_MAX = 250;

/** Records an answer that a volunteer gave by phone, with the same consequences as an answer by text. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const assignment = await assignmentGiven(context);
    const volunteer = await volunteerOption(context, assignment);
    const says = needed(invocation, 'says', 'what they said: --says yes, or --says no') === 'yes' ? 'yes' : 'no';
    const words = (text(invocation.options['note']) ?? '').replace(/\s+/g, ' ').trim();
    if (words.length > NOTE_MAX) throw new Refusal(`The note has ${words.length} characters; ${NOTE_MAX} is the most.`);
    const { id, title } = assignment;
    const short = shortId('assignment', assignment.short_no);
    const who = safe(called(volunteer));
    const confirm = `ringerunde assignments confirm ${short} --volunteer ${shortId('volunteer', volunteer.short_no)}`;
    const next: Readonly<Record<string, string>> = {
      accepted: `${who} has said yes. Now decide: ${confirm}`,
      noted: `${who} has said yes, with words that hold no place before you decide: ${confirm}`,
      confirmed: `${who} has said yes, and is confirmed by that.`,
      declined: `${who} has said no. Those who are left on the list are asked.`,
      withdrawn: `${who} had said yes, and has withdrawn. The search goes on: ringerunde assignments show ${short}`,
      filled: `${who} has said yes, but every place is taken. Confirm them where one becomes free: ${confirm}`,
    };
    return decide(context, {
      assignmentId: id,
      make: async (turn) => {
        const now = await stillThere(turn.tx, id);
        const offer = await offerTo(turn.tx, now, volunteer);
        return { outcome: await answerForThem(turn, { assignment: now, offer, says, words, staff: invocation.staff }) };
      },
      refused: {
        cancelled: `"${safe(title)}" is cancelled or declined, and takes no answers.`,
        over: `"${safe(title)}" has begun, and takes no answers.`,
        none: `${who} has not been asked about this. See: ringerunde assignments show ${short}`,
        which: `${who} has several open offers. See: ringerunde volunteers show ${shortId('volunteer', volunteer.short_no)}`,
      },
      already: {
        'already yes': `It stands there already that ${who} has said yes. Decide with: ${confirm}`,
        'already confirmed': `${who} is confirmed already.`,
        'already no': `It stands there already that ${who} has said no.`,
      },
      happens: () => `${who} answers ${says} to "${safe(title)}"`,
      done: ({ made }) => next[made.outcome] ?? `Noted: ${made.outcome}.`,
      action: { verb: 'assignments answer', object: id, detail: { volunteer: volunteer.id, says } },
      about: { volunteerId: volunteer.id },
    });
  });
