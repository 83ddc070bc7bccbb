import { join } from 'node:path';
import { median, pairs, type Pairs } from '../measure.ts';
import { atLeast, atMost, shown, type Result } from '../report.ts';
import { withSides, type Side } from '../side.ts';
import type { Planned } from '../sides/planning.ts';
import { makeFolder } from '../workplace.ts';

const ROUNDS = 5;
const MANY = 100_000;
const FEW = 1_000;
/** Numbers in the ledger of those who said STOP. */
const STOPS = 100;

/** Line 7: a broadcast is planned in small steps, and no text waits for it. */
export function measurePlanning(): Promise<Result[]> {
  const folder = makeFolder();
  return withSides(
    [
      ['planning', { file: join(folder, 'many.db'), people: MANY, stops: 0 }],
      ['planning', { file: join(folder, 'ledger.db'), people: MANY, stops: STOPS }],
      ['planning', { file: join(folder, 'few.db'), people: FEW, stops: 0 }],
    ],
    async (many, ledger, few) => {
      const [raw, plan, preview, stopped, small]: Planned[][] = [[], [], [], [], []];
      // The first round warms up.
      for (let round = 0; round <= ROUNDS; round++) {
        const all = [
          await ask(many, 'raw'),
          await ask(many, 'plan'),
          await ask(many, 'preview'),
          await ask(ledger, 'plan'),
          await ask(few, 'plan'),
        ];
        if (round === 0) continue;
        for (const [i, list] of [raw, plan, preview, stopped, small].entries()) list?.push(all[i] as Planned);
      }
      return resultsOf({ raw, plan, preview, stopped, small } as Rounds);
    },
  );
}

type Rounds = Record<'raw' | 'plan' | 'preview' | 'stopped' | 'small', Planned[]>;

async function ask(side: Side | undefined, deed: string): Promise<Planned> {
  if (side === undefined) throw new Error('there is no such side');
  return side.ask<Planned>(deed);
}

function resultsOf({ raw, plan, preview, stopped, small }: Rounds): Result[] {
  const speed = (list: Planned[]): number[] => list.map((p) => p.perSecond);
  const against = (list: Planned[]): Pairs => pairs(speed(list), speed(raw));
  const planned = against(plan);
  const longest = [plan, preview, stopped].map((list) => median(list.map((p) => p.blockMs)));
  const worst = Math.max(...[...plan, ...preview, ...stopped].map((p) => p.blockMs));
  const blockMs = Math.max(...longest);
  const megabytes = (list: Planned[]): number => Math.max(...list.map((p) => p.grownBytes)) / 2 ** 20;
  const large = Math.max(megabytes(plan), megabytes(stopped));
  return [
    {
      line: 7,
      what: 'planning a broadcast to 100,000 people',
      unit: 'rows/s',
      ...planned,
      other: 'one raw INSERT..SELECT',
      goal: '>= 0.50',
      verdict: atLeast(planned.ratio, 0.5),
      note:
        `with ${STOPS} numbers that said STOP, for which every number is hashed: ${shown(against(stopped).ratio)} of it; ` +
        `1,000 people: ${shown(median(speed(small)))} rows/s`,
    },
    {
      line: 7,
      what: 'previewing it',
      unit: 'rows/s',
      ...against(preview),
      other: 'one raw INSERT..SELECT',
      verdict: 'no goal',
    },
    {
      line: 7,
      what: 'longest block of the event loop meanwhile',
      unit: 'ms',
      ours: blockMs,
      goal: '<= 50',
      verdict: atMost(blockMs, 50),
      note: `the median of the rounds' longest, of planning, preview and ledger the worst; the longest of all ${shown(worst)} ms`,
    },
    {
      line: 7,
      what: 'memory taken by planning 100,000',
      unit: 'MB',
      ours: large,
      against: megabytes(small),
      other: 'by planning 1,000',
      goal: '<= 32',
      verdict: atMost(large, 32),
    },
  ];
}
