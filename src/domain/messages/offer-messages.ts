import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import {
  ABOUT_KINDS,
  type AboutKind,
  type AssignmentStatus,
  type Offer,
  type OfferStatus,
  type Tx,
} from '../../db/schema/index.ts';
import { aboutOf, keyAbout, type AboutColumns, type MessageKey } from './about.ts';
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
} as const satisfies Partial<Record<AboutKind, readonly OfferStatus[]>>;

type OfferMessage = keyof typeof HOLDS_IN;

/** The key of a message or a call about an offer. */
export const offerKey = (says: OfferMessage, offer: Pick<Offer, 'id'>, at: string): MessageKey =>
  keyAbout(says, offer.id, at);

const isOfOffer = (kind: AboutKind): kind is OfferMessage => Object.hasOwn(HOLDS_IN, kind);

/** The offer that a message asked; null for every other message. */
export const offerAsked = (row: AboutColumns): string | null => (row.about_kind === 'offer' ? row.about_id : null);

/** An offer, and whether its assignment was called off or declined: then nothing holds that asks somebody, or expects them. */
interface Standing {
  status: OfferStatus;
  isClosed: boolean;
}

const holds = (says: OfferMessage, { status, isClosed }: Standing): boolean =>
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

/** Whether what a message or call says is still so; what is about no offer always is. */
export async function stillHolds(tx: Tx, row: AboutColumns): Promise<boolean> {
  const about = aboutOf(row);
  if (about === null || !isOfOffer(about.kind)) return true;
  const [offer] = await standing(tx, { id: about.id });
  return offer !== undefined && holds(about.kind, { status: offer.status, isClosed: CLOSED.has(offer.of) });
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
  const untrue = OFFER_MESSAGES.filter((kind) => !holds(kind, stands));
  await withdrawPending(tx, { now }, { personId: offer.person_id, id: offer.id, kinds: untrue });
}

const OFFER_MESSAGES = ABOUT_KINDS.filter(isOfOffer);
