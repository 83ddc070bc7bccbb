import { createHash } from 'node:crypto';
import { compiled, compiledChange } from '../../db/compiled.ts';
import { lit } from '../../db/dialect.ts';
import type { Assignment, Db, Offer, OfferStatus, Tx } from '../../db/schema/index.ts';
import { withdrawMessagesOf } from '../messages/offer-messages.ts';
import { DAY_MS, later, type Instant } from '../base/time.ts';

/** An offer as the asked volunteer may see it: no field describes the recipient. */
export interface OfferSeen {
  id: string;
  assignmentId: string;
  code: number;
  status: OfferStatus;
  title: string;
  startsAt: string;
  startsUtc: Instant;
  askedAt: Instant | null;
  answeredAt: Instant | null;
}

/** The service understands a late answer within this time of asking. */
const REMEMBERED_MS = 14 * DAY_MS;
const REMEMBERED_MAX = 20;

const ofPerson = compiled<{ person: string; now: string; since: string }, OfferSeen>((db, arg) =>
  db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .where('offer.person_id', '=', arg('person'))
    .where('offer.asked_at', '>', arg('since'))
    .where('assignment.starts_utc', '>', arg('now'))
    .orderBy('offer.asked_at', 'desc')
    .orderBy('offer.id')
    .limit(REMEMBERED_MAX)
    .select([
      'offer.id as id',
      'offer.assignment_id as assignmentId',
      'offer.code as code',
      'offer.status as status',
      'assignment.title as title',
      'assignment.starts_at as startsAt',
      'assignment.starts_utc as startsUtc',
      'offer.asked_at as askedAt',
      'offer.answered_at as answeredAt',
    ]),
);

/** Offers to a person about assignments that have not started, the latest first. */
export async function offersOf(db: Db, personId: string, now: Instant): Promise<OfferSeen[]> {
  return ofPerson(db, { person: personId, now, since: later(now, -REMEMBERED_MS) });
}

/** Offers that wait for an answer. */
export const openAmong = (offers: readonly OfferSeen[]): OfferSeen[] => offers.filter((o) => o.status === 'asked');

const find = compiled<{ id: string }, Offer>((db, arg) =>
  db.selectFrom('offer').selectAll().where('id', '=', arg('id')),
);
const ofAssignment = compiled<{ id: string }, Offer>((db, arg) =>
  db
    .selectFrom('offer')
    .selectAll()
    .where('assignment_id', '=', arg('id'))
    .orderBy('wave')
    .orderBy('place')
    .orderBy('id'),
);

export async function findOffer(db: Db, id: string): Promise<Offer | undefined> {
  return (await find(db, { id }))[0];
}

/** All offers of an assignment, in the order of asking. */
export const boardOf = (db: Db, assignmentId: string): Promise<Offer[]> => ofAssignment(db, { id: assignmentId });

/** A yes that takes a place: until staff decide, or for good. A yes with words takes none until staff have read it. */
const HOLDS: ReadonlySet<OfferStatus> = new Set(['accepted', 'confirmed']);

/** Places without a yes. */
export const placesLeft = (a: Pick<Assignment, 'needs'>, board: readonly Offer[], except?: string): number =>
  a.needs - board.filter((o) => HOLDS.has(o.status) && o.id !== except).length;

const holding = compiled<{ id: string; except: string }, { n: number }>((db, arg) =>
  db
    .selectFrom('offer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('assignment_id', '=', arg('id'))
    .where('status', 'in', [lit('accepted'), lit('confirmed')])
    .where('id', '<>', arg('except')),
);

/** The same number, counted by the database, so that an answer reads no other answers. */
export async function countPlacesLeft(db: Db, a: Pick<Assignment, 'id' | 'needs'>, except = ''): Promise<number> {
  const [row] = await holding(db, { id: a.id, except });
  return a.needs - (row?.n ?? 0);
}

const asked = compiledChange<{ id: string; now: string; by: string }>((db, arg) =>
  db
    .updateTable('offer')
    .set({
      status: 'asked',
      asked_at: arg('now'),
      answer_by: arg('by'),
      said: null,
      answered_at: null,
      answered_by: null,
      changed_at: arg('now'),
    })
    .where('id', '=', arg('id')),
);

/**
 * Records that an offer is asked, perhaps again, and clears the old answer. Compiled, like `setAnswered`: most changes
 * of an offer are these two.
 */
export async function setAsked(tx: Tx, offer: Offer, now: Instant, answerBy: Instant): Promise<Offer> {
  await asked(tx, { id: offer.id, now, by: answerBy });
  const asks = { status: 'asked', asked_at: now, answer_by: answerBy, changed_at: now } as const;
  return { ...offer, ...asks, said: null, answered_at: null, answered_by: null };
}

export type OfferAnswer = Pick<Offer, 'status' | 'said' | 'note' | 'answered_by'>;

const answered = compiledChange<OfferAnswer & { id: string; now: string }>((db, arg) =>
  db
    .updateTable('offer')
    .set({
      status: arg('status'),
      said: arg('said'),
      note: arg('note'),
      answered_by: arg('answered_by'),
      answered_at: arg('now'),
      changed_at: arg('now'),
    })
    .where('id', '=', arg('id')),
);

/** Records an answer and the new status. */
export async function setAnswered(tx: Tx, offer: Offer, now: Instant, answer: OfferAnswer): Promise<Offer> {
  await answered(tx, { ...answer, id: offer.id, now });
  const row = { ...offer, ...answer, answered_at: now, changed_at: now };
  await withdrawMessagesOf(tx, { now }, row);
  return row;
}

/**
 * Changes an offer, and cancels pending messages that the change makes untrue.
 * @returns the changed row
 */
export async function setOffer(
  tx: Tx,
  offer: Offer,
  now: Instant,
  set: Partial<Omit<Offer, 'id' | 'changed_at'>>,
): Promise<Offer> {
  await tx
    .updateTable('offer')
    .set({ ...set, changed_at: now })
    .where('id', '=', offer.id)
    .execute();
  const row = { ...offer, ...set, changed_at: now };
  if (row.status !== offer.status) await withdrawMessagesOf(tx, { now }, row);
  return row;
}

/**
 * A six-digit code for an offer: a caller may show any number and try. Its first three digits are unique for the person and
 * are enough in a text, whose answer goes to the owner of the number. It is derived from the random id, so that a code does
 * not reveal how many other offers exist.
 */
export async function freeCode(tx: Tx, personId: string, offerId: string): Promise<number> {
  const rows = await tx.selectFrom('offer').select('code').where('person_id', '=', personId).execute();
  const taken = new Set(rows.map(({ code }) => (code < TAIL ? code : Math.trunc(code / TAIL))));
  const random = createHash('sha256').update(offerId).digest();
  const start = random.readUInt32BE(0) % CODES;
  for (let n = 0; n < CODES; n++) {
    const short = CODE_MIN + ((start + n) % CODES);
    if (!taken.has(short)) return short * TAIL + (random.readUInt32BE(4) % TAIL);
  }
  throw new Error(`${personId} has been asked ${CODES} times; old offers must be erased first.`);
}

const CODE_MIN = 100;
const CODES = 900;
/** Three more digits, for the phone alone. */
const TAIL = 1000;
