import { compiled } from '../db/compiled.ts';
import type { Moment } from '../db/moment.ts';
import type { Activity, Db, OccurrenceChange, Tx } from '../db/schema.ts';
import { upsertActivity, type NewActivity } from './activities-write.ts';
import { namedOn, nextOccurrence, occurrenceNamed, occurrences, type Occurrence } from './occurrences.ts';
import { bumpRevision } from './revision.ts';
import { reminderOf } from './sign-ups.ts';
import { DAY_MS, later, type Instant, type Wall } from './time.ts';

/** Whoever has not confirmed an activity for a year is worth a call before one goes there. */
const STALE_MS = 365 * DAY_MS;
const COMING_MAX = 5;

const activityById = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);
const changesOf = compiled<{ id: string }, OccurrenceChange>((db, arg) =>
  db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', arg('id')),
);
const personsOn = compiled<{ id: string; occurrence: string }, { n: number | null }>((db, arg) =>
  db
    .selectFrom('sign_up')
    .select((e) => e.fn.sum<number | null>('persons').as('n'))
    .where('activity_id', '=', arg('id'))
    .where('occurrence', '=', arg('occurrence'))
    .where('status', '=', 'signed_up'),
);

export interface ActivityShown {
  id: string;
  centreId: string;
  title: string;
  description: string;
  category: string;
  organiser: string;
  organiserPhone: string | null;
  venue: string;
  address: string;
  postcode: string | null;
  startsAt: Wall;
  endsAt: Wall | null;
  repeats: string | null;
  price: string;
  stepFree: 'yes' | 'no' | 'unknown';
  languages: string[];
  capacity: number | null;
  signUp: boolean;
  status: 'active' | 'cancelled';
  confirmedAt: Instant | null;
  freshness: 'confirmed' | 'stale' | 'never';
  /** When it next begins; null when it does not. */
  nextAt: Instant | null;
}

/** All activities of a centre (or of all), by title. */
export async function listActivities(
  db: Db,
  centreId: string | null,
  { now }: { now: Instant },
): Promise<ActivityShown[]> {
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId))
    .orderBy('title')
    .orderBy('id')
    .execute();
  const changes = group(await db.selectFrom('occurrence_change').selectAll().execute());
  return rows.map((row) => shown(row, changes.get(row.id) ?? [], now));
}

function group(changes: OccurrenceChange[]): Map<string, OccurrenceChange[]> {
  const byActivity = new Map<string, OccurrenceChange[]>();
  for (const change of changes) {
    const list = byActivity.get(change.activity_id);
    if (list === undefined) byActivity.set(change.activity_id, [change]);
    else list.push(change);
  }
  return byActivity;
}

export interface ActivityInFull extends ActivityShown {
  coming: { occurrence: Wall; startsAt: Instant; signedUp: number }[];
  changes: { occurrence: Wall; kind: 'cancelled' | 'moved'; newStartsAt: Wall | null }[];
}

/** One activity with its next times and how many are signed up for each. */
export async function showActivity(db: Db, id: string, now: Instant): Promise<ActivityInFull | null> {
  const [row] = await activityById(db, { id });
  if (row === undefined) return null;
  const changes = await changesOf(db, { id });
  const to = later(now, 400 * DAY_MS);
  const next = row.status === 'cancelled' ? [] : occurrences(row, changes, { from: now, to, max: COMING_MAX });
  const coming: ActivityInFull['coming'] = [];
  for (const { occurrence, startsUtc } of next) {
    coming.push({ occurrence, startsAt: startsUtc, signedUp: await signedUp(db, id, occurrence) });
  }
  return {
    ...shown(row, changes, now),
    coming,
    changes: changes.map((c) => ({ occurrence: c.occurrence, kind: c.kind, newStartsAt: c.new_starts_at })),
  };
}

const signedUp = async (db: Db, id: string, occurrence: Wall): Promise<number> =>
  Number((await personsOn(db, { id, occurrence }))[0]?.n ?? 0);

function shown(row: Activity, changes: readonly OccurrenceChange[], now: Instant): ActivityShown {
  return {
    id: row.id,
    centreId: row.centre_id,
    title: row.title,
    description: row.description,
    category: row.category,
    organiser: row.organiser,
    organiserPhone: row.organiser_phone,
    venue: row.venue,
    address: row.address,
    postcode: row.postcode,
    startsAt: row.starts_at,
    endsAt: row.ends_at,
    repeats: row.repeats,
    price: row.price,
    stepFree: stepFreeOf(row),
    languages: row.languages.split(';').filter((l) => l !== ''),
    capacity: row.capacity,
    signUp: row.sign_up === 1,
    status: row.status,
    confirmedAt: row.confirmed_at,
    freshness: freshnessOf(row, now),
    nextAt: row.status === 'cancelled' ? null : (nextOccurrence(row, changes, now)?.startsUtc ?? null),
  };
}

const stepFreeOf = ({ step_free: flag }: Activity): 'yes' | 'no' | 'unknown' =>
  flag === null ? 'unknown' : flag === 1 ? 'yes' : 'no';

function freshnessOf({ confirmed_at: at }: Activity, now: Instant): 'confirmed' | 'stale' | 'never' {
  if (at === null) return 'never';
  return Date.parse(now) - Date.parse(at) > STALE_MS ? 'stale' : 'confirmed';
}

export interface ActivityDetails {
  activityId: string;
  occurrence: Wall;
  title: string;
  startsAt: Wall;
  endsAt: Wall | null;
  venue: string;
  address: string;
  km: number | null;
  price: string;
  stepFree: 'yes' | 'no' | 'unknown';
  languages: string;
  organiser: string;
  organiserPhone: string | null;
  confirmedAt: Instant | null;
  freshness: 'confirmed' | 'stale' | 'never';
  signUp: 'open' | 'waiting list' | 'none';
  placesLeft: number | null;
}

/** What decides whether somebody goes to one occurrence; null when it is cancelled or has begun. */
export async function findDetails(
  db: Db,
  { activityId, occurrence, now }: { activityId: string; occurrence: Wall; now: Instant },
): Promise<ActivityDetails | null> {
  const [row] = await activityById(db, { id: activityId });
  if (row === undefined || row.status === 'cancelled') return null;
  const when = occurrenceNamed(row, await changesOf(db, { id: activityId }), occurrence);
  if (when === null || when.startsUtc <= now) return null;
  const left = row.capacity === null ? null : Math.max(0, row.capacity - (await signedUp(db, activityId, occurrence)));
  return {
    activityId,
    occurrence,
    title: row.title,
    startsAt: when.startsAt,
    endsAt: when.endsAt,
    venue: row.venue,
    address: row.address,
    km: null,
    price: row.price,
    stepFree: stepFreeOf(row),
    languages: row.languages,
    organiser: row.organiser,
    organiserPhone: row.organiser_phone,
    confirmedAt: row.confirmed_at,
    freshness: freshnessOf(row, now),
    signUp: row.sign_up === 0 ? 'none' : left === 0 ? 'waiting list' : 'open',
    placesLeft: left,
  };
}

/** Adds one activity by hand. */
export const addActivity = (tx: Tx, moment: Moment, wish: NewActivity): ReturnType<typeof upsertActivity> =>
  upsertActivity(tx, moment, wish);

/** Notes that somebody who knows has said that it is still right. */
export async function confirmActivity(tx: Tx, moment: Moment, id: string): Promise<'confirmed' | 'not found'> {
  const revision = await bumpRevision(tx, 'activities');
  const done = await tx
    .updateTable('activity')
    .set({ confirmed_at: moment.now, changed_at: moment.now, revision })
    .where('id', '=', id)
    .executeTakeFirst();
  return done.numUpdatedRows > 0n ? 'confirmed' : 'not found';
}

/** Somebody who was signed up for what has changed. */
export interface Affected {
  signUpId: string;
  personId: string;
  persons: number;
  title: string;
  venue: string;
  /** As it was before the change. */
  startsAt: Wall;
  startsUtc: Instant;
}

export interface Changing {
  outcome: 'cancelled' | 'already cancelled' | 'moved' | 'already moved' | 'no such occurrence' | 'not found';
  affected: Affected[];
}

/**
 * Cancels the occurrence that begins on a date, or the one that is named by its wall time. Sign-ups for it are cancelled
 * too; whoever had one is in `affected`, for the house to tell.
 */
export async function cancelOccurrence(
  tx: Tx,
  moment: Moment,
  { activityId, on }: { activityId: string; on: string },
): Promise<Changing> {
  const [row] = await activityById(tx, { id: activityId });
  if (row === undefined) return { outcome: 'not found', affected: [] };
  const changes = await changesOf(tx, { id: activityId });
  const names = on.includes('T') ? [on] : namesOn(row, changes, on);
  const cancelled = names.filter((n) => changes.some((c) => c.occurrence === n && c.kind === 'cancelled'));
  const standing = names
    .filter((n) => !cancelled.includes(n))
    .map((n) => occurrenceNamed(row, changes, n))
    .filter((o): o is Occurrence => o !== null);
  if (standing.length === 0)
    return { outcome: cancelled.length > 0 ? 'already cancelled' : 'no such occurrence', affected: [] };

  const affected: Affected[] = [];
  for (const when of standing) {
    affected.push(...(await affectedBy(tx, row, when)));
    await keepChange(tx, moment, activityId, { occurrence: when.occurrence, kind: 'cancelled', newStartsAt: null });
    await dropSignUps(tx, moment, activityId, when.occurrence);
  }
  await touch(tx, moment, activityId, {});
  return { outcome: 'cancelled', affected };
}

/** The names of what takes place on a date: by the rule, or because it was moved there. */
function namesOn(row: Activity, changes: readonly OccurrenceChange[], date: string): Wall[] {
  const movedHere = changes.filter((c) => c.new_starts_at?.startsWith(date)).map((c) => c.occurrence);
  const movedAway = changes
    .filter((c) => c.kind === 'moved' && !c.new_starts_at?.startsWith(date))
    .map((c) => c.occurrence);
  return [...new Set([...namedOn(row, date).filter((n) => !movedAway.includes(n)), ...movedHere])];
}

/** Cancels an activity for good, with all that is to come of it. */
export async function cancelActivity(
  tx: Tx,
  moment: Moment,
  { activityId }: { activityId: string },
): Promise<Changing> {
  const [row] = await activityById(tx, { id: activityId });
  if (row === undefined) return { outcome: 'not found', affected: [] };
  if (row.status === 'cancelled') return { outcome: 'already cancelled', affected: [] };
  const changes = await changesOf(tx, { id: activityId });
  const names = await tx
    .selectFrom('sign_up')
    .select('occurrence')
    .distinct()
    .where('activity_id', '=', activityId)
    .where('status', '<>', 'cancelled')
    .where('starts_utc', '>', moment.now)
    .orderBy('occurrence')
    .execute();
  const affected: Affected[] = [];
  for (const { occurrence } of names) {
    const when = occurrenceNamed(row, changes, occurrence);
    if (when !== null) affected.push(...(await affectedBy(tx, row, when)));
    await dropSignUps(tx, moment, activityId, occurrence);
  }
  await touch(tx, moment, activityId, { status: 'cancelled' });
  return { outcome: 'cancelled', affected };
}

/** Moves one occurrence; whoever is signed up stays signed up and is reminded of the new time. */
export async function moveOccurrence(
  tx: Tx,
  moment: Moment,
  { activityId, occurrence, newStartsAt }: { activityId: string; occurrence: Wall; newStartsAt: Wall },
): Promise<Changing> {
  const [row] = await activityById(tx, { id: activityId });
  if (row === undefined) return { outcome: 'not found', affected: [] };
  const changes = await changesOf(tx, { id: activityId });
  const when = occurrenceNamed(row, changes, occurrence);
  if (when === null) return { outcome: 'no such occurrence', affected: [] };
  if (when.startsAt === newStartsAt) return { outcome: 'already moved', affected: [] };
  const affected = await affectedBy(tx, row, when);
  await keepChange(tx, moment, activityId, { occurrence, kind: 'moved', newStartsAt });
  const moved = occurrenceNamed(row, await changesOf(tx, { id: activityId }), occurrence);
  if (moved !== null) {
    await tx
      .updateTable('sign_up')
      .set({ starts_utc: moved.startsUtc, changed_at: moment.now, ...reminderOf(moved, moment.now) })
      .where('activity_id', '=', activityId)
      .where('occurrence', '=', occurrence)
      .where('status', '<>', 'cancelled')
      .execute();
  }
  await touch(tx, moment, activityId, {});
  return { outcome: 'moved', affected };
}

async function affectedBy(tx: Tx, row: Activity, when: Occurrence): Promise<Affected[]> {
  const rows = await tx
    .selectFrom('sign_up')
    .select(['id', 'person_id', 'persons'])
    .where('activity_id', '=', row.id)
    .where('occurrence', '=', when.occurrence)
    .where('status', '<>', 'cancelled')
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  const { startsAt, startsUtc } = when;
  return rows.map((r) => ({
    signUpId: r.id,
    personId: r.person_id,
    persons: r.persons,
    title: row.title,
    venue: row.venue,
    startsAt,
    startsUtc,
  }));
}

async function keepChange(
  tx: Tx,
  moment: Moment,
  activityId: string,
  change: { occurrence: Wall; kind: 'cancelled' | 'moved'; newStartsAt: Wall | null },
): Promise<void> {
  const row = { kind: change.kind, new_starts_at: change.newStartsAt, new_ends_at: null, changed_at: moment.now };
  await tx
    .insertInto('occurrence_change')
    .values({ activity_id: activityId, occurrence: change.occurrence, ...row })
    .onConflict((c) => c.columns(['activity_id', 'occurrence']).doUpdateSet(row))
    .execute();
}

async function dropSignUps(tx: Tx, moment: Moment, activityId: string, occurrence: Wall): Promise<void> {
  await tx
    .updateTable('sign_up')
    .set({ status: 'cancelled', changed_at: moment.now })
    .where('activity_id', '=', activityId)
    .where('occurrence', '=', occurrence)
    .where('status', '<>', 'cancelled')
    .execute();
}

async function touch(tx: Tx, moment: Moment, id: string, set: { status?: 'cancelled' }): Promise<void> {
  const revision = await bumpRevision(tx, 'activities');
  await tx
    .updateTable('activity')
    .set({ ...set, revision, changed_at: moment.now })
    .where('id', '=', id)
    .execute();
}
