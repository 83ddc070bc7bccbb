import type { Assignment, Offer } from '../../db/schema/index.ts';
import { agendaOf, setAgenda } from '../../domain/base/agenda.ts';
import { recordToldOfChanges, untoldOf, type Untold } from '../../domain/assignments/assignment-changes.ts';
import { recordAnswer, type AnswerOutcome } from '../../domain/assignments/answer-offer.ts';
import { answerByOf, secretOf, usualWaveMinutes } from '../../domain/assignments/assignments.ts';
import {
  closeAssignment,
  confirmOffer,
  turnDown,
  withdrawOffer,
  type Confirmed,
} from '../../domain/assignments/decisions.ts';
import { offerKey } from '../../domain/messages/offer-messages.ts';
import { boardOf, setOffer } from '../../domain/assignments/offers.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { makeShortlist, type NextWave, type Shortlist } from '../../domain/assignments/waves.ts';
import { duration } from '../../../flows/assignment-lines.ts';
import type { Line } from '../../conversation/ask.ts';
import { askWave, askWaveIfDue } from './ask-wave.ts';
import { about, whoAndWhere } from './facts.ts';
import { notifyCancelled, notifyConfirmed, notifyTaken, notifyTurnedDown } from './decision-messages.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import type { Turn } from '../engine/scene.ts';

// Actions of staff on an assignment. The caller opens the transaction, which holds each change and its messages.

/**
 * Puts volunteers on the list and asks the first wave, unless an asked volunteer still has time to answer, or it is
 * quiet hours.
 */
export async function offerAssignment(
  turn: Turn,
  list: Shortlist,
): Promise<{ offers: Offer[]; wave: NextWave['outcome'] | 'goes on' }> {
  const { tx, moment } = turn;
  const made = await makeShortlist(tx, moment, list);
  const board = await boardOf(tx, list.assignment.id);
  const running = board.filter(
    (o) => o.status === 'asked' || (o.status === 'queued' && o.wave <= list.assignment.wave),
  );
  if (running.length > 0) await goOnInTime(tx, moment, list, running);
  const wave = running.length > 0 ? 'goes on' : await askWave(turn, list.assignment.id);
  const ids = new Set(made.map((o) => o.id));
  return { offers: (await boardOf(tx, list.assignment.id)).filter((o) => ids.has(o.id)), wave };
}

/**
 * Asks added volunteers when those asked before them have had the usual time; waiting until all of those have lapsed
 * would take too long.
 */
async function goOnInTime(
  tx: Turn['tx'],
  { now }: Turn['moment'],
  { assignment, waveMinutes }: Shortlist,
  running: readonly Offer[],
): Promise<void> {
  if ((await agendaOf(tx, assignment.id, 'wave')) !== null) return;
  const asked = running.map((o) => o.asked_at ?? now).reduce((a, b) => (a > b ? a : b));
  const minutes = waveMinutes ?? assignment.wave_minutes ?? usualWaveMinutes(assignment.starts_utc, now);
  const next = later(asked, minutes * MINUTE_MS);
  const at = earliestSend('offer', next > now ? next : now);
  if (at < assignment.starts_utc) await setAgenda(tx, 'wave', assignment.id, at);
}

/** Confirms a volunteer for the assignment and tells them who and where; tells the others that it is taken. */
export async function confirmAndNotify(
  turn: Turn,
  decision: { assignment: Assignment; offer: Offer; by: string },
): Promise<Confirmed['outcome']> {
  const { outcome, offer, others } = await confirmOffer(turn.tx, turn.moment, decision);
  if (outcome !== 'confirmed') return outcome;
  await notifyConfirmed(turn, decision.assignment, offer);
  await notifyTaken(turn, decision.assignment, others);
  return outcome;
}

/** Turns down a volunteer who accepted, with thanks; the search goes on. */
export async function turnDownAndNotify(
  turn: Turn,
  decision: { assignment: Assignment; offer: Offer; by: string },
): Promise<Awaited<ReturnType<typeof turnDown>>['outcome']> {
  const { outcome, offer } = await turnDown(turn.tx, turn.moment, decision);
  if (outcome !== 'turned down') return outcome;
  await notifyTurnedDown(turn, decision.assignment, offer);
  await askWaveIfDue(turn, decision.assignment.id);
  return outcome;
}

/** Records an answer that staff took by phone, with the same consequences as an answer by text. */
export async function answerForThem(
  turn: Turn,
  given: { assignment: Assignment; offer: Offer; says: 'yes' | 'no'; words: string; staff: string },
): Promise<AnswerOutcome['outcome'] | 'withdrawn'> {
  const { assignment, offer, says, words, staff } = given;
  const isOpen = ['open', 'filled'].includes(assignment.status);
  if (isOpen && says === 'no' && ['accepted', 'noted', 'confirmed'].includes(offer.status)) {
    const { outcome } = await withdrawOffer(turn.tx, turn.moment, { assignment, offer, by: staff });
    await askWaveIfDue(turn, assignment.id);
    return outcome === 'over' ? 'over' : 'withdrawn';
  }
  const how = { personId: offer.person_id, offerId: offer.id, says, words, by: staff };
  const answered = await recordAnswer(turn.tx, turn.moment, how);
  if (answered.outcome === 'confirmed' && answered.offer !== null) {
    await notifyConfirmed(turn, assignment, answered.offer);
    await notifyTaken(turn, assignment, answered.released);
  }
  await askWaveIfDue(turn, assignment.id);
  return answered.outcome;
}

/** Cancels or declines an assignment and tells every person concerned; returns how many. */
export async function closeAndNotify(
  turn: Turn,
  assignment: Assignment,
  how: { status: 'cancelled' | 'declined'; reason: string; by: string },
): Promise<{ outcome: 'closed' | 'already closed' | 'over'; told: number }> {
  const { outcome, concerned } = await closeAssignment(turn.tx, turn.moment, assignment, how);
  await notifyCancelled(turn, assignment, concerned);
  return { outcome, told: concerned.length };
}

/**
 * Tells every person concerned, in one message each, what has changed since the last message. Volunteers who accepted
 * another time and are not confirmed are asked again.
 */
export async function sendChanges(
  turn: Turn,
  assignment: Assignment,
): Promise<{ outcome: 'sent' | 'nothing to send'; told: number }> {
  const { tx } = turn;
  const untold = untoldOf(assignment);
  if (Object.keys(untold).length === 0) return { outcome: 'nothing to send', told: 0 };
  const mark = `${assignment.id}:${assignment.changed_at}`;
  let told = 0;
  for (const offer of await boardOf(tx, assignment.id)) {
    if (offer.status === 'confirmed') {
      const line = await changedLine(turn, assignment, untold);
      await notifyPerson(turn, offer.person_id, [line], {
        ...offerKey('changed', offer, mark),
        kind: 'change',
        expiresAt: assignment.starts_utc,
        need: 'must reach',
      });
      told++;
    } else if (untold.starts_at !== undefined && ['asked', 'accepted', 'noted'].includes(offer.status)) {
      await askAgain(turn, assignment, offer, { old: untold.starts_at, mark });
      told++;
    }
  }
  await recordToldOfChanges(tx, assignment.id);
  return { outcome: 'sent', told };
}

async function changedLine({ tx }: Turn, assignment: Assignment, untold: Untold): Promise<Line> {
  const facts: Line[] = [];
  if (untold.minutes !== undefined)
    facts.push({ key: 'assignment.takes', params: { duration: { as: 'line', of: duration(assignment.minutes) } } });
  if (untold.secret === 1) facts.push(...whoAndWhere(await secretOf(tx, assignment.id)));
  else if (untold.place_name !== undefined && assignment.place_name !== null)
    facts.push({ key: 'assignment.place', params: { place: assignment.place_name } });
  const params = { ...about(assignment), facts: { as: 'lines', of: facts } } as const;
  if (untold.starts_at === undefined) return { key: 'assignment.changed', params };
  return {
    key: 'assignment.moved',
    params: { ...params, day: { as: 'day', of: untold.starts_at }, newDay: { as: 'day', of: assignment.starts_at } },
  };
}

async function askAgain(
  turn: Turn,
  assignment: Assignment,
  offer: Offer,
  { old, mark }: { old: string; mark: string },
): Promise<void> {
  const { tx, moment } = turn;
  const answerBy = answerByOf(assignment, moment.now);
  await setAgenda(tx, 'lapse', offer.id, answerBy);
  await setOffer(tx, offer, moment.now, { status: 'asked', said: null, answered_at: null, answer_by: answerBy });
  const params = {
    ...about(assignment),
    day: { as: 'day', of: old },
    newDay: { as: 'day', of: assignment.starts_at },
  } as const;
  await notifyPerson(turn, offer.person_id, [{ key: 'assignment.offerChanged', params }], {
    ...offerKey('again', offer, mark),
    kind: 'offer',
    expiresAt: assignment.starts_utc,
    need: 'may miss',
  });
}
