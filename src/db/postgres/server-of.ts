import { CompiledQuery, PostgresAdapter } from 'kysely';
import type { Tx } from '../schema/index.ts';

/**
 * Names the server: PostgreSQL's system identifier and timeline, which change when a standby takes over and when a
 * backup is restored; null on a standby. Beside it the process that answers.
 */
export const SERVER = `
  select case when pg_is_in_recovery() then null
    else (select system_identifier from pg_control_system()) || '/' || substr(pg_walfile_name(pg_current_wal_lsn()), 1, 8)
  end as server, pg_backend_pid() as pid`;

/** The server on which this transaction runs; null on SQLite and on a standby. Throws on an engine that has no timeline. */
export async function serverOf(tx: Tx): Promise<string | null> {
  if (!(tx.getExecutor().adapter instanceof PostgresAdapter)) return null;
  const { rows } = await tx.executeQuery(CompiledQuery.raw(SERVER) as CompiledQuery<{ server: string | null }>);
  return rows[0]?.server ?? null;
}
