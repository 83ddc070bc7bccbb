import type { Moment } from '../../db/moment.ts';
import type { Activity, OccurrenceChange, SignUp, Tx } from '../../db/schema/index.ts';
import { upsertActivity, type NewActivity } from './write-activities.ts';
import { occurrenceNamed, occurrences, isOccurrence, type Occurrence } from './occurrences.ts';
import { audienceOf, type SignUpAudience } from './capacity.ts';
import { Refusal } from '../base/refusal.ts';
import { remindAt } from '../base/reminders.ts';
import { countChange } from '../base/change-counter.ts';
import { checkRule, minutesOf } from './recurrence.ts';
import { addDays, toInstant, type Wall } from '../base/time.ts';

/** A person, signed up or waiting, who has to be told. */
export interface Affected extends SignUpAudience {
  status: 'signed_up' | 'waiting';
}

export interface Changing {
  outcome: 'cancelled' | 'already cancelled' | 'moved' | 'already moved' | 'no such occurrence' | 'not found';
  /** Sign-ups and waiting persons of occurrences that have not started. */
  affected: Affected[];
}

/**
 * Adds one activity by hand. An equal activity changes nothing ('unchanged').
 * @throws Refusal when its time or its rule cannot be read
 */
export async function addActivity(
  tx: Tx,
  moment: Moment,
  wish: NewActivity,
): Promise<{ outcome: 'imported' | 'updated' | 'unchanged'; id: string }> {
  if (Number.isNaN(minutesOf(wish.startsAt)))
    throw new Refusal(`"${wish.startsAt}" is not a time. Write it as 2026-12-01T18:00.`);
  const rule = wish.repeats ? checkRule(wish.repeats) : 'fine';
  if (rule === 'too often') throw new Refusal(`"${wish.repeats}" is more often than once a day.`);
  if (rule === 'unreadable')
    throw new Refusal(`"${wish.repeats}" is not a rule. Every Tuesday is FREQ=WEEKLY;BYDAY=TU.`);
  return upsertActivity(tx, moment, wish);
}

/** Records that the organiser has confirmed the activity. */
export async function confirmActivity(tx: Tx, moment: Moment, id: string): Promise<'confirmed' | 'not found'> {
  if ((await findActivity(tx, id)) === undefined) return 'not found';
  await touch(tx, moment, id, { confirmed_at: moment.now });
  return 'confirmed';
}

/**
 * Cancels one occurrence: `on` is its date, or the wall time that identifies it. Cancels the sign-ups, whose persons
 * have to be told.
 */
export async function cancelOccurrence(
  tx: Tx,
  moment: Moment,
  { activityId, on }: { activityId: string; on: string },
): Promise<Changing> {
  const activity = await findActivity(tx, activityId);
  if (activity === undefined) return { outcome: 'not found', affected: [] };
  const changes = await changesOf(tx, activityId);
  const time = occurrenceOn(activity, changes, on);
  if (time === 'cancelled' || (time !== null && activity.status === 'cancelled'))
    return { outcome: 'already cancelled', affected: [] };
  if (time === null) return { outcome: 'no such occurrence', affected: [] };
  await keepChange(tx, moment, activityId, { occurrence: time.occurrence, kind: 'cancelled', at: null, end: null });
  await touch(tx, moment, activityId, {});
  return { outcome: 'cancelled', affected: await takeOff(tx, moment, activity, time.occurrence) };
}

/** Cancels an activity for good, with the sign-ups for its coming occurrences, whose persons have to be told. */
export async function cancelActivity(
  tx: Tx,
  moment: Moment,
  { activityId }: { activityId: string },
): Promise<Changing> {
  const activity = await findActivity(tx, activityId);
  if (activity === undefined) return { outcome: 'not found', affected: [] };
  if (activity.status === 'cancelled') return { outcome: 'already cancelled', affected: [] };
  await touch(tx, moment, activityId, { status: 'cancelled' });
  return { outcome: 'cancelled', affected: await takeOff(tx, moment, activity, null) };
}

export interface Move {
  activityId: string;
  /** The wall time that identifies it, or its current date. */
  occurrence: string;
  newStartsAt: Wall;
  /** Without it, the duration stays the same. */
  newEndsAt?: Wall;
}

/**
 * Moves one occurrence. It keeps its identity and its sign-ups, which get a reminder for the new time, also when the
 * old reminder has been sent. `affected` has the old time.
 * @throws Refusal when the new time cannot be read or is over
 */
export async function moveOccurrence(tx: Tx, moment: Moment, move: Move): Promise<Changing> {
  const nobody: Affected[] = [];
  const activity = await findActivity(tx, move.activityId);
  if (activity === undefined) return { outcome: 'not found', affected: nobody };
  if (Number.isNaN(minutesOf(move.newStartsAt)))
    throw new Refusal(`"${move.newStartsAt}" is not a time. Write it as 2026-12-01T18:00.`);
  const time = occurrenceOn(activity, await changesOf(tx, activity.id), move.occurrence);
  if (time === null) return { outcome: 'no such occurrence', affected: nobody };
  if (time === 'cancelled' || activity.status === 'cancelled')
    return { outcome: 'already cancelled', affected: nobody };
  const startsAt = move.newStartsAt.slice(0, 16);
  const startsUtc = toInstant(startsAt);
  if (startsUtc <= moment.now) throw new Refusal(`${startsAt} is over. Choose a time that is still to come.`);
  if (time.startsAt === startsAt && move.newEndsAt === undefined) return { outcome: 'already moved', affected: nobody };

  const to = { occurrence: time.occurrence, kind: 'moved' as const, at: startsAt, end: move.newEndsAt ?? null };
  await keepChange(tx, moment, activity.id, to);
  await touch(tx, moment, activity.id, {});
  const rows = await listed(tx, moment, activity.id, time.occurrence);
  const reminder = remindAt(startsUtc, moment.now);
  await tx
    .updateTable('sign_up')
    .set({ starts_utc: startsUtc, remind_at: reminder, reminded_at: null, changed_at: moment.now })
    .where('activity_id', '=', activity.id)
    .where('occurrence', '=', time.occurrence)
    .where('status', '<>', 'cancelled')
    .execute();
  return { outcome: 'moved', affected: rows.map((row) => affectedOf(activity, row)) };
}

/** Finds an occurrence by its identity, by its current date, or by the date of a cancelled one. */
function occurrenceOn(
  activity: Activity,
  changes: readonly OccurrenceChange[],
  on: string,
): Occurrence | 'cancelled' | null {
  const date = on.slice(0, 10);
  if (!/^\d{4}-\d\d-\d\d$/.test(date)) return null;
  if (on.length > 10) {
    const named = occurrenceNamed(activity, changes, on.slice(0, 16));
    if (named !== null) return named;
  }
  const day = { from: toInstant(`${date}T00:00`), to: toInstant(`${addDays(date, 1)}T00:00`) };
  const there = occurrences(activity, changes, day).find((o) => on.length === 10 || o.startsAt === on.slice(0, 16));
  if (there !== undefined) return there;
  const gone = changes.some(
    (c) => c.kind === 'cancelled' && c.occurrence.startsWith(on.slice(0, 16)) && isOccurrence(activity, c.occurrence),
  );
  return gone ? 'cancelled' : null;
}

async function takeOff(tx: Tx, moment: Moment, activity: Activity, occurrence: Wall | null): Promise<Affected[]> {
  const rows = await listed(tx, moment, activity.id, occurrence);
  for (const { id } of rows)
    await tx.updateTable('sign_up').set({ status: 'cancelled', changed_at: moment.now }).where('id', '=', id).execute();
  return rows.map((row) => affectedOf(activity, row));
}

/** Sign-ups of occurrences that have not started. */
function listed(tx: Tx, { now }: Moment, activityId: string, occurrence: Wall | null): Promise<SignUp[]> {
  const all = tx.selectFrom('sign_up').selectAll().where('activity_id', '=', activityId);
  return (occurrence === null ? all : all.where('occurrence', '=', occurrence))
    .where('status', '<>', 'cancelled')
    .where('starts_utc', '>', now)
    .orderBy('starts_utc')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
}

const affectedOf = (activity: Activity, row: SignUp): Affected => ({
  ...audienceOf(activity, row),
  status: row.status === 'waiting' ? 'waiting' : 'signed_up',
});

const findActivity = (tx: Tx, id: string): Promise<Activity | undefined> =>
  tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();

const changesOf = (tx: Tx, id: string): Promise<OccurrenceChange[]> =>
  tx.selectFrom('occurrence_change').selectAll().where('activity_id', '=', id).execute();

/** Increments the counter, so that every process with activities in memory reads this one again. */
async function touch(
  tx: Tx,
  moment: Moment,
  id: string,
  set: Partial<Pick<Activity, 'status' | 'confirmed_at'>>,
): Promise<void> {
  const revision = await countChange(tx, 'activities');
  await tx
    .updateTable('activity')
    .set({ ...set, revision, changed_at: moment.now })
    .where('id', '=', id)
    .execute();
}

async function keepChange(
  tx: Tx,
  moment: Moment,
  activityId: string,
  change: Pick<OccurrenceChange, 'occurrence' | 'kind'> & { at: Wall | null; end: Wall | null },
): Promise<void> {
  const told = { kind: change.kind, new_starts_at: change.at, new_ends_at: change.end, changed_at: moment.now };
  await tx
    .insertInto('occurrence_change')
    .values({ activity_id: activityId, occurrence: change.occurrence, ...told })
    .onConflict((c) => c.columns(['activity_id', 'occurrence']).doUpdateSet(told))
    .execute();
}
