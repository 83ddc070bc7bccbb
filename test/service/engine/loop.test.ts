import { describe, expect, test } from 'vitest';
import { createLoop } from '../../../src/service/engine/loop.ts';

/** The last look at what is new ends within this many steps of the microtask queue. */
const STEPS_MAX = 30;

const unexpected = (error: unknown): never => {
  throw error;
};

describe('a loop', () => {
  test('never runs twice at the same time: a tick joins the run that is under way', async () => {
    let [now, most, runs] = [0, 0, 0];
    const work = async (): Promise<number> => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      return ++runs;
    };
    const loop = createLoop({ work, onError: unexpected });
    expect(await Promise.all([loop.tick(), loop.tick(), loop.tick()])).toEqual([1, 1, 1]);
    expect([most, runs]).toEqual([1, 1]);
    expect(await loop.tick()).toBe(2);
  });

  test('looks once more after a nudge that comes while it runs, and adds up what the runs did', async () => {
    const due = ['first'];
    const loop = createLoop({
      work: async () => {
        const found = due.splice(0).length;
        await Promise.resolve();
        return found;
      },
      onError: unexpected,
      add: (before, after) => before + after,
    });
    const running = loop.tick();
    due.push('second');
    expect(await loop.nudge()).toBe(2);
    expect(await running).toBe(2);
  });

  test('hears a nudge that comes while its last look is ending', async () => {
    let due = 0;
    const loop = createLoop({
      work: async () => {
        await Promise.resolve();
        due = 0;
      },
      onError: unexpected,
    });
    for (let n = 0; n < STEPS_MAX; n++) {
      void loop.tick();
      for (let step = 0; step < n; step++) await Promise.resolve();
      due = 1;
      await loop.nudge();
      expect(due).toBe(0);
    }
  });

  test('a run that fails reaches the caller of tick, and the next run is a new one', async () => {
    let fails = true;
    const loop = createLoop({
      work: () => (fails ? Promise.reject(new Error('no')) : Promise.resolve('done')),
      onError: unexpected,
    });
    await expect(loop.tick()).rejects.toThrow('no');
    fails = false;
    expect(await loop.tick()).toBe('done');
  });

  test('started, it runs again and again whatever fails; stopped, it tells the run and waits for it', async () => {
    let [runs, errors, ended] = [0, 0, false];
    let isUnderWay: () => void = () => {};
    const underWay = new Promise<void>((resolve) => {
      isUnderWay = resolve;
    });
    const loop = createLoop({
      everyMs: 1,
      atOnce: true,
      work: async (signal) => {
        if (++runs < 3) throw new Error('no');
        isUnderWay();
        while (!signal.aborted) await new Promise((wake) => setTimeout(wake, 1));
        ended = true;
      },
      onError: () => void errors++,
    });
    loop.start();
    await underWay;
    await loop.stop();
    expect([runs, errors, ended]).toEqual([3, 2, true]);
    await new Promise((resolve) => setTimeout(resolve, 20));
    expect(runs).toBe(3);
  });
});
