import type { Moment } from '../../db/moment.ts';
import type { Assignment, AssignmentStatus, Offer, OfferStatus, Tx } from '../../db/schema/index.ts';
import { clearAgenda, setAgenda } from '../base/agenda.ts';
import { endsUtc } from './assignments.ts';
import { closeInboxAbout } from '../staff/inbox.ts';
import { boardOf, placesLeft, setOffer } from './offers.ts';
import { withdrawMessagesOf } from '../messages/offer-messages.ts';
import { earliestSend } from '../base/quiet-hours.ts';
import { NEVER, remindAt } from '../base/reminders.ts';
import { HOUR_MS, later } from '../base/time.ts';

export interface OfferDecision {
  assignment: Assignment;
  offer: Offer;
  /** The staff member, or "first-yes" when the rule of the assignment decided. */
  by: string;
}

/** Offers that staff may confirm: any yes, also with words or too late. */
const CONFIRMABLE: ReadonlySet<OfferStatus> = new Set(['accepted', 'noted', 'filled', 'turned_down']);

export interface Confirmed {
  outcome: 'confirmed' | 'already confirmed' | 'has not said yes' | 'no place left' | 'closed';
  offer: Offer;
  /** Offers of volunteers who need not wait any longer, because the last place is given; the service tells them. */
  others: Offer[];
}

/**
 * Confirms a volunteer who said yes. The last place fills the assignment, and the service tells the other volunteers.
 */
export async function confirmOffer(
  tx: Tx,
  moment: Moment,
  { assignment, offer, by }: OfferDecision,
): Promise<Confirmed> {
  const not = (outcome: Confirmed['outcome']): Confirmed => ({ outcome, offer, others: [] });
  if (offer.status === 'confirmed') return not('already confirmed');
  if (!['open', 'filled'].includes(assignment.status) || assignment.starts_utc <= moment.now) return not('closed');
  if (!CONFIRMABLE.has(offer.status) || offer.said === null) return not('has not said yes');
  const board = await boardOf(tx, assignment.id);
  const confirmedBefore = board.filter((o) => o.status === 'confirmed').length;
  if (confirmedBefore >= assignment.needs) return not('no place left');
  const confirmed = await setOffer(tx, offer, moment.now, {
    status: 'confirmed',
    decided_at: moment.now,
    decided_by: by,
  });
  await putOnAgenda(tx, moment, assignment, confirmed);
  if (confirmedBefore + 1 < assignment.needs) return { outcome: 'confirmed', offer: confirmed, others: [] };

  await setStatus(tx, moment, assignment, 'filled');
  await clearAgenda(tx, assignment.id);
  await closeInboxAbout(tx, moment, { about: assignment.id, staff: by });
  return { outcome: 'confirmed', offer: confirmed, others: await release(tx, moment, board, offer.id) };
}

/**
 * Closes the other offers.
 * @returns those that were asked; a volunteer whose offer was only queued is not told
 */
async function release(tx: Tx, moment: Moment, board: readonly Offer[], except: string): Promise<Offer[]> {
  const released: Offer[] = [];
  for (const other of board) {
    if (other.id === except || !['queued', 'asked', 'accepted', 'noted'].includes(other.status)) continue;
    await clearAgenda(tx, other.id);
    released.push(await setOffer(tx, other, moment.now, { status: 'filled' }));
  }
  return released.filter((o) => o.asked_at !== null);
}

/** After this time the service thanks the volunteer and asks for the hours. */
const THANK_MS = HOUR_MS;

async function putOnAgenda(tx: Tx, { now }: Moment, assignment: Assignment, offer: Offer): Promise<void> {
  const remind = remindAt(assignment.starts_utc, now);
  if (remind !== NEVER) await setAgenda(tx, 'remind volunteer', offer.id, remind);
  await setAgenda(tx, 'thank', offer.id, earliestSend('reminder', later(endsUtc(assignment), THANK_MS)));
}

/** Reschedules the reminders of confirmed volunteers after the assignment was moved. */
export async function moveAgenda(tx: Tx, moment: Moment, assignment: Assignment): Promise<void> {
  for (const offer of await boardOf(tx, assignment.id)) {
    if (offer.status !== 'confirmed') continue;
    await clearAgenda(tx, offer.id);
    await putOnAgenda(tx, moment, assignment, offer);
  }
}

/** Turns down a yes for staff; the search continues when a place is free. */
export async function turnDown(
  tx: Tx,
  moment: Moment,
  { assignment, offer, by }: OfferDecision,
): Promise<{ outcome: 'turned down' | 'already turned down' | 'has not said yes' | 'closed'; offer: Offer }> {
  if (offer.status === 'turned_down') return { outcome: 'already turned down', offer };
  if (assignment.status === 'cancelled' || assignment.status === 'declined') return { outcome: 'closed', offer };
  if (!['accepted', 'noted', 'confirmed'].includes(offer.status)) return { outcome: 'has not said yes', offer };
  const row = await setOffer(tx, offer, moment.now, { status: 'turned_down', decided_at: moment.now, decided_by: by });
  await clearAgenda(tx, offer.id);
  await reopen(tx, moment, assignment);
  return { outcome: 'turned down', offer: row };
}

/** A volunteer who said yes cannot come: the place is free, and the search continues. */
export async function withdrawOffer(
  tx: Tx,
  moment: Moment,
  { assignment, offer, by }: OfferDecision,
): Promise<{ outcome: 'withdrawn' | 'already withdrawn' | 'has not said yes' | 'over'; offer: Offer }> {
  if (offer.status === 'withdrawn') return { outcome: 'already withdrawn', offer };
  if (!['accepted', 'noted', 'confirmed'].includes(offer.status)) return { outcome: 'has not said yes', offer };
  if (assignment.starts_utc <= moment.now) return { outcome: 'over', offer };
  const row = await setOffer(tx, offer, moment.now, { status: 'withdrawn', answered_at: moment.now, answered_by: by });
  await clearAgenda(tx, offer.id);
  await reopen(tx, moment, assignment);
  return { outcome: 'withdrawn', offer: row };
}

/**
 * Queues the closed offers again once a place is free, first those with a late yes. Leaves out volunteers who said no,
 * withdrew or did not answer.
 */
async function reopen(tx: Tx, moment: Moment, assignment: Assignment): Promise<void> {
  if (assignment.starts_utc <= moment.now) return;
  const board = await boardOf(tx, assignment.id);
  if (placesLeft(assignment, board) <= 0) return;
  if (assignment.status === 'filled') {
    await setStatus(tx, moment, assignment, 'open');
    const last = Math.max(...board.map((o) => o.wave));
    const late = board.filter((o) => o.status === 'filled' && o.asked_at !== null);
    for (const other of late) {
      const wave = last + (other.said === 'yes' || other.said === 'note' ? 1 : 2);
      await setOffer(tx, other, moment.now, { status: 'queued', wave });
    }
    for (const other of board.filter((o) => o.status === 'filled' && o.asked_at === null)) {
      await setOffer(tx, other, moment.now, { status: 'queued', wave: last + 2 });
    }
  }
  await setAgenda(tx, 'wave', assignment.id, moment.now);
}

/**
 * Sets the status, filled or open, that the new number of places requires. Sends nothing; queued volunteers are asked
 * when the assignment is open again.
 */
export async function fitToNeeds(tx: Tx, moment: Moment, assignment: Assignment): Promise<void> {
  const board = await boardOf(tx, assignment.id);
  const confirmed = board.filter((o) => o.status === 'confirmed').length;
  if (assignment.status === 'open' && confirmed >= assignment.needs) {
    await setStatus(tx, moment, assignment, 'filled');
    await clearAgenda(tx, assignment.id);
  }
  if (assignment.status === 'filled' && confirmed < assignment.needs) await setStatus(tx, moment, assignment, 'open');
  const waits = board.some((o) => o.status === 'queued' && o.wave > assignment.wave);
  if (waits && placesLeft(assignment, board) > 0) await setAgenda(tx, 'wave', assignment.id, moment.now);
}

/**
 * Ends an assignment before it starts.
 * @returns the offers of volunteers who have to be told: asked, and not declined
 */
export async function closeAssignment(
  tx: Tx,
  moment: Moment,
  assignment: Assignment,
  how: { status: 'cancelled' | 'declined'; reason: string; by: string },
): Promise<{ outcome: 'closed' | 'already closed' | 'over'; concerned: Offer[] }> {
  if (!['open', 'filled'].includes(assignment.status)) return { outcome: 'already closed', concerned: [] };
  if (assignment.starts_utc <= moment.now) return { outcome: 'over', concerned: [] };
  await setStatus(tx, moment, assignment, how.status, how.reason);
  await clearAgenda(tx, assignment.id);
  await closeInboxAbout(tx, moment, { about: assignment.id, staff: how.by });
  const board = await boardOf(tx, assignment.id);
  const concerned = board.filter((o) => ['asked', 'accepted', 'noted', 'confirmed'].includes(o.status));
  for (const offer of board) {
    await clearAgenda(tx, offer.id);
    await withdrawMessagesOf(tx, moment, offer, { isClosed: true });
  }
  for (const offer of board.filter((o) => ['queued', 'asked'].includes(o.status)))
    await setOffer(tx, offer, moment.now, { status: 'filled' });
  return { outcome: 'closed', concerned };
}

export async function endAssignment(tx: Tx, moment: Moment, assignment: Assignment): Promise<void> {
  if (assignment.status === 'open' || assignment.status === 'filled') await setStatus(tx, moment, assignment, 'done');
}

async function setStatus(
  tx: Tx,
  moment: Moment,
  { id }: Assignment,
  status: AssignmentStatus,
  reason: string | null = null,
): Promise<void> {
  await tx.updateTable('assignment').set({ status, reason, changed_at: moment.now }).where('id', '=', id).execute();
}
