import { describe, expect, test } from 'vitest';
import type { InboundMessage } from '../../../src/carriers/base/carrier.ts';
import { fetchMissed } from '../../../src/service/delivery/fetch-missed.ts';
import { recordArrival } from '../../../src/service/engine/journal.ts';
import { QUIET, scriptedCarrier } from '../../support/provider/carrier.ts';
import { KARI, OUR_NUMBER, outboxWorld } from '../../support/outbox.ts';
import { ENGINES } from '../../support/store.ts';

const MINUTE_MS = 60_000;
const HOUR_MS = 60 * MINUTE_MS;
const DAY_MS = 24 * HOUR_MS;

describe.each(ENGINES)('catching up on $engine', ({ open }) => {
  const withHouse = async (body: (app: Awaited<ReturnType<typeof newHouse>>) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(await newHouse(store));
    } finally {
      await store.close();
    }
  };
  const newHouse = async (store: Awaited<ReturnType<typeof open>>) => {
    const world = await outboxWorld(store);
    const carrier = scriptedCarrier(world.clock);
    const noted = new Map<string, InboundMessage>();
    let failing = false;
    const note = async (message: InboundMessage): Promise<void> => {
      if (failing) throw new Error('disk full');
      noted.set(message.sid, message);
    };
    return {
      ...world,
      carrier,
      texts: () => [...noted.values()].map((m) => m.body),
      run: () => fetchMissed({ store, carrier, clock: world.clock, log: QUIET, note }),
      setFailing: (now: boolean) => {
        failing = now;
      },
      /** @param aheadMs how far our clock is ahead of the carrier's */
      receive: (body: string, aheadMs = 0) =>
        carrier.inbox.push({
          sid: `SM${carrier.inbox.length + 1}`,
          from: KARI,
          to: OUR_NUMBER,
          body,
          at: new Date(world.clock.now().getTime() - aheadMs).toISOString(),
          mediaCount: 0,
        }),
    };
  };

  test.each([
    ['1 minute', MINUTE_MS],
    ['6 hours', 6 * HOUR_MS],
    ['3 days', 3 * DAY_MS],
  ])('F21: we were away for %s: everything that came in is noted, with its original time', (_name, awayMs) =>
    withHouse(async ({ run, receive, clock, texts, carrier }) => {
      await run();
      clock.pass(awayMs / 2);
      receive('Hei');
      clock.pass(awayMs / 2);
      receive('JA');
      await run();
      expect(texts()).toEqual(['Hei', 'JA']);
      expect(carrier.inbox[1]?.at).toBe(clock.iso());
    }),
  );

  test('F21: the same message may come twice; what is an hour older than the newest that we saw does not', () =>
    withHouse(async ({ run, receive, clock, texts }) => {
      receive('old');
      clock.pass(2 * HOUR_MS);
      expect(await run()).toBe(0);
      receive('new');
      expect([await run(), await run()]).toEqual([1, 1]);
      expect(texts()).toEqual(['new']);
      clock.pass(HOUR_MS + 1);
      receive('newer');
      expect([await run(), await run()]).toEqual([2, 1]);
    }));

  test('F21: a text whose webhook came through is not noted again', () =>
    withHouse(async ({ run, receive, store, clock, texts }) => {
      receive('came through');
      receive('missed');
      const came = { id: 'SM1', kind: 'text', centreId: null, peer: KARI, payload: {} } as const;
      await store.write((tx) => recordArrival(tx, clock.iso(), came));
      expect(await run()).toBe(1);
      expect(texts()).toEqual(['missed']);
    }));

  test('F21: a catch-up that fails begins at the same instant next time', () =>
    withHouse(async ({ run, receive, clock, texts, carrier, setFailing }) => {
      await run();
      receive('Hei');
      clock.pass(3 * HOUR_MS);
      carrier.state.lookUp = false;
      expect(await run()).toBe(0);
      carrier.state.lookUp = true;
      setFailing(true);
      clock.pass(3 * HOUR_MS);
      expect(await run()).toBe(0);
      setFailing(false);
      clock.pass(3 * HOUR_MS);
      expect(await run()).toBe(1);
      expect(texts()).toEqual(['Hei']);
    }));

  test.each([
    ['four hours', 4 * HOUR_MS],
    ['a year', 365 * DAY_MS],
  ])('F22: what came in while our clock was %s ahead is fetched, at once and when it is right again', (_, aheadMs) =>
    withHouse(async ({ run, receive, clock, texts }) => {
      receive('long ago');
      await run();
      clock.pass(aheadMs);
      await run();
      receive('first', aheadMs);
      await run();
      expect(texts()).toEqual(['long ago', 'first']);
      clock.pass(2 * HOUR_MS);
      receive('second', aheadMs);
      clock.pass(2 * HOUR_MS);
      clock.pass(-aheadMs);
      await run();
      await run();
      expect(texts()).toEqual(['long ago', 'first', 'second']);
    }),
  );

  test('F22: also where nobody has ever written before', () =>
    withHouse(async ({ run, receive, clock, texts }) => {
      await run();
      clock.pass(4 * HOUR_MS);
      await run();
      receive('first', 4 * HOUR_MS);
      await run();
      expect(texts()).toEqual(['first']);
    }));

  test('F22: a service that was first started with its clock a year ahead fetches once it is right', () =>
    withHouse(async ({ run, receive, clock, texts }) => {
      clock.pass(365 * DAY_MS);
      await run();
      clock.pass(-365 * DAY_MS);
      await run();
      clock.pass(6 * HOUR_MS);
      receive('first');
      clock.pass(6 * HOUR_MS);
      await run();
      expect(texts()).toEqual(['first']);
    }));

  test('F22: nor is anything missed while our clock is behind', () =>
    withHouse(async ({ run, receive, clock, texts }) => {
      receive('first');
      await run();
      clock.pass(-4 * HOUR_MS);
      await run();
      receive('second', -4 * HOUR_MS);
      await run();
      clock.pass(4 * HOUR_MS);
      await run();
      expect(texts()).toEqual(['first', 'second']);
    }));
});
