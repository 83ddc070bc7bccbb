import type { Db } from '../../db/schema/index.ts';

/** The facts that a volunteer may know before staff confirm: nothing about the recipient, and no address. */
export interface OfferFacts {
  assignmentId: string;
  title: string;
  /** Wall time. */
  startsAt: string;
  minutes: number;
  /** The name of the area; empty when it is not known. */
  area: string;
  description: string;
  needsCar: boolean;
  /** Codes, separated by `;`. */
  needsLanguages: string;
  /** How many volunteers it takes. */
  needs: number;
}

/** The facts of an offer to this person; null for an unknown offer, or one of another person. */
export async function offerFacts(
  db: Db,
  { offerId, personId }: { offerId: string; personId: string },
): Promise<OfferFacts | null> {
  const row = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .where('offer.id', '=', offerId)
    .where('offer.person_id', '=', personId)
    .select([
      'assignment.id as assignmentId',
      'assignment.title as title',
      'assignment.starts_at as startsAt',
      'assignment.minutes as minutes',
      'assignment.place_name as area',
      'assignment.description as description',
      'assignment.needs_car as car',
      'assignment.needs_languages as needsLanguages',
      'assignment.needs as needs',
    ])
    .executeTakeFirst();
  if (row === undefined) return null;
  const { car, area, ...rest } = row;
  return { ...rest, area: area ?? '', needsCar: car === 1 };
}
