import type { Store } from '../../../src/db/open.ts';
import type { Assignment, Offer, Person, Volunteer } from '../../../src/db/schema/index.ts';
import { stranger } from '../../../src/domain/centres/people.ts';
import type { CandidateFacts } from '../../../src/domain/volunteers/candidate-facts.ts';
import { DAY_MS, later, toInstant } from '../../../src/domain/base/time.ts';

export const NOW = '2026-11-23T11:00:00.000Z';

/** Rows that a test makes whole get numbers that the service does not reach. */
let numbered = 1_000_000;

/** A visit in Arendal on a Tuesday, without requirements. */
export const assignmentOf = (some: Partial<Assignment> = {}): Assignment => {
  const starts_at = some.starts_at ?? '2026-12-01T11:00';
  return {
    id: 'visit',
    short_no: ++numbered,
    centre_id: 'centre_arendal',
    title: 'Besøk',
    kind: 'visit',
    starts_at,
    starts_utc: toInstant(starts_at),
    minutes: 60,
    needs: 1,
    postcode: '4836',
    place_name: 'Arendal',
    lat: 58.4592,
    lon: 8.7609,
    description: '',
    needs_car: 0,
    needs_languages: '',
    needs_certificate: 0,
    needs_confidentiality: 0,
    confirm: 'staff',
    ordered_by: null,
    ordered_contact: null,
    status: 'open',
    reason: null,
    wave: 0,
    wave_minutes: null,
    answer_by: null,
    untold: '{}',
    created_by: 'tester',
    created_at: NOW,
    changed_at: NOW,
    ...some,
  };
};

/** A volunteer who has had the first talk, with few other data. */
export const volunteerOf = (some: Partial<Volunteer> & { id: string }): Volunteer => ({
  centre_id: 'centre_arendal',
  short_no: ++numbered,
  person_id: `person of ${some.id}`,
  interests: '',
  languages: '',
  times: '',
  car: 0,
  max_km: null,
  met_on: '2026-01-15',
  met_by: 'Anne',
  confidentiality_on: null,
  certificate_for: null,
  certificate_asked_on: null,
  certificate_shown_on: null,
  paused_until: null,
  left_on: null,
  notes: '',
  extra: '{}',
  created_at: NOW,
  changed_at: NOW,
  ...some,
});

export const personOf = (some: Partial<Person> & { id: string; number: string }): Person => ({
  ...stranger({ id: some.id, centreId: 'centre_arendal', number: some.number, language: 'nb', now: NOW }),
  ...some,
});

/** An offer that was asked and not answered yet. */
export const offerOf = (some: Partial<Offer> & { assignment_id: string; volunteer_id: string }): Offer => ({
  id: `offer of ${some.assignment_id} to ${some.volunteer_id}`,
  centre_id: 'centre_arendal',
  person_id: `person of ${some.volunteer_id}`,
  code: 100,
  wave: 1,
  place: 1,
  status: 'asked',
  said: null,
  note: null,
  asked_at: NOW,
  answer_by: null,
  answered_at: null,
  answered_by: null,
  decided_at: null,
  decided_by: null,
  reminded_at: null,
  created_at: NOW,
  changed_at: NOW,
  ...some,
});

/** The facts of a volunteer who may be asked about a visit, with few other data. */
export const factsOf = (
  some: Partial<CandidateFacts> = {},
  volunteer: Partial<CandidateFacts['volunteer']> = {},
): CandidateFacts => ({
  wanted: { assignment: assignmentOf(), today: '2026-11-23', asksMax: 4, languages: [] },
  volunteer: {
    ...volunteerOf({ id: 'kari' }),
    ...personOf({ id: 'person of kari', number: '+4790000001', name: 'Kari' }),
    id: 'kari',
    ...volunteer,
  },
  optedOut: false,
  unspoken: [],
  asks: 0,
  lastAskedAt: null,
  lastSaid: null,
  offer: null,
  busy: false,
  free: 'unknown',
  km: null,
  interest: null,
  helped: 0,
  helpedHere: false,
  ...some,
});

const INTERESTS = ['besøk', 'tur', 'kjøring', 'hagearbeid', 'prat;kaffe', 'data og mobil', 'baking', ''];
const TIMES = ['Mon-Fri 09:00-15:00', 'Tue 10:00-14:00; Thu 17:00-20:00', 'Sat-Sun 10:00-16:00', ''];
const LANGUAGES = ['nb', 'nb;en', 'uk;nb', 'en;ar', ''];
const CHUNK = 500;
const PAST = 40;

/**
 * Fills a centre with made-up volunteers, each asked a few times about old assignments, and one assignment, "visit".
 */
export async function plantVolunteers(store: Store, count: number): Promise<Assignment> {
  const visit = assignmentOf();
  const past = Array.from({ length: PAST }, (_, n) => {
    const starts_utc = later(NOW, -(n + 1) * 2 * DAY_MS);
    return assignmentOf({ id: `past ${n}`, title: `Gammelt ${n}`, status: 'done', starts_utc });
  });
  await store.write(async (tx) => {
    await tx
      .insertInto('assignment')
      .values([visit, ...past])
      .execute();
  });
  for (let done = 0; done < count; done += CHUNK) {
    const numbers = Array.from({ length: Math.min(CHUNK, count - done) }, (_, i) => done + i);
    await store.write(async (tx) => {
      await tx.insertInto('person').values(numbers.map(person)).execute();
      await tx.insertInto('volunteer').values(numbers.map(volunteer)).execute();
      await tx
        .insertInto('offer')
        .values(numbers.flatMap((n) => [0, 1, 2].map((nth) => oldOffer(n, nth))))
        .execute();
      const hours = numbers.filter((n) => n % 3 === 0).map(served);
      await tx.insertInto('service_hours').values(hours).execute();
      await tx
        .insertInto('opt_out')
        .values(
          numbers
            .filter((n) => n % 50 === 0)
            .map((n) => ({ centre_id: 'centre_arendal', number_hash: `of ${n}`, since: NOW, how: 'text' })),
        )
        .execute();
    });
  }
  return visit;
}

const one = <T>(list: readonly T[], n: number): T => list[n % list.length] as T;
const idOf = (n: number): string => `volunteer_${n}`;

const person = (n: number): Person =>
  personOf({
    id: `person of ${idOf(n)}`,
    number: `+47${90_000_000 + n}`,
    name: `Navn ${n}`,
    postcode: '4836',
    lat: 58.3 + ((n * 0.618) % 0.4),
    lon: 8.5 + ((n * 0.414) % 0.6),
  });

const volunteer = (n: number): Volunteer =>
  volunteerOf({
    id: idOf(n),
    interests: one(INTERESTS, n),
    times: one(TIMES, n >> 3),
    languages: one(LANGUAGES, n),
    car: n % 2,
    max_km: n % 4 === 0 ? 10 : null,
    met_on: n % 20 === 0 ? null : '2026-01-15',
    paused_until: n % 31 === 0 ? '2027-01-01' : null,
  });

function oldOffer(n: number, nth: number): Offer {
  const about = (n * 7 + nth * 13) % PAST;
  const asked = later(NOW, -(about + 1) * 2 * DAY_MS - DAY_MS);
  const said = one(['yes', 'no', null, 'no'] as const, n + nth);
  return offerOf({
    assignment_id: `past ${about}`,
    volunteer_id: idOf(n),
    code: 100 + nth,
    status: said === 'yes' ? 'confirmed' : said === 'no' ? 'declined' : 'expired',
    said,
    asked_at: asked,
    answered_at: said === null ? null : asked,
  });
}

const served = (n: number) => ({
  id: `hours ${n}`,
  centre_id: 'centre_arendal',
  volunteer_id: idOf(n),
  assignment_id: null,
  served_on: '2026-10-01',
  minutes: 90,
  kind: 'visit',
  reported_by: 'Anne',
  created_at: NOW,
});
