import { Kysely, Migrator, type Dialect } from 'kysely';
import { migrations } from './migrations/index.ts';
import { postgresDialect } from './postgres/dialect.ts';
import { openPostgresPool } from './postgres/pool.ts';
import type { Db, Schema, Tx } from './schema/index.ts';
import { AppSqliteDialect, openSqliteFile } from './sqlite.ts';
import { groupedWriter, guard, retryingWriter } from './write.ts';
import type { Engine } from './schema/engine.ts';

/** An open database. */
export interface Store {
  readonly engine: Engine;
  /** For reads. Inside `write`, use its `tx`: on SQLite `db` would wait for itself. */
  readonly db: Db;
  /**
   * Runs `work` in one transaction and returns when the result is on disk. PostgreSQL may run `work` again after losing
   * a race, so `work` does nothing but database work. An error from `work` undoes its writes and reaches the caller.
   * @param when `first`: before everything else that waits to be written
   */
  write<T>(work: (tx: Tx) => Promise<T>, when?: 'first'): Promise<T>;
  /**
   * The servers to which open connections lead, by name (`serverOf`). Empty on SQLite and on engines without such names.
   * Inside `write`, the one that runs it is among them.
   */
  servers(): ReadonlySet<string>;
  close(): Promise<void>;
}

export interface OpenOptions {
  /** Wraps the dialect: the fault tests count statements and make them fail. */
  wrap?: (dialect: Dialect) => Dialect;
  /** Makes `db` inside `write` throw, instead of waiting for ever. On in tests. */
  guarded?: boolean;
  onConnectionError?: (error: Error) => void;
}

/**
 * Opens `sqlite:<file>` or `postgres://...`; does not migrate.
 * @throws Error that says what to set, when the address is neither
 */
export async function openStore(url: string, options: OpenOptions = {}): Promise<Store> {
  if (url.startsWith('sqlite:')) {
    const dialect = new AppSqliteDialect(openSqliteFile(url.slice('sqlite:'.length)));
    return storeOf('sqlite', dialect, options);
  }
  if (/^postgres(ql)?:\/\//.test(url)) {
    const pool = await openPostgresPool(url, options.onConnectionError ?? (() => {}));
    return { ...storeOf('postgres', postgresDialect(pool), options), servers: () => pool.servers() };
  }
  throw new Error('DATABASE_URL must be sqlite:<file> or postgres://user:password@host/database.');
}

const NONE: ReadonlySet<string> = new Set();

/** A store over any dialect; tests use PostgreSQL in-process. */
export function storeOf(engine: Engine, dialect: Dialect, options: OpenOptions = {}): Store {
  const wrapped = options.wrap?.(dialect) ?? dialect;
  const guarded = options.guarded ?? false;
  const db = new Kysely<Schema>({ dialect: guarded ? guard(wrapped) : wrapped });
  const write = engine === 'sqlite' ? groupedWriter(db, guarded) : retryingWriter(db, guarded);
  return { engine, db, write, servers: () => NONE, close: () => db.destroy() };
}

/**
 * Runs all pending migrations or none.
 * @returns the names of the migrations that ran
 */
export async function migrate(store: Store): Promise<string[]> {
  const migrator = new Migrator({
    db: store.db,
    provider: { getMigrations: () => Promise.resolve(migrations(store.engine)) },
  });
  await refuseNewerSchema(store);
  const { error, results } = await migrator.migrateToLatest();
  if (error !== undefined) throw error;
  return (results ?? []).filter((r) => r.status === 'Success').map((r) => r.migrationName);
}

/** True when every migration that this version knows has run. */
export async function isMigrated(store: Store): Promise<boolean> {
  const done = await appliedMigrations(store);
  return Object.keys(migrations(store.engine)).every((name) => done.includes(name));
}

async function refuseNewerSchema(store: Store): Promise<void> {
  const known = Object.keys(migrations(store.engine));
  const unknown = (await appliedMigrations(store)).filter((name) => !known.includes(name));
  if (unknown.length === 0) return;
  throw new Error(
    `The database was made by a newer Ringerunde (it has ${unknown.join(', ')}). Update Ringerunde first.`,
  );
}

async function appliedMigrations(store: Store): Promise<string[]> {
  const tables = await store.db.introspection.getTables({ withInternalKyselyTables: true });
  if (!tables.some((t) => t.name === 'kysely_migration')) return [];
  const rows = await store.db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute();
  return rows.map((r) => r.name);
}
