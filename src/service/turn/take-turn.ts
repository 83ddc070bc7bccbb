import type { Arrival } from '../../db/schema/index.ts';
import { applyReport } from '../failures/delivery-reports.ts';
import { takeAgenda } from './agenda-turn.ts';
import { claimArrival, noteAndShow, settleArrival, type Arriving, type Became } from '../engine/journal.ts';
import { takeCall } from '../call/call-turn.ts';
import { takeCommand } from './command-turn.ts';
import { takeDeadline } from './deadline-turn.ts';
import { handToHuman } from '../failures/undeliverable.ts';
import { recordFailure } from './failed-turns.ts';
import { takeText } from '../text/text-turn.ts';
import { momentOf, type House, type ArrivalTurn } from '../engine/scene.ts';

/**
 * Takes one arrival: one transaction, whole or not at all. A turn that throws leaves nothing but a note that it was tried;
 * after the third try a human gets it.
 */
export async function takeTurn(house: House, arrival: Arrival): Promise<string> {
  return (await takeAnswered(house, arrival)).outcome;
}

/** What a turn came to: one word for the journal, and what a step of a call is answered with, where it has an answer. */
export interface Taken {
  outcome: string;
  answer: string | null;
}

/** The same, with what a step of a call is answered with; null where this turn has no answer to it. */
export async function takeAnswered(house: House, arrival: Arrival): Promise<Taken> {
  try {
    return await house.store.write(async (tx) => {
      const moment = momentOf(house);
      const claim = await claimArrival(tx, arrival.id, moment.now);
      if (claim === 'taken already') return { outcome: claim, answer: null };
      return turnOf({ house, tx, moment, arrival });
    });
  } catch (error) {
    return { outcome: await recordFailure(house, arrival, error), answer: null };
  }
}

/**
 * Notes something and takes it in the same transaction: one commit to wait for instead of two. Only for what nobody has been
 * told is safe before its answer goes out, and what is asked for again by whoever gets none. A turn that throws is noted by
 * itself, and goes the way of every turn that fails.
 * @throws where neither the turn nor the note could be written
 */
export async function takeAtOnce(house: House, arriving: Arriving): Promise<Taken | 'already noted'> {
  try {
    return await house.store.write(async (tx) => {
      const moment = momentOf(house);
      const arrival = await noteAndShow(tx, moment.now, arriving, 'done');
      return arrival === 'already noted' ? arrival : turnOf({ house, tx, moment, arrival });
    });
  } catch (error) {
    const arrival = await house.store.write((tx) => noteAndShow(tx, momentOf(house).now, arriving));
    if (arrival === 'already noted') return arrival;
    return { outcome: await recordFailure(house, arrival, error), answer: null };
  }
}

async function turnOf(hand: ArrivalTurn): Promise<Taken> {
  const became = await becomeOf(hand);
  await settleArrival(hand.tx, hand.arrival.id, became);
  return { outcome: became.outcome, answer: became.answer ?? null };
}

async function becomeOf(hand: ArrivalTurn): Promise<Became> {
  const payload = JSON.parse(hand.arrival.payload) as never;
  switch (hand.arrival.kind) {
    case 'text':
      return takeText(hand, payload);
    case 'deadline':
      return takeDeadline(hand, payload);
    case 'command':
      return takeCommand(hand, payload);
    case 'agenda':
      return takeAgenda(hand, payload);
    case 'call':
      return takeCall(hand, payload);
    case 'report':
      return { outcome: await applyReport(hand.tx, hand.moment, payload, handToHuman), state: 'done', centreId: null };
  }
}
