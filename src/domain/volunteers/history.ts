import { sql } from 'kysely';
import type { Assignment, Db, Offer } from '../../db/schema/index.ts';
import { addDays, DAY_MS, later, MINUTE_MS, type Instant } from '../base/time.ts';

/** The assignment and the volunteers that the facts are about. */
export interface RecentAsk {
  assignment: Assignment;
  now: Instant;
  /** The default is all volunteers of the centre. */
  volunteerIds?: readonly string[];
}

/** The history of a volunteer's offers. */
export interface Past {
  /** Offers that staff confirmed, also those of assignments that were cancelled later. */
  confirmed: number;
  /** Number of offers asked in the last thirty days. */
  asks: number;
  lastAskedAt: Instant | null;
  /** The latest answer, to any offer. */
  lastSaid: Offer['said'];
}

/** All offers of the volunteers. */
const offersOf = (db: Db, { assignment, volunteerIds }: RecentAsk) =>
  db
    .selectFrom('offer')
    .where('offer.centre_id', '=', assignment.centre_id)
    .$if(volunteerIds !== undefined, (q) => q.where('offer.volunteer_id', 'in', [...(volunteerIds ?? [])]));

/**
 * The history of each volunteer. The query appends the answer to its instant, so that the maximum is the latest answer.
 */
export async function pastOf(db: Db, asked: RecentAsk, since: Instant): Promise<Map<string, Past>> {
  const rows = await offersOf(db, asked)
    .select((e) => [
      'volunteer_id as id',
      e.fn.max<Instant | null>('asked_at').as('lastAskedAt'),
      e.fn.sum<number>(e.case().when('asked_at', '>=', since).then(1).else(0).end()).as('asks'),
      e.fn.sum<number>(e.case().when('status', '=', 'confirmed').then(1).else(0).end()).as('confirmed'),
      sql<string | null>`max(answered_at || said)`.as('answer'),
    ])
    .groupBy('volunteer_id')
    .execute();
  return new Map(
    rows.map(({ id, lastAskedAt, asks, confirmed, answer }) => {
      const lastSaid = (answer?.slice(INSTANT_LENGTH) ?? null) as Offer['said'];
      return [id, { confirmed: Number(confirmed), asks: Number(asks), lastAskedAt, lastSaid }];
    }),
  );
}

const INSTANT_LENGTH = 24;
/** The history of a new volunteer. */
export const NEVER_ASKED: Past = { confirmed: 0, asks: 0, lastAskedAt: null, lastSaid: null };

/** The offers about this assignment, by volunteer. */
export async function offersAbout(db: Db, asked: RecentAsk): Promise<Map<string, Pick<Offer, 'status' | 'said'>>> {
  const rows = await db
    .selectFrom('offer')
    .select(['volunteer_id', 'status', 'said'])
    .where('assignment_id', '=', asked.assignment.id)
    .execute();
  return new Map(rows.map(({ volunteer_id, status, said }) => [volunteer_id, { status, said }]));
}

/** No assignment lasts longer, so that earlier ones are over. */
const LONGEST_MS = 7 * DAY_MS;

/** Another assignment at the same time. */
export interface Overlapping {
  id: string;
  title: string;
  startsAt: string;
}

/** Assignments that volunteers said yes to and that overlap with this one, by volunteer. */
export async function busyThen(
  db: Db,
  { assignment }: Pick<RecentAsk, 'assignment'>,
): Promise<ReadonlyMap<string, readonly Overlapping[]>> {
  const [starts, ends] = [assignment.starts_utc, later(assignment.starts_utc, assignment.minutes * MINUTE_MS)];
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('offer', 'offer.assignment_id', 'assignment.id')
    .select(['offer.volunteer_id', 'assignment.id', 'assignment.title', 'assignment.starts_at as startsAt'])
    .select(['assignment.starts_utc', 'assignment.minutes'])
    .where('assignment.centre_id', '=', assignment.centre_id)
    .where('assignment.id', '<>', assignment.id)
    .where('assignment.starts_utc', '<', ends)
    .where('assignment.starts_utc', '>', later(starts, -LONGEST_MS))
    .where('assignment.status', 'in', ['open', 'filled', 'done'])
    .where('offer.status', 'in', ['accepted', 'noted', 'confirmed'])
    .orderBy('assignment.starts_utc')
    .execute();
  const busy = new Map<string, Overlapping[]>();
  for (const { volunteer_id, starts_utc, minutes, ...other } of rows) {
    if (later(starts_utc, minutes * MINUTE_MS) <= starts) continue;
    const others = busy.get(volunteer_id);
    if (others === undefined) busy.set(volunteer_id, [other]);
    else others.push(other);
  }
  return busy;
}

/**
 * Counts reported hours and confirmed assignments, each once. Subtracts from all confirmations those that are not over:
 * looking up each one takes three times as long.
 */
export async function timesHelped(
  db: Db,
  asked: RecentAsk,
  past: ReadonlyMap<string, Past>,
): Promise<Map<string, number>> {
  const { assignment, volunteerIds, now } = asked;
  const helped = new Map([...past].map(([id, { confirmed }]) => [id, confirmed]));
  const add = (id: string | null, n: number): void => {
    if (id !== null) helped.set(id, (helped.get(id) ?? 0) + n);
  };
  const noted = await db
    .selectFrom('service_hours')
    .leftJoin('offer', (join) =>
      join
        .onRef('offer.assignment_id', '=', 'service_hours.assignment_id')
        .onRef('offer.volunteer_id', '=', 'service_hours.volunteer_id')
        .on('offer.status', '=', 'confirmed'),
    )
    .where('service_hours.centre_id', '=', assignment.centre_id)
    .where('service_hours.volunteer_id', 'is not', null)
    .$if(volunteerIds !== undefined, (q) => q.where('service_hours.volunteer_id', 'in', [...(volunteerIds ?? [])]))
    .select((e) => [
      'service_hours.volunteer_id as id',
      e.fn.countAll<number>().as('times'),
      e.fn.count<number>('offer.id').as('confirmed'),
    ])
    .groupBy('service_hours.volunteer_id')
    .execute();
  for (const { id, times, confirmed } of noted) add(id, Number(times) - Number(confirmed));
  const notDone = await offersOf(db, asked)
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .leftJoin('service_hours', (join) =>
      join
        .onRef('service_hours.assignment_id', '=', 'offer.assignment_id')
        .onRef('service_hours.volunteer_id', '=', 'offer.volunteer_id'),
    )
    .where('service_hours.id', 'is', null)
    .where('offer.status', '=', 'confirmed')
    .where('assignment.centre_id', '=', assignment.centre_id)
    .where((e) =>
      e.or([e('assignment.starts_utc', '>=', now), e('assignment.status', 'in', ['cancelled', 'declined'])]),
    )
    .select('offer.volunteer_id as id')
    .execute();
  for (const { id } of notDone) add(id, -1);
  return helped;
}

/**
 * Volunteers who have helped the same recipient. The recipient stays in the database. An assignment without a recipient
 * is matched by its title.
 */
export async function helpedHere(db: Db, { assignment, now }: RecentAsk): Promise<Set<string>> {
  const rows = await db
    .selectFrom('assignment_secret as ours')
    .innerJoin('assignment_secret as theirs', (join) =>
      join.onRef('theirs.recipient', '=', 'ours.recipient').onRef('theirs.address', '=', 'ours.address'),
    )
    .innerJoin('assignment', 'assignment.id', 'theirs.assignment_id')
    .innerJoin('offer', 'offer.assignment_id', 'assignment.id')
    .select('offer.volunteer_id')
    .where('ours.assignment_id', '=', assignment.id)
    .where('assignment.id', '<>', assignment.id)
    .where('assignment.centre_id', '=', assignment.centre_id)
    .where('assignment.status', 'in', ['open', 'filled', 'done'])
    .where('assignment.starts_utc', '<', now)
    .where('offer.status', '=', 'confirmed')
    .where((e) =>
      e.or([
        e('ours.recipient', '<>', ''),
        e('ours.address', '<>', ''),
        e.and([e('assignment.title', '=', assignment.title), e('assignment.postcode', '=', assignment.postcode ?? '')]),
      ]),
    )
    .execute();
  return new Set(rows.map((row) => row.volunteer_id));
}

/** The first of the thirty days, ending today, in which offers are counted. */
export const asksCountedFrom = (today: string): string => addDays(today, -29);
