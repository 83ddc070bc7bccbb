import { createHash } from 'node:crypto';
import { auditTriggers } from '../../db/audit-triggers.ts';
import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { AuditFault, AuditTable, Db, Tx } from '../../db/schema/index.ts';
import { checkAuditHead, GENESIS, moveAuditHead, type AuditHead } from './audit-head.ts';

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
  const hash = hashOf(prev_hash, row);
  await tx
    .insertInto('audit')
    .values({ ...row, prev_hash, hash })
    .execute();
  await moveAuditHead(tx, { previous: prev_hash, hash });
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

/** The result of a check of the log. */
export type AuditVerdict =
  | { outcome: 'intact'; rows: number }
  | {
      outcome: 'broken';
      /** The first wrong row, or the last existing one. */
      seq: number;
      why: AuditFault;
      /** Number of missing rows, as far as the head or the anchor shows. */
      missing: number;
    };

/**
 * Checks the whole log: every row against the one before it, the end against the head, the triggers that refuse
 * changes, and an anchor that was stored elsewhere.
 */
export async function verifyAudit(db: Db, anchor: AuditHead | null = null): Promise<AuditVerdict> {
  let [previous, after, rows] = [GENESIS, 0, 0];
  let atAnchor = anchor?.count === 0 ? GENESIS : null;
  const broken = (seq: number, why: AuditFault, missing = 0): AuditVerdict => ({
    outcome: 'broken',
    seq,
    why,
    missing,
  });
  for (;;) {
    const page = await pageAfter(db, after);
    for (const row of page) {
      if (row.prev_hash !== previous || row.hash !== hashOf(previous, row)) return broken(row.seq, 'row changed');
      [previous, after] = [row.hash, row.seq];
      rows++;
      if (rows === anchor?.count) atAnchor = row.hash;
    }
    if (page.length < PAGE_ROWS) break;
  }
  const head = await checkAuditHead(db, { count: rows, hash: previous });
  if (head !== 'as kept') return broken(after, head.fault, head.missing);
  if (anchor !== null && atAnchor !== anchor.hash)
    return broken(after, 'not as the anchor', Math.max(0, anchor.count - rows));
  if ((await auditTriggers(db)) === 'missing') return broken(after, 'trigger missing');
  return { outcome: 'intact', rows };
}

const pageAfter = (db: Db, after: number) =>
  db.selectFrom('audit').selectAll().where('seq', '>', after).orderBy('seq').limit(PAGE_ROWS).execute();

/** The log, latest first. */
export function listAudit(db: Db, limit = 100): Promise<AuditRow[]> {
  return db
    .selectFrom('audit')
    .select(['seq', 'at', 'staff', 'verb', 'object', 'detail'])
    .orderBy('seq', 'desc')
    .limit(limit)
    .execute();
}
