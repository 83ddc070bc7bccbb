import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deliveryFrom } from '../../../src/carriers/twilio/statuses.ts';
import { claimDue } from '../../../src/domain/messages/claim.ts';
import { optIn, optOut } from '../../../src/domain/centres/opt-out.ts';
import { listOnTheWay, statusReport } from '../../../src/domain/messages/delivery-reports.ts';
import { outboxCounts, queueMessage, retryMessage } from '../../../src/domain/messages/outbox.ts';
import { recordOutcome, sendAgain, sweepLapsed } from '../../../src/domain/messages/send-outcomes.ts';
import { CENTRE, KARI, message, OLA, outboxWorld, type OutboxWorld } from '../../support/outbox.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

const TOMORROW = '2026-11-25T08:00:00.000Z';

const claim = (world: OutboxWorld, max = 8, more = {}) =>
  world.store.write((tx) => claimDue(tx, world.moment(), { max, node: 'test', leaseMs: 60_000, ...more }));
const bodies = async (claimed: ReturnType<typeof claim>): Promise<string[]> => (await claimed).map((c) => c.row.body);
const accept = async (world: OutboxWorld, sid: string): Promise<string> => {
  const [one] = await claim(world, 1);
  if (one === undefined) return 'nothing to claim';
  return world.store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result: { is: 'accepted', sid } }));
};

describe.each(ENGINES)('the outbox on $engine', ({ open }) => {
  const withWorld = async (body: (world: OutboxWorld) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(await outboxWorld(store));
    } finally {
      await store.close();
    }
  };

  test('what has expired is not claimed, whether or not it was given up already', () =>
    withWorld(async (world) => {
      await world.queue({ body: 'too late', expiresAt: world.clock.iso() });
      await world.queue({ body: 'in time', number: OLA });
      expect(await bodies(claim(world, 8))).toEqual(['in time']);
    }));

  test('a message is queued once, however often it is asked for', () =>
    withWorld(async (world) => {
      expect(await world.queue({ dedupe: 'SM1/1', body: 'first' })).toBe('queued');
      expect(await world.queue({ dedupe: 'SM1/1', body: 'second' })).toBe('already queued');
      expect(await world.states()).toEqual(['first: pending']);
      expect(await world.rows()).toMatchObject([{ priority: 1, tries: 0, not_before: world.clock.iso(), sid: null }]);
    }));

  test('replies go before bulk; of one number only the oldest, and the next when it is gone', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'broadcast', body: 'news for Kari' });
      await world.queue({ kind: 'broadcast', body: 'news for Ola', number: OLA });
      await world.queue({ body: 'answer 1' });
      await world.queue({ body: 'answer 2' });
      expect(await bodies(claim(world))).toEqual(['answer 1', 'news for Ola']);
      expect(await bodies(claim(world))).toEqual([]);
    }));

  test('a message of unknown fate holds up its number; a reply passes bulk, unless the two look alike', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'broadcast', body: 'news' });
      const [news] = await claim(world);
      if (news === undefined) throw new Error('nothing claimed');
      await world.store.write((tx) =>
        recordOutcome(tx, world.moment(), { ...news, result: { is: 'unknown', code: 'ECONNRESET' } }),
      );
      await world.queue({ kind: 'broadcast', body: 'more news' });
      await world.queue({ body: 'news' });
      expect(await bodies(claim(world))).toEqual([]);
      await world.queue({ body: 'answer', kind: 'code' });
      expect(await bodies(claim(world))).toEqual([]);
      await world.store.write((tx) =>
        tx.updateTable('outbox').set({ state: 'cancelled' }).where('kind', '=', 'reply').execute(),
      );
      expect(await bodies(claim(world))).toEqual(['answer']);
    }));

  test('what is for tomorrow keeps nobody waiting today; what was refused keeps its place', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'reminder', body: 'tomorrow', notBefore: TOMORROW });
      await world.queue({ kind: 'reminder', body: 'today 1' });
      await world.queue({ kind: 'reminder', body: 'today 2' });
      const [today] = await claim(world);
      if (today === undefined) throw new Error('nothing claimed');
      expect(today.row.body).toBe('today 1');
      const result = { is: 'refused', code: '20429', http: 429, againAt: '2026-11-24T09:00:05.000Z' } as const;
      await world.store.write((tx) => recordOutcome(tx, world.moment(), { ...today, result }));
      expect(await bodies(claim(world))).toEqual([]);
      world.clock.pass(5000);
      expect(await bodies(claim(world))).toEqual(['today 1']);
    }));

  test('numbers of ours that rest are left out, for bulk alone or altogether', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'broadcast', body: 'bulk', fromNumber: '+4759000001' });
      await world.queue({ body: 'reply', fromNumber: '+4759000001', number: OLA });
      await world.queue({ body: 'other', fromNumber: '+4759000002', number: '+4791000003' });
      expect(await bodies(claim(world, 8, { pausedFrom: ['+4759000001'] }))).toEqual(['other']);
      expect(await bodies(claim(world, 8, { bulkPausedFrom: ['+4759000001'] }))).toEqual(['reply']);
      expect(await bodies(claim(world))).toEqual(['bulk']);
    }));

  test('that it is being sent is written down with a lease; what lapses is unknown', () =>
    withWorld(async (world) => {
      await world.queue();
      await claim(world);
      expect(await world.states()).toEqual(['Hei Kari: sending']);
      world.clock.pass(59_000);
      expect(await world.store.write((tx) => sweepLapsed(tx, world.moment()))).toBe(0);
      world.clock.pass(1000);
      expect(await world.store.write((tx) => sweepLapsed(tx, world.moment()))).toBe(1);
      expect(await world.states()).toEqual(['Hei Kari: unknown']);
      const attempts = await world.store.db.selectFrom('attempt').selectAll().execute();
      expect(attempts).toMatchObject([{ node: 'test', outcome: 'unknown', code: 'lease lapsed' }]);
    }));

  test('an outcome that comes after the lease was swept still counts, and stops the repetition', () =>
    withWorld(async (world) => {
      await world.queue();
      const [one] = await claim(world);
      if (one === undefined) throw new Error('nothing claimed');
      world.clock.pass(60_000);
      await world.store.write((tx) => sweepLapsed(tx, world.moment()));
      await world.store.write((tx) =>
        sendAgain(tx, world.moment(), one.row, { at: world.clock.iso(), from: 'unknown', code: null }),
      );
      const result = { is: 'accepted', sid: 'SM1' } as const;
      await world.store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result }));
      expect(await world.states()).toEqual(['Hei Kari: accepted']);
      expect(await bodies(claim(world))).toEqual([]);
      const second = { is: 'accepted', sid: 'SM2' } as const;
      const word = await world.store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result: second }));
      expect(word).toBe('another sid');
      expect(await world.rows()).toMatchObject([{ sid: 'SM1' }]);
    }));

  test('F38: who opts out while a message is refused is not written to again', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'offer' });
      const [one] = await claim(world);
      if (one === undefined) throw new Error('nothing claimed');
      await world.store.write((tx) => optOut(tx, world.moment(), { centreId: CENTRE, number: KARI, how: 'text' }));
      expect((await listOnTheWay(world.store.db, CENTRE, KARI)).map((r) => r.state)).toEqual(['sending']);
      const result = { is: 'refused', code: '20429', http: 429, againAt: world.clock.iso() } as const;
      await world.store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result }));
      expect(await world.states()).toEqual(['Hei Kari: cancelled (opted out)']);
    }));

  test('F11: reports in any order never take a message back', () =>
    withWorld(async (world) => {
      await world.queue();
      await accept(world, 'SM1');
      const report = async (status: string, sid = 'SM1', outboxId?: string) => {
        const [row] = await world.rows();
        const { state } = deliveryFrom(status, null);
        const r = { outboxId: outboxId ?? row?.id ?? '', sid, state, errorCode: null, reason: null };
        return (await world.store.write((tx) => statusReport(tx, world.moment(), r))).outcome;
      };
      expect(await report('sent')).toBe('applied');
      expect(await report('queued')).toBe('nothing new');
      expect(await report('sent')).toBe('nothing new');
      expect(await report('delivered', 'SM2')).toBe('another sid');
      expect(await report('delivered', 'SM1', 'nobody')).toBe('not ours');
      expect(await report('received')).toBe('ignored');
      expect(await world.states()).toEqual(['Hei Kari: sent']);
      expect(await report('delivered')).toBe('applied');
      expect(await report('undelivered')).toBe('nothing new');
      expect(await world.states()).toEqual(['Hei Kari: delivered']);
    }));

  test('F5: a report that comes before the outcome was written down settles it', () =>
    withWorld(async (world) => {
      await world.queue();
      const [one] = await claim(world);
      if (one === undefined) throw new Error('nothing claimed');
      const r = { outboxId: one.row.id, sid: 'SM1', state: 'delivered', errorCode: null, reason: null } as const;
      await world.store.write((tx) => statusReport(tx, world.moment(), r));
      const result = { is: 'accepted', sid: 'SM1' } as const;
      const word = await world.store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result }));
      expect(word).toBe('recorded');
      expect(await world.states()).toEqual(['Hei Kari: delivered']);
    }));

  test('what stopped is sent again once, as a new message', () =>
    withWorld(async (world) => {
      await world.queue({ kind: 'offer', about: { kind: 'offer', id: 'offer-1' } });
      const [row] = await world.rows();
      const retry = (id: string) => world.store.write((tx) => retryMessage(tx, world.moment(), id));
      expect(await retry('nobody')).toBe('not found');
      expect(await retry(row?.id ?? '')).toBe('still going');
      await world.store.write((tx) => optOut(tx, world.moment(), { centreId: CENTRE, number: KARI, how: 'text' }));
      expect(await retry(row?.id ?? '')).toBe('opted out');
      await world.store.write((tx) => optIn(tx, { centreId: CENTRE, number: KARI }));
      expect(await retry(row?.id ?? '')).toBe('queued');
      expect(await retry(row?.id ?? '')).toBe('already queued');
      // Withdrawn with the offer, as the first one would be.
      expect((await world.rows()).map(({ about_kind, about_id }) => [about_kind, about_id])).toEqual([
        ['offer', 'offer-1'],
        ['offer', 'offer-1'],
      ]);
      expect(await outboxCounts(world.store.db)).toMatchObject({ cancelled: 1, pending: 1, sent: 0 });
      expect(await outboxCounts(world.store.db, 'centre_grimstad')).toMatchObject({ cancelled: 0, pending: 0 });
    }));
});

test('F11: whatever order reports come in, the status never goes back', async () => {
  const store = await sqliteStore();
  const world = await outboxWorld(store);
  const rank = (state: string): number => ['sending', 'accepted', 'sent'].indexOf(state);
  const isFinal = (state: string): boolean => rank(state) === -1;
  const status = fc.constantFrom('queued', 'accepted', 'sending', 'sent', 'delivered', 'undelivered', 'failed', 'read');
  const reports = fc.array(fc.record({ status, sid: fc.constantFrom('A', 'A', 'A', 'B') }), { maxLength: 12 });
  let n = 0;
  await fc.assert(
    fc.asyncProperty(reports, fc.nat(12), async (told, when) => {
      const body = `message ${++n}`;
      await world.queue({ body, number: `+4792${String(n).padStart(6, '0')}` });
      const [one] = await claim(world, 1);
      if (one === undefined) throw new Error('nothing claimed');
      const stateNow = async (): Promise<string> =>
        (await store.db.selectFrom('outbox').select('state').where('id', '=', one.row.id).executeTakeFirstOrThrow())
          .state;
      let before = 'sending';
      for (const [i, { status: word, sid }] of told.entries()) {
        const { state } = deliveryFrom(word, null);
        const report = { outboxId: one.row.id, sid: `${sid}${n}`, state, errorCode: null, reason: null };
        await store.write((tx) => statusReport(tx, world.moment(), report));
        if (i === when) {
          const result = { is: 'accepted', sid: `A${n}` } as const;
          await store.write((tx) => recordOutcome(tx, world.moment(), { ...one, result }));
        }
        const after = await stateNow();
        if (isFinal(before)) expect(after).toBe(before);
        else if (!isFinal(after)) expect(rank(after)).toBeGreaterThanOrEqual(rank(before));
        before = after;
      }
    }),
    { numRuns: 150 },
  );
  await store.close();
});

const MESSAGES = 300;
const NUMBERS = 60;

test('two processes on one SQLite file claim no message twice', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-'));
  const file = join(folder, 'two.db');
  const store = await sqliteStore(file);
  const world = await outboxWorld(store);
  await store.write(async (tx) => {
    for (let i = 0; i < MESSAGES; i++) {
      const number = `+4793${String(i % NUMBERS).padStart(6, '0')}`;
      await queueMessage(tx, world.moment(), message({ number, body: `${i}` }));
    }
  });

  const processes = ['a', 'b'].map((node) => claimingProcess(file, node));
  // Side by side twice: before the first claim, and while each holds what it claimed first.
  for (const word of ['ready', 'claimed']) {
    expect(await Promise.all(processes.map((p) => p.says()))).toEqual([word, word]);
    for (const p of processes) p.go();
  }
  const claimed = await Promise.all(processes.map(async (p) => JSON.parse(await p.says()) as string[]));

  const sent = claimed.flat();
  expect(sent).toHaveLength(MESSAGES);
  expect(new Set(sent).size).toBe(MESSAGES);
  expect(claimed.map((bodies) => bodies.length > 0)).toEqual([true, true]);
  const attempts = await store.db
    .selectFrom('attempt')
    .innerJoin('outbox', 'outbox.id', 'attempt.outbox_id')
    .select('outbox_id')
    .distinct()
    .execute();
  expect(attempts).toHaveLength(MESSAGES);
  expect(await outboxCounts(store.db)).toMatchObject({ accepted: MESSAGES, pending: 0, sending: 0 });
  await store.close();
  rmSync(folder, { recursive: true });
});

function claimingProcess(file: string, node: string) {
  const script = new URL('../../support/faults/claim-all.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, file, node], {
    stdio: ['pipe', 'pipe', 'inherit'],
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  return {
    says: async () => (await lines.next()).value as string,
    go: () => child.stdin.write('go\n'),
  };
}
