import { sql } from 'kysely';
import { compiledChange, compiledUpTo } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { addDays, HOUR_MS, later, toInstant, toWall, type Instant, type Wall } from './time.ts';

/** Value of `remind_at` when no reminder is due any more. */
export const NEVER: Instant = '9999-12-31T00:00:00.000Z';
const REMIND_AT = '10:00';
/** A reminder this soon after the sign-up, or this close to the start, tells the person nothing new. */
const TOO_SOON_MS = 3 * HOUR_MS;
const HOURS_BEFORE_MS = 2 * HOUR_MS;

/**
 * When a person is reminded: the day before at ten. After a later sign-up, two hours before the start, if at least
 * three hours have passed since the sign-up. An activity that starts within three hours needs no reminder. The outbox
 * delays a reminder that falls in quiet hours, and drops it once the activity has started.
 */
export function remindAt(startsUtc: Instant, signedUpAt: Instant): Instant {
  const dayBefore = toInstant(`${addDays(toWall(startsUtc).slice(0, 10), -1)}T${REMIND_AT}`);
  if (dayBefore > signedUpAt) return dayBefore;
  const hoursBefore = later(startsUtc, -HOURS_BEFORE_MS);
  return hoursBefore >= later(signedUpAt, TOO_SOON_MS) ? hoursBefore : NEVER;
}

/** A due reminder, with the data for its text and its address. */
export interface DueReminder {
  signUpId: string;
  centreId: string;
  centreNumber: string;
  personId: string;
  number: string;
  language: string;
  title: string;
  venue: string;
  startsAt: Wall;
  startsUtc: Instant;
  persons: number;
}

// The status is literal in the query: SQLite uses the partial index of due reminders only then.
const due = compiledUpTo<{ now: string }, Omit<DueReminder, 'startsAt'>>((db, arg, max) =>
  db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .innerJoin('person', 'person.id', 'sign_up.person_id')
    .innerJoin('centre', 'centre.id', 'sign_up.centre_id')
    .where('sign_up.status', '=', sql.lit('signed_up'))
    .where('sign_up.reminded_at', 'is', null)
    .where('sign_up.remind_at', '<=', arg('now'))
    .orderBy('sign_up.remind_at')
    .limit(max)
    .select([
      'sign_up.id as signUpId',
      'sign_up.centre_id as centreId',
      'centre.number as centreNumber',
      'person.id as personId',
      'person.number as number',
      'person.language as language',
      'activity.title as title',
      'activity.venue as venue',
      'sign_up.starts_utc as startsUtc',
      'sign_up.persons as persons',
    ]),
);

/**
 * Due reminders, oldest first. Includes activities that have started in the meantime: `markReminded` removes them and
 * says so. Reads only the index of due reminders, however many wait.
 */
export async function remindersDue(db: Db, now: Instant, limit: number): Promise<DueReminder[]> {
  const rows = await due(db, { now }, limit);
  return rows.map((row) => ({ ...row, startsAt: toWall(row.startsUtc) }));
}

const mark = compiledChange<{ id: string; now: string }>((db, arg) =>
  db
    .updateTable('sign_up')
    .set({ reminded_at: arg('now'), changed_at: arg('now') })
    .where('id', '=', arg('id'))
    .where('status', '=', 'signed_up')
    .where('reminded_at', 'is', null)
    .where('remind_at', '<=', arg('now'))
    .where('starts_utc', '>', arg('now')),
);
const drop = compiledChange<{ id: string; now: string; never: string }>((db, arg) =>
  db
    .updateTable('sign_up')
    .set({ remind_at: arg('never'), changed_at: arg('now') })
    .where('id', '=', arg('id'))
    .where('reminded_at', 'is', null)
    .where('remind_at', '<=', arg('now'))
    .where('starts_utc', '<=', arg('now')),
);

/**
 * Claims a reminder. Only the process that gets 'marked' sends it. 'too late': the activity has started, and the
 * reminder is dropped. 'not needed': it was sent, cancelled or postponed in the meantime.
 */
export async function markReminded(
  tx: Tx,
  moment: Moment,
  signUpId: string,
): Promise<'marked' | 'too late' | 'not needed'> {
  if ((await mark(tx, { id: signUpId, now: moment.now })) > 0) return 'marked';
  const dropped = await drop(tx, { id: signUpId, now: moment.now, never: NEVER });
  return dropped > 0 ? 'too late' : 'not needed';
}
