/** SQLite: locked by another process, out of space or memory, or a disk that fails. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM)/;
/**
 * PostgreSQL: connection lost (08), a standby that takes no writes (25006), a transaction that was idle too long (25P03),
 * lost a race (40), out of space (53), shutting down or starting (57P). Not 57014: a statement that exceeded its time
 * limit may exceed it every time.
 */
const POSTGRES = /^(08|25006|25P03|40|53|57P)/;
const NETWORK: ReadonlySet<string> = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'EPIPE',
  'ETIMEDOUT',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'EAI_AGAIN',
  'ENOTFOUND',
]);
/** Errors of the PostgreSQL client without a code: the server was not reached, or did not answer in time. */
const UNCODED =
  /^(Connection terminated|timeout exceeded when trying to connect|Query read timeout|Client has encountered a connection error|Client was closed)/;

/** True when the database was busy, full or unreachable, so that the same work may succeed later. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SQLITE.test(code) || POSTGRES.test(code) || NETWORK.has(code) || UNCODED.test(error.message);
}
