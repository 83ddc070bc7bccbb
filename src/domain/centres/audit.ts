import { createHash } from 'node:crypto';
import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { AuditTable, Db, Tx } from '../../db/schema/index.ts';

/** An action of a staff member. */
export interface AuditEntry {
  /** The name given with --as, or the login name. */
  staff: string;
  /** The command, as on the command line: "centre add". */
  verb: string;
  /** The id of the object; never a name or a full number. */
  object: string;
  detail?: string | Readonly<Record<string, string | number | null>>;
}

export interface AuditRow extends Omit<AuditTable, 'seq' | 'prev_hash' | 'hash'> {
  seq: number;
}

/** The previous hash of the first row. */
const GENESIS = '0'.repeat(64);
const PAGE_ROWS = 1_000;

const newest = compiled<Record<string, never>, { hash: string }>((db) =>
  db.selectFrom('audit').select('hash').orderBy('seq', 'desc').limit(1),
);

/**
 * Writes an action to the log, in the transaction of the action. Each row carries the hash of the previous one, so that
 * a changed, removed or inserted row is detected.
 */
export async function writeAudit(tx: Tx, moment: Moment, entry: AuditEntry): Promise<void> {
  const prev_hash = (await newest(tx, {}))[0]?.hash ?? GENESIS;
  const row = {
    at: moment.now,
    staff: entry.staff,
    verb: entry.verb,
    object: entry.object,
    detail: textOf(entry.detail),
  };
  await tx
    .insertInto('audit')
    .values({ ...row, prev_hash, hash: hashOf(prev_hash, row) })
    .execute();
}

function textOf(detail: AuditEntry['detail']): string {
  if (detail === undefined || typeof detail === 'string') return detail ?? '';
  return JSON.stringify(Object.fromEntries(Object.entries(detail).toSorted(([a], [b]) => (a < b ? -1 : 1))));
}

/** SHA-256 of the previous hash and the row as a JSON array, which has only one spelling. */
function hashOf(prevHash: string, { at, staff, verb, object, detail }: Omit<AuditRow, 'seq'>): string {
  return createHash('sha256')
    .update(prevHash + JSON.stringify([at, staff, verb, object, detail]))
    .digest('hex');
}

/** Checks the whole log: 'intact', or the first row that was altered. Rows missing at the end go undetected. */
export async function verifyAudit(
  db: Db,
): Promise<{ outcome: 'intact'; rows: number } | { outcome: 'broken'; seq: number }> {
  let [previous, after, rows] = [GENESIS, 0, 0];
  for (;;) {
    const page = await db
      .selectFrom('audit')
      .selectAll()
      .where('seq', '>', after)
      .orderBy('seq')
      .limit(PAGE_ROWS)
      .execute();
    for (const row of page) {
      if (row.prev_hash !== previous || row.hash !== hashOf(previous, row)) return { outcome: 'broken', seq: row.seq };
      [previous, after] = [row.hash, row.seq];
    }
    rows += page.length;
    if (page.length < PAGE_ROWS) return { outcome: 'intact', rows };
  }
}

/** The log, latest first. */
export function listAudit(db: Db, limit = 100): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .select(['seq', 'at', 'staff', 'verb', 'object', 'detail'])
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}
