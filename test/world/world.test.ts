import { describe, expect, test } from 'vitest';
import { figure } from '../support/faults/figures.ts';
import { SABOTAGES, breakService } from './sabotage.ts';
import { simulate, type Lived } from './simulate.ts';

// The long run is `npm run world -- --days 365 --seeds 20`. Here: two weeks of each seed, the seeds that found a fault, and
// services that are broken on purpose. `npm run faults` takes all of them (WORLD_DAYS=365 for years), `npm test` a sample.

const wanted = process.env['FAULTS'] === 'all';
const DAYS = Number(process.env['WORLD_DAYS'] ?? 15);
const SEEDS = 20;
const LONG = 1_200_000;

/** Lives so many days, and counts those on which every promise was kept. */
async function live(seed: number, wantedDays: number, services = 1): Promise<Lived> {
  const lived = await simulate({ seed, days: wantedDays, services });
  figure(10, { tried: wantedDays, survived: lived.days - (lived.violations.length > 0 ? 1 : 0) });
  return lived;
}

test(
  'two weeks of three centres, with a bad network, kills and wrong clocks: every promise is kept',
  async () => {
    const { violations, days, counts } = await live(4, DAYS);
    expect(violations).toEqual([]);
    expect(days).toBe(DAYS);
    expect(counts.texts).toBeGreaterThan(500);
    expect(counts.calls).toBeGreaterThan(20);
    expect(counts.kills).toBeGreaterThan(0);
  },
  LONG,
);

test(
  'a seed is the same life again, to the last text',
  async () => {
    const [first, again] = [await simulate({ seed: 9, days: 3 }), await simulate({ seed: 9, days: 3 })];
    expect(again).toEqual(first);
  },
  LONG,
);

/** Each showed a fault of the service on its last day, which is mended. */
const FOUND = [
  {
    seed: 3,
    days: 43,
    was: 'a volunteer who withdraws on the phone was not heard, where the next one was asked at once',
  },
  { seed: 13, days: 58, was: 'a call that was taken before nine in the evening was placed after it' },
  {
    seed: 19,
    days: 5,
    was: 'a text that left while our clock was two hours ahead was not found at the carrier, and left again',
  },
];

describe.skipIf(!wanted)('each seed', () => {
  test.each([5, 6])(
    'seed %i keeps every promise with two processes on one database',
    async (seed) => {
      expect((await live(seed, DAYS, 2)).violations).toEqual([]);
    },
    LONG,
  );

  test.each(Array.from({ length: SEEDS }, (_, i) => i + 1).filter((seed) => seed !== 4))(
    'seed %i keeps every promise',
    async (seed) => {
      expect((await live(seed, DAYS)).violations).toEqual([]);
    },
    LONG,
  );
});

describe.skipIf(!wanted)('what the world found', () => {
  test.each(FOUND)(
    'seed $seed: $was',
    async ({ seed, days }) => {
      expect((await live(seed, days)).violations).toEqual([]);
    },
    LONG,
  );
});

/** Caught within the first days. */
const SAMPLE = ['P1', 'N1'];

test.each(SABOTAGES.filter(({ noticed }) => wanted || SAMPLE.includes(noticed)))(
  'caught: $name',
  async (sabotage) => {
    const { violations } = await simulate({ seed: 2, days: 60, sabotage: (world) => breakService(world, sabotage) });
    const rules = violations.map(({ rule }) => rule);
    figure(9, { tried: 1, survived: rules.includes(sabotage.noticed) ? 1 : 0 });
    expect(rules).toContain(sabotage.noticed);
  },
  LONG,
);
