import type { Arrival } from '../../db/schema/index.ts';
import { handleReport } from '../failures/delivery-reports.ts';
import { handleAgenda } from './agenda-turn.ts';
import { claimArrival, recordAndShow, finishArrival, type NewArrival, type ArrivalOutcome } from '../engine/journal.ts';
import { handleCall } from '../call/call-turn.ts';
import { handleCommand } from './command-turn.ts';
import { handleDeadline } from './deadline-turn.ts';
import { handToHuman } from '../failures/undeliverable.ts';
import { recordFailure } from './failed-turns.ts';
import { handleText } from '../text/text-turn.ts';
import { momentOf, type App, type ArrivalTurn } from '../engine/scene.ts';

/**
 * Takes one arrival: one transaction, whole or not at all. A turn that throws leaves nothing but a note that it was tried;
 * after the third try a human gets it.
 */
export async function takeTurn(app: App, arrival: Arrival, when?: 'first'): Promise<string> {
  return (await takeAnswered(app, arrival, when)).outcome;
}

/** What a turn came to: one word for the journal, and what a step of a call is answered with, where it has an answer. */
export interface Taken {
  outcome: string;
  answer: string | null;
}

/** The same, with what a step of a call is answered with; null where this turn has no answer to it. */
export async function takeAnswered(app: App, arrival: Arrival, when?: 'first'): Promise<Taken> {
  try {
    return await app.store.write(async (tx) => {
      const moment = momentOf(app);
      const claim = await claimArrival(tx, arrival.id, moment.now);
      if (claim === 'already taken') return { outcome: claim, answer: null };
      return turnOf({ app, tx, moment, arrival });
    }, when);
  } catch (error) {
    return { outcome: await recordFailure(app, arrival, error), answer: null };
  }
}

/**
 * Notes something and takes it in the same transaction: one commit to wait for instead of two. Only for what nobody has been
 * told is safe before its answer goes out, and what is asked for again by whoever gets none. A turn that throws is noted by
 * itself, and goes the way of every turn that fails.
 * @throws where neither the turn nor the note could be written
 */
export async function takeAtOnce(app: App, arriving: NewArrival): Promise<Taken | 'already noted'> {
  try {
    return await app.store.write(async (tx) => {
      const moment = momentOf(app);
      const arrival = await recordAndShow(tx, moment.now, arriving, 'done');
      return arrival === 'already noted' ? arrival : turnOf({ app, tx, moment, arrival });
    });
  } catch (error) {
    const arrival = await app.store.write((tx) => recordAndShow(tx, momentOf(app).now, arriving));
    if (arrival === 'already noted') return arrival;
    return { outcome: await recordFailure(app, arrival, error), answer: null };
  }
}

async function turnOf(turn: ArrivalTurn): Promise<Taken> {
  const became = await becomeOf(turn);
  await finishArrival(turn.tx, turn.arrival.id, became);
  return { outcome: became.outcome, answer: became.answer ?? null };
}

async function becomeOf(turn: ArrivalTurn): Promise<ArrivalOutcome> {
  const payload = JSON.parse(turn.arrival.payload) as never;
  switch (turn.arrival.kind) {
    case 'text':
      return handleText(turn, payload);
    case 'deadline':
      return handleDeadline(turn, payload);
    case 'command':
      return handleCommand(turn, payload);
    case 'agenda':
      return handleAgenda(turn, payload);
    case 'call':
      return handleCall(turn, payload);
    case 'report':
      return handleReport(turn.tx, turn.moment, { payload, receivedAt: turn.arrival.received_at }, handToHuman);
  }
}
