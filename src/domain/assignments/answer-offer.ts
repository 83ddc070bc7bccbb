import type { Moment } from '../../db/moment.ts';
import type { Assignment, Offer, OfferStatus, Tx } from '../../db/schema/index.ts';
import { clearAgenda, setAgenda } from '../base/agenda.ts';
import { answerByOf, findAssignment } from './assignments.ts';
import { confirmOffer } from './decisions.ts';
import { countPlacesLeft, findOffer, offersOf, openAmong, setAnswered, setOffer, type OfferSeen } from './offers.ts';
import { DAY_MS, later } from '../base/time.ts';
import { hurryOn } from './waves.ts';

/** An answer to an offer, by any channel. */
export interface AnswerGiven {
  personId: string;
  /** The offer that the answer names, or null; the answer then concerns the open offer. */
  offerId: string | null;
  says: 'yes' | 'no';
  /** The words besides the yes or no; often empty. */
  words: string;
  /** "text", "call", or the staff member who took it by phone. */
  by: string;
}

/**
 * The effect of an answer. `accepted` is a proposal until staff decide, `noted` a yes with words, `filled` a yes that
 * came too late. `yes before` means that the volunteer had said yes, so the no is a withdrawal. `which` means that
 * several offers are open and the answer names none.
 */
export interface AnswerOutcome {
  outcome:
    | 'accepted'
    | 'confirmed'
    | 'noted'
    | 'declined'
    | 'already yes'
    | 'already confirmed'
    | 'already no'
    | 'yes before'
    | 'filled'
    | 'cancelled'
    | 'over'
    | 'which'
    | 'none';
  offer: Offer | null;
  assignment: Assignment | null;
  /** The open offers to choose from. */
  open: OfferSeen[];
  /** When this answer took the last place: the offers of volunteers who need not wait any longer. */
  released: Offer[];
}

/**
 * Records an answer to an offer. The places are counted in the transaction that takes them. Writes run one after
 * another (SQLite) or again after a conflict (PostgreSQL, serializable), so that the last place is given once.
 */
export async function recordAnswer(tx: Tx, moment: Moment, given: AnswerGiven): Promise<AnswerOutcome> {
  const nobody = { offer: null, assignment: null, open: [], released: [] };
  const meant = await theOneMeant(tx, moment, given);
  if (meant.is !== 'this') return { ...nobody, outcome: meant.is, open: meant.is === 'which' ? meant.of : [] };
  const offer = await findOffer(tx, meant.id);
  if (offer?.person_id !== given.personId) return { ...nobody, outcome: 'none' };
  const assignment = await findAssignment(tx, offer.assignment_id);
  if (assignment === undefined) throw new Error(`${offer.id} is of no assignment`);
  const { outcome, row, released } = await take(tx, moment, { offer, assignment, given });
  return { outcome, offer: row, assignment, open: [], released: released ?? [] };
}

/**
 * The offer that an answer concerns: the named one, or the only open one. With several open offers the volunteer has to
 * choose. Without an open offer, a no after an earlier yes is `yes before`; any other answer concerns the latest offer.
 */
async function theOneMeant(
  tx: Tx,
  { now }: Moment,
  { personId, offerId, says }: AnswerGiven,
): Promise<{ is: 'this'; id: string } | { is: 'which'; of: OfferSeen[] } | { is: 'none' | 'yes before' }> {
  if (offerId !== null) return { is: 'this', id: offerId };
  const offers = await offersOf(tx, personId, now);
  const open = openAmong(offers);
  if (open.length > 1) return { is: 'which', of: open };
  if (open.length === 0 && says === 'no' && offers.some((o) => SAID_YES.has(o.status))) return { is: 'yes before' };
  const one = open[0] ?? offers[0];
  return one === undefined ? { is: 'none' } : { is: 'this', id: one.id };
}

/** A no after a yes is a withdrawal, which staff are told of. */
const SAID_YES: ReadonlySet<OfferStatus> = new Set(['accepted', 'noted', 'confirmed']);

interface GivenAnswer {
  offer: Offer;
  assignment: Assignment;
  given: AnswerGiven;
}
type Taken = { outcome: AnswerOutcome['outcome']; row: Offer; released?: Offer[] };

async function take(tx: Tx, moment: Moment, reply: GivenAnswer): Promise<Taken> {
  const { offer, assignment, given } = reply;
  if (assignment.status === 'cancelled' || assignment.status === 'declined')
    return { outcome: 'cancelled', row: offer };
  if (assignment.starts_utc <= moment.now) return { outcome: 'over', row: offer };
  return given.says === 'yes' ? takeYes(tx, moment, reply) : takeNo(tx, moment, reply);
}

async function takeYes(tx: Tx, moment: Moment, reply: GivenAnswer): Promise<Taken> {
  const { offer, assignment, given } = reply;
  if (offer.status === 'confirmed') return { outcome: 'already confirmed', row: offer };
  if (offer.status === 'accepted' && given.words === '') return { outcome: 'already yes', row: offer };
  // Staff have decided already: repeating the answer changes nothing.
  if (offer.status === 'turned_down') return { outcome: 'filled', row: offer };
  const left = assignment.status === 'filled' ? 0 : await countPlacesLeft(tx, assignment, offer.id);
  await clearAgenda(tx, offer.id);
  const note = given.words === '' ? offer.note : given.words;
  const answer = (status: OfferStatus, said: 'yes' | 'note'): Promise<Offer> =>
    setAnswered(tx, offer, moment.now, { status, said, note, answered_by: given.by });
  if (left <= 0) return { outcome: 'filled', row: await answer('filled', 'yes') };
  if (given.words !== '') return { outcome: 'noted', row: await answer('noted', 'note') };
  const row = await answer('accepted', 'yes');
  // Staff decide about a volunteer who withdrew and says yes again.
  if (assignment.confirm === 'first-yes' && offer.status !== 'withdrawn') {
    const { offer: confirmed, others } = await confirmOffer(tx, moment, { assignment, offer: row, by: 'first-yes' });
    return { outcome: 'confirmed', row: confirmed, released: others };
  }
  if (left === 1) await clearAgenda(tx, assignment.id, 'wave');
  return { outcome: 'accepted', row };
}

async function takeNo(tx: Tx, moment: Moment, { offer, given }: GivenAnswer): Promise<Taken> {
  if (SAID_YES.has(offer.status)) return { outcome: 'yes before', row: offer };
  if (offer.status === 'declined') return { outcome: 'already no', row: offer };
  await clearAgenda(tx, offer.id);
  const note = given.words === '' ? offer.note : given.words;
  const row = await setAnswered(tx, offer, moment.now, { status: 'declined', said: 'no', note, answered_by: given.by });
  await hurryOn(tx, moment, offer.assignment_id);
  return { outcome: 'declined', row };
}

/** Within this time one word undoes an answer. */
const UNDO_MS = DAY_MS;

export interface AnswerUndone {
  outcome: 'undone' | 'confirmed before' | 'nothing';
  /** The offers that are open again; with 'confirmed before', those that stay. */
  undone: { offer: Offer; assignment: Assignment }[];
}

/**
 * Undoes the volunteer's last answer, within a day: the offer is open again, or all offers that the same text answered. A
 * confirmed offer stays; the volunteer can only withdraw, and staff are told of that.
 */
export async function undoAnswer(tx: Tx, moment: Moment, personId: string): Promise<AnswerUndone> {
  const since = later(moment.now, -UNDO_MS);
  const answered = (await offersOf(tx, personId, moment.now)).filter((o) => (o.answeredAt ?? '') > since);
  const at = answered.map((o) => o.answeredAt ?? '').reduce((a, b) => (a > b ? a : b), '');
  const undone: AnswerUndone['undone'] = [];
  let confirmed = 0;
  for (const { id } of answered.filter((o) => o.answeredAt === at)) {
    const offer = await findOffer(tx, id);
    const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
    if (offer === undefined || assignment === undefined) continue;
    if (offer.status === 'confirmed') confirmed++;
    if (!['accepted', 'noted', 'declined'].includes(offer.status) || assignment.status !== 'open') continue;
    undone.push({ offer: await openAgain(tx, moment, offer, assignment), assignment });
  }
  if (undone.length > 0) return { outcome: 'undone', undone };
  return { outcome: confirmed > 0 ? 'confirmed before' : 'nothing', undone };
}

async function openAgain(tx: Tx, moment: Moment, offer: Offer, assignment: Assignment): Promise<Offer> {
  const answerBy = answerByOf(assignment, moment.now);
  await setAgenda(tx, 'lapse', offer.id, answerBy);
  return setOffer(tx, offer, moment.now, {
    status: 'asked',
    said: null,
    note: null,
    answered_at: null,
    answered_by: null,
    answer_by: answerBy,
  });
}
