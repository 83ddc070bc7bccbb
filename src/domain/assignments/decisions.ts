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
  /** The member of staff, or "first-yes" where the rule of the assignment decided. */
  by: string;
}

/** What staff may confirm: whoever said yes, also with words, or too late. */
const CONFIRMABLE: ReadonlySet<OfferStatus> = new Set(['accepted', 'noted', 'filled', 'turned_down']);

export interface Confirmed {
  outcome: 'confirmed' | 'already confirmed' | 'has not said yes' | 'no place left' | 'closed';
  offer: Offer;
  /** Those who need not wait any longer, now that the last place is given: they are told so. */
  others: Offer[];
}

/** Gives somebody who said yes a place for good. With the last place the assignment is filled, and everybody else hears of it. */
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

/** Nobody else is needed. Answers those who have been asked or have said yes; whoever was only on the list never hears of it. */
async function release(tx: Tx, moment: Moment, board: readonly Offer[], except: string): Promise<Offer[]> {
  const released: Offer[] = [];
  for (const other of board) {
    if (other.id === except || !['queued', 'asked', 'accepted', 'noted'].includes(other.status)) continue;
    await clearAgenda(tx, other.id);
    released.push(await setOffer(tx, other, moment.now, { status: 'filled' }));
  }
  return released.filter((o) => o.asked_at !== null);
}

/** After the end they are thanked, and asked how long it took. */
const THANK_MS = HOUR_MS;

async function putOnAgenda(tx: Tx, { now }: Moment, assignment: Assignment, offer: Offer): Promise<void> {
  const remind = remindAt(assignment.starts_utc, now);
  if (remind !== NEVER) await setAgenda(tx, 'remind volunteer', offer.id, remind);
  await setAgenda(tx, 'thank', offer.id, earliestSend('reminder', later(endsUtc(assignment), THANK_MS)));
}

/** Puts what was confirmed at other instants, after the assignment was moved. */
export async function moveAgenda(tx: Tx, moment: Moment, assignment: Assignment): Promise<void> {
  for (const offer of await boardOf(tx, assignment.id)) {
    if (offer.status !== 'confirmed') continue;
    await clearAgenda(tx, offer.id);
    await putOnAgenda(tx, moment, assignment, offer);
  }
}

/** Staff say no to somebody who said yes; the search goes on where a place is free. */
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

/** Somebody who said yes cannot come after all: the place is free, and the search goes on. */
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
 * A place is free again: those who were told that it is taken stand in line once more, whoever said yes too late first. Those
 * who said no, withdrew or were silent are left in peace.
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
 * Sees to it that an assignment is filled, or open, as the places that it now has say. Nobody is told; where it is open again,
 * those who still stand in line are asked.
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

/** Ends an assignment before it began. Answers everybody who must hear of it: whoever was asked and has not said no. */
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

/** It has taken place. */
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
