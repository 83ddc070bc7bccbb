import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { AuditHeadTable } from '../../../src/db/schema/index.ts';
import type { Store } from '../../../src/db/open.ts';
import { listAudit, verifyAudit, writeAudit } from '../../../src/domain/centres/audit.ts';
import { readAuditHead, signAuditHead, useAuditKey } from '../../../src/domain/centres/audit-head.ts';
import { countedIds, START } from '../../support/outbox.ts';
import { ENGINES } from '../../support/store.ts';

const moment = { now: START, ids: countedIds() };

describe.each(ENGINES)('the audit log on $engine', ({ engine, open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    for (const object of ['a', 'b', 'c']) await write(object);
  });
  afterEach(() => store.close());
  const write = (object: string) =>
    store.write((tx) =>
      writeAudit(tx, moment, { staff: 'Anne', verb: 'centre add', object, detail: { y: 1, x: 'æ' } }),
    );
  const rewrite = async (statement: string) => {
    const unlock = engine === 'sqlite' ? 'drop trigger audit_no_update' : 'drop trigger audit_no_change on audit';
    for (const text of [unlock, 'drop trigger if exists audit_no_delete', statement].slice(
      0,
      engine === 'sqlite' ? 3 : 1,
    ))
      await store.db.executeQuery(CompiledQuery.raw(text));
    if (engine === 'postgres') await store.db.executeQuery(CompiledQuery.raw(statement));
  };

  test('says who did what, the latest first', async () => {
    const rows = await listAudit(store.db, 2);
    expect(rows.map((r) => [r.staff, r.verb, r.object, r.detail])).toEqual([
      ['Anne', 'centre add', 'c', '{"x":"æ","y":1}'],
      ['Anne', 'centre add', 'b', '{"x":"æ","y":1}'],
    ]);
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'intact', rows: 3 });
  });

  test.each(['at', 'staff', 'verb', 'object', 'detail', 'hash', 'prev_hash'])('a changed %s shows', async (column) => {
    await rewrite(`update audit set ${column} = ${column} || 'x' where object = 'b'`);
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'broken', seq: 2, why: 'row changed', missing: 0 });
  });

  test('a row that was taken away shows', async () => {
    await rewrite(`delete from audit where object = 'b'`);
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'broken', seq: 3, why: 'row changed', missing: 0 });
  });

  test('those who write at once stand one after another', async () => {
    await Promise.all(['d', 'e', 'f', 'g'].map(write));
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'intact', rows: 7 });
  });

  const verdict = () => verifyAudit(store.db);

  test('the last rows that were taken away show, with their number', async () => {
    await rewrite(`delete from audit where object in ('b', 'c')`);
    expect(await verdict()).toEqual({ outcome: 'broken', seq: 1, why: 'rows missing', missing: 2 });
    await write('d');
    expect(await verdict()).toMatchObject({ outcome: 'broken', why: 'rows missing', missing: 2 });
  });

  test('an emptied log shows', async () => {
    await rewrite('delete from audit');
    expect(await verdict()).toEqual({ outcome: 'broken', seq: 0, why: 'rows missing', missing: 3 });
  });

  test('a trigger that was taken away shows', async () => {
    await rewrite('select 1');
    expect(await verdict()).toMatchObject({ outcome: 'broken', why: 'trigger missing' });
  });

  test('an anchor that was kept elsewhere finds a log that was written anew', async () => {
    const anchor = await readAuditHead(store.db);
    expect(await verifyAudit(store.db, anchor)).toEqual({ outcome: 'intact', rows: 3 });
    await write('d');
    expect(await verifyAudit(store.db, anchor)).toEqual({ outcome: 'intact', rows: 4 });
    const other = { ...anchor, hash: 'f'.repeat(64) };
    expect(await verifyAudit(store.db, other)).toMatchObject({ why: 'not as the anchor', missing: 0 });
    expect(await verifyAudit(store.db, { ...anchor, count: 9 })).toMatchObject({
      why: 'not as the anchor',
      missing: 5,
    });
  });

  describe('with a key', () => {
    const KEY = Buffer.alloc(32, 7);
    beforeEach(async () => {
      await useAuditKey(store.db, KEY, 'new');
      await store.write(signAuditHead);
      await write('d');
    });
    const putHead = (change: Partial<AuditHeadTable>) =>
      store.write((tx) => tx.updateTable('audit_head').set(change).execute());

    test('is intact', async () => expect(await verdict()).toEqual({ outcome: 'intact', rows: 4 }));

    test('rows taken away and the head counted down show, and still do after the next row', async () => {
      const [c] = await listAudit(store.db, 1);
      const kept = await store.db.selectFrom('audit').selectAll().orderBy('seq').execute();
      await rewrite(`delete from audit where seq = ${c?.seq}`);
      await putHead({ rows_written: 3, hash: kept[2]?.hash ?? '' });
      expect(await verdict()).toMatchObject({ outcome: 'broken', why: 'head changed' });
      await write('e');
      expect(await verdict()).toMatchObject({ outcome: 'broken', why: 'head changed' });
    });

    test.each([
      ['a signature that was taken off', { mac: null }, 'head not signed'],
      ['one of another key', { signed_with: 'another' }, 'other key'],
      ['a fault that was taken off', { fault: 'rows missing' }, 'rows missing'],
    ] as const)('%s shows', async (_what, change, why) => {
      await putHead(change);
      expect(await verdict()).toMatchObject({ outcome: 'broken', why });
    });

    test('a head that was taken away shows, and still does after the next row', async () => {
      await store.write((tx) => tx.deleteFrom('audit_head').execute());
      expect(await verdict()).toMatchObject({ why: 'head missing' });
      await write('e');
      expect(await verdict()).toMatchObject({ why: 'head missing' });
    });

    test('a known key does not sign what was never signed, unless nothing was written', async () => {
      await putHead({ mac: null });
      expect(await useAuditKey(store.db, KEY, 'new')).toBe('to sign');
      expect(await useAuditKey(store.db, KEY, 'known')).toBe('signed');
      expect(await verdict()).toMatchObject({ why: 'head not signed' });
    });
  });
});
