/** SQLite: locked by another process, out of space or memory, or a disk that fails. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM)/;
/**
 * PostgreSQL: connection lost (08), lost a race (40), out of space (53), shutting down or starting (57P). Not 57014: a
 * statement that exceeded its time limit may exceed it every time.
 */
const POSTGRES = /^(08|40|53|57P)/;
const NETWORK: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);
const UNCODED = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** True when the database was busy, full or unreachable, so that the same work may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SQLITE.test(code) || POSTGRES.test(code) || NETWORK.has(code) || UNCODED.test(error.message);
}
