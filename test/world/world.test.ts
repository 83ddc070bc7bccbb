import { expect, test } from 'vitest';
import { SABOTAGES, breakService } from './sabotage.ts';
import { simulate } from './simulate.ts';

// The long run is `npm run world -- --days 365 --seeds 20`. Here: two weeks, and services that are broken on purpose.

const DAYS = Number(process.env['WORLD_DAYS'] ?? 15);

test('two weeks of three centres, with a bad network and kills: every promise is kept', async () => {
  const { violations, days, counts } = await simulate({ seed: 4, days: DAYS });
  expect(violations).toEqual([]);
  expect(days).toBe(DAYS);
  expect(counts.texts).toBeGreaterThan(500);
  expect(counts.kills).toBeGreaterThan(0);
}, 600_000);

test('a seed is the same life again', async () => {
  const [first, again] = [await simulate({ seed: 9, days: 3 }), await simulate({ seed: 9, days: 3 })];
  expect(again).toEqual(first);
}, 600_000);

test.each(SABOTAGES)(
  'caught: $name',
  async (sabotage) => {
    const { violations } = await simulate({ seed: 2, days: 60, sabotage: (world) => breakService(world, sabotage) });
    expect(violations.map(({ rule }) => rule)).toContain(sabotage.noticed);
  },
  600_000,
);
