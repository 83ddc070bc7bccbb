import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';

const INT8 = 20;
const NUMERIC = 1700;
const SERIALIZATION_FAILURES: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

interface PgTypes {
  getTypeParser(oid: number, format?: string): (value: string) => unknown;
}

/** Shorter than the wait of the client: an answer that says why is better than none. */
const STATEMENT_MAX_MS = 4500;
const ANSWER_MAX_MS = 5000;
const IDLE_IN_TRANSACTION_MAX_MS = 10_000;

/** The settings of every PostgreSQL pool: counts arrive as numbers, and every wait has a limit. */
export function poolSettings(types: PgTypes): Record<string, unknown> {
  return {
    connectionTimeoutMillis: 2000,
    query_timeout: ANSWER_MAX_MS,
    statement_timeout: STATEMENT_MAX_MS,
    idle_in_transaction_session_timeout: IDLE_IN_TRANSACTION_MAX_MS,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format),
    },
  };
}

/**
 * A pool for a `postgres://` address. The module is loaded here because loading costs a quarter of a second.
 * @param onError receives every lost connection; without a listener on pool and client the process would die
 */
export async function openPostgresPool(url: string, onError: (error: Error) => void): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  const open = (settings: object): Pool => {
    const pool = new pg.Pool({ connectionString: url, max: 10, ...poolSettings(pg.types), ...settings });
    pool.on('error', onError);
    pool.on('connect', (client) => client.on('error', onError));
    return pool;
  };
  return adaptingPool(open);
}

/**
 * PgBouncer refuses limits that are set when a connection opens. Behind it, each transaction sets its own: a session's
 * setting would reach other clients of the same connection.
 */
function adaptingPool(open: (settings: object) => Pool): PostgresPool {
  let pool = open({});
  let behindPooler = false;
  return {
    async connect() {
      try {
        return watched(await pool.connect(), behindPooler);
      } catch (error) {
        if (!isRefusedParameter(error)) throw error;
      }
      if (!behindPooler) {
        const refused = pool;
        pool = open({ statement_timeout: false, idle_in_transaction_session_timeout: false });
        behindPooler = true;
        await refused.end();
      }
      return watched(await pool.connect(), behindPooler);
    },
    end: () => pool.end(),
  };
}

const isRefusedParameter = (error: unknown): boolean =>
  error instanceof Error && error.message.startsWith('unsupported startup parameter');

const LIMITS = `set local statement_timeout = ${STATEMENT_MAX_MS}; set local idle_in_transaction_session_timeout = ${IDLE_IN_TRANSACTION_MAX_MS}`;
const BEGINS = /^(begin|start transaction)\b/;
/** A connection that was right for writing is now one to a standby. */
const READ_ONLY = '25006';
/** In PostgreSQL: the wait for a standby's confirmation. The server names it in every language. */
const STANDBY_WAIT = 'SyncRepWaitForLSN';

/**
 * A client that leaves the pool when a statement got no answer, or when its server became a standby: the next statement
 * on it would wait in vain as well.
 */
function watched(client: PoolClient, setsLimits: boolean): PostgresPoolClient {
  let broken: Error | null = null;
  let unconfirmed = false;
  const onNotice = (notice: { routine?: string | undefined }): void => {
    if (notice.routine === STANDBY_WAIT) unconfirmed = true;
  };
  client.on('notice', onNotice);

  async function query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    if (setsLimits && BEGINS.test(sql)) return firstOf(await client.query(`${sql}; ${LIMITS}`));
    return client.query(sql, [...parameters]);
  }

  const guarded = {
    async query(sql: string, parameters: readonly unknown[]) {
      if (broken !== null) throw broken;
      try {
        const result = await query(sql, parameters);
        if (unconfirmed) throw new UnconfirmedCommit();
        return result;
      } catch (error) {
        if (error instanceof Error && isUseless(error)) broken = error;
        throw error;
      }
    },
    release() {
      client.off('notice', onNotice);
      client.release(broken ?? undefined);
    },
  };
  return guarded as unknown as PostgresPoolClient;
}

/** Several statements in one have several results. */
const firstOf = (results: QueryResult | QueryResult[]): QueryResult =>
  Array.isArray(results) ? (results[0] as QueryResult) : results;

/** An error with a code came from the server, which waits for the next statement. */
const isUseless = (error: Error): boolean => !('code' in error) || error.code === READ_ONLY;

/**
 * The server stopped waiting for its standby and reported success with a warning: the commit is on one disk only, and
 * would be lost with it. Whether it stays is unknown, as after a lost connection.
 */
class UnconfirmedCommit extends Error {
  readonly code = '08007';
  constructor() {
    super('No standby has confirmed the commit');
  }
}

export const postgresDialect = (pool: PostgresPool): PostgresDialect => new PostgresDialect({ pool });

/** True when another transaction was first, so that running the whole transaction again may succeed. */
export function lostTheRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SERIALIZATION_FAILURES.has(String(error.code));
}
