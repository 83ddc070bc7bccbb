import { distance } from 'geokdbush';
import type { Assignment, Db, Offer, Person, Volunteer } from '../../db/schema/index.ts';
import { areOptedOut } from '../centres/opt-out.ts';
import { freeAt } from '../base/availability.ts';
import { likes } from '../base/assignment-kinds.ts';
import { codesIn, unspoken } from '../base/languages.ts';
import { dateOf, toInstant, toWall } from '../base/time.ts';
import {
  busyThen,
  helpedHere,
  NEVER_ASKED,
  offersAbout,
  pastOf,
  timesHelped,
  type RecentAsk,
  type Past,
  asksCountedFrom,
} from './history.ts';

/** The requirements of an assignment, shared by the facts of all volunteers. */
interface Wanted {
  assignment: Assignment;
  /** The date in Oslo. */
  today: string;
  /** Most times that the centre asks a volunteer in thirty days. */
  asksMax: number;
  /** Required languages, as codes. */
  languages: readonly string[];
}

/** The columns of a volunteer that the eligibility rules and the suggestions read. */
type Candidate = Pick<
  Volunteer,
  | 'id'
  | 'short_no'
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

/** All facts that decide whether to ask a volunteer about one assignment, and in which order. */
export interface CandidateFacts extends Omit<Past, 'confirmed'> {
  wanted: Wanted;
  volunteer: Candidate;
  optedOut: boolean;
  /** Required languages that the volunteer does not speak. */
  unspoken: readonly string[];
  /** The volunteer's offer for this assignment; null without one. */
  offer: Pick<Offer, 'status' | 'said'> | null;
  /** True when the volunteer said yes to another assignment at that time. */
  busy: boolean;
  free: 'yes' | 'no' | 'unknown';
  /** Distance from home to the assignment; null when either place is unknown. */
  km: number | null;
  /** The interest, as written, that matches this kind. */
  interest: string | null;
  /** Number of times that the volunteer has helped. */
  helped: number;
  /**
   * True when the volunteer has helped this recipient before; without a recipient, with the same task at the same
   * place.
   */
  helpedHere: boolean;
}

/**
 * The facts of a centre's volunteers about one assignment, unordered. The number of queries does not depend on the
 * number of volunteers.
 */
export async function candidateFacts(db: Db, asked: RecentAsk): Promise<CandidateFacts[]> {
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

/** Caches by text, because many volunteers have equal texts. */
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

const candidates = (db: Db, { assignment, volunteerIds }: RecentAsk) =>
  db
    .selectFrom('volunteer')
    .where('volunteer.centre_id', '=', assignment.centre_id)
    .$if(volunteerIds !== undefined, (q) => q.where('volunteer.id', 'in', [...(volunteerIds ?? [])]))
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .select([
      'volunteer.id',
      'volunteer.short_no',
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
