import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { sqliteStore } from '../support/store.ts';

const PAGE = 'x'.repeat(8000);

/** A database that may not grow any more. */
async function fullStore() {
  const store = await sqliteStore();
  const { rows } = await sql<{ page_count: number }>`pragma page_count`.execute(store.db);
  await sql.raw(`pragma max_page_count = ${rows[0]?.page_count ?? 0}`).execute(store.db);
  const keep = (key: string, value = PAGE) =>
    store.write((tx) => tx.insertInto('meta').values({ key, value }).execute());
  return { store, keep };
}

test('a full disk is told as what it is, and nothing is half there', async () => {
  const { store, keep } = await fullStore();
  await expect(keep('a', PAGE.repeat(20))).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  const tries = ['b', 'c', 'd'].map((key) => keep(key, PAGE.repeat(20)));
  for (const tried of await Promise.allSettled(tries))
    expect(tried).toMatchObject({ status: 'rejected', reason: { code: 'SQLITE_FULL' } });
  await sql.raw('pragma max_page_count = 100000').execute(store.db);
  await keep('e');
  expect(await store.db.selectFrom('meta').select('key').where('value', 'like', 'x%').execute()).toEqual([
    { key: 'e' },
  ]);
  await store.close();
});

test('what goes on after the database has undone a transaction is not kept by itself', async () => {
  const { store } = await fullStore();
  await expect(
    store.write(async (tx) => {
      await tx
        .insertInto('meta')
        .values({ key: 'a', value: PAGE.repeat(20) })
        .execute()
        .catch(() => {});
      await sql
        .raw('pragma max_page_count = 100000')
        .execute(tx)
        .catch(() => {});
      await tx.insertInto('meta').values({ key: 'alone', value: 'x' }).execute();
    }),
  ).rejects.toMatchObject({ code: 'SQLITE_FULL' });
  expect(await store.db.selectFrom('meta').selectAll().execute()).toEqual([]);
  await store.close();
});
