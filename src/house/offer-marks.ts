import type { Offer } from '../db/schema.ts';

/** What makes the texts of an offer findable again, when the carrier reports on one. */
export const offerMark = (offer: Pick<Offer, 'id'>, at: string): string => `offer:${offer.id}:${at}`;
/** The offer that a message with this mark asked. */
export const offerMarked = (dedupe: string): string | null => /^offer:([^:]+):/.exec(dedupe)?.[1] ?? null;
