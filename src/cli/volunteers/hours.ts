import { shortId } from '../../domain/staff/short-ids.ts';
import { CommanderError } from 'commander';
import type { Assignment } from '../../db/schema/index.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { kindNamed, KINDS } from '../../domain/base/assignment-kinds.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { hoursOf, reportHours } from '../../domain/volunteers/service-hours.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { readDuration } from '../../understanding/days/duration.ts';
import { rowNamed } from '../framework/arguments.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import { volunteerGiven } from './lib/find.ts';
import type { Invocation, CommandContext, Run } from '../framework/command.ts';

/** Records hours that a volunteer has given. */
export const run: Run = (invocation) => {
  const minutes = minutesGiven(invocation);
  return withContext(invocation, async (context) => {
    const volunteer = await volunteerGiven(context);
    const assignment = await assignmentGiven(context, volunteer.centre_id);
    const kind = kindGiven(invocation) ?? assignment?.kind ?? 'other';
    const servedOn = dayGiven(context, assignment);
    const assignmentId = assignment?.id ?? null;
    const outcome = await context.store.write(async (tx) => {
      const report = {
        centreId: volunteer.centre_id,
        volunteerId: volunteer.id,
        assignmentId,
        servedOn,
        minutes,
        kind,
      };
      const kept = await reportHours(tx, context.moment(), { ...report, reportedBy: invocation.staff });
      if (kept !== 'too many') {
        const detail = { minutes, on: servedOn, kind, assignment: assignmentId };
        await audit(context, tx, { verb: 'volunteers hours', object: volunteer.id, detail });
      }
      return kept;
    });
    if (outcome === 'too many')
      throw new Refusal('That is more than a day. Write what was given on each day by itself.');
    const all = await hoursOf(context.store.db, volunteer.id);
    const said = `${safe(volunteer.name ?? shortId('volunteer', volunteer.short_no))}: ${hoursShown(minutes)} on ${servedOn}, ${KINDS[kind]?.en ?? kind}`;
    return {
      json: {
        volunteerId: volunteer.id,
        short: shortId('volunteer', volunteer.short_no),
        assignmentId,
        on: servedOn,
        kind,
        minutes,
        outcome,
        minutesInAll: all.minutes,
      },
      text: `${said}. ${outcome === 'corrected' ? 'Corrected' : 'Noted'}; ${hoursShown(all.minutes)} in all.`,
    };
  });
};

function minutesGiven(invocation: Invocation): number {
  const { minutes } = invocation.options;
  const hours = text(invocation.options['hours']);
  if ((minutes === undefined) === (hours === undefined))
    throw new CommanderError(2, 'ringerunde.noHours', 'This needs how long it was: --hours 1,5 or --minutes 90');
  const read = hours === undefined ? Number(minutes) : readDuration(hours);
  if (read !== null) return read;
  throw new Refusal(`"${hours}" is no time that somebody can have given. Write 1,5 or 1:30 or "90 min".`);
}

async function assignmentGiven({ store, invocation }: CommandContext, centreId: string): Promise<Assignment | null> {
  const named = text(invocation.options['assignment']);
  if (named === undefined) return null;
  const { id } = await rowNamed(store.db, { kind: 'assignment', named, centreId });
  return (await findAssignment(store.db, id)) ?? null;
}

function kindGiven(invocation: Invocation): string | null {
  const said = text(invocation.options['kind']);
  if (said === undefined) return null;
  const kind = kindNamed(said);
  if (kind === null)
    throw new Refusal(`"${said}" is no kind of help. Choose one of: ${Object.keys(KINDS).join(', ')}.`);
  return kind;
}

function dayGiven({ invocation, moment }: CommandContext, assignment: Assignment | null): string {
  const today = dateOf(toWall(moment().now));
  const day = text(invocation.options['on']) ?? (assignment === null ? today : dateOf(assignment.starts_at));
  if (day > today) throw new Refusal(`${day} is still to come. Note the hours when they have been given.`);
  return day;
}

/** "1 h 30 min". */
function hoursShown(minutes: number): string {
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours === 0 ? '' : `${hours} h`, rest === 0 ? '' : `${rest} min`].filter((part) => part !== '').join(' ');
}
