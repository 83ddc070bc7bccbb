import { hasJustBegun } from './just-begun.ts';
import { compiled } from '../../db/compiled.ts';
import type { Activity, Db, OccurrenceChange, SignUp } from '../../db/schema/index.ts';
import { distance } from 'geokdbush';
import { HORIZON_DAYS, nextOccurrence, occurrenceNamed, occurrences } from './occurrences.ts';
import { placesLeftOf, rowsOf } from './capacity.ts';
import { DAY_MS, later, type Instant, type Wall } from '../base/time.ts';

/** After a year without a confirmation, a visitor should phone the organiser before going. */
const STALE_MS = 365 * DAY_MS;
const COMING_MAX = 5;

const activityById = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);
const changesOf = compiled<{ id: string }, OccurrenceChange>((db, arg) =>
  db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', arg('id')),
);
export {
  addActivity,
  cancelActivity,
  cancelOccurrence,
  confirmActivity,
  moveOccurrence,
} from './occurrence-changes.ts';

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
  /** The next start; null without one. */
  nextAt: Instant | null;
}

/** All activities of a centre, or of every centre, by title. */
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
  /** The next occurrences; `signedUp` and `waiting` count persons. */
  coming: {
    occurrence: Wall;
    startsAt: Instant;
    moved: 0 | 1;
    signedUp: number;
    waiting: number;
    placesLeft: number | null;
  }[];
  changes: { occurrence: Wall; kind: 'cancelled' | 'moved'; newStartsAt: Wall | null }[];
}

/** One activity with its next occurrences and the number of sign-ups for each. */
export async function showActivity(db: Db, id: string, now: Instant): Promise<ActivityInFull | null> {
  const [row] = await activityById(db, { id });
  if (row === undefined) return null;
  const changes = await changesOf(db, { id });
  const to = later(now, HORIZON_DAYS * DAY_MS);
  const next = row.status === 'cancelled' ? [] : occurrences(row, changes, { from: now, to, max: COMING_MAX });
  const coming: ActivityInFull['coming'] = [];
  for (const { occurrence, startsUtc, moved } of next) {
    const rows = await rowsOf(db, { activity: id, occurrence });
    coming.push({
      occurrence,
      startsAt: startsUtc,
      moved: moved ? 1 : 0,
      signedUp: personsOn(rows, 'signed_up'),
      waiting: personsOn(rows, 'waiting'),
      placesLeft: placesLeftOf(row, rows),
    });
  }
  return {
    ...shown(row, changes, now),
    coming,
    changes: changes.map((c) => ({ occurrence: c.occurrence, kind: c.kind, newStartsAt: c.new_starts_at })),
  };
}

/** Persons of the sign-ups with a status. */
export const personsOn = (rows: readonly SignUp[], status: SignUp['status']): number =>
  rows.reduce((sum, row) => (row.status === status ? sum + row.persons : sum), 0);

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
    stepFree: stepFreeOf(row.step_free),
    languages: row.languages.split(';').filter((l) => l !== ''),
    capacity: row.capacity,
    signUp: row.sign_up === 1,
    status: row.status,
    confirmedAt: row.confirmed_at,
    freshness: freshnessOf(row, now),
    nextAt: row.status === 'cancelled' ? null : (nextOccurrence(row, changes, now)?.startsUtc ?? null),
  };
}

function kmBetween(from: { lat?: number; lon?: number }, { lat, lon }: Activity): number | null {
  if (from.lat === undefined || from.lon === undefined || lat === null || lon === null) return null;
  return Math.round(distance(from.lon, from.lat, lon, lat) * 10) / 10;
}

function freshnessOf({ confirmed_at: at }: Activity, now: Instant): 'confirmed' | 'stale' | 'never' {
  if (at === null) return 'never';
  return Date.parse(now) - Date.parse(at) > STALE_MS ? 'stale' : 'confirmed';
}

export interface ActivityDetails {
  activityId: string;
  occurrence: Wall;
  title: string;
  description: string;
  startsAt: Wall;
  endsAt: Wall | null;
  startsUtc: Instant;
  /** True when it has begun and there is still sense in coming. */
  begun: boolean;
  venue: string;
  address: string;
  postcode: string | null;
  /** Distance from the person's place, to a tenth; null when either place is unknown. */
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

/** One occurrence, seen from an instant and, where it is known, a place. */
export interface Viewed {
  activityId: string;
  occurrence: Wall;
  now: Instant;
  lat?: number;
  lon?: number;
}

/**
 * The details of one occurrence by which a person decides whether to go; null when it is cancelled, or began too long ago
 * for that.
 */
export async function findDetails(db: Db, viewed: Viewed): Promise<ActivityDetails | null> {
  const details = await occurrenceDetails(db, viewed);
  return details === null || (details.startsUtc <= viewed.now && !details.begun) ? null : details;
}

/** The same, also of one that has started; null when it is cancelled. */
export async function occurrenceDetails(
  db: Db,
  { activityId, occurrence, now, ...here }: Viewed,
): Promise<ActivityDetails | null> {
  const [row] = await activityById(db, { id: activityId });
  if (row === undefined || row.status === 'cancelled') return null;
  const when = occurrenceNamed(row, await changesOf(db, { id: activityId }), occurrence);
  if (when === null) return null;
  const left = placesLeftOf(row, await rowsOf(db, { activity: activityId, occurrence }));
  return {
    activityId,
    occurrence,
    title: row.title,
    description: row.description,
    startsAt: when.startsAt,
    endsAt: when.endsAt,
    startsUtc: when.startsUtc,
    begun: hasJustBegun(when, now),
    venue: row.venue,
    address: row.address,
    postcode: row.postcode,
    km: kmBetween(here, row),
    price: row.price,
    stepFree: stepFreeOf(row.step_free),
    languages: row.languages,
    organiser: row.organiser,
    organiserPhone: row.organiser_phone,
    confirmedAt: row.confirmed_at,
    freshness: freshnessOf(row, now),
    signUp: row.sign_up === 0 ? 'none' : left === 0 ? 'waiting list' : 'open',
    placesLeft: left,
  };
}

/** 1 is yes, 0 is no, null is unknown. */
export const stepFreeOf = (flag: number | null): 'yes' | 'no' | 'unknown' =>
  flag === null ? 'unknown' : flag === 1 ? 'yes' : 'no';
