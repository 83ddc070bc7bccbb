import { existsSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import SQLite from 'better-sqlite3';
import { createOwnFile, shutToOthers } from './own-files.ts';
import {
  CompiledQuery,
  SqliteAdapter,
  SqliteDialect,
  SqliteDriver,
  type DatabaseConnection,
  type Driver,
  type QueryResult,
} from 'kysely';

/** "RRun" in ASCII: marks a file as a database of the service, so that it opens no other SQLite file by mistake. */
const APPLICATION_ID = 0x52_52_75_6e;
const STATEMENTS_MAX = 400;

/**
 * Every connection sets and reads back these settings (docs/rules.md S1): SQLite does not store `synchronous` in the
 * file.
 */
const SETTINGS: readonly [name: string, set: string, expected: string | number][] = [
  ['journal_mode', 'WAL', 'wal'],
  ['synchronous', 'FULL', 2],
  ['busy_timeout', '2500', 2500],
  ['foreign_keys', 'ON', 1],
  ['trusted_schema', 'OFF', 0],
  ['cell_size_check', 'ON', 1],
  ['secure_delete', 'ON', 1],
  ['journal_size_limit', String(64 * 1024 * 1024), 64 * 1024 * 1024],
];

/**
 * Opens a SQLite file (or ":memory:") with the settings that the promises depend on, and checks each of them.
 * @throws Error that says what to do, when the file is not a database of the service, is damaged, or refuses a setting
 */
export function openSqliteFile(file: string): SQLite.Database {
  const fresh = file === ':memory:' || !existsSync(file);
  if (file !== ':memory:') prepareFile(file);
  const raw = new SQLite(file, { timeout: 2500 });
  try {
    checkHealth(raw, file, fresh);
    for (const [name, set] of SETTINGS) raw.pragma(`${name} = ${set}`);
    for (const [name, , expected] of SETTINGS) {
      const got: unknown = raw.pragma(name, { simple: true });
      if (got === expected || (name === 'journal_mode' && got === 'memory')) continue;
      throw new Error(
        `SQLite did not take ${name} = ${expected} (it says ${String(got)}). Is ${file} on a local disk?`,
      );
    }
  } catch (error) {
    raw.close();
    throw error;
  }
  return raw;
}

/** SQLite gives the WAL and the shared memory the rights of the database file. */
function prepareFile(file: string): void {
  mkdirSync(dirname(file), { recursive: true });
  try {
    createOwnFile(file);
  } catch (error) {
    if (!(error instanceof Error && 'code' in error && error.code === 'EEXIST')) throw error;
    shutToOthers(file);
  }
}

function checkHealth(raw: SQLite.Database, file: string, fresh: boolean): void {
  if (fresh) {
    raw.pragma(`application_id = ${APPLICATION_ID}`);
    return;
  }
  let verdict: unknown;
  try {
    const id = raw.pragma('application_id', { simple: true });
    const empty = raw.prepare('select count(*) as n from sqlite_master').pluck().get() === 0;
    if (id !== APPLICATION_ID && !empty) {
      throw new Error(`${file} is a SQLite file, but not one of Ringerunde. Set DATABASE_URL to another file.`);
    }
    if (empty) raw.pragma(`application_id = ${APPLICATION_ID}`);
    verdict = raw.pragma('quick_check(1)', { simple: true });
  } catch (error) {
    if (error instanceof SQLite.SqliteError && /NOTADB|CORRUPT/.test(error.code)) verdict = error.message;
    else throw error;
  }
  if (verdict !== 'ok') {
    throw new Error(
      `The database ${file} is damaged (${String(verdict)}). It is not opened. Move it aside and run: ringerunde restore <newest backup>`,
    );
  }
}

/**
 * Differs from Kysely's own dialect, which begins deferred transactions and runs migrations outside a transaction. In a
 * deferred transaction a read followed by a write fails at once with SQLITE_BUSY_SNAPSHOT while another process writes.
 */
export class AppSqliteDialect extends SqliteDialect {
  readonly #raw: SQLite.Database;

  constructor(raw: SQLite.Database) {
    super({ database: raw });
    this.#raw = raw;
  }

  override createDriver(): Driver {
    return new ImmediateDriver(this.#raw);
  }

  override createAdapter(): SqliteAdapter {
    return new TransactionalDdlAdapter();
  }
}

class TransactionalDdlAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateDriver extends SqliteDriver {
  readonly #connection: PreparedConnection;
  readonly #raw: SQLite.Database;

  constructor(raw: SQLite.Database) {
    super({ database: raw });
    this.#raw = raw;
    this.#connection = new PreparedConnection(raw);
  }

  override async acquireConnection(): Promise<DatabaseConnection> {
    await super.acquireConnection();
    return this.#connection;
  }

  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
    this.#connection.transaction = 'open';
  }

  override async commitTransaction(connection: DatabaseConnection): Promise<void> {
    await super.commitTransaction(connection);
    this.#connection.transaction = 'none';
  }

  /** SQLite itself undoes a transaction when the disk is full; "cannot rollback" would then hide why. */
  override async rollbackTransaction(connection: DatabaseConnection): Promise<void> {
    this.#connection.transaction = 'none';
    if (this.#raw.inTransaction) await super.rollbackTransaction(connection);
  }
}

/** Keeps prepared statements: preparing one costs more than running it. */
class PreparedConnection implements DatabaseConnection {
  readonly #raw: SQLite.Database;
  readonly #statements = new Map<string, SQLite.Statement<unknown[]>>();
  /** `open` from the beginning of a transaction to its end; an error says why SQLite undid it in between. */
  transaction: 'open' | 'none' | Error = 'none';

  constructor(raw: SQLite.Database) {
    this.#raw = raw;
  }

  executeQuery<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    // Later statements would be stored although the transaction is rolled back.
    if (typeof this.transaction === 'object') throw this.transaction;
    try {
      return this.#run<R>(query);
    } catch (error) {
      if (this.transaction === 'open' && !this.#raw.inTransaction && error instanceof Error) this.transaction = error;
      throw error;
    }
  }

  #run<R>(query: CompiledQuery): Promise<QueryResult<R>> {
    const statement = this.#prepare(query.sql);
    if (statement.reader) return Promise.resolve({ rows: statement.all(...query.parameters) as R[] });
    const { changes } = statement.run(...query.parameters);
    return Promise.resolve({ numAffectedRows: BigInt(changes), rows: [] });
  }

  // oxlint-disable-next-line require-yield
  async *streamQuery<R>(): AsyncIterableIterator<QueryResult<R>> {
    throw new Error('Page through the rows instead: the one connection would be held for the whole stream.');
  }

  #prepare(sql: string): SQLite.Statement<unknown[]> {
    let statement = this.#statements.get(sql);
    if (statement === undefined) {
      statement = this.#raw.prepare<unknown[]>(sql);
      if (this.#statements.size >= STATEMENTS_MAX) this.#statements.clear();
      this.#statements.set(sql, statement);
    }
    return statement;
  }
}
