import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { AssignmentStatus, Offer, OfferStatus, Tx } from '../../db/schema/index.ts';
import { withdrawPending } from './withdraw-pending.ts';

/** What a message or a call about an offer says, and in which states of the offer that is still true. */
const HOLDS_IN = {
  offer: ['asked'],
  again: ['asked'],
  confirmed: ['confirmed'],
  changed: ['confirmed'],
  remind: ['confirmed'],
  thank: ['confirmed'],
  'offer.taken': ['filled'],
  'assignment.turnedDown': ['turned_down'],
} as const satisfies Record<string, readonly OfferStatus[]>;

type Says = keyof typeof HOLDS_IN;

/** What makes a message about an offer one of a kind, and findable again. */
export const offerMark = (says: Says, offer: Pick<Offer, 'id'>, at: string): string => `${says}:${offer.id}:${at}`;

/** What a mark says, and of which offer; null for a message that is about no offer, or holds whatever becomes of it. */
function readMark(mark: string): { says: Says; offerId: string } | null {
  const [, says = '', offerId = ''] = /^(?:landline:)?([A-Za-z.]+):([^:]+):/.exec(mark) ?? [];
  return Object.hasOwn(HOLDS_IN, says) ? { says: says as Says, offerId } : null;
}

/** The offer that a message with this mark asked; null for every other message. */
export function offerAsked(mark: string): string | null {
  const read = readMark(mark);
  return read?.says === 'offer' ? read.offerId : null;
}

/** An offer, and whether its assignment was called off or declined: then nothing holds that asks somebody, or expects them. */
interface Standing {
  status: OfferStatus;
  isClosed: boolean;
}

const holds = (says: Says, { status, isClosed }: Standing): boolean =>
  (HOLDS_IN[says] as readonly OfferStatus[]).includes(status) && !(isClosed && EXPECTING.has(status));

const EXPECTING: ReadonlySet<OfferStatus> = new Set(['asked', 'confirmed']);
const CLOSED: ReadonlySet<AssignmentStatus> = new Set(['cancelled', 'declined']);

const standing = compiled<{ id: string }, { status: OfferStatus; of: AssignmentStatus }>((db, arg) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select(['offer.status as status', 'assignment.status as of'])
    .where('offer.id', '=', arg('id')),
);

/** Whether what a message or call with this mark says is still so; what is about no offer always is. */
export async function stillHolds(tx: Tx, mark: string): Promise<boolean> {
  const read = readMark(mark);
  if (read === null) return true;
  const [offer] = await standing(tx, { id: read.offerId });
  return offer !== undefined && holds(read.says, { status: offer.status, isClosed: CLOSED.has(offer.of) });
}

/**
 * Takes back what waits to be sent or rung about an offer and is no longer so, in the transaction that changes the offer: a
 * confirmation with a name and an address in it lies there all night. What is on its way already cannot be taken back.
 */
export async function withdrawMessagesOf(
  tx: Tx,
  { now }: Pick<Moment, 'now'>,
  offer: Offer,
  { isClosed } = { isClosed: false },
): Promise<void> {
  const stands = { status: offer.status, isClosed };
  const isOver = (mark: string): boolean => {
    const read = readMark(mark);
    return read?.offerId === offer.id && !holds(read.says, stands);
  };
  await withdrawPending(tx, { now }, { personId: offer.person_id, of: offer.id, isOver });
}
