import type { Db, Offer } from '../../db/schema/index.ts';
import type { Instant } from '../base/time.ts';

/** Due offers to a person that were postponed, by the start of their assignments. */
export const readyOffers = (db: Db, personId: string, now: Instant): Promise<Offer[]> =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .selectAll('offer')
    .where('offer.person_id', '=', personId)
    .where('offer.status', '=', 'queued')
    .whereRef('offer.wave', '<=', 'assignment.wave')
    .where('assignment.status', '=', 'open')
    .where('assignment.starts_utc', '>', now)
    .orderBy('assignment.starts_utc')
    .orderBy('offer.id')
    .execute();

/** Assignments whose next wave is due now and has one of these persons in the list: they are told of all in one message. */
export async function wavesDueFor(db: Db, personIds: readonly string[], now: Instant): Promise<string[]> {
  if (personIds.length === 0) return [];
  const rows = await db
    .selectFrom('agenda')
    .innerJoin('offer', 'offer.assignment_id', 'agenda.object_id')
    .select('agenda.object_id as id')
    .distinct()
    .where('agenda.work', '=', 'wave')
    .where('agenda.due_at', '<=', now)
    .where('offer.status', '=', 'queued')
    .where('offer.person_id', 'in', [...personIds])
    .orderBy('agenda.object_id')
    .execute();
  return rows.map(({ id }) => id);
}
