import { PostgresDialect, type PostgresPool } from 'kysely';

const INT8 = 20;
const NUMERIC = 1700;
const SERIALIZATION_FAILURES: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

interface PgTypes {
  getTypeParser(oid: number, format?: string): (value: string) => unknown;
}

/** The settings of every PostgreSQL pool: counts arrive as numbers, and every wait has a limit. */
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
 * A pool for a `postgres://` address. The module is loaded here because loading costs a quarter of a second.
 * @param onError receives every lost connection; without a listener on pool and client the process would die
 */
export async function openPostgresPool(url: string, onError: (error: Error) => void): Promise<PostgresPool> {
  const { default: pg } = await import('pg');
  const pool = new pg.Pool({ connectionString: url, max: 10, ...poolSettings(pg.types) });
  pool.on('error', onError);
  pool.on('connect', (client) => client.on('error', onError));
  return pool as unknown as PostgresPool;
}

export const postgresDialect = (pool: PostgresPool): PostgresDialect => new PostgresDialect({ pool });

/** True when another transaction was first, so that running the whole transaction again may succeed. */
export function lostTheRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SERIALIZATION_FAILURES.has(String(error.code));
}
