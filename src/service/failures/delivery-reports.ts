import { deliveryOf, receiptsOf } from '../../carriers/index.ts';
import type { CarrierReport } from '../../carriers/base/line.ts';
import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { later, DAY_MS } from '../../domain/base/time.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { openTo, sentTo, statusReport } from '../../domain/messages/delivery-reports.ts';
import type { OnUndeliverable } from '../delivery/hooks.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';

type Became = 'applied' | 'nothing new' | 'another sid' | 'not ours' | 'ignored' | 'part of it';

/**
 * The id that makes a report unique. A carrier may use an id of a text again after months, so a report without our id
 * counts for its day only.
 */
export const reportId = ({ outboxId, sid, status }: CarrierReport, now: string): string =>
  outboxId === null ? `report:${now.slice(0, 10)}:${sid}:${status}` : `report:${outboxId}:${sid}:${status}`;

/**
 * Applies a delivery report to the outbox, in the turn of its arrival. A repeated or late report, or one for another
 * message, changes nothing; a report that the carrier blocks this number is an opt-out.
 * @param onUndeliverable called for a message that did not arrive
 * @returns the outcome of the arrival
 */
export async function applyReport(
  tx: Tx,
  moment: Moment,
  payload: CarrierReport,
  onUndeliverable?: OnUndeliverable,
): Promise<Became> {
  const { outboxId, sid, errorCode } = payload;
  const { state, reason } = deliveryOf(payload);
  if (outboxId === null) {
    const found = await findText(tx, moment, payload);
    if (found === 'not ours' || found === 'part of it') return found;
    return applyReport(tx, moment, { ...payload, ...found }, onUndeliverable);
  }
  const { outcome, row } = await statusReport(tx, moment, { outboxId, sid, state, errorCode, reason });
  if (outcome !== 'applied' || row === null) return outcome;
  const gone = row.state === 'undelivered' || row.state === 'failed';
  if (!gone) return outcome;
  if (reason === 'opted out') {
    await optOut(tx, moment, { centreId: row.centre_id, number: row.number, how: 'carrier' });
  }
  await onUndeliverable?.(tx, { ...row, reason: reason ?? row.reason }, 'undelivered', moment);
  return outcome;
}

const SOON_MS = 5_000;
/** A report about a text whose sending is not yet recorded waits at most this long. */
const WAIT_MAX_MS = 2 * 60_000;

/** The turn of a report: it may come before the sending of its text is recorded. */
export async function handleReport(
  tx: Tx,
  moment: Moment,
  { payload, receivedAt }: { payload: CarrierReport; receivedAt: string },
  onUndeliverable: OnUndeliverable,
): Promise<ArrivalOutcome> {
  const outcome = await applyReport(tx, moment, payload, onUndeliverable);
  const mayWait = outcome === 'not ours' && payload.outboxId === null && payload.to !== undefined;
  if (mayWait && moment.now < later(receivedAt, WAIT_MAX_MS) && (await openTo(tx, payload.to ?? '')).sending) {
    return { outcome: 'too early', state: 'new', centreId: null, retryAt: later(moment.now, SOON_MS) };
  }
  return { outcome, state: 'done', centreId: null };
}

/**
 * Finds the text of a report that has only the carrier's id and the number. When no id matches, and one text to the
 * number has an unknown fate, the report is about that text, because only one text at a time is on its way to a number.
 */
async function findText(
  tx: Tx,
  { now }: Moment,
  report: CarrierReport,
): Promise<{ outboxId: string; sid: string } | 'not ours' | 'part of it'> {
  const { to, sid } = report;
  const receipts = receiptsOf(report);
  if (to === undefined || receipts === null) return 'not ours';
  const match = receipts.match(sid, await sentTo(tx, to));
  if (match === null) {
    const { unknown } = await openTo(tx, to);
    const [only] = unknown;
    // A report on one of several parts proves nothing about the whole.
    const isIt = only !== undefined && unknown.length === 1 && only.parts === 1;
    return isIt ? { outboxId: only.id, sid: receipts.sidOf(only.id, [sid]) } : 'not ours';
  }
  const whole = { outboxId: match.row.id, sid: match.row.sid ?? sid };
  // One undelivered part is enough for a text to count as undelivered; delivered needs the reports of all parts.
  const isGood = ['sent', 'delivered'].includes(deliveryOf(report).state ?? '');
  return isGood && !(await areTold(tx, now, report, match.others)) ? 'part of it' : whole;
}

const TOLD_MAX_DAYS = 4;

async function areTold(tx: Tx, now: string, report: CarrierReport, others: readonly string[]): Promise<boolean> {
  for (const sid of others) {
    const ids = Array.from({ length: TOLD_MAX_DAYS }, (_, days) =>
      reportId({ ...report, sid }, later(now, -days * DAY_MS)),
    );
    const row = await tx.selectFrom('arrival').select('id').where('id', 'in', ids).executeTakeFirst();
    if (row === undefined) return false;
  }
  return true;
}
