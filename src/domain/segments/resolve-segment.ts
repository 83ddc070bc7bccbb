import type { Expression, ExpressionBuilder, SqlBool } from 'kysely';
import { kmFrom } from '../../db/dialect.ts';
import type { Centre, Db, PersonTable, Schema } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { KINDS, likes } from '../base/assignment-kinds.ts';
import { placeRegister } from '../places/places.ts';
import { findNamed, type Naming } from '../staff/named-rows.ts';
import { Refusal } from '../base/refusal.ts';
import type { Role, Segment } from './segment.ts';

/** A segment after all its names are looked up, so that SQL can decide who is in it. */
export interface ResolvedSegment {
  segment: Segment;
  staffPhone: string | null;
  centreId: string;
  postcodes: readonly string[];
  points: readonly { km: number; lat: number; lon: number }[];
  /** Stored interests of volunteers that match the wanted ones, and matching activities. */
  interests: readonly string[];
  activities: readonly string[];
}

export type PersonBuilder = ExpressionBuilder<Schema & { p: PersonTable }, 'p'>;

/**
 * Looks up the places, interests, activities and broadcasts that a segment names.
 * @throws Refusal when a name is unknown
 */
export async function resolveSegment(db: Db, centre: Centre, segment: Segment): Promise<ResolvedSegment> {
  const wishes = segment.interest ?? [];
  return {
    segment: await withIds(db, centre.id, segment),
    staffPhone: centre.staff_phone,
    centreId: centre.id,
    postcodes: await postcodesOf(db, segment.area ?? []),
    points: await pointsOf(db, segment.distance ?? []),
    interests: wishes.length === 0 ? [] : await interestsThat(db, centre.id, wishes),
    activities: wishes.length === 0 ? [] : await activitiesThat(db, centre.id, wishes),
  };
}

/** The segment with the long ids of the activities and broadcasts that it names. */
async function withIds(db: Db, centreId: string, segment: Segment): Promise<Segment> {
  const ids: Segment = { ...segment };
  if (segment.signedUp !== undefined) {
    ids.signedUp = [];
    for (const { activity, on } of segment.signedUp)
      ids.signedUp.push({ activity: await idOf(db, { kind: 'activity', named: activity, centreId }), on });
  }
  if (segment.answered !== undefined) {
    ids.answered = [];
    for (const named of segment.answered) ids.answered.push(await idOf(db, { kind: 'broadcast', named, centreId }));
  }
  return ids;
}

async function idOf(db: Db, naming: Naming): Promise<string> {
  const found = await findNamed(db, naming);
  if (found.outcome === 'found') return found.row.id;
  const list = naming.kind === 'activity' ? 'activities list' : 'broadcast list';
  throw new Refusal(`There is no ${naming.kind} ${naming.named}. See: ringerunde ${list}`);
}

async function postcodesOf(db: Db, areas: readonly string[]): Promise<string[]> {
  if (areas.length === 0) return [];
  const places = await db.selectFrom('place').select(['postcode', 'name', 'municipality']).execute();
  return areas.flatMap((area) => {
    const folded = normaliseName(area);
    const found = places.filter((p) => normaliseName(p.name) === folded || normaliseName(p.municipality) === folded);
    if (found.length === 0) throw new Refusal(`There is no place ${area}. See: ringerunde places find ${area}`);
    return found.map((p) => p.postcode);
  });
}

async function pointsOf(db: Db, distances: readonly { km: number; place: string }[]) {
  const register = distances.length === 0 ? null : await placeRegister(db);
  return distances.map(({ km, place }) => {
    const found = register?.find(place) ?? null;
    if (found === null || found.lat === null || found.lon === null)
      throw new Refusal(`It is not known where ${place} is. See: ringerunde places find ${place}`);
    return { km, lat: found.lat, lon: found.lon };
  });
}

async function interestsThat(db: Db, centreId: string, wishes: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('volunteer')
    .select('interests')
    .distinct()
    .where('centre_id', '=', centreId)
    .where('left_on', 'is', null)
    .execute();
  return rows.map((r) => r.interests).filter((written) => wishes.some((wish) => isMeant(written.split(';'), wish)));
}

async function activitiesThat(db: Db, centreId: string, wishes: readonly string[]): Promise<string[]> {
  const rows = await db
    .selectFrom('activity')
    .select(['id', 'title', 'category'])
    .where('centre_id', '=', centreId)
    .execute();
  return rows.filter((a) => wishes.some((wish) => isMeant([a.title, a.category], wish))).map((a) => a.id);
}

/** Matches the beginning of a word, or the name of an assignment kind. */
function isMeant(written: readonly string[], wish: string): boolean {
  const folded = normaliseName(wish);
  if (folded === '') return false;
  if (written.some((one) => ` ${normaliseName(one)}`.includes(` ${folded}`))) return true;
  const kind = Object.entries(KINDS).find(([key, k]) =>
    [key, k.nb, k.nn, k.en].some((name) => normaliseName(name) === folded),
  );
  return kind !== undefined && likes(written, kind[0]) !== null;
}

/** The condition that a person `p` is in one of the segments. */
export const fitsAny = (e: PersonBuilder, resolved: readonly ResolvedSegment[]): Expression<SqlBool> =>
  e.or(resolved.map((one) => fits(e, one)));

function fits(e: PersonBuilder, resolved: ResolvedSegment): Expression<SqlBool> {
  const { segment } = resolved;
  const conditions: Expression<SqlBool>[] = [];
  if (segment.role !== undefined) conditions.push(e.or(segment.role.map((role) => hasRole(e, role, resolved))));
  if (segment.interest !== undefined) conditions.push(e.or([likesIt(e, resolved), wasThere(e, resolved.activities)]));
  if (segment.postcode !== undefined) conditions.push(e.or(segment.postcode.map((code) => livesAt(e, code))));
  if (segment.language !== undefined) conditions.push(e('p.language', 'in', segment.language));
  if (segment.area !== undefined) conditions.push(e('p.postcode', 'in', [...resolved.postcodes]));
  if (segment.distance !== undefined) conditions.push(e.or(resolved.points.map((point) => livesNear(e, point))));
  if (segment.signedUp !== undefined)
    conditions.push(e.or(segment.signedUp.map(({ activity, on }) => isSignedUp(e, activity, on))));
  if (segment.answered !== undefined) conditions.push(e.or(segment.answered.map((id) => saidYes(e, id))));
  return conditions.length === 0 ? e('p.id', 'is not', null) : e.and(conditions);
}

function hasRole(e: PersonBuilder, role: Role, resolved: ResolvedSegment): Expression<SqlBool> {
  switch (role) {
    case 'volunteer':
      return isVolunteer(e);
    case 'organiser':
      return isOrganiser(e, resolved.centreId);
    case 'staff':
      return isStaff(e, resolved.staffPhone);
    case 'resident':
      return e.not(e.or([isVolunteer(e), isOrganiser(e, resolved.centreId), isStaff(e, resolved.staffPhone)]));
  }
}

/** The person is a volunteer and has not left. */
export const isVolunteer = (e: PersonBuilder): Expression<SqlBool> =>
  e.exists(
    e.selectFrom('volunteer as v').select('v.id').whereRef('v.person_id', '=', 'p.id').where('v.left_on', 'is', null),
  );

/** The person organises an activity. */
export const isOrganiser = (e: PersonBuilder, centreId: string): Expression<SqlBool> =>
  e(
    'p.number',
    'in',
    // Does not refer to the person's row, so that the database makes the list once for all persons.
    e
      .selectFrom('activity as a')
      .select('a.organiser_phone')
      .where('a.centre_id', '=', centreId)
      .where('a.organiser_phone', 'is not', null)
      .where('a.status', '=', 'active')
      .$castTo<{ organiser_phone: string }>(),
  );

/** The person answers the centre's staff phone. */
export const isStaff = (e: PersonBuilder, staffPhone: string | null): Expression<SqlBool> =>
  e('p.number', '=', staffPhone ?? '');

/** The person has signed up for an activity at any time. */
export const isParticipant = (e: PersonBuilder): Expression<SqlBool> =>
  e.exists(
    e
      .selectFrom('sign_up as s')
      .select('s.id')
      .whereRef('s.person_id', '=', 'p.id')
      .where('s.status', '!=', 'cancelled'),
  );

const likesIt = (e: PersonBuilder, { interests }: ResolvedSegment): Expression<SqlBool> =>
  interests.length === 0
    ? e('p.id', 'is', null)
    : e.exists(
        e
          .selectFrom('volunteer as v')
          .select('v.id')
          .whereRef('v.person_id', '=', 'p.id')
          .where('v.left_on', 'is', null)
          .where('v.interests', 'in', [...interests]),
      );

const wasThere = (e: PersonBuilder, activities: readonly string[]): Expression<SqlBool> =>
  activities.length === 0
    ? e('p.id', 'is', null)
    : e.exists(
        e
          .selectFrom('sign_up as s')
          .select('s.id')
          .whereRef('s.person_id', '=', 'p.id')
          .where('s.status', '!=', 'cancelled')
          .where('s.activity_id', 'in', [...activities]),
      );

const isSignedUp = (e: PersonBuilder, activity: string, on: string | null): Expression<SqlBool> =>
  e.exists(
    e
      .selectFrom('sign_up as s')
      .select('s.id')
      .whereRef('s.person_id', '=', 'p.id')
      .where('s.activity_id', '=', activity)
      .where('s.status', '=', 'signed_up')
      .$if(on !== null, (q) => q.where('s.occurrence', 'like', `${on}T%`)),
  );

const saidYes = (e: PersonBuilder, broadcastId: string): Expression<SqlBool> =>
  e.exists(
    e
      .selectFrom('broadcast_reply as y')
      .select('y.arrival_id')
      .whereRef('y.person_id', '=', 'p.id')
      .where('y.broadcast_id', '=', broadcastId)
      .where('y.answer', '=', 'yes'),
  );

const livesAt = (e: PersonBuilder, code: string): Expression<SqlBool> =>
  code.endsWith('*') ? e('p.postcode', 'like', `${code.slice(0, -1)}%`) : e('p.postcode', '=', code);

const KM_PER_DEGREE = 111;

/** The bounding square comes first: the database then computes far fewer distances. */
function livesNear(e: PersonBuilder, { km, lat, lon }: { km: number; lat: number; lon: number }): Expression<SqlBool> {
  const high = km / KM_PER_DEGREE;
  const wide = high / Math.cos((lat * Math.PI) / 180);
  return e.and([
    e('p.lat', '>=', lat - high),
    e('p.lat', '<=', lat + high),
    e('p.lon', '>=', lon - wide),
    e('p.lon', '<=', lon + wide),
    e(kmFrom('p', { lat, lon }), '<=', km),
  ]);
}
