import { join } from 'node:path';
import { atMost, type Result } from '../report.ts';
import { withSides } from '../side.ts';
import { makeFolder } from '../workplace.ts';
import { inTurn } from './in-turn.ts';

/** Line 9: what lies far ahead costs nothing today. */
export function measureSweep(): Promise<Result[]> {
  const folder = makeFolder();
  return withSides(
    [
      ['crowd', { file: join(folder, 'many.db'), reminders: 1_000_000 }],
      ['crowd', { file: join(folder, 'few.db'), reminders: 1000 }],
    ],
    async (many, few) => {
      const measured = await inTurn('sweep', [many, few], { rounds: 9, times: 100 });
      return [
        {
          line: 9,
          what: 'idle sweep with 1,000,000 future reminders, p50',
          unit: 'us',
          ...measured,
          other: 'with 1,000',
          goal: '<= 1.5',
          verdict: atMost(measured.ratio, 1.5),
          note: `a tenth as many deadlines beside them; opening the large database took ${await opened(many)} ms`,
        },
      ];
    },
  );
}

const opened = async (side: { ask<T>(deed: string): Promise<T> } | undefined): Promise<string> =>
  Math.round((await side?.ask<number>('openedMs')) ?? Number.NaN).toString();
