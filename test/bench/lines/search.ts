import { pairs } from '../measure.ts';
import { atMost, type Result } from '../report.ts';
import { withSides } from '../side.ts';

const [MANY, FEW] = [100_000, 1000];
const ROUNDS = 9;
const TIMES = 300;
const TYPO_MAX_MS = 10;

/** Line 6: a hundred times the activities, the same answer. */
export const measureSearch = (): Promise<Result[]> =>
  withSides([['search', { counts: [FEW, MANY] }]], async (side) => {
    if (side === undefined) return [];
    const topic = (count: number): Promise<number> => side.ask('topic', { count, times: TIMES });
    await topic(MANY);
    await topic(FEW);
    const [many, few]: number[][] = [[], []];
    for (let round = 0; round < ROUNDS; round++) {
      many?.push(await topic(MANY));
      few?.push(await topic(FEW));
    }
    const measured = pairs(many ?? [], few ?? []);
    const typo = await side.ask<{ p50: number; p99: number }>('typo', { count: MANY, times: 120 });
    return [
      {
        line: 6,
        what: 'three nearest of a topic among 100,000 activities, p50',
        unit: 'us',
        ...measured,
        other: 'among 1,000',
        goal: '<= 2',
        verdict: atMost(measured.ratio, 2),
      },
      {
        line: 6,
        what: 'a wrongly spelt word, first time asked, among 100,000, p50',
        unit: 'ms',
        ours: typo.p50,
        goal: '<= 10 ms',
        verdict: atMost(typo.p50, TYPO_MAX_MS),
        note: `p99 of a wrongly spelt word ${typo.p99.toFixed(1)} ms`,
      },
    ];
  });
