import type { Moment } from '../../db/moment.ts';
import type { Activity, SignUp, Tx } from '../../db/schema/index.ts';
import { remindAt } from '../base/reminders.ts';
import { addDays, dateOf, weekdayOf, type Wall } from '../base/time.ts';
import { audienceOf, moveUp, type SignUpAudience } from './capacity.ts';
import { isOccurrence, namedOn, occurrenceNamed } from './occurrences.ts';
import { wallTimes } from './recurrence.ts';

/** The persons to tell after an activity was changed as a whole, by the kind of news. */
export interface Following {
  /** Removed sign-ups: their time does not exist any more. */
  cancelled: SignUpAudience[];
  /** Now at another time; `audience` has the old one. */
  moved: { audience: SignUpAudience; newStartsAt: Wall }[];
  /** Now at another place. */
  relocated: SignUpAudience[];
  /** Moved up from a waiting list. */
  promoted: SignUpAudience[];
}

/**
 * Adapts the sign-ups and changed dates of an activity after a change of its time, rule, place or capacity: a sign-up
 * moves to the time of the same date, else of the same week; a sign-up without such a time is removed, and the waiting
 * list moves up.
 */
export async function followChanges(
  tx: Tx,
  moment: Moment,
  { before, after }: { before: Activity; after: Activity },
): Promise<Following> {
  const retimed = before.starts_at !== after.starts_at || before.repeats !== after.repeats;
  if (retimed) await renameChanges(tx, before, after);
  const changes = await tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', after.id).execute();
  const following: Following = { cancelled: [], moved: [], relocated: [], promoted: [] };
  const isElsewhere = (['venue', 'address', 'postcode'] as const).some((column) => before[column] !== after[column]);
  const waitedFor = new Set<Wall>();
  for (const row of await coming(tx, moment, after.id)) {
    const name = newName(after, row.occurrence);
    const time = name === null ? null : occurrenceNamed(after, changes, name);
    if (name === null || time === null || time.startsUtc <= moment.now) {
      await tx
        .updateTable('sign_up')
        .set({ status: 'cancelled', changed_at: moment.now })
        .where('id', '=', row.id)
        .execute();
      following.cancelled.push(audienceOf(before, row));
      continue;
    }
    if (time.startsUtc !== row.starts_utc)
      following.moved.push({ audience: audienceOf(after, row), newStartsAt: time.startsAt });
    else if (isElsewhere) following.relocated.push(audienceOf(after, row));
    if (name !== row.occurrence || time.startsUtc !== row.starts_utc)
      await tx
        .updateTable('sign_up')
        .set(atTime(row, name, time.startsUtc, moment))
        .where('id', '=', row.id)
        .execute();
    if (row.status === 'waiting') waitedFor.add(name);
  }
  for (const occurrence of waitedFor) following.promoted.push(...(await moveUp(tx, moment, after, occurrence)));
  return following;
}

/** The sign-ups for what has not begun, soonest first. */
const coming = (tx: Tx, { now }: Moment, activityId: string): Promise<SignUp[]> =>
  tx
    .selectFrom('sign_up')
    .selectAll()
    .where('activity_id', '=', activityId)
    .where('status', '<>', 'cancelled')
    .where('starts_utc', '>', now)
    .orderBy('starts_utc')
    .orderBy('created_at')
    .orderBy('id')
    .execute();

const atTime = (row: SignUp, occurrence: Wall, startsUtc: string, { now }: Moment): Partial<SignUp> => ({
  occurrence,
  starts_utc: startsUtc,
  changed_at: now,
  ...(startsUtc === row.starts_utc ? {} : { remind_at: remindAt(startsUtc, now), reminded_at: null }),
});

/** The new time of an old one: itself, that of its date, that of its week, or the only time there is. */
function newName(after: Activity, old: Wall): Wall | null {
  if (isOccurrence(after, old)) return old;
  if (after.repeats === null) return after.starts_at;
  const [sameDay] = namedOn(after, dateOf(old));
  if (sameDay !== undefined) return sameDay;
  const monday = addDays(dateOf(old), 1 - weekdayOf(old));
  return wallTimes(after, `${monday}T00:00`, `${addDays(monday, 7)}T00:00`, 1)[0] ?? null;
}

/** Cancelled and moved times stay so under their new times. */
async function renameChanges(tx: Tx, before: Activity, after: Activity): Promise<void> {
  const rows = await tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', after.id).execute();
  const taken = new Set(rows.map(({ occurrence }) => occurrence));
  for (const { occurrence } of rows) {
    if (isOccurrence(after, occurrence) || !isOccurrence(before, occurrence)) continue;
    const name = newName(after, occurrence);
    if (name === null || taken.has(name)) continue;
    taken.add(name);
    await tx
      .updateTable('occurrence_change')
      .set({ occurrence: name })
      .where('activity_id', '=', after.id)
      .where('occurrence', '=', occurrence)
      .execute();
  }
}
