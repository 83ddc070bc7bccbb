import { PostgresDialect, type PostgresPool, type PostgresPoolClient } from 'kysely';
import type { Pool, PoolClient, QueryResult } from 'pg';
import { SERVER } from './server-of.ts';

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

/** A pool that knows to which servers its open connections lead. */
export interface ServerPool extends PostgresPool {
  /** The names of the servers (`SERVER`); empty for engines that have none. */
  servers(): ReadonlySet<string>;
}

/**
 * A pool for a `postgres://` address. The module is loaded here because loading costs a quarter of a second.
 * @param onError receives every lost connection; without a listener on pool and client the process would die
 */
export async function openPostgresPool(url: string, onError: (error: Error) => void): Promise<ServerPool> {
  const { default: pg } = await import('pg');
  const open = (settings: object): Pool => {
    const pool = new pg.Pool({ connectionString: url, max: 10, ...poolSettings(pg.types), ...settings });
    pool.on('error', onError);
    pool.on('connect', (client) => client.on('error', onError));
    return pool;
  };
  return adaptingPool(open);
}

/** What is known of a connection. */
interface Known {
  /** Null: a standby, or an engine without names for its servers. */
  server: string | null;
  /** A standby may be promoted, and through a pooler another server may answer each transaction. */
  askAgain: 'never' | 'next time' | 'in each transaction';
}

/**
 * PgBouncer refuses limits that are set when a connection opens, or drops them. Behind it, each transaction sets its
 * own: a session's setting would reach other clients of the same connection.
 */
function adaptingPool(open: (settings: object) => Pool): ServerPool {
  const known = new Map<PoolClient, Known>();
  const opened = (settings: object): Pool => {
    const pool = open(settings);
    pool.on('remove', (client) => known.delete(client as PoolClient));
    return pool;
  };
  let pool = opened({});
  let behindPooler = false;

  async function first(): Promise<PoolClient> {
    try {
      return await pool.connect();
    } catch (error) {
      if (!isRefusedParameter(error)) throw error;
    }
    if (!behindPooler) {
      const refused = pool;
      pool = opened({ statement_timeout: false, idle_in_transaction_session_timeout: false });
      behindPooler = true;
      await refused.end();
    }
    return pool.connect();
  }

  return {
    async connect() {
      const client = await first();
      if ((known.get(client)?.askAgain ?? 'next time') === 'next time') known.set(client, await lookAt(client));
      behindPooler ||= known.get(client)?.askAgain === 'in each transaction';
      return watched(client, behindPooler, known);
    },
    servers: () => new Set([...known.values()].flatMap(({ server }) => server ?? [])),
    end: () => pool.end(),
  };
}

/** Asks a connection where it leads. A pooler tells its clients another process id than the server's. */
async function lookAt(client: PoolClient): Promise<Known> {
  try {
    const { rows } = await client.query<{ server: string | null; pid: number }>(SERVER);
    const server = rows[0]?.server ?? null;
    const { processID } = client as PoolClient & { processID?: number };
    if (rows[0]?.pid !== processID) return { server, askAgain: 'in each transaction' };
    return { server, askAgain: server === null ? 'next time' : 'never' };
  } catch (error) {
    if (isMissing(error)) return { server: null, askAgain: 'never' };
    client.release(error instanceof Error ? error : true);
    throw error;
  }
}

/** No such function (42883), not allowed (42501), not here (0A000, 55000): another engine that speaks the protocol. */
const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && /^(42|0A|55)/.test(String(error.code));

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
function watched(client: PoolClient, setsLimits: boolean, known: Map<PoolClient, Known>): PostgresPoolClient {
  let broken: Error | null = null;
  let unconfirmed = false;
  const onNotice = (notice: { routine?: string | undefined }): void => {
    if (notice.routine === STANDBY_WAIT) unconfirmed = true;
  };
  client.on('notice', onNotice);

  async function query(sql: string, parameters: readonly unknown[]): Promise<QueryResult> {
    if (!setsLimits || !BEGINS.test(sql)) return client.query(sql, [...parameters]);
    const before = known.get(client);
    if (before?.askAgain !== 'in each transaction') return firstOf(await client.query(`${sql}; ${LIMITS}`));
    const results = resultsOf<{ server: string | null }>(await client.query(`${sql}; ${LIMITS}; ${SERVER}`));
    known.set(client, { ...before, server: results.at(-1)?.rows[0]?.server ?? null });
    return firstOf(results);
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
const resultsOf = <R extends object>(results: QueryResult<R> | QueryResult<R>[]): QueryResult<R>[] =>
  Array.isArray(results) ? results : [results];

const firstOf = (results: QueryResult | QueryResult[]): QueryResult => resultsOf(results)[0] as QueryResult;

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
