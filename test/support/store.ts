import { existsSync } from 'node:fs';
import { PGlite } from '@electric-sql/pglite';
import { createPgConfig } from '@electric-sql/pglite/node-postgres';
import pg from 'pg';
import { migrate, openStore, storeOf, type OpenOptions, type Store } from '../../src/db/open.ts';
import { postgresDialect } from '../../src/db/postgres/dialect.ts';
import { poolSettings } from '../../src/db/postgres/pool.ts';
import { AppSqliteDialect, openSqliteFile } from '../../src/db/sqlite.ts';

type Raw = ReturnType<typeof openSqliteFile>;

/** A migrated SQLite database in memory, or in `file`. */
export async function sqliteStore(file = ':memory:', options: OpenOptions = {}): Promise<Store> {
  if (file !== ':memory:' && existsSync(file)) {
    const store = await openStore(`sqlite:${file}`, { guarded: true, ...options });
    await migrate(store);
    return store;
  }
  const template = await (migrated ??= migratedSqlite());
  const raw = openSqliteFile(file);
  copyInto(raw, template);
  return storeOf('sqlite', new AppSqliteDialect(raw), { guarded: true, ...options });
}

/** What the migrations made, as statements: they take a tenth of the time. */
interface Template {
  schema: string;
  rows: { insert: string; values: readonly unknown[] }[];
}

let migrated: Promise<Template> | undefined;

async function migratedSqlite(): Promise<Template> {
  const raw = openSqliteFile(':memory:');
  const store = storeOf('sqlite', new AppSqliteDialect(raw));
  await migrate(store);
  const made = raw
    .prepare<[], { type: string; name: string; sql: string }>(
      `select type, name, sql from sqlite_master where sql is not null and name not like 'sqlite_%' order by rowid`,
    )
    .all();
  const rows = made
    .filter(({ type }) => type === 'table')
    .flatMap(({ name }) =>
      raw
        .prepare<[], unknown[]>(`select * from "${name}"`)
        .raw()
        .all()
        .map((values) => ({ insert: `insert into "${name}" values (${values.map(() => '?').join(', ')})`, values })),
    );
  await store.close();
  return { schema: made.map(({ sql }) => `${sql};`).join('\n'), rows };
}

function copyInto(raw: Raw, { schema, rows }: Template): void {
  raw.transaction(() => {
    raw.exec(schema);
    for (const { insert, values } of rows) raw.prepare(insert).run(...values);
  })();
}

/** Who waits for the one connection waits as long as it takes: a busy machine is no fault of a test. */
const UNHURRIED = { connectionTimeoutMillis: 0, query_timeout: 0, statement_timeout: 0 };

let lite: Promise<PGlite> | undefined;
let emptied: { script: string; mark: string } | undefined;

/**
 * A migrated, empty PostgreSQL in this process: one a worker, emptied each time; one connection, so no concurrency. It is migrated
 * anew where a test has changed its tables.
 */
async function postgresStore(options: OpenOptions = {}): Promise<Store> {
  const server = await (lite ??= PGlite.create());
  const open = (): Store => {
    const config = Object.assign(createPgConfig(server), poolSettings(pg.types), UNHURRIED, { max: 1 });
    return storeOf('postgres', postgresDialect(new pg.Pool(config)), { guarded: true, ...options });
  };
  if (emptied !== undefined && (await markOf(server)) === emptied.mark) {
    await server.exec(emptied.script);
    return open();
  }
  await server.exec('drop schema public cascade; create schema public; drop schema if exists migrated cascade');
  const store = open();
  await migrate(store);
  emptied = { script: await emptyingScript(server), mark: await markOf(server) };
  return store;
}

/** Tells one set of tables from another. */
async function markOf(server: PGlite): Promise<string> {
  const { rows } = await server.query<{ mark: string }>(
    `select (select string_agg(c.oid || ':' || a.n, ' ' order by c.oid) from pg_class c
       join lateral (select count(*) as n from pg_attribute where attrelid = c.oid and not attisdropped) a on true
       where c.relnamespace = 'public'::regnamespace)
       || (select coalesce(string_agg(oid::text, ' ' order by oid), '') from pg_trigger) as mark`,
  );
  return rows[0]?.mark ?? '';
}

/** Takes every row out, puts back those that the migrations wrote, and counts from one again. */
async function emptyingScript(server: PGlite): Promise<string> {
  const names = async (query: string): Promise<string[]> =>
    (await server.query<{ name: string }>(query)).rows.map((row) => `"${row.name}"`);
  const tables = await names(`select tablename as name from pg_tables where schemaname = 'public'`);
  const sequences = await names(`select sequencename as name from pg_sequences where schemaname = 'public'`);
  await server.exec('create schema migrated');
  const steps = tables.map((table) => `delete from ${table};`);
  for (const table of tables) {
    const { rows } = await server.query(`select 1 from ${table} limit 1`);
    if (rows.length === 0) continue;
    await server.exec(`create table migrated.${table} as table ${table}`);
    steps.push(`insert into ${table} select * from migrated.${table};`);
  }
  steps.push(...sequences.map((sequence) => `perform setval('${sequence}', 1, false);`));
  // Without the triggers of foreign keys, so that the order of the tables does not matter.
  return `do $$ begin set local session_replication_role = replica; ${steps.join(' ')} end $$`;
}

const ALL_ENGINES: readonly { engine: string; open: (options?: OpenOptions) => Promise<Store> }[] = [
  { engine: 'sqlite', open: (options) => sqliteStore(':memory:', options) },
  { engine: 'postgres', open: postgresStore },
];

/**
 * The engines that a store, turn or outbox suite runs on, for `describe.each`. `npm run test:unit` takes one, to be quick;
 * `npm test` takes all.
 */
export const ENGINES = ALL_ENGINES.slice(0, process.env['QUICK'] === '1' ? 1 : undefined);
