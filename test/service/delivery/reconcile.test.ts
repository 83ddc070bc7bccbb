import { describe, expect, test } from 'vitest';
import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { MESSAGE_KINDS } from '../../../src/db/schema/index.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { applyReport } from '../../../src/service/failures/delivery-reports.ts';
import { createReconciler, UNKNOWN_POLICY } from '../../../src/service/delivery/reconcile.ts';
import { createSender } from '../../../src/service/delivery/sender/sender.ts';
import { UNKNOWN } from '../../support/provider/carrier.ts';
import { startFakeTwilio, type Fault } from '../../support/provider/fake-twilio.ts';
import { figure } from '../../support/faults/figures.ts';
import { CENTRE, KARI, OLA } from '../../support/outbox.ts';
import { sendingWorld, type SendingWorld } from '../../support/sending.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';
import { until } from '../../support/until.ts';

const SECOND_MS = 1000;
const HOUR_MS = 3_600_000;
const SETTLE_MS = 60 * SECOND_MS;
/** Texts over HTTP, and how many of them meet a fault first. */
const MANY = process.env['FAULTS'] === 'all' ? 900 : 100;
const FAULTY = Math.floor(0.63 * MANY);

describe.each(ENGINES)('the resolver on $engine', ({ open }) => {
  const withWorld = async (body: (world: SendingWorld) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(await sendingWorld(store));
    } finally {
      await store.close();
    }
  };
  const settleAndLook = async ({ clock, resolver, sender }: SendingWorld): Promise<void> => {
    clock.pass(SETTLE_MS);
    await resolver.tick();
    await sender.tick();
  };

  test('F4: killed before the send: after the lease and the settle time it is sent, once', () =>
    withWorld(async (world) => {
      await world.queue();
      world.carrier.next(new Promise(() => {}));
      // It is dead from here on: what it would still do finds the store closed.
      world.sender.tick().catch(() => {});
      await until(async () => (await world.attempts()).length === 1);
      const afterRestart = world.newSender('second life');
      world.clock.pass(SETTLE_MS);
      await world.resolver.tick();
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
      world.clock.pass(SETTLE_MS);
      await world.resolver.tick();
      await afterRestart.tick();
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }));

  test('F5, F13: taken, and the answer lost: found on the list, and not sent again', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'confirmation' });
      world.carrier.next('taken, answer lost');
      await world.sender.tick();
      await settleAndLook(world);
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(await world.rows()).toMatchObject([{ sid: 'SM1' }]);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }));

  test('F5: a report with our id settles it at once', () =>
    withWorld(async (world) => {
      await world.queue();
      world.carrier.next('taken, answer lost');
      await world.sender.tick();
      const [row] = await world.rows();
      const report = { outboxId: row?.id ?? '', sid: 'SM1', status: 'sent', errorCode: null };
      expect(await world.store.write((tx) => applyReport(tx, world.moment(), report))).toBe('applied');
      await settleAndLook(world);
      expect(await world.states()).toEqual(['Hei Kari: sent']);
      expect(world.carrier.offered()).toHaveLength(1);
    }));

  test.each([
    ['ten minutes ahead', 10 * 60 * SECOND_MS],
    ['four hours ahead', 4 * HOUR_MS],
    ['a year ahead', 365 * 24 * HOUR_MS],
    ['four hours behind', -4 * HOUR_MS],
  ])('F22: taken while our clock is %s, and the answer lost: found on the list, and not sent again', (_, aheadMs) =>
    withWorld(async (world) => {
      world.carrier.state.behindMs = aheadMs;
      await world.queue();
      world.carrier.next('taken, answer lost');
      await world.sender.tick();
      await settleAndLook(world);
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }),
  );

  test('F22: a message of unknown fate does not wait for the time of a clock that was put back', () =>
    withWorld(async (world) => {
      await world.queue();
      world.carrier.next(UNKNOWN);
      await world.sender.tick();
      world.clock.pass(-4 * HOUR_MS);
      await world.resolver.tick();
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
      await settleAndLook(world);
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
    }));

  test('an old copy of the same words is not taken for a message that did not leave', () =>
    withWorld(async (world) => {
      await world.queue();
      await world.sender.tick();
      world.clock.pass(HOUR_MS);
      await world.queue();
      await world.sender.tick();
      // What doubled long ago is known by the second id only.
      await world.store.write((tx) => tx.updateTable('outbox').set({ sid: null }).where('seq', '=', 1).execute());
      world.clock.pass(HOUR_MS);
      await world.queue();
      world.carrier.next(UNKNOWN);
      await world.sender.tick();
      await settleAndLook(world);
      expect(world.carrier.took()).toHaveLength(3);
    }));

  test('F16: a message that shows up on the list only after 40 seconds is not sent again', () =>
    withWorld(async (world) => {
      world.carrier.state.lateMs = 40 * SECOND_MS;
      await world.queue();
      world.carrier.next('taken, answer lost');
      await world.sender.tick();
      for (let s = 0; s < 8; s++) {
        world.clock.pass(15 * SECOND_MS);
        await world.resolver.tick();
        await world.sender.tick();
      }
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }));

  test('two messages with the same words to the same number are told apart', () =>
    withWorld(async (world) => {
      await world.queue();
      await world.sender.tick();
      await world.queue();
      world.carrier.next(UNKNOWN);
      await world.sender.tick();
      await settleAndLook(world);
      expect((await world.rows()).map((r) => [r.state, r.sid])).toEqual([
        ['accepted', 'SM1'],
        ['accepted', 'SM2'],
      ]);
      expect(world.carrier.took()).toHaveLength(2);
    }));

  test('while the carrier cannot be asked nothing is decided', () =>
    withWorld(async (world) => {
      await world.queue();
      world.carrier.next('taken, answer lost');
      await world.sender.tick();
      world.carrier.state.lookUp = false;
      world.clock.pass(6 * HOUR_MS);
      await world.resolver.tick();
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
      world.carrier.state.lookUp = true;
      await world.resolver.tick();
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
    }));

  test.each([
    ['reply', 2],
    ['staff', 2],
    ['offer', 2],
    ['reminder', 2],
    ['confirmation', 4],
    ['change', 4],
    ['broadcast', 1],
    ['stop_receipt', 1],
    ['code', 1],
  ] as const)('a %s that is never found is offered %i times in all, and then left to people', (kind, times) =>
    withWorld(async (world) => {
      await world.queue({ kind, expiresAt: '2026-11-25T09:00:00.000Z' });
      world.carrier.state.always = UNKNOWN;
      await world.sender.tick();
      for (let i = 0; i < 6; i++) await settleAndLook(world);
      expect(world.carrier.offered()).toHaveLength(times);
      expect(await world.states()).toEqual(['Hei Kari: unknown (uncertain)']);
      expect(world.givenUp).toEqual(['Hei Kari: uncertain']);
    }),
  );

  test('an offer whose deadline is near, and a reminder that helps no more, are not sent again', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'offer', body: 'offer', expiresAt: '2026-11-24T10:59:00.000Z' });
      await world.queue({ kind: 'reminder', body: 'reminder', number: OLA, expiresAt: '2026-11-24T09:00:30.000Z' });
      world.carrier.state.always = UNKNOWN;
      await world.sender.tick();
      await settleAndLook(world);
      expect(world.carrier.offered()).toHaveLength(2);
      expect(world.givenUp.toSorted()).toEqual(['offer: uncertain', 'reminder: uncertain']);
    }));

  test('what is left to people holds up nobody, and a late report still counts', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'broadcast', body: 'news' });
      world.carrier.next(UNKNOWN);
      await world.sender.tick();
      await settleAndLook(world);
      await world.queue({ kind: 'broadcast', body: 'more news' });
      await world.sender.tick();
      expect(await world.states()).toEqual(['news: unknown (uncertain)', 'more news: accepted']);
      const [row] = await world.rows();
      const report = { outboxId: row?.id ?? '', sid: 'SM77', status: 'delivered', errorCode: null };
      await world.store.write((tx) => applyReport(tx, world.moment(), report));
      expect(await world.states()).toEqual(['news: delivered', 'more news: accepted']);
    }));

  test('F38: after STOP a message of unknown fate is not sent again', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'confirmation' });
      world.carrier.next(UNKNOWN);
      await world.sender.tick();
      await world.store.write((tx) => optOut(tx, world.moment(), { centreId: CENTRE, number: KARI, how: 'text' }));
      await settleAndLook(world);
      expect(await world.states()).toEqual(['Hei Kari: cancelled (opted out)']);
      expect(world.carrier.offered()).toHaveLength(1);
    }));

  test('a confirmation of which nobody says within two hours that it arrived is told, once', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'confirmation', body: 'confirmed' });
      await world.queue({ kind: 'reply', body: 'reply' });
      await world.sender.tick();
      world.clock.pass(2 * HOUR_MS - 1);
      await world.resolver.tick();
      expect(world.givenUp).toEqual([]);
      world.clock.pass(1);
      await world.resolver.tick();
      await world.resolver.tick();
      expect(world.givenUp).toEqual(['confirmed: no receipt']);
      expect(await world.states()).toEqual(['confirmed: accepted (no receipt)', 'reply: accepted']);
    }));

  test.each([
    ['21614', 'landline'],
    ['21635', 'landline'],
    ['30006', 'landline'],
    ['30005', 'invalid number'],
    ['30003', 'other'],
  ])('F11: undelivered with %s is marked %s and told', (errorCode, reason) =>
    withWorld(async (world) => {
      await world.queue({ kind: 'confirmation' });
      await world.sender.tick();
      const [row] = await world.rows();
      const report = { outboxId: row?.id ?? '', sid: 'SM1', status: 'undelivered', errorCode };
      const apply = () =>
        world.store.write((tx) => applyReport(tx, world.moment(), report, world.parts.onUndeliverable));
      expect([await apply(), await apply()]).toEqual(['applied', 'nothing new']);
      expect(await world.states()).toEqual([`Hei Kari: undelivered (${reason})`]);
      expect(await world.rows()).toMatchObject([{ error_code: errorCode }]);
      expect(world.givenUp).toEqual(['Hei Kari: undelivered']);
    }),
  );

  test('F19: a report with 21610 is an opt-out', () =>
    withWorld(async (world) => {
      await world.queue({ body: 'one' });
      await world.sender.tick();
      await world.queue({ body: 'two' });
      const [row] = await world.rows();
      const report = { outboxId: row?.id ?? '', sid: 'SM1', status: 'failed', errorCode: '21610' };
      await world.store.write((tx) => applyReport(tx, world.moment(), report));
      expect(await world.states()).toEqual(['one: failed (opted out)', 'two: cancelled (opted out)']);
    }));
});

test('every kind of message has a policy', () => {
  expect(Object.keys(UNKNOWN_POLICY).toSorted()).toEqual(MESSAGE_KINDS.toSorted());
});

test(`F13, F14, F16, F20: over HTTP, ${MANY} messages with every fault arrive once each`, async () => {
  const store = await sqliteStore();
  const world = await sendingWorld(store);
  const twilio = await startFakeTwilio({ clock: world.clock });
  const { accountSid, authToken, url: apiUrl } = twilio;
  const carrier = createTwilioCarrier({
    accountSid,
    authToken,
    apiUrl,
    publicUrl: 'https://x.example',
    timeoutMs: 150,
  });
  const parts = { ...world.parts, carrier };
  const breaker = { failuresMax: 1000, windowMs: 60_000, openMs: 30_000 };
  const sender = createSender({ ...parts, node: 'test', random: () => 0.5, limits: { perSecond: 1000, breaker } });
  const resolver = createReconciler(parts);
  const faults: Fault[] = [
    'error before',
    'error after',
    'reset after',
    'malformed 201',
    'no sid',
    'html 504',
    'silence before',
    'silence after',
    'busy',
  ];

  twilio.hideFor(30_000);
  for (let i = 0; i < MANY; i++) await world.queue({ number: `+4795${String(i).padStart(6, '0')}`, body: `text ${i}` });
  twilio.fail(...Array.from({ length: FAULTY }, (_, i) => faults[i % faults.length] ?? 'busy'));
  for (let round = 0; round < 40; round++) {
    await sender.tick();
    world.clock.pass(15_000);
    await resolver.tick();
  }

  const sent = twilio.sent();
  const once = (i: number): boolean => sent.filter((body) => body === `text ${i}`).length === 1;
  // Those of which it is known that they were not sent are not of unknown fate.
  const unknown = Array.from({ length: FAULTY }, (_, i) => i).filter((i) => faults[i % faults.length] !== 'busy');
  figure(5, { tried: unknown.length, survived: unknown.filter(once).length });
  expect(sent.toSorted()).toEqual(Array.from({ length: MANY }, (_, i) => `text ${i}`).toSorted());
  expect(new Set((await world.states()).map((s) => s.split(': ')[1]))).toEqual(new Set(['accepted']));
  expect(twilio.wrong).toEqual([]);
  await twilio.close();
  await store.close();
});
