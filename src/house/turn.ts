import type { Arrival } from '../db/schema.ts';
import { applyReport } from './reports.ts';
import { takeAgenda } from './agenda-turn.ts';
import { claimArrival, settleArrival, type Became } from './arrivals.ts';
import { takeCall } from './call-turn.ts';
import { takeCommand } from './command-turn.ts';
import { takeDeadline } from './deadline-turn.ts';
import { handToHuman } from './give-up.ts';
import { recordFailure } from './failures.ts';
import { momentOf, type House } from './house.ts';
import { takeText } from './text-turn.ts';

/**
 * Takes one arrival: one transaction, whole or not at all. A turn that throws leaves nothing but a note that it was tried;
 * after the third try a human gets it.
 */
export async function takeTurn(house: House, arrival: Arrival): Promise<string> {
  return (await takeAnswered(house, arrival)).outcome;
}

/** The same, with what a step of a call is answered with; null where this turn has no answer to it. */
export async function takeAnswered(
  house: House,
  arrival: Arrival,
): Promise<{ outcome: string; answer: string | null }> {
  try {
    return await house.store.write(async (tx) => {
      const moment = momentOf(house);
      const claim = await claimArrival(tx, arrival.id, moment.now);
      if (claim === 'taken already') return { outcome: claim, answer: null };
      const payload = JSON.parse(arrival.payload) as never;
      const hand = { house, tx, moment, arrival };
      const became: Became = await (() => {
        switch (arrival.kind) {
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
            return applyReport(tx, moment, payload, handToHuman).then((outcome) => ({
              outcome,
              state: 'done' as const,
              centreId: null,
            }));
        }
      })();
      await settleArrival(tx, arrival.id, became);
      return { outcome: became.outcome, answer: became.answer ?? null };
    });
  } catch (error) {
    return { outcome: await recordFailure(house, arrival, error), answer: null };
  }
}
