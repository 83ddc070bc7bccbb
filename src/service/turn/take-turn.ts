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
 * Takes one arrival in one transaction, whole or not at all. A turn that throws leaves only a note of the try; after
 * the third try staff get it.
 */
export async function takeTurn(app: App, arrival: Arrival, when?: 'first'): Promise<string> {
  return (await takeAnswered(app, arrival, when)).outcome;
}

/** The result of a turn: one word for the journal, and the answer to a step of a call where there is one. */
export interface Taken {
  outcome: string;
  answer: string | null;
}

/** Takes one arrival and returns the answer to a step of a call too; null where this turn has none. */
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
 * Stores an arrival and takes it in the same transaction, which saves one of two commits. Only for an arrival whose
 * sender has no receipt before the answer, and repeats the request when no answer comes. A turn that throws is then
 * stored by itself and retried like every failed turn.
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
