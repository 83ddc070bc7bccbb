import { describe, expect, test } from 'vitest';
import { isOptedOut, optIn, optOut } from '../../../src/domain/centres/opt-out.ts';
import { CENTRE, KARI, OLA, outboxWorld, type OutboxWorld } from '../../support/outbox.ts';
import { ENGINES } from '../../support/store.ts';

describe.each(ENGINES)('the opt-out ledger on $engine', ({ open }) => {
  const withWorld = async (body: (world: OutboxWorld) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(await outboxWorld(store));
    } finally {
      await store.close();
    }
  };
  const stop = ({ store, moment }: OutboxWorld, number = KARI) =>
    store.write((tx) => optOut(tx, moment(), { centreId: CENTRE, number, how: 'text' }));
  const kari = { centreId: CENTRE, number: KARI };

  test('remembers who opted out, once, until they opt in again', () =>
    withWorld(async (world) => {
      const { store } = world;
      expect(await isOptedOut(store.db, kari)).toBe(false);
      expect(await store.write((tx) => optIn(tx, kari))).toBe('was not out');
      expect(await stop(world)).toBe('opted out');
      expect(await stop(world)).toBe('already');
      expect(await isOptedOut(store.db, kari)).toBe(true);
      expect(await isOptedOut(store.db, { centreId: CENTRE, number: OLA })).toBe(false);
      expect(await isOptedOut(store.db, { centreId: 'centre_grimstad', number: KARI })).toBe(false);
      expect(await store.write((tx) => optIn(tx, kari))).toBe('opted in');
      expect(await isOptedOut(store.db, kari)).toBe(false);
    }));

  test('holds no number, and nothing that a number can be tried against without the key', () =>
    withWorld(async (world) => {
      await stop(world);
      await stop(world, OLA);
      const rows = await world.store.db.selectFrom('opt_out').selectAll().execute();
      expect(JSON.stringify(rows)).not.toContain(KARI.slice(3));
      expect(new Set(rows.map((r) => r.number_hash)).size).toBe(2);
      for (const row of rows) expect(row.number_hash).toMatch(/^[0-9a-f]{64}$/);
      const keys = await world.store.db.selectFrom('meta').selectAll().where('key', '=', 'ledger_key').execute();
      expect(keys).toEqual([{ key: 'ledger_key', value: expect.stringMatching(/^[0-9a-f]{64}$/) }]);
    }));

  test('F38: STOP cancels what waits in the outbox in the same transaction, but not its own receipt', () =>
    withWorld(async (world) => {
      await world.queue({ body: 'Offer', kind: 'offer' });
      await world.queue({ body: 'Reminder', kind: 'reminder', notBefore: '2026-12-01T08:00:00.000Z' });
      await world.queue({ body: 'Receipt', kind: 'stop_receipt' });
      await world.queue({ body: 'To Ola', number: OLA });
      await stop(world);
      expect(await world.states()).toEqual([
        'Offer: cancelled (opted out)',
        'Reminder: cancelled (opted out)',
        'Receipt: pending',
        'To Ola: pending',
      ]);
    }));

  test('F38: a STOP whose transaction fails has cancelled nothing', () =>
    withWorld(async (world) => {
      await world.queue({ body: 'Offer', kind: 'offer' });
      const failing = world.store.write(async (tx) => {
        await optOut(tx, world.moment(), { ...kari, how: 'text' });
        throw new Error('the turn failed');
      });
      await expect(failing).rejects.toThrow('the turn failed');
      expect(await world.states()).toEqual(['Offer: pending']);
      expect(await isOptedOut(world.store.db, kari)).toBe(false);
    }));

  test('after STOP only the receipt can be queued', () =>
    withWorld(async (world) => {
      await stop(world);
      expect(await world.queue({ kind: 'reply' })).toBe('opted out');
      expect(await world.queue({ kind: 'broadcast' })).toBe('opted out');
      expect(await world.queue({ kind: 'stop_receipt', body: 'Receipt' })).toBe('queued');
      expect(await world.states()).toEqual(['Receipt: pending']);
    }));
});
