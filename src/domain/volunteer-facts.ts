import { distance } from 'geokdbush';
import { sql } from 'kysely';
import type { Assignment, Db, Offer, Person, Volunteer } from '../db/schema.ts';
import { areOptedOut } from './consent.ts';
import { freeAt } from './free-times.ts';
import { asksCountedFrom } from './gates.ts';
import { likes } from './kinds.ts';
import { codesIn, unspoken } from './spoken.ts';
import { DAY_MS, dateOf, later, MINUTE_MS, toInstant, toWall, type Instant } from './time.ts';

/** What an assignment asks of whoever takes it; shared by the facts of all. */
interface Wanted {
  assignment: Assignment;
  /** The date in Oslo. */
  today: string;
  now: Instant;
  /** How often the centre asks somebody in thirty days. */
  asksMax: number;
  /** Languages that are needed, as codes. */
  languages: readonly string[];
}

/** A volunteer as the gates and the suggestion read them. */
type Candidate = Pick<
  Volunteer,
  | 'id'
  | 'interests'
  | 'languages'
  | 'times'
  | 'car'
  | 'max_km'
  | 'met_on'
  | 'confidentiality_on'
  | 'certificate_shown_on'
  | 'paused_until'
  | 'left_on'
> &
  Pick<Person, 'name' | 'number' | 'language' | 'lat' | 'lon'>;

/** How somebody was asked until now. */
interface Past {
  /** Offers that staff confirmed, whatever became of the assignment. */
  confirmed: number;
  /** Times asked in the last thirty days. */
  asks: number;
  lastAskedAt: Instant | null;
  /** What they answered last, whatever it was about. */
  lastSaid: Offer['said'];
}

/** Everything that decides whether, and how gladly, a volunteer is asked about one assignment. */
export interface Facts extends Omit<Past, 'confirmed'> {
  wanted: Wanted;
  volunteer: Candidate;
  optedOut: boolean;
  /** Those of the languages that are needed that they do not speak. */
  unspoken: readonly string[];
  /** What became of asking them about this assignment; null where they were not. */
  offer: Pick<Offer, 'status' | 'said'> | null;
  /** Whether they said yes to another assignment at that time. */
  busy: boolean;
  free: 'yes' | 'no' | 'unknown';
  /** From home to where it is; null where either is not known. */
  km: number | null;
  /** The interest, as it was written, that means this kind. */
  interest: string | null;
  /** How often they have helped. */
  helped: number;
  /** Whether they have helped this recipient before; where there is none, with the same thing at the same place. */
  helpedHere: boolean;
}

/** Whose facts are wanted. */
interface Asked {
  assignment: Assignment;
  now: Instant;
  /** Left out: all of the centre. */
  volunteerIds?: readonly string[];
}

/**
 * The facts of a centre's volunteers about one assignment, in no order; a fixed number of queries, however many there are.
 */
export async function factsFor(db: Db, asked: Asked): Promise<Facts[]> {
  if (asked.volunteerIds?.length === 0) return [];
  const { assignment, now } = asked;
  const centre = await db
    .selectFrom('centre')
    .select('asks_max')
    .where('id', '=', assignment.centre_id)
    .executeTakeFirstOrThrow();
  const today = dateOf(toWall(now));
  const wanted: Wanted = {
    assignment,
    today,
    now,
    asksMax: centre.asks_max,
    languages: codesIn(assignment.needs_languages),
  };
  const rows = await candidates(db, asked);
  const past = await pastOf(db, asked, toInstant(`${asksCountedFrom(today)}T00:00`));
  const offers = await offersAbout(db, asked);
  const busy = await busyThen(db, asked);
  const helped = await timesHelped(db, asked, past);
  const here = await helpedHere(db, asked);
  const optedOut = await areOptedOut(
    db,
    assignment.centre_id,
    rows.map((row) => row.number),
  );
  const liked = once((interests: string) =>
    likes(
      interests.split(';').map((i) => i.trim()),
      assignment.kind,
    ),
  );
  const free = once((times: string) => freeAt(times, assignment.starts_at, assignment.minutes));
  return rows.map((volunteer) => {
    const { asks, lastAskedAt, lastSaid } = past.get(volunteer.id) ?? NEVER_ASKED;
    return {
      wanted,
      volunteer,
      optedOut: optedOut.has(volunteer.number),
      unspoken: unspoken(wanted.languages, volunteer.languages, volunteer.language),
      asks,
      lastAskedAt,
      lastSaid,
      offer: offers.get(volunteer.id) ?? null,
      busy: busy.has(volunteer.id),
      free: free(volunteer.times),
      km: kmTo(assignment, volunteer.lat, volunteer.lon),
      interest: liked(volunteer.interests),
      helped: helped.get(volunteer.id) ?? 0,
      helpedHere: here.has(volunteer.id),
    };
  });
}

/** Many volunteers have written the same. */
function once<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    if (known.has(text)) return known.get(text) as T;
    const value = work(text);
    known.set(text, value);
    return value;
  };
}

const kmTo = (to: { lat: number | null; lon: number | null }, lat: number | null, lon: number | null): number | null =>
  to.lat === null || to.lon === null || lat === null || lon === null ? null : distance(to.lon, to.lat, lon, lat);

/** Everything that they were ever offered. */
const offersOf = (db: Db, { assignment, volunteerIds }: Asked) =>
  db
    .selectFrom('offer')
    .where('offer.centre_id', '=', assignment.centre_id)
    .$if(volunteerIds !== undefined, (q) => q.where('offer.volunteer_id', 'in', [...(volunteerIds ?? [])]));

const candidates = (db: Db, { assignment, volunteerIds }: Asked) =>
  db
    .selectFrom('volunteer')
    .where('volunteer.centre_id', '=', assignment.centre_id)
    .$if(volunteerIds !== undefined, (q) => q.where('volunteer.id', 'in', [...(volunteerIds ?? [])]))
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .select([
      'volunteer.id',
      'volunteer.interests',
      'volunteer.languages',
      'volunteer.times',
      'volunteer.car',
      'volunteer.max_km',
      'volunteer.met_on',
      'volunteer.confidentiality_on',
      'volunteer.certificate_shown_on',
      'volunteer.paused_until',
      'volunteer.left_on',
      'person.name',
      'person.number',
      'person.language',
      'person.lat',
      'person.lon',
    ])
    .execute();

/** How they were asked until now, and what they said last: the answer stands behind its instant, so that the latest sorts last. */
async function pastOf(db: Db, asked: Asked, since: Instant): Promise<Map<string, Past>> {
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
const NEVER_ASKED: Past = { confirmed: 0, asks: 0, lastAskedAt: null, lastSaid: null };

async function offersAbout(db: Db, asked: Asked): Promise<Map<string, Pick<Offer, 'status' | 'said'>>> {
  const rows = await db
    .selectFrom('offer')
    .select(['volunteer_id', 'status', 'said'])
    .where('assignment_id', '=', asked.assignment.id)
    .execute();
  return new Map(rows.map(({ volunteer_id, status, said }) => [volunteer_id, { status, said }]));
}

/** No assignment is longer, so that what begins earlier is over. */
const LONGEST_MS = 7 * DAY_MS;

async function busyThen(db: Db, { assignment }: Asked): Promise<Set<string>> {
  const [starts, ends] = [assignment.starts_utc, later(assignment.starts_utc, assignment.minutes * MINUTE_MS)];
  const rows = await db
    .selectFrom('assignment')
    .innerJoin('offer', 'offer.assignment_id', 'assignment.id')
    .select(['offer.volunteer_id', 'assignment.starts_utc', 'assignment.minutes'])
    .where('assignment.centre_id', '=', assignment.centre_id)
    .where('assignment.id', '<>', assignment.id)
    .where('assignment.starts_utc', '<', ends)
    .where('assignment.starts_utc', '>', later(starts, -LONGEST_MS))
    .where('assignment.status', 'in', ['open', 'filled', 'done'])
    .where('offer.status', 'in', ['accepted', 'noted', 'confirmed'])
    .execute();
  const overlapping = rows.filter((row) => later(row.starts_utc, row.minutes * MINUTE_MS) > starts);
  return new Set(overlapping.map((row) => row.volunteer_id));
}

/**
 * Hours that were noted, and assignments that they were confirmed for, each once. From all that they were confirmed for goes
 * what is not done: to look each one up by itself takes three times as long.
 */
async function timesHelped(db: Db, asked: Asked, past: ReadonlyMap<string, Past>): Promise<Map<string, number>> {
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

/** Whom it is for stays in the database: only who has helped there before comes out. What is for nobody is known by its title. */
async function helpedHere(db: Db, { assignment, now }: Asked): Promise<Set<string>> {
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
