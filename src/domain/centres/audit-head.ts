import { createHash, createHmac, timingSafeEqual } from 'node:crypto';
import type { AuditFault, Db, Tx } from '../../db/schema/index.ts';

/** The head of the audit log: an anchor that can be stored elsewhere. */
export interface AuditHead {
  /** Number of rows ever written. */
  count: number;
  /** The hash of the last one. */
  hash: string;
}

/** The head in a table of its own, outside the one that it is about. */
interface KeptHead extends AuditHead {
  /** Which key signed it: the first bytes of its SHA-256. */
  key: string | null;
  mac: string | null;
  /** The fault that the log had when a later row was written; it stays on record. */
  fault: AuditFault | null;
}

/** The previous hash of the first row. */
export const GENESIS = '0'.repeat(64);
const EMPTY: KeptHead = { count: 0, hash: GENESIS, key: null, mac: null, fault: null };

/** By the adapter, which a database shares with its transactions. */
const keys = new WeakMap<object, Buffer>();
const keyOf = (db: Db): Buffer | null => keys.get(db.getExecutor().adapter) ?? null;

/**
 * Gives the process the key of this database's log.
 * @returns 'to sign' for a head that was never signed and may be: of an empty log, or with a new key
 *
 * The key is in a file of its own. It protects against all who reach only the database: its administrator, a copy that
 * is changed and put back, a statement by hand. The user account of the service can read the key too; against it, only
 * an anchor that is stored elsewhere helps (`audit head`).
 */
export async function useAuditKey(db: Db, key: Buffer, is: 'new' | 'known'): Promise<'signed' | 'to sign'> {
  keys.set(db.getExecutor().adapter, key);
  const head = await keptHead(db);
  return head !== null && head.mac === null && (is === 'new' || head.count === 0) ? 'to sign' : 'signed';
}

/** Signs the head with the key of this process: the first time, and after a restore, when the log has been verified. */
export async function signAuditHead(tx: Tx): Promise<void> {
  const [head, key] = [await keptHead(tx), keyOf(tx)];
  if (head !== null && key !== null) await keep(tx, head, key);
}

/**
 * Moves the head on to a row that is being written.
 * @param previous the hash of the row before it, as it is in the table
 */
export async function moveAuditHead(tx: Tx, { previous, hash }: { previous: string; hash: string }): Promise<void> {
  const [kept, key] = [await keptHead(tx), keyOf(tx)];
  const fault = kept === null ? 'head missing' : (kept.fault ?? faultIn(kept, key, previous));
  await keep(tx, { ...(kept ?? EMPTY), count: (kept ?? EMPTY).count + 1, hash, fault }, key);
}

/** The head as kept; of a log without one, an empty head. */
export async function readAuditHead(db: Db): Promise<AuditHead> {
  const { count, hash } = (await keptHead(db)) ?? EMPTY;
  return { count, hash };
}

/** Compares the rows with the head. */
export async function checkAuditHead(
  db: Db,
  found: AuditHead,
): Promise<'as kept' | { fault: AuditFault; missing: number }> {
  const [kept, key] = [await keptHead(db), keyOf(db)];
  if (kept === null) return { fault: 'head missing', missing: 0 };
  const missing = Math.max(0, kept.count - found.count);
  if (kept.fault !== null) return { fault: kept.fault, missing };
  if (missing > 0) return { fault: 'rows missing', missing };
  if (found.count > kept.count) return { fault: 'rows added', missing };
  const fault = faultIn(kept, key, found.hash);
  return fault === null ? 'as kept' : { fault, missing };
}

function faultIn(kept: KeptHead, key: Buffer | null, lastHash: string): AuditFault | null {
  if (key !== null) {
    if (kept.mac === null) return 'head not signed';
    if (kept.key !== nameOf(key)) return 'other key';
    if (!isSame(kept.mac, macOf(kept, key))) return 'head changed';
  }
  return kept.hash === lastHash ? null : 'rows missing';
}

const isSame = (a: string, b: string): boolean =>
  a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b));

const nameOf = (key: Buffer): string => createHash('sha256').update(key).digest('hex').slice(0, 16);

const macOf = ({ count, hash, fault }: KeptHead, key: Buffer): string =>
  createHmac('sha256', key)
    .update(JSON.stringify([count, hash, fault]))
    .digest('hex');

const LOG = 'audit';

async function keep(tx: Tx, head: KeptHead, key: Buffer | null): Promise<void> {
  const signed = key === null ? { key: null, mac: null } : { key: nameOf(key), mac: macOf(head, key) };
  const { count: rows_written, hash, fault } = head;
  const value = { rows_written, hash, fault, signed_with: signed.key, mac: signed.mac };
  await tx
    .insertInto('audit_head')
    .values({ log: LOG, ...value })
    .onConflict((c) => c.column('log').doUpdateSet(value))
    .execute();
}

async function keptHead(db: Db): Promise<KeptHead | null> {
  const row = await db.selectFrom('audit_head').selectAll().where('log', '=', LOG).executeTakeFirst();
  if (row === undefined) return null;
  const { rows_written: count, hash, signed_with: key, mac, fault } = row;
  return { count, hash, key, mac, fault };
}
