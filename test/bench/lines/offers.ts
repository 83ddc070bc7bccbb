import { pairs } from '../measure.ts';
import type { Result } from '../report.ts';
import { withSides, type Side } from '../side.ts';

const VOLUNTEERS = 50;
const ROUNDS = 9;
const WARM_UP = 3;

/** Lines 14 and 16: offers asked, and answered with yes, a second; against the bare driver writing the same rows. */
export const measureOffers = (): Promise<Result[]> =>
  withSides([['offers', { volunteers: VOLUNTEERS }]], async (side) => {
    if (side === undefined) return [];
    const rates = { plan: [] as number[], rawPlan: [] as number[], answer: [] as number[], rawAnswer: [] as number[] };
    for (let round = 0; round < WARM_UP + ROUNDS; round++) {
      for (const deed of ['plan', 'rawPlan', 'answer', 'rawAnswer'] as const) {
        const rate = await perSecond(side, deed);
        if (round >= WARM_UP) rates[deed].push(rate);
      }
    }
    const line = (n: number, what: string, ours: number[], against: number[], note: string): Result => ({
      line: n,
      what,
      unit: '/s',
      ...pairs(ours, against),
      other: 'the same rows, raw better-sqlite3',
      verdict: 'no goal',
      note,
    });
    return [
      line(
        14,
        'offers planned and asked',
        rates.plan,
        rates.rawPlan,
        `${VOLUNTEERS} in one commit, with flow, text and deadline`,
      ),
      line(
        16,
        'offers answered with yes',
        rates.answer,
        rates.rawAnswer,
        `${VOLUNTEERS} at the same moment, from the journal to the reply`,
      ),
    ];
  });

const perSecond = async (side: Side, deed: string): Promise<number> => VOLUNTEERS / (await side.ask<number>(deed));
