import { meaningOf } from '../../carriers/twilio-codes.ts';
import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { statusReport } from '../../domain/messages/delivery-reports.ts';
import type { OnUndeliverable } from '../delivery/hooks.ts';

/** What a delivery report says: the payload of an arrival of kind "report". */
export interface ReportPayload {
  outboxId: string;
  sid: string;
  /** Twilio's word: "queued", "sent", "delivered", "undelivered", "failed" ... */
  status: string;
  errorCode: string | null;
}

/**
 * Takes a delivery report into the outbox, in the turn of its arrival. One that comes twice, late or for another message
 * changes nothing; one that says that the carrier will not write to this number again is an opt-out.
 * @param onUndeliverable told of what did not arrive
 * @returns what became of it, for the arrival's outcome
 */
export async function applyReport(
  tx: Tx,
  moment: Moment,
  payload: ReportPayload,
  onUndeliverable?: OnUndeliverable,
): Promise<'applied' | 'nothing new' | 'another sid' | 'not ours' | 'ignored'> {
  const settles = payload.errorCode === null ? null : meaningOf(payload.errorCode).settles;
  const { outcome, row } = await statusReport(tx, moment, { ...payload, reason: settles });
  if (outcome !== 'applied' || row === null) return outcome;
  const gone = row.state === 'undelivered' || row.state === 'failed';
  if (!gone) return outcome;
  if (settles === 'opted out') {
    await optOut(tx, moment, { centreId: row.centre_id, number: row.number, how: 'carrier' });
  }
  await onUndeliverable?.(tx, { ...row, reason: settles ?? row.reason }, 'undelivered', moment);
  return outcome;
}
