import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Activity, SignUp, Tx } from '../../db/schema/index.ts';
import { remindAt } from '../base/reminders.ts';
import { toWall, type Instant, type Wall } from '../base/time.ts';

/** Sign-ups of one occurrence, in order of arrival. */
export const rowsOf = compiled<{ activity: string; occurrence: string }, SignUp>((db, arg) =>
  db
    .selectFrom('sign_up')
    .selectAll()
    .where('activity_id', '=', arg('activity'))
    .where('occurrence', '=', arg('occurrence'))
    .where('status', '<>', 'cancelled')
    .orderBy('created_at')
    .orderBy('id'),
);

/** Number of free places; null when the activity does not count places. */
export function placesLeftOf(
  activity: Pick<Activity, 'sign_up' | 'capacity'>,
  rows: readonly Pick<SignUp, 'status' | 'persons'>[],
): number | null {
  if (activity.sign_up === 0 || activity.capacity === null) return null;
  const taken = rows.reduce((sum, row) => (row.status === 'signed_up' ? sum + row.persons : sum), 0);
  return Math.max(0, activity.capacity - taken);
}

/** A sign-up with the data for a message to the person. */
export interface SignUpAudience {
  signUpId: string;
  personId: string;
  persons: number;
  title: string;
  startsAt: Wall;
  startsUtc: Instant;
  venue: string;
}

export const audienceOf = (activity: Pick<Activity, 'title' | 'venue'>, row: SignUp): SignUpAudience => ({
  signUpId: row.id,
  personId: row.person_id,
  persons: row.persons,
  title: activity.title,
  startsAt: toWall(row.starts_utc),
  startsUtc: row.starts_utc,
  venue: activity.venue,
});

/**
 * Gives free places to waiting persons in order of arrival, skipping groups that are too large.
 * @returns the sign-ups that moved up, whose persons have to be told
 */
export async function moveUp(tx: Tx, moment: Moment, activity: Activity, occurrence: Wall): Promise<SignUpAudience[]> {
  const rows = await rowsOf(tx, { activity: activity.id, occurrence });
  let left = placesLeftOf(activity, rows);
  if (left === null || activity.status === 'cancelled') return [];
  const promoted: SignUpAudience[] = [];
  for (const row of rows) {
    if (row.status !== 'waiting' || row.persons > left || row.starts_utc <= moment.now) continue;
    await tx
      .updateTable('sign_up')
      .set({ status: 'signed_up', remind_at: remindAt(row.starts_utc, moment.now), changed_at: moment.now })
      .where('id', '=', row.id)
      .where('status', '=', 'waiting')
      .execute();
    left -= row.persons;
    promoted.push(audienceOf(activity, row));
  }
  return promoted;
}
