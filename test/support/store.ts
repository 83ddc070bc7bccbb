import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { migrate, openStore, storeOf, type OpenOptions, type Store } from '../../src/db/open.ts';
import { poolSettings, postgresDialect } from '../../src/db/postgres.ts';

/** A migrated SQLite database in memory, or in `file`. */
export async function sqliteStore(file = ':memory:', options: OpenOptions = {}): Promise<Store> {
  const store = await openStore(`sqlite:${file}`, { guarded: true, ...options });
  await migrate(store);
  return store;
}

let shared: Promise<PGlite> | undefined;

/**
 * A migrated, empty PostgreSQL in this process: one a test file, emptied each time; a single connection, so no
 * concurrency.
 */
async function postgresStore(options: OpenOptions = {}): Promise<Store> {
  const lite = await (shared ??= PGlite.create());
  await lite.exec('drop schema public cascade; create schema public');
  const config = Object.assign(createPgConfig(lite), poolSettings(pg.types), { max: 1 });
  const pool = new pg.Pool(config);
  const store = storeOf('postgres', postgresDialect(pool), { guarded: true, ...options });
  await migrate(store);
  return store;
}

/** The engines that a store, turn or outbox suite runs on, for `describe.each`. */
export const ENGINES: readonly { engine: string; open: (options?: OpenOptions) => Promise<Store> }[] = [
  { engine: 'sqlite', open: (options) => sqliteStore(':memory:', options) },
  { engine: 'postgres', open: postgresStore },
];
