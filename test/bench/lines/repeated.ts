import { join } from 'node:path';
import { atMost, type Result } from '../report.ts';
import { withSides } from '../side.ts';
import { makeFolder } from '../workplace.ts';
import { inTurn } from './in-turn.ts';

/** Line 10: a message that comes twice is noticed however many came before. */
export function measureRepeated(): Promise<Result[]> {
  const folder = makeFolder();
  return withSides(
    [
      ['crowd', { file: join(folder, 'many.db'), arrivals: 1_000_000 }],
      ['crowd', { file: join(folder, 'few.db'), arrivals: 10_000 }],
    ],
    async (many, few) => {
      const measured = await inTurn('repeat', [many, few], { rounds: 9, times: 300 });
      return [
        {
          line: 10,
          what: 'a repeated MessageSid among 1,000,000 seen, p50',
          unit: 'us',
          ...measured,
          other: 'among 10,000',
          goal: '<= 2',
          verdict: atMost(measured.ratio, 2),
          note: 'the goal says 10,000,000: they take too long to make here',
        },
      ];
    },
  );
}
