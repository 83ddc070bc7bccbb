import type { PostgresPool } from 'kysely';
import type { Pool, PoolClient } from 'pg';
import { SERVER } from './server-of.ts';
import { IDLE_IN_TRANSACTION_MAX_MS, STATEMENT_MAX_MS, watched, type Known } from './watched-client.ts';

const INT8 = 20;
const NUMERIC = 1700;

interface PgTypes {
  getTypeParser(oid: number, format?: string): (value: string) => unknown;
}

const ANSWER_MAX_MS = 5000;

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
