import { compiled } from '../../db/compiled.ts';
import type { Db } from '../../db/schema/index.ts';
import { addDays, DAY_MS, dateOf, HOUR_MS, later, toInstant, toWall, type Instant, type Wall } from '../base/time.ts';

/** An appointment of a person today. */
export interface ComingToday {
  of: 'assignment' | 'activity';
  id: string;
  title: string;
  startsAt: Wall;
}

interface Args extends Record<string, unknown> {
  person: string;
  from: Instant;
  to: Instant;
}

const assignments = compiled<Args, Omit<ComingToday, 'of'>>((db, arg) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .where('offer.person_id', '=', arg('person'))
    .where('offer.status', 'in', ['accepted', 'noted', 'confirmed'])
    .where('assignment.status', 'in', ['open', 'filled'])
    .where('assignment.starts_utc', '>', arg('from'))
    .where('assignment.starts_utc', '<', arg('to'))
    .orderBy('assignment.starts_utc')
    .limit(1)
    .select(['assignment.id as id', 'assignment.title as title', 'assignment.starts_at as startsAt']),
);

const activities = compiled<Args, { id: string; title: string; startsUtc: Instant }>((db, arg) =>
  db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .where('sign_up.person_id', '=', arg('person'))
    .where('sign_up.status', '=', 'signed_up')
    .where('sign_up.starts_utc', '>', arg('from'))
    .where('sign_up.starts_utc', '<', arg('to'))
    .orderBy('sign_up.starts_utc')
    .limit(1)
    .select(['sign_up.id as id', 'activity.title as title', 'sign_up.starts_utc as startsUtc']),
);

/** After this time, a person who is late does not come any more. */
const LATEST_MS = 2 * HOUR_MS;

/** A person's appointment today: an assignment first, then an activity; also one that has just begun. */
export async function comingToday(db: Db, personId: string, now: Instant): Promise<ComingToday | null> {
  const to = toInstant(`${addDays(dateOf(toWall(now)), 1)}T00:00`);
  const args = { person: personId, from: later(now, -LATEST_MS), to };
  const [assignment] = await assignments(db, args);
  if (assignment !== undefined) return { of: 'assignment', ...assignment };
  const [signUp] = await activities(db, args);
  if (signUp === undefined) return null;
  return { of: 'activity', id: signUp.id, title: signUp.title, startsAt: toWall(signUp.startsUtc) };
}

const visits = compiled<Args, { id: string }>((db, arg) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .where('offer.person_id', '=', arg('person'))
    .where('offer.status', '=', 'confirmed')
    .where('assignment.starts_utc', '>', arg('from'))
    .where('assignment.starts_utc', '<=', arg('to'))
    .limit(1)
    .select('offer.id as id'),
);

/** Within this time after an assignment, a worry is taken to be about it. */
const VISITED_MS = 2 * DAY_MS;

/** Whether a person was on an assignment within the last two days. */
export const hasVisited = async (db: Db, personId: string, now: Instant): Promise<boolean> =>
  (await visits(db, { person: personId, from: later(now, -VISITED_MS), to: now })).length > 0;
