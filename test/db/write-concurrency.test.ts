import { expect, test } from 'vitest';
import { createWriteConcurrency } from '../../src/db/write-concurrency.ts';

const tick = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

test('so many enter at a time, in the order in which they came', async () => {
  const lanes = createWriteConcurrency(2);
  const entered: number[] = [];
  for (const n of [1, 2, 3, 4]) void lanes.enter().then(() => entered.push(n));
  await tick();
  expect(entered).toEqual([1, 2]);
  lanes.leave('well');
  await tick();
  expect(entered).toEqual([1, 2, 3]);
});

test('a lost race closes half of the lanes, never the last, and a dozen that went well open one again', async () => {
  const lanes = createWriteConcurrency(4);
  let inside = 0;
  const enter = (): void => void lanes.enter().then(() => inside++);
  for (let n = 0; n < 40; n++) enter();
  await tick();
  expect(inside).toBe(4);
  for (let n = 0; n < 4; n++) lanes.leave('lost the race');
  await tick();
  expect(inside).toBe(5);
  for (let n = 0; n < 12; n++) {
    lanes.leave('well');
    await tick();
  }
  expect(inside).toBe(5 + 12 + 1);
});
