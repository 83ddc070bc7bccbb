import { compiled } from '../../db/compiled.ts';
import type { Activity, Db, SignUp } from '../../db/schema/index.ts';
import { DAY_MS, HOUR_MS, later, type Instant, type Wall } from '../base/time.ts';
import { occurrenceDetails, personsOn, type ActivityDetails } from './activities.ts';
import { rowsOf } from './capacity.ts';
import { nextOccurrence } from './occurrences.ts';

/** How often an activity takes place, as far as one sentence says it. */
export type Rhythm = 'once' | 'daily' | 'weekly' | 'every other week' | 'monthly' | 'otherwise';

/** The facts in the entry of an activity. An empty text, an empty list or `unknown` is an unknown fact. */
export interface ActivityFacts extends ActivityDetails {
  rhythm: Rhythm;
  comeAlone: 'yes' | 'no' | 'host' | 'unknown';
  transport: string;
  /** Keys: children, youth, adults, old, all. */
  audience: readonly string[];
  /** Persons who have signed up for this occurrence, without those on the waiting list. */
  signedUp: number;
}

const rowWith = compiled<{ id: string }, Activity>((db, arg) =>
  db.selectFrom('activity').selectAll().where('id', '=', arg('id')),
);

/** The facts of one occurrence, also of one that has begun; null when it is cancelled or not there. */
export async function activityFacts(
  db: Db,
  which: { activityId: string; occurrence: Wall; now: Instant },
): Promise<ActivityFacts | null> {
  const details = await occurrenceDetails(db, which);
  const [row] = details === null ? [] : await rowWith(db, { id: which.activityId });
  if (details === null || row === undefined) return null;
  return {
    ...details,
    rhythm: rhythmOf(row.repeats),
    comeAlone: row.come_alone ?? 'unknown',
    transport: row.transport,
    audience: row.audience.split(';').filter((each) => each !== ''),
    signedUp: personsOn(await rowsOf(db, { activity: which.activityId, occurrence: which.occurrence }), 'signed_up'),
  };
}

function rhythmOf(rule: string | null): Rhythm {
  if (rule === null || rule === '') return 'once';
  const part = (name: string): string => new RegExp(`(?:^|;)${name}=([^;]*)`, 'i').exec(rule)?.[1] ?? '';
  const every = part('INTERVAL') === '' ? '1' : part('INTERVAL');
  switch (`${part('FREQ').toUpperCase()} ${every}`) {
    case 'DAILY 1':
      return 'daily';
    case 'WEEKLY 1':
      return 'weekly';
    case 'WEEKLY 2':
      return 'every other week';
    case 'MONTHLY 1':
      return 'monthly';
    default:
      return 'otherwise';
  }
}

/** How long after the start a person still asks about what they signed up for. */
const DURING_MS = 6 * HOUR_MS;

const own = compiled<{ person: string; after: string }, SignUp>((db, arg) =>
  db
    .selectFrom('sign_up')
    .selectAll()
    .where('person_id', '=', arg('person'))
    .where('status', '<>', 'cancelled')
    .where('starts_utc', '>', arg('after')),
);

/**
 * The sign-up that a person means who names none: the one that was made, changed or reminded of within a day, the latest
 * first; else the only one to come.
 */
export async function signUpMeant(
  db: Db,
  { personId, now }: { personId: string; now: Instant },
): Promise<SignUp | null> {
  const rows = await own(db, { person: personId, after: later(now, -DURING_MS) });
  const since = later(now, -DAY_MS);
  const touched = (row: SignUp): Instant =>
    (row.reminded_at ?? '') > row.changed_at ? (row.reminded_at ?? '') : row.changed_at;
  const recent = rows.filter((row) => touched(row) >= since).toSorted((a, b) => (touched(a) < touched(b) ? 1 : -1));
  return recent[0] ?? (rows.length === 1 ? (rows[0] ?? null) : null);
}

/** A sign-up by its id. */
export const signUpWithId = (db: Db, id: string): Promise<SignUp | undefined> =>
  db.selectFrom('sign_up').selectAll().where('id', '=', id).executeTakeFirst();

/** The person's own sign-up for an occurrence; null without one. */
export async function ownSignUp(
  db: Db,
  { personId, activityId, occurrence }: { personId: string; activityId: string; occurrence: Wall },
): Promise<SignUp | null> {
  const row = await db
    .selectFrom('sign_up')
    .selectAll()
    .where('person_id', '=', personId)
    .where('activity_id', '=', activityId)
    .where('occurrence', '=', occurrence)
    .where('status', '<>', 'cancelled')
    .executeTakeFirst();
  return row ?? null;
}

/** The next occurrence of an activity that a number organises. */
export interface Organised {
  activityId: string;
  occurrence: Wall;
  title: string;
  /** Whether persons sign up for it. */
  signUp: boolean;
}

/** The next occurrence of each activity that a number organises at a centre, the soonest first. */
export async function organisedBy(
  db: Db,
  { centreId, number, now }: { centreId: string; number: string; now: Instant },
): Promise<Organised[]> {
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('organiser_phone', '=', number)
    .where('status', '=', 'active')
    .execute();
  const coming: (Organised & { startsUtc: Instant })[] = [];
  for (const row of rows) {
    const changes = await db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', row.id).execute();
    const next = nextOccurrence(row, changes, now);
    if (next === null) continue;
    const { occurrence, startsUtc } = next;
    coming.push({ activityId: row.id, occurrence, startsUtc, title: row.title, signUp: row.sign_up === 1 });
  }
  return coming.toSorted((a, b) => (a.startsUtc < b.startsUtc ? -1 : 1));
}
