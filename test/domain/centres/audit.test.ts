import { CompiledQuery } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { listAudit, verifyAudit, writeAudit } from '../../../src/domain/centres/audit.ts';
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
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'broken', seq: 2 });
  });

  test('a row that was taken away shows', async () => {
    await rewrite(`delete from audit where object = 'b'`);
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'broken', seq: 3 });
  });

  test('those who write at once stand one after another', async () => {
    await Promise.all(['d', 'e', 'f', 'g'].map(write));
    expect(await verifyAudit(store.db)).toEqual({ outcome: 'intact', rows: 7 });
  });
});
