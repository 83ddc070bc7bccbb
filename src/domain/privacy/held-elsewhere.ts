import type { Db } from '../../db/schema/index.ts';
import { numberPattern } from './trace-patterns.ts';

/** Places where a number is stored beside its own person. */
export interface HeldElsewhere {
  /** Activities with this number as their organiser's. */
  organised: { id: string; centre: string; title: string; status: string }[];
  /** Associations whose contact the number is, or was. */
  represented: { id: string; centre: string; name: string }[];
  /** Centres whose staff phone it is. */
  staffPhone: { centre: string; name: string }[];
  /** Assignments with this number as the recipient's, or as the number of the person who ordered them. */
  assignments: { id: string; centre: string; title: string; as: 'recipient' | 'ordered by' }[];
}

/** Searches for a number outside the persons: activities, staff phones, assignments. */
export async function heldElsewhere(db: Db, number: string, centreId: string | null): Promise<HeldElsewhere> {
  const { like, exact } = numberPattern(number);
  const is = (text: string | null): boolean => text !== null && new RegExp(exact.source, 'u').test(text);
  const organised = await db
    .selectFrom('activity')
    .select(['id', 'centre_id as centre', 'title', 'status'])
    .where('organiser_phone', '=', number)
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('title')
    .execute();
  const represented = await db
    .selectFrom('association')
    .innerJoin('association_contact as c', 'c.association_id', 'association.id')
    .select(['association.id', 'centre_id as centre', 'association.name'])
    .distinct()
    .where('c.number', '=', number)
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('association.name')
    .execute();
  const staffPhone = await db
    .selectFrom('centre')
    .select(['id as centre', 'name'])
    .where('staff_phone', '=', number)
    .$if(centreId !== null, (q) => q.where('id', '=', centreId ?? ''))
    .orderBy('id')
    .execute();
  const found = await db
    .selectFrom('assignment')
    .leftJoin('assignment_secret', 'assignment_secret.assignment_id', 'assignment.id')
    .select(['assignment.id', 'assignment.centre_id as centre', 'title', 'phone', 'ordered_contact'])
    .where((e) => e.or([e('phone', 'like', like), e('ordered_contact', 'like', like)]))
    .$if(centreId !== null, (q) => q.where('assignment.centre_id', '=', centreId ?? ''))
    .orderBy('assignment.starts_utc')
    .execute();
  const assignments = found.flatMap(({ id, centre, title, phone, ordered_contact: contact }) => [
    ...(is(phone) ? [{ id, centre, title, as: 'recipient' as const }] : []),
    ...(is(contact) ? [{ id, centre, title, as: 'ordered by' as const }] : []),
  ]);
  return { organised, represented, staffPhone, assignments };
}
