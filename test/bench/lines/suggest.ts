import { median, pairs } from '../measure.ts';
import { atMost, type Result } from '../report.ts';
import { withSides } from '../side.ts';

const VOLUNTEERS = 10_000;
const ROUNDS = 15;
const WARM_UP = 4;
const SUGGEST_MAX_MS = 150;

/** Line 15: who could be asked among ten thousand, against reading them and sorting by distance, which nobody can do without. */
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
    return [
      {
        line: 15,
        what: 'suggest over 10,000 volunteers, warm',
        unit: 'ms',
        ...pairs(ours ?? [], bare ?? []),
        other: 'rows read raw, sorted by distance',
        goal: '<= 150 ms',
        verdict: atMost(median(ours ?? []), SUGGEST_MAX_MS),
        note: 'suggest also reads 30,000 offers, opt-outs and hours, and weighs them',
      },
    ];
  });
