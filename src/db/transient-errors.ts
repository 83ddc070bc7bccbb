/** SQLite: held by another process, no room, or a disk that does not answer. */
const SQLITE = /^SQLITE_(BUSY|LOCKED|FULL|IOERR|CANTOPEN|NOMEM)/;
/**
 * PostgreSQL: connection lost (08), another transaction was first (40), no room (53), going down or coming up (57P). Not 57014:
 * a statement that ran into its time limit may do so each time.
 */
const POSTGRES = /^(08|40|53|57P)/;
const NETWORK: ReadonlySet<string> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);
const UNCODED = /^(Connection terminated|timeout exceeded when trying to connect)/;

/** True when the database was busy, full or away, and the work itself may be quite right: it is done again when that is over. */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const code = 'code' in error ? String(error.code) : '';
  return SQLITE.test(code) || POSTGRES.test(code) || NETWORK.has(code) || UNCODED.test(error.message);
}
