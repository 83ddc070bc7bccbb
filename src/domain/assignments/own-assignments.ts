import { compiled } from '../../db/compiled.ts';
import type { Db, OfferStatus } from '../../db/schema/index.ts';
import { later, toInstant, type Instant, DAY_MS, MINUTE_MS } from '../base/time.ts';

/** An assignment that a volunteer said yes to. */
export interface OwnAssignment {
  offerId: string;
  assignmentId: string;
  title: string;
  startsAt: string;
  minutes: number;
  status: OfferStatus;
}

type Span = Pick<OwnAssignment, 'startsAt' | 'minutes'>;

/** Whether two assignments overlap, so that one person cannot do both. */
export function isAtOneTime(a: Span, b: Span): boolean {
  const [from, other] = [Date.parse(toInstant(a.startsAt)), Date.parse(toInstant(b.startsAt))];
  return from < other + b.minutes * MINUTE_MS && other < from + a.minutes * MINUTE_MS;
}

const MINE_MAX = 9;
/** Volunteers can report hours within this time; afterwards staff enter them. */
const TELL_HOURS_MS = 21 * DAY_MS;

const coming = compiled<{ person: string; now: string }, OwnAssignment>((db, arg) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .where('offer.person_id', '=', arg('person'))
    .where('offer.status', 'in', ['accepted', 'noted', 'confirmed'])
    .where('assignment.status', 'in', ['open', 'filled'])
    .where('assignment.starts_utc', '>', arg('now'))
    .orderBy('assignment.starts_utc')
    .orderBy('offer.id')
    .limit(MINE_MAX)
    .select([
      'offer.id as offerId',
      'assignment.id as assignmentId',
      'assignment.title as title',
      'assignment.starts_at as startsAt',
      'assignment.minutes as minutes',
      'offer.status as status',
    ]),
);

/** Assignments that the volunteer said yes to and that have not started, soonest first, nine at most. */
export const ownAssignments = (db: Db, personId: string, now: Instant): Promise<OwnAssignment[]> =>
  coming(db, { person: personId, now });

const done = compiled<{ person: string; now: string; since: string }, OwnAssignment & { told: string | null }>(
  (db, arg) =>
    db
      .selectFrom('offer')
      .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
      .leftJoin('service_hours', (on) =>
        on
          .onRef('service_hours.assignment_id', '=', 'offer.assignment_id')
          .onRef('service_hours.volunteer_id', '=', 'offer.volunteer_id'),
      )
      .where('offer.person_id', '=', arg('person'))
      .where('offer.status', '=', 'confirmed')
      .where('assignment.status', 'in', ['open', 'filled', 'done'])
      .where('assignment.starts_utc', '<=', arg('now'))
      .where('assignment.starts_utc', '>', arg('since'))
      .orderBy('assignment.starts_utc', 'desc')
      .limit(MINE_MAX)
      .select([
        'offer.id as offerId',
        'assignment.id as assignmentId',
        'assignment.title as title',
        'assignment.starts_at as startsAt',
        'assignment.minutes as minutes',
        'offer.status as status',
        'service_hours.id as told',
      ]),
);

/**
 * The assignment that reported hours belong to: the latest started one without hours, or else the latest, to correct
 * its hours.
 */
export async function assignmentToReport(db: Db, personId: string, now: Instant): Promise<OwnAssignment | null> {
  const rows = await done(db, { person: personId, now, since: later(now, -TELL_HOURS_MS) });
  return rows.find((r) => r.told === null) ?? rows[0] ?? null;
}
