import { compiled } from '../../db/compiled.ts';
import { lit } from '../../db/dialect.ts';
import type { Moment } from '../../db/moment.ts';
import {
  ABOUT_KINDS,
  type AboutKind,
  type AssignmentStatus,
  type Offer,
  type OfferStatus,
  type Tx,
} from '../../db/schema/index.ts';
import { clearAgenda, setAgenda } from '../base/agenda.ts';
import { aboutOf, keyAbout, type AboutColumns, type MessageKey } from './about.ts';
import { dropPendingText, withdrawPending } from './withdraw-pending.ts';

/** The states of an offer in which each statement about it is true. */
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

/** The key of a message or a call that asks several offers. */
export const offersKey = (offers: readonly Pick<Offer, 'id'>[], at: string): MessageKey =>
  keyAbout('offers', offers.map(({ id }) => id).join(','), at);

/** The offers that a message asked; empty for any other message. */
export function offersAsked({ about_kind: kind, about_id: id }: AboutColumns): string[] {
  if (id === null) return [];
  return kind === 'offers' ? id.split(',') : kind === 'offer' ? [id] : [];
}

/** An offer, and whether its assignment was cancelled or declined; then no request or appointment is true any more. */
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

/** Whether the content of a message or call is still true; one that is not about an offer always is. */
export async function stillHolds(tx: Tx, row: AboutColumns): Promise<boolean> {
  const about = aboutOf(row);
  if (about?.kind === 'offers') return (await stillAsked(tx, offersAsked(row))).length > 0;
  if (about === null || !isOfOffer(about.kind)) return true;
  const [offer] = await standing(tx, { id: about.id });
  return offer !== undefined && holds(about.kind, { status: offer.status, isClosed: CLOSED.has(offer.of) });
}

async function stillAsked(tx: Tx, ids: readonly string[]): Promise<string[]> {
  const asked: string[] = [];
  for (const id of ids) {
    const [offer] = await standing(tx, { id });
    if (offer?.status === 'asked' && !CLOSED.has(offer.of)) asked.push(id);
  }
  return asked;
}

const waitingLists = compiled<{ person: string }, { id: string; about: string | null }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select(['id', 'about_id as about'])
    .where('person_id', '=', arg('person'))
    .where('about_kind', '=', lit('offers'))
    .where('state', 'in', [lit('pending'), lit('held')]),
);

/**
 * Withdraws a text that asks several offers and has not left, when one of them is no longer asked: the others are
 * queued again at once without it. A call needs no such change, because it reads the open offers when it is answered.
 */
async function withdrawListOf(tx: Tx, now: string, offer: Offer): Promise<void> {
  for (const { id, about } of await waitingLists(tx, { person: offer.person_id })) {
    const ids = offersAsked({ about_kind: 'offers', about_id: about });
    if (!ids.includes(offer.id)) continue;
    await dropPendingText(tx, id, now);
    for (const other of await stillAsked(tx, ids)) {
      if (other === offer.id) continue;
      await clearAgenda(tx, other);
      await tx
        .updateTable('offer')
        .set({ status: 'queued', asked_at: null, answer_by: null, changed_at: now })
        .where('id', '=', other)
        .execute();
      await setAgenda(tx, 'ask', other, now);
    }
  }
}

/**
 * Withdraws waiting messages and calls about an offer that are no longer true, in the transaction that changes the
 * offer: a confirmation with a name and an address may wait all night. Messages on their way cannot be withdrawn.
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
  if (!holds('offer', stands)) await withdrawListOf(tx, now, offer);
}

const OFFER_MESSAGES = ABOUT_KINDS.filter(isOfOffer);
