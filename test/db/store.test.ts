import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { compiled, compiledChange } from '../../src/db/compiled.ts';
import { isMigrated, migrate, openStore, type Store } from '../../src/db/open.ts';
import type { Tx } from '../../src/db/schema/index.ts';
import { dryRun } from '../../src/db/write.ts';
import { ENGINES, sqliteStore } from '../support/store.ts';

const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'ringerunde-'));
  folders.push(made);
  return made;
};
afterEach(() => folders.splice(0).forEach((f) => rmSync(f, { recursive: true })));

describe.each(ENGINES)('the store on $engine', ({ open }) => {
  const withStore = async (body: (store: Store) => Promise<void>): Promise<void> => {
    const store = await open();
    try {
      await body(store);
    } finally {
      await store.close();
    }
  };
  const put = (store: Store, key: string, value = '1') =>
    store.write(async (tx) => {
      await tx.insertInto('meta').values({ key, value }).execute();
    });
  const keys = async (store: Store): Promise<string[]> =>
    (await store.db.selectFrom('meta').select('key').orderBy('key').execute()).map((r) => r.key);

  test('migrates once', () =>
    withStore(async (store) => {
      expect(await isMigrated(store)).toBe(true);
      expect(await migrate(store)).toEqual([]);
    }));

  test('a write that fails leaves nothing, and those that waited with it are kept', () =>
    withStore(async (store) => {
      const results = await Promise.allSettled([
        put(store, 'a'),
        put(store, 'b'),
        store.write(async (tx) => {
          await tx.insertInto('meta').values({ key: 'half', value: '1' }).execute();
          throw new Error('no');
        }),
        put(store, 'c'),
      ]);
      expect(results.map((r) => r.status)).toEqual(['fulfilled', 'fulfilled', 'rejected', 'fulfilled']);
      expect(await keys(store)).toEqual(['a', 'b', 'c']);
    }));

  test('a compiled query is part of its transaction, and of nothing once that is over', () =>
    withStore(async (store) => {
      const insert = compiledChange<{ key: string }>((db, arg) =>
        db.insertInto('meta').values({ key: arg('key'), value: '1' }),
      );
      let late: Parameters<Parameters<Store['write']>[0]>[0] | null = null;
      const results = await Promise.allSettled([
        store.write((tx) => {
          late = tx;
          return insert(tx, { key: 'kept' });
        }),
        store.write(async (tx) => {
          await insert(tx, { key: 'undone' });
          throw new Error('no');
        }),
      ]);
      expect(results.map((r) => r.status)).toEqual(['fulfilled', 'rejected']);
      await expect((async () => late !== null && insert(late, { key: 'late' }))()).rejects.toThrow();
      expect(await keys(store)).toEqual(['kept']);
    }));

  test('a dry run answers what it did, and keeps nothing of it; what it throws reaches the caller', () =>
    withStore(async (store) => {
      await put(store, 'kept');
      const seen = await dryRun(store, async (tx) => {
        await tx.insertInto('meta').values({ key: 'undone', value: '1' }).execute();
        return (await tx.selectFrom('meta').select('key').orderBy('key').execute()).map((row) => row.key);
      });
      expect(seen).toEqual(['kept', 'undone']);
      await expect(dryRun(store, () => Promise.reject(new Error('no')))).rejects.toThrow('no');
      expect(await keys(store)).toEqual(['kept']);
    }));

  test('a count is a number', () =>
    withStore(async (store) => {
      await put(store, 'a');
      const row = await store.db
        .selectFrom('meta')
        .select((e) => e.fn.countAll<number>().as('n'))
        .executeTakeFirstOrThrow();
      expect(row.n).toBe(1);
    }));

  test('a compiled query takes its arguments each time', () =>
    withStore(async (store) => {
      const find = compiled<{ key: string }, { value: string }>((db, arg) =>
        db.selectFrom('meta').select('value').where('key', '=', arg('key')),
      );
      const change = compiledChange<{ key: string; value: string }>((db, arg) =>
        db
          .updateTable('meta')
          .set({ value: arg('value') })
          .where('key', '=', arg('key')),
      );
      await put(store, 'a', 'one');
      await put(store, 'b', 'two');
      expect(await find(store.db, { key: 'b' })).toEqual([{ value: 'two' }]);
      expect(await store.write((tx) => change(tx, { key: 'a', value: 'three' }))).toBe(1);
      expect(await find(store.db, { key: 'a' })).toEqual([{ value: 'three' }]);
      expect(await store.write((tx) => change(tx, { key: 'x', value: 'three' }))).toBe(0);
    }));

  test('`db` inside a transaction throws instead of waiting for ever', () =>
    withStore(async (store) => {
      const wrong = store.write(() => store.db.selectFrom('meta').select('key').execute());
      await expect(wrong).rejects.toThrow('Use the `tx`');
    }));

  test('a state that is not on the list is refused by the database', () =>
    withStore(async (store) => {
      const wrong = store.write((tx) =>
        tx
          .insertInto('arrival')
          .values({ id: 'x', kind: 'text', payload: '{}', received_at: 'now', state: 'lost' as 'new', attempts: 0 })
          .execute(),
      );
      await expect(wrong).rejects.toThrow(/constraint/i);
    }));

  test('the audit log gives no row back', () =>
    withStore(async (store) => {
      await store.write((tx) =>
        tx
          .insertInto('audit')
          .values({ at: 'now', staff: 'Anne', verb: 'v', object: 'o', detail: '', prev_hash: '0', hash: '1' })
          .execute(),
      );
      await expect(store.write((tx) => tx.deleteFrom('audit').execute())).rejects.toThrow('append-only');
      await expect(store.write((tx) => tx.updateTable('audit').set({ verb: 'w' }).execute())).rejects.toThrow(
        'append-only',
      );
    }));
});

describe('a SQLite file', () => {
  test('takes callers into one commit who are heard one round of the event loop after the other', async () => {
    const store = await openStore(`sqlite:${join(folder(), 'a.db')}`);
    const commits = new Set<Tx>();
    const heard: Promise<unknown>[] = [];
    for (let caller = 0; caller < 20; caller++) {
      heard.push(store.write((tx) => Promise.resolve(commits.add(tx))));
      await new Promise((resume) => setImmediate(resume));
    }
    await Promise.all(heard);
    await store.close();
    expect(commits.size).toBe(1);
  });

  test('is opened with synchronous=FULL by whoever opens it', async () => {
    const file = join(folder(), 'a.db');
    for (const store of [await sqliteStore(file), await openStore(`sqlite:${file}`)]) {
      const { rows } = await store.db.executeQuery<{ synchronous: number }>({
        sql: 'pragma synchronous',
        parameters: [],
        query: { kind: 'RawNode', sqlFragments: [], parameters: [] },
        queryId: { queryId: 'q' },
      } as never);
      expect(rows).toEqual([{ synchronous: 2 }]);
      await store.close();
    }
  });

  test('that is no database is refused with what to do', async () => {
    const file = join(folder(), 'a.db');
    writeFileSync(file, 'This is not a database, it is a shopping list. '.repeat(200));
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow('ringerunde restore');
  });

  test('of somebody else is refused', async () => {
    const file = join(folder(), 'a.db');
    const { default: SQLite } = await import('better-sqlite3');
    const other = new SQLite(file);
    other.exec('create table t (a)');
    other.close();
    await expect(openStore(`sqlite:${file}`)).rejects.toThrow('not one of Ringerunde');
  });

  test('made by a newer version is refused', async () => {
    const store = await sqliteStore();
    await store.db
      .withTables<{ kysely_migration: { name: string; timestamp: string } }>()
      .insertInto('kysely_migration')
      .values({ name: '9999-future', timestamp: '' })
      .execute();
    await expect(migrate(store)).rejects.toThrow('newer Ringerunde');
  });

  test('an address that is neither is refused with what to set', async () => {
    await expect(openStore('mysql://x')).rejects.toThrow('DATABASE_URL must be');
  });
});
