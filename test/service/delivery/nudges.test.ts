import { afterEach, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { recordArrival } from '../../../src/service/engine/journal.ts';
import { openApp } from '../../../src/service/app/open-app.ts';
import { createWorker } from '../../../src/service/turn/worker.ts';
import { later, toWall } from '../../../src/domain/base/time.ts';
import { countedIds, PEOPLE, SILENT, testClock } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { sendingWorld } from '../../support/sending.ts';
import { sqliteStore } from '../../support/store.ts';
import { comesAbout } from '../../support/until.ts';

/** The last look at due work ends within this number of steps of the event loop's microtasks. */
const STEPS_MAX = 60;
const MINUTE_MS = 60_000;
const { Kari = '' } = PEOPLE;

let store: Store;
afterEach(() => store.close());

/**
 * For each number of steps: work becomes due, and a nudge comes that many steps after a look began. Returns the numbers
 * that were missed.
 */
async function lostNudges(parts: {
  look: () => Promise<unknown>;
  nudge: () => void;
  makeDue: (n: number) => void;
  isDone: (n: number) => Promise<boolean>;
}): Promise<number[]> {
  const lost: number[] = [];
  for (let n = 0; n < STEPS_MAX; n++) {
    const look = parts.look();
    for (let step = 0; step < n; step++) await Promise.resolve();
    parts.makeDue(n);
    parts.nudge();
    await look;
    // Without a tick nothing looks again: what was not seen by then will not be.
    if (!(await comesAbout(() => parts.isDone(n)))) lost.push(n);
  }
  return lost;
}

test('the worker hears a nudge that comes while its last look is ending', async () => {
  store = await sqliteStore();
  const clock = testClock();
  const dueAt = (n: number): string => later('2026-11-23T12:00:00.000Z', n * MINUTE_MS);
  await store.write(async (tx) => {
    for (let n = 0; n < STEPS_MAX; n++) {
      // A text to a number that is no centre's: its turn is a short one.
      const payload = { from: Kari, to: '+4790000000', body: 'hei', media: 0, optOutType: null };
      const text = { id: `SM${n}`, kind: 'text', centreId: null, peer: `${n}`, payload, retryAt: dueAt(n) } as const;
      await recordArrival(tx, clock.now().toISOString(), text);
    }
  });
  const worker = createWorker(openApp({ store, clock, ids: countedIds(), log: SILENT, root: ROOT }), () => {});
  const lost = await lostNudges({
    look: () => worker.drain(),
    nudge: () => worker.nudge(),
    makeDue: (n) => clock.set(toWall(dueAt(n))),
    isDone: async (n) =>
      (await store.db.selectFrom('arrival').select('state').where('id', '=', `SM${n}`).executeTakeFirstOrThrow())
        .state !== 'new',
  });
  expect(lost).toEqual([]);
});

test('the sender hears a nudge that comes while its last look is ending', async () => {
  store = await sqliteStore();
  const world = await sendingWorld(store, { perSecond: 1000 });
  const start = world.clock.now().getTime();
  for (let n = 0; n < STEPS_MAX; n++) {
    const notBefore = new Date(start + (n + 1) * MINUTE_MS).toISOString();
    await world.queue({ body: `${n}`, number: `+4794${String(n).padStart(6, '0')}`, notBefore });
  }
  const lost = await lostNudges({
    look: () => world.sender.tick(),
    nudge: () => world.sender.nudge(),
    makeDue: () => world.clock.pass(MINUTE_MS),
    isDone: (n) => Promise.resolve(world.carrier.took().includes(`${n}`)),
  });
  expect(lost).toEqual([]);
});
