import { PostgresDialect, type PostgresPool } from 'kysely';

const SERIALIZATION_FAILURES: ReadonlySet<string> = new Set(['40001', '40P01', '23505']);

export const postgresDialect = (pool: PostgresPool): PostgresDialect => new PostgresDialect({ pool });

/** True when another transaction was first, so that running the whole transaction again may succeed. */
export function lostTheRace(error: unknown): boolean {
  return error instanceof Error && 'code' in error && SERIALIZATION_FAILURES.has(String(error.code));
}
