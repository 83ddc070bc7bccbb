import { PostgresDialect, type PostgresPool } from 'kysely';

const INT8 = 20;
const NUMERIC = 1700;
const SERIALIZATION_FAILURES: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

interface PgTypes {
  getTypeParser(oid: number, format?: string): (value: string) => unknown;
}

/** Pool settings that every PostgreSQL pool of ours has: counts as numbers, and nothing that waits for ever. */
export function poolSettings(types: PgTypes): Record<string, unknown> {
  return {
    connectionTimeoutMillis: 2000,
    query_timeout: 5000,
    statement_timeout: 5000,
    idle_in_transaction_session_timeout: 10_000,
    keepAlive: true,
    types: {
      getTypeParser: (oid: number, format?: string) =>
        oid === INT8 || oid === NUMERIC ? Number : types.getTypeParser(oid, format),
    },
  };
}

/**
 * A pool for a `postgres://` address. Loaded only when one is used: the module costs a quarter of a second.
 * @param onError told of every lost connection; without a listener on pool and client the process would die with it.
 */
export async function openPostgresPool(url: string, onError: (error: Error) => void): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 10, ...poolSettings(pg.types) });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool as unknown as PostgresPool;
}

export const postgresDialect = (pool: PostgresPool): PostgresDialect => new PostgresDialect({ pool });

/** True when the whole transaction should simply be run again: somebody else was first. */
export function lostTheRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SERIALIZATION_FAILURES.has(String(error.code));
}
