import type { Delivery, DeliveryState } from '../base/carrier.ts';

/** The content of a delivery receipt. */
export interface Receipt {
  /** The message centre's id of the text, as the receipt spells it. */
  id: string;
  /** "DELIVRD", "UNDELIV" ... */
  status: string;
  errorCode: string | null;
}

const STATES: Readonly<Record<string, DeliveryState>> = {
  ENROUTE: 'sent',
  ACCEPTD: 'accepted',
  DELIVRD: 'delivered',
  EXPIRED: 'undelivered',
  DELETED: 'undelivered',
  UNDELIV: 'undelivered',
  REJECTD: 'undelivered',
  SKIPPED: 'undelivered',
};

/** The TLV message_state (SMPP 3.4, 5.2.28), spelled as in the text form. */
const BY_NUMBER: Readonly<Record<number, string>> = {
  1: 'ENROUTE',
  2: 'DELIVRD',
  3: 'EXPIRED',
  4: 'DELETED',
  5: 'UNDELIV',
  6: 'ACCEPTD',
  7: 'UNKNOWN',
  8: 'REJECTD',
  9: 'SKIPPED',
};

/** A receipt in our words. Its error codes differ by provider, and settle nothing. */
export const receiptDelivery = (status: string): Delivery => ({ state: STATES[status] ?? null, reason: null });

const RECEIPT_TYPES = 0x3c;
/** A receipt of the message centre (0x04), or an intermediate notification (0x20). */
const IS_RECEIPT: ReadonlySet<number> = new Set([0x04, 0x20]);

/**
 * The receipt in a delivered message; null for a text. TLVs win over the text, which has no fixed form: "id:12 sub:001
 * dlvrd:001 submit date:... done date:... stat:DELIVRD err:000 text:...".
 */
export function receiptIn(fields: Readonly<Record<string, unknown>>, text: string): Receipt | 'unreadable' | null {
  const { esm_class: esm, receipted_message_id: named, message_state: state } = fields;
  const isReceipt = typeof esm === 'number' && IS_RECEIPT.has(esm & RECEIPT_TYPES);
  if (!isReceipt && (typeof named !== 'string' || typeof state !== 'number')) return null;
  const id = typeof named === 'string' && named !== '' ? named : field(text, 'id');
  const status = (typeof state === 'number' ? BY_NUMBER[state] : undefined) ?? field(text, 'stat')?.toUpperCase();
  if (id === null || status === undefined) return 'unreadable';
  const code = field(text, 'err');
  return { id, status: status.slice(0, 16), errorCode: code === null || /^0+$/.test(code) ? null : code.slice(0, 16) };
}

const field = (text: string, name: string): string | null =>
  new RegExp(`(?:^|\\s)${name}:\\s*([\\w.-]{1,65})`, 'i').exec(text)?.[1] ?? null;

/** Separators between our id and the centre's, and between the centre's: no id contains them. */
const [AFTER_OURS, BETWEEN] = ['/', '+'];

/** The id that we keep of a text: ours, because a message centre may reuse its ids, and that of each part. */
export const sidOf = (outboxId: string, ids: readonly string[]): string =>
  `${outboxId}${AFTER_OURS}${ids.map(plainId).join(BETWEEN)}`;

/** The id without differences of case and leading zeros. */
export const plainId = (id: string): string =>
  id
    .trim()
    .toLowerCase()
    .replace(/^0+(?=.)/, '');

/** How a receipt may spell the id of the answer: unchanged, in hexadecimal, in decimal. */
const WRITINGS: readonly ((id: string) => string | null)[] = [
  (id) => id,
  (id) => (/^\d{1,38}$/.test(id) ? BigInt(id).toString(16) : null),
  (id) => (/^[\da-f]{1,32}$/.test(id) ? BigInt(`0x${id}`).toString(10) : null),
];

/** The text that a receipt is about, and how the receipts of its other parts spell their ids. */
export interface ReceiptMatch<Row> {
  row: Row;
  others: string[];
}

/**
 * Finds the text that a receipt is about among those sent to its number. Tries one spelling of the id on all texts
 * before the next.
 * @param id as `plainId` returns it
 */
export function matchReceipt<Row extends { sid: string | null }>(
  id: string,
  rows: readonly Row[],
): ReceiptMatch<Row> | null {
  for (const write of WRITINGS) {
    for (const row of rows) {
      const ids = idsIn(row.sid ?? '').map((ours) => write(ours) ?? ours);
      const at = ids.indexOf(id);
      if (at >= 0) return { row, others: ids.filter((_, i) => i !== at) };
    }
  }
  return null;
}

function idsIn(sid: string): string[] {
  const at = sid.indexOf(AFTER_OURS);
  return at < 0 ? [] : sid.slice(at + 1).split(BETWEEN);
}
