import { expect, test } from 'vitest';
import { randomIds } from '../../../src/service/app/clock.ts';

test('ids are of one length, none twice, and sort by the time at which they were made', async () => {
  const made: string[] = [];
  for (let moment = 0; moment < 20; moment++) {
    made.push(...Array.from({ length: 500 }, () => randomIds.next('out')));
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
  expect(new Set(made).size).toBe(made.length);
  expect(made.every((id) => /^out_[0-9a-f]{32}$/.test(id))).toBe(true);
  const times = made.map((id) => id.slice(0, 16));
  expect(times).toEqual(times.toSorted());
});

test('what is known of one id tells nothing of the next: 80 bits are drawn anew', () => {
  const tails = Array.from({ length: 2000 }, () => randomIds.next('out').slice(-20));
  for (let digit = 0; digit < 20; digit++) {
    const seen = new Set(tails.map((tail) => tail[digit]));
    expect(seen.size).toBe(16);
  }
});
