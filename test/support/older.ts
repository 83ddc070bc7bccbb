import { Migrator, sql } from 'kysely';
import { migrations } from '../../src/db/migrations/index.ts';
import type { Store } from '../../src/db/open.ts';

/** Empties a database and migrates it up to `last` only: the database of an older version. */
export async function backTo(store: Store, last: string): Promise<void> {
  if (store.engine === 'postgres') {
    await sql`drop schema public cascade`.execute(store.db);
    await sql`create schema public`.execute(store.db);
    // The migrator would find its own tables among the copies that the test store keeps here.
    await sql`drop schema if exists migrated cascade`.execute(store.db);
  } else {
    await sql`pragma foreign_keys = off`.execute(store.db);
    const tables = await store.db.introspection.getTables({ withInternalKyselyTables: true });
    for (const { name } of tables) await sql`drop table ${sql.table(name)}`.execute(store.db);
    await sql`pragma foreign_keys = on`.execute(store.db);
  }
  const provider = { getMigrations: () => Promise.resolve(migrations(store.engine)) };
  const { error } = await new Migrator({ db: store.db, provider }).migrateTo(last);
  if (error !== undefined) throw error;
}

/** Inserts a row as an older version would have: what is not named and may not be null is empty or 0. */
export async function insertOld(store: Store, table: string, named: Record<string, string | number>): Promise<void> {
  const found = (await store.db.introspection.getTables()).find(({ name }) => name === table);
  if (found === undefined) throw new Error(`There is no table ${table}.`);
  const row: Record<string, string | number> = { ...named };
  for (const { name, dataType, isNullable, hasDefaultValue, isAutoIncrementing } of found.columns) {
    if (name in row || isNullable || hasDefaultValue || isAutoIncrementing) continue;
    row[name] = /int|real|double|numeric|float/i.test(dataType) ? 0 : '';
  }
  const columns = sql.join(Object.keys(row).map((name) => sql.ref(name)));
  await sql`insert into ${sql.table(table)} (${columns}) values (${sql.join(Object.values(row))})`.execute(store.db);
}
