import { pairs } from '../measure.ts';
import { atMost, type Result } from '../report.ts';
import { withSides } from '../side.ts';

const VOLUNTEERS = 10_000;
const ROUNDS = 15;
const WARM_UP = 4;
const RATIO_MAX = 4;

/**
 * Line 15: who could be asked among ten thousand, against reading them and sorting by distance, the least that is
 * needed.
 */
export const measureSuggest = (): Promise<Result[]> =>
  withSides([['suggest', { count: VOLUNTEERS }]], async (side) => {
    if (side === undefined) return [];
    for (let round = 0; round < WARM_UP; round++) {
      await side.ask('suggest');
      await side.ask('bare');
    }
    const [ours, bare]: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      ours?.push(await side.ask<number>('suggest'));
      bare?.push(await side.ask<number>('bare'));
    }
    const measured = pairs(ours ?? [], bare ?? []);
    return [
      {
        line: 15,
        what: 'suggest over 10,000 volunteers, warm',
        unit: 'ms',
        ...measured,
        other: 'rows read raw, sorted by distance',
        goal: '<= 4',
        verdict: atMost(measured.ratio, RATIO_MAX),
        note: 'suggest also reads 30,000 offers, opt-outs and hours, and weighs them; on a quiet machine it is to stay below 150 ms',
      },
    ];
  });
