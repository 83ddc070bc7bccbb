import { describe, expect, test } from 'vitest';
import type { Outcome, Outgoing } from '../../../src/carriers/base/carrier.ts';
import { isOptedOut, optOut } from '../../../src/domain/centres/opt-out.ts';
import { sweepLapsed } from '../../../src/domain/messages/send-outcomes.ts';
import { createSimulator } from '../../../src/carriers/simulator.ts';
import { createSender, type SenderLimits } from '../../../src/service/delivery/sender/sender.ts';
import { applyReport } from '../../../src/service/failures/delivery-reports.ts';
import { BUSY, DOWN, UNKNOWN } from '../../support/provider/carrier.ts';
import { CENTRE, KARI, OLA } from '../../support/outbox.ts';
import { sendingWorld, type SendingWorld } from '../../support/sending.ts';
import { ENGINES } from '../../support/store.ts';
import { until } from '../../support/until.ts';

const MINUTE_MS = 60_000;
const number = (i: number): string => `+4794${String(i).padStart(6, '0')}`;
const rejected = (code: string, because: 'landline' | 'opted out' | 'content' | 'other'): Outcome => ({
  outcome: 'rejected',
  code,
  because,
  http: 400,
});

describe.each(ENGINES)('the sender on $engine', ({ open }) => {
  const withWorld = async (
    body: (world: SendingWorld) => Promise<void>,
    limits: Partial<SenderLimits> = {},
  ): Promise<void> => {
    const store = await open();
    try {
      await body(await sendingWorld(store, limits));
    } finally {
      await store.close();
    }
  };

  test('sends what is due, in order, and writes down what became of it', () =>
    withWorld(async ({ queue, sender, carrier, states, attempts, rows }) => {
      await queue({ body: 'one' });
      await queue({ body: 'two' });
      await queue({ body: 'bulk', kind: 'broadcast' });
      expect(await sender.tick()).toBe(3);
      expect(carrier.took()).toEqual(['one', 'two', 'bulk']);
      expect(await states()).toEqual(['one: accepted', 'two: accepted', 'bulk: accepted']);
      expect(await attempts()).toEqual(['accepted', 'accepted', 'accepted']);
      expect((await rows()).map((r) => r.sid)).toEqual(['SM1', 'SM2', 'SM3']);
      expect(await sender.tick()).toBe(0);
    }));

  test('sends to eight numbers at a time, to each one after the other', () =>
    withWorld(async ({ queue, parts, carrier }) => {
      const underWay = new Set<string>();
      let most = 0;
      const slow = {
        ...carrier,
        send: async (message: Outgoing): Promise<Outcome> => {
          expect(underWay.has(message.to)).toBe(false);
          most = Math.max(most, underWay.add(message.to).size);
          await new Promise((resolve) => setTimeout(resolve, 5));
          underWay.delete(message.to);
          return carrier.send(message);
        },
      };
      for (let i = 0; i < 40; i++) await queue({ number: number(i % 10), body: `${i}` });
      await createSender({ ...parts, carrier: slow, node: 'test', limits: { perSecond: 1000 } }).tick();
      expect(most).toBe(8);
      expect(carrier.took()).toHaveLength(40);
    }));

  test('F4: killed before the send, it is `sending` with a lease, and nothing else', () =>
    withWorld(async (world) => {
      await world.queue();
      let answer: (outcome: Outcome) => void = () => {};
      world.carrier.next(new Promise<Outcome>((resolve) => (answer = resolve)));
      const tick = world.sender.tick();
      await until(async () => (await world.states())[0] === 'Hei Kari: sending');
      expect(await world.attempts()).toEqual(['null']);
      world.clock.pass(MINUTE_MS);
      await world.store.write((tx) => sweepLapsed(tx, world.moment()));
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
      // Otherwise it would run out of patience, and write that down when the store is closed.
      answer({ outcome: 'unknown', code: 'killed' });
      await tick;
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
    }));

  test('F8: a bookkeeping commit that fails is tried again, and the message is not', () =>
    withWorld(async (world) => {
      await world.queue();
      const sender = createSender({ ...world.parts, store: failingAfter(world, 1, 2), node: 'test' });
      await sender.tick();
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }));

  test('F8: where it never succeeds, the lease runs out and the message is looked up, not sent again', () =>
    withWorld(async (world) => {
      await world.queue();
      const limits = { bookkeepingTriesMax: 2 };
      const sender = createSender({ ...world.parts, store: failingAfter(world, 1, 99), node: 'test', limits });
      expect(await sender.tick()).toBe(1);
      await sender.stop();
      expect(await world.states()).toEqual(['Hei Kari: sending']);
      world.clock.pass(MINUTE_MS);
      await world.resolver.tick();
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(world.carrier.took()).toEqual(['Hei Kari']);
    }));

  test('F12: 429 is surely not sent: back in line, later each time, eight times, and our number slows down', () =>
    withWorld(async ({ queue, sender, carrier, clock, states, attempts, givenUp }) => {
      await queue();
      carrier.state.always = BUSY;
      await sender.tick();
      for (const [i, waitS] of [5, 10, 20, 40, 80, 160, 320].entries()) {
        clock.pass(waitS * 1000 - 1);
        await sender.tick();
        expect(carrier.offered()).toHaveLength(i + 1);
        clock.pass(1);
        await sender.tick();
        expect(carrier.offered()).toHaveLength(i + 2);
      }
      expect(await states()).toEqual(['Hei Kari: failed (gave up)']);
      expect(new Set(await attempts())).toEqual(new Set(['refused 20429']));
      expect(givenUp).toEqual(['Hei Kari: failed']);
    }));

  test.each(['offer', 'reminder', 'change', 'confirmation'] as const)(
    'F17: what the carrier refused until the evening leaves in the morning, not at night: %s',
    (kind) =>
      withWorld(async ({ queue, sender, carrier, clock }) => {
        await queue({ body: kind, kind });
        await queue({ body: 'svar', kind: 'reply' });
        carrier.state.always = DOWN;
        await sender.tick();
        // 22.30 in Norway.
        clock.pass(12.5 * 60 * MINUTE_MS);
        carrier.state.always = null;
        await sender.tick();
        expect(carrier.took()).toEqual(['svar']);
        // 7.59, and 8.
        clock.pass((9 * 60 + 29) * MINUTE_MS);
        await sender.tick();
        expect(carrier.took()).toEqual(['svar']);
        clock.pass(MINUTE_MS);
        await sender.tick();
        expect(carrier.took()).toEqual(['svar', kind]);
      }),
  );

  test('F12: after "too many" the number rests as long as the carrier says, and the others do not', () =>
    withWorld(async ({ queue, sender, carrier, clock }) => {
      await queue({ body: 'a1' });
      carrier.next({ ...BUSY, retryAfterMs: 3000 } as Outcome);
      await sender.tick();
      await queue({ body: 'a2', number: OLA });
      await queue({ body: 'b1', number: number(1), fromNumber: '+4759000002' });
      await sender.tick();
      expect(carrier.took()).toEqual(['b1']);
      clock.pass(3000);
      await sender.tick();
      expect(carrier.took()).toEqual(['b1', 'a2']);
    }));

  test('F13, F14: an outcome that nobody knows is `unknown`, and is not sent again by the sender', () =>
    withWorld(async ({ queue, sender, carrier, clock, states, attempts }) => {
      await queue();
      carrier.next('taken, answer lost');
      await sender.tick();
      clock.pass(10 * MINUTE_MS);
      await sender.tick();
      expect(await states()).toEqual(['Hei Kari: unknown']);
      expect(await attempts()).toEqual(['unknown ECONNRESET']);
      expect(carrier.offered()).toHaveLength(1);
    }));

  test('F14: a carrier that does not answer in time counts as not having answered', () =>
    withWorld(
      async ({ queue, sender, carrier, states }) => {
        await queue();
        carrier.next(new Promise<Outcome>(() => {}));
        await sender.tick();
        expect(await states()).toEqual(['Hei Kari: unknown']);
      },
      { answerMaxMs: 20 },
    ));

  test('F15: five that cannot be reached within a minute open the breaker; every half minute one is tried', () =>
    withWorld(async ({ queue, sender, carrier, clock, states }) => {
      for (let i = 0; i < 20; i++) await queue({ number: number(i), body: `${i}` });
      carrier.state.always = DOWN;
      await sender.tick();
      const first = carrier.offered().length;
      expect(first).toBe(8);
      expect(sender.health().breaker).toBe('open');
      clock.pass(29_000);
      await sender.tick();
      expect(carrier.offered()).toHaveLength(first);
      clock.pass(1000);
      await sender.tick();
      expect(carrier.offered()).toHaveLength(first + 1);
      expect(sender.health().breaker).toBe('open');
      carrier.state.always = null;
      clock.pass(30_000);
      await sender.tick();
      expect(sender.health().breaker).toBe('closed');
      expect(await states()).toEqual(Array.from({ length: 20 }, (_, i) => `${i}: accepted`));
    }));

  test('F15: the fifth opens the breaker, not the fourth and not the sixth', () =>
    withWorld(
      async ({ queue, sender, carrier }) => {
        for (let i = 0; i < 4; i++) await queue({ number: number(i), body: `${i}` });
        carrier.state.always = DOWN;
        await sender.tick();
        expect(sender.health().breaker).toBe('closed');
        for (let i = 4; i < 8; i++) await queue({ number: number(i), body: `${i}` });
        await sender.tick();
        expect(sender.health().breaker).toBe('open');
        expect(carrier.offered()).toHaveLength(5);
      },
      { parallelMax: 1 },
    ));

  test('F17: the carrier is away for six hours: what is of use goes out afterwards, once; what is not, to a human', () =>
    withWorld(async ({ queue, sender, carrier, clock, states, givenUp }) => {
      await queue({ body: 'answer' });
      await queue({ body: 'come at ten', kind: 'reminder', number: OLA, expiresAt: '2026-11-24T10:00:00.000Z' });
      await queue({ body: 'moved', kind: 'change', number: number(3) });
      carrier.state.always = DOWN;
      for (let s = 0; s < 6 * 20; s++) {
        await sender.tick();
        clock.pass(3 * MINUTE_MS);
      }
      expect(givenUp).toEqual(['come at ten: expired']);
      carrier.state.always = null;
      for (let s = 0; s < 8; s++) {
        await sender.tick();
        clock.pass(3 * MINUTE_MS);
      }
      expect(await states()).toEqual(['answer: accepted', 'come at ten: expired (too late)', 'moved: accepted']);
      expect(carrier.took().toSorted()).toEqual(['answer', 'moved']);
    }));

  test('F17: after a day without the carrier a message is given up', () =>
    withWorld(async ({ queue, sender, carrier, clock, states, givenUp }) => {
      await queue();
      carrier.state.always = DOWN;
      for (let s = 0; s < 25 * 4; s++) {
        await sender.tick();
        clock.pass(15 * MINUTE_MS);
      }
      expect(await states()).toEqual(['Hei Kari: failed (gave up)']);
      expect(givenUp).toEqual(['Hei Kari: failed']);
    }));

  test('F18: 401 stops the sender at once; nothing is marked failed, and health says so', () =>
    withWorld(async ({ queue, sender, newSender, carrier, clock, states }) => {
      for (let i = 0; i < 20; i++) await queue({ number: number(i), body: `${i}` });
      carrier.state.always = { outcome: 'halted', code: '20003', http: 401 };
      await sender.tick();
      clock.pass(60 * MINUTE_MS);
      await sender.tick();
      expect(carrier.offered()).toHaveLength(8);
      expect(new Set((await states()).map((s) => s.split(': ')[1]))).toEqual(new Set(['pending']));
      expect(sender.health().halted).toEqual({ code: '20003', at: '2026-11-24T09:00:00.000Z' });
      carrier.state.always = null;
      await newSender().tick();
      expect(carrier.took()).toHaveLength(20);
    }));

  test('F19: 21610 is an opt-out, in the same transaction, and what waits is cancelled', () =>
    withWorld(async ({ queue, sender, carrier, store, states }) => {
      await queue({ body: 'one' });
      await queue({ body: 'two', kind: 'reminder' });
      carrier.next(rejected('21610', 'opted out'));
      await sender.tick();
      expect(await states()).toEqual(['one: failed (opted out)', 'two: cancelled (opted out)']);
      expect(await isOptedOut(store.db, { centreId: CENTRE, number: KARI })).toBe(true);
      expect(await queue({ body: 'three' })).toBe('opted out');
      expect(carrier.offered()).toEqual(['one']);
    }));

  test('F34: what the carrier will never take fails with its reason, and the next one goes out', () =>
    withWorld(async ({ queue, sender, carrier, states, attempts, givenUp }) => {
      await queue({ body: 'one' });
      await queue({ body: 'two' });
      carrier.next(rejected('21614', 'landline'));
      await sender.tick();
      expect(await states()).toEqual(['one: failed (landline)', 'two: accepted']);
      expect((await attempts()).toSorted()).toEqual(['accepted', 'rejected 21614']);
      expect(givenUp).toEqual(['one: failed']);
    }));

  test('F34: a carrier that throws is unknown, not the end of the sender', () =>
    withWorld(async ({ queue, sender, carrier, states }) => {
      await queue({ body: 'one' });
      const thrown = Promise.reject(new Error('cannot render'));
      // No code waits for it yet.
      thrown.catch(() => {});
      carrier.next(thrown);
      await sender.tick();
      await queue({ body: 'two', number: OLA });
      await sender.tick();
      expect(await states()).toEqual(['one: unknown', 'two: accepted']);
    }));

  test('F38: after STOP nothing that waited is offered, but the receipt is', () =>
    withWorld(async ({ queue, sender, carrier, store, moment }) => {
      await queue({ body: 'offer', kind: 'offer' });
      await queue({ body: 'receipt', kind: 'stop_receipt' });
      await store.write((tx) => optOut(tx, moment(), { centreId: CENTRE, number: KARI, how: 'text' }));
      await sender.tick();
      expect(carrier.offered()).toEqual(['receipt']);
    }));

  test('what expired is not sent, and told in the same transaction', () =>
    withWorld(async ({ queue, sender, carrier, clock, states, givenUp }) => {
      await queue({ kind: 'confirmation', expiresAt: '2026-11-24T09:30:00.000Z' });
      clock.pass(31 * MINUTE_MS);
      await sender.tick();
      expect(await states()).toEqual(['Hei Kari: expired (too late)']);
      expect(givenUp).toEqual(['Hei Kari: expired']);
      expect(carrier.offered()).toEqual([]);
    }));

  test('the carrier is told how long a message is of use', () =>
    withWorld(async ({ queue, sender, carrier }) => {
      await queue({ expiresAt: '2026-11-24T09:30:00.000Z' });
      await queue({ number: OLA });
      await sender.tick();
      expect(carrier.messages.map((m) => m.validForS)).toEqual([1800, undefined]);
    }));

  test('bulk keeps the pace of our number; a reply does not wait, and bulk waits longer for it', () =>
    withWorld(
      async ({ queue, sender, carrier, clock }) => {
        for (let i = 0; i < 6; i++) await queue({ kind: 'broadcast', number: number(i), body: `bulk ${i}` });
        await sender.tick();
        const burst = carrier.took().length;
        await queue({ body: 'reply' });
        await sender.tick();
        expect(carrier.took().at(-1)).toBe('reply');
        for (let s = 0; s < 10; s++) await queue({ kind: 'broadcast', number: number(20 + s), body: `late ${s}` });
        const before = carrier.took().length;
        for (let s = 0; s < 60; s++) {
          clock.pass(100);
          await sender.tick();
        }
        // Six seconds at one a second, from which what went ahead of its time is taken.
        expect(carrier.took().length - before).toBeLessThanOrEqual(6);
        expect(burst).toBeLessThanOrEqual(8);
      },
      { perSecond: 1 },
    ));

  test('need goes first, then replies, then what is due, broadcasts last', () =>
    withWorld(
      async ({ queue, sender, carrier }) => {
        await queue({ kind: 'broadcast', number: number(1), body: 'broadcast' });
        await queue({ kind: 'reminder', number: number(2), body: 'reminder' });
        await queue({ kind: 'reply', number: number(3), body: 'reply' });
        await queue({ kind: 'staff', need: true, number: number(4), body: 'need' });
        await sender.tick();
        expect(carrier.took()).toEqual(['need', 'reply', 'reminder', 'broadcast']);
      },
      { parallelMax: 1, needMax: 0 },
    ));

  test('after a flood of replies the rest waits ten seconds at most', () =>
    withWorld(
      async ({ queue, sender, carrier, clock }) => {
        for (let i = 0; i < 60; i++) await queue({ number: number(i), body: `reply ${i}` });
        await queue({ kind: 'reminder', number: number(99), body: 'reminder' });
        await sender.tick();
        expect(carrier.took()).not.toContain('reminder');
        clock.pass(11_000);
        await sender.tick();
        expect(carrier.took()).toContain('reminder');
      },
      { perSecond: 1 },
    ));

  test('need does not wait for a carrier that is silent about others, to the same number or another', () =>
    withWorld(
      async ({ queue, sender, carrier }) => {
        const answers: ((outcome: Outcome) => void)[] = [];
        for (const body of ['one', 'two']) {
          carrier.next(new Promise<Outcome>((resolve) => answers.push(resolve)));
          await queue({ kind: 'staff', number: number(body.length), body });
        }
        const ticking = sender.tick();
        await until(() => Promise.resolve(carrier.offered().length === 1));
        await queue({ kind: 'staff', need: true, number: number(3), body: 'need' });
        sender.nudge();
        await until(() => Promise.resolve(carrier.offered().includes('need')));
        for (const answer of answers)
          answer({ outcome: 'accepted', sid: `SM${answers.indexOf(answer)}`, status: 'queued' });
        await ticking;
      },
      { parallelMax: 1 },
    ));

  test('a nudge while it sends is not lost', () =>
    withWorld(async ({ queue, sender, carrier }) => {
      let answer: (outcome: Outcome) => void = () => {};
      carrier.next(new Promise<Outcome>((resolve) => (answer = resolve)));
      await queue({ body: 'slow' });
      const ticking = sender.tick();
      await until(() => Promise.resolve(carrier.offered().length === 1));
      await queue({ body: 'quick', number: OLA });
      sender.nudge();
      await until(() => Promise.resolve(carrier.took().includes('quick')));
      answer(UNKNOWN);
      await ticking;
      await sender.stop();
    }));

  test('a nudge while it claims is not lost either', () =>
    withWorld(async (world) => {
      let writes = 0;
      const write: typeof world.store.write = async (work) => {
        const value = await world.store.write(work);
        // The second write is the claim that takes "slow": what is queued now was not there to be claimed.
        if (++writes === 2) {
          await world.queue({ body: 'quick', number: OLA });
          sender.nudge();
        }
        return value;
      };
      const sender = createSender({ ...world.parts, store: { ...world.store, write }, node: 'test' });
      let answer: (outcome: Outcome) => void = () => {};
      world.carrier.next(new Promise<Outcome>((resolve) => (answer = resolve)));
      await world.queue({ body: 'slow' });
      const ticking = sender.tick();
      await until(() => Promise.resolve(world.carrier.took().includes('quick')));
      answer(UNKNOWN);
      await ticking;
    }));

  test('F45: stopping claims nothing more and waits for what is on its way', () =>
    withWorld(async ({ queue, sender, carrier, states }) => {
      let answer: (outcome: Outcome) => void = () => {};
      carrier.next(new Promise<Outcome>((resolve) => (answer = resolve)));
      await queue({ body: 'one' });
      sender.start();
      await until(() => Promise.resolve(carrier.offered().length === 1));
      const stopped = sender.stop();
      await queue({ body: 'two', number: OLA });
      sender.nudge();
      answer({ outcome: 'accepted', sid: 'SM9', status: 'queued' });
      await stopped;
      expect(await states()).toEqual(['one: accepted', 'two: pending']);
    }));

  test('a process that slept through its lease does not send', () =>
    withWorld(async (world) => {
      await world.queue();
      const slept = { ...world.store, write: sleepingAfter(world, 1) };
      await createSender({ ...world.parts, store: slept, node: 'test' }).tick();
      expect(world.carrier.offered()).toEqual([]);
      expect(await world.states()).toEqual(['Hei Kari: sending']);
    }));

  test('with the simulator a message is taken and then delivered', () =>
    withWorld(async ({ queue, parts, store, moment, states }) => {
      const seen: string[] = [];
      const reported: Promise<unknown>[] = [];
      const carrier = createSimulator({
        onReport: (report) => void reported.push(store.write((tx) => applyReport(tx, moment(), report))),
      });
      const off = carrier.subscribe((m) => seen.push(`${m.to} ${m.body}`));
      await queue();
      await createSender({ ...parts, carrier, node: 'test' }).tick();
      await until(() => Promise.resolve(reported.length === 1));
      expect(await Promise.all(reported)).toEqual(['applied']);
      expect(await states()).toEqual(['Hei Kari: delivered']);
      expect(seen).toEqual([`${KARI} Hei Kari`]);
      off();
    }));
});

/** A store with `succeed` writes that succeed, and then `fail` that fail. */
function failingAfter(world: SendingWorld, succeed: number, fail: number): SendingWorld['store'] {
  let n = 0;
  return {
    ...world.store,
    write: (work) => {
      n++;
      const isBroken = n > succeed && n <= succeed + fail;
      return isBroken ? Promise.reject(new Error('SQLITE_FULL')) : world.store.write(work);
    },
  };
}

/** After `writes` writes the process is stopped for five minutes. */
function sleepingAfter(world: SendingWorld, writes: number): SendingWorld['store']['write'] {
  let n = 0;
  return async (work) => {
    const value = await world.store.write(work);
    if (++n === writes) world.clock.pass(5 * MINUTE_MS);
    return value;
  };
}
