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
 * What makes a report one of a kind. A carrier's id of a text may come again after months, so one that names no id of ours
 * counts for its day.
 */
export const reportId = ({ outboxId, sid, status }: CarrierReport, now: string): string =>
  outboxId === null ? `report:${now.slice(0, 10)}:${sid}:${status}` : `report:${outboxId}:${sid}:${status}`;

/**
 * Takes a delivery report into the outbox, in the turn of its arrival. One that comes twice, late or for another message
 * changes nothing; one that says that the carrier will not write to this number again is an opt-out.
 * @param onUndeliverable told of what did not arrive
 * @returns what became of it, for the arrival's outcome
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
/** A report about a text whose sending is not written down yet waits for that this long at most. */
const WAIT_MAX_MS = 2 * 60_000;

/** The same as a turn: a report may come before it is written down that its text left. */
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
 * The text that a report is about which knows only the carrier's id and the number. Where it matches none and one text to the
 * number is of unknown fate, it is that one: only one is ever on its way to a number.
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
    // Of several parts one alone says nothing of the whole.
    const isIt = only !== undefined && unknown.length === 1 && only.parts === 1;
    return isIt ? { outboxId: only.id, sid: receipts.sidOf(only.id, [sid]) } : 'not ours';
  }
  const whole = { outboxId: match.row.id, sid: match.row.sid ?? sid };
  // Of a text in parts, one that did not arrive is enough; that it arrived, all must say.
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
