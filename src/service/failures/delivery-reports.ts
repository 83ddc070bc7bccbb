import { deliveryOf } from '../../carriers/index.ts';
import type { CarrierReport } from '../../carriers/line.ts';
import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { statusReport } from '../../domain/messages/delivery-reports.ts';
import type { OnUndeliverable } from '../delivery/hooks.ts';

/**
 * Takes a delivery report into the outbox, in the turn of its arrival. One that comes twice, late or for another message
 * changes nothing; one that says that the carrier will not write to this number again is an opt-out.
 * @param onGiveUp told of what did not arrive
 * @returns what became of it, for the arrival's outcome
 */
export async function applyReport(
  tx: Tx,
  moment: Moment,
  payload: CarrierReport,
  onGiveUp?: OnUndeliverable,
): Promise<'applied' | 'nothing new' | 'another sid' | 'not ours' | 'ignored'> {
  const { outboxId, sid, errorCode } = payload;
  if (outboxId === null) return 'not ours';
  const { state, reason } = deliveryOf(payload);
  const { outcome, row } = await statusReport(tx, moment, { outboxId, sid, state, errorCode, reason });
  if (outcome !== 'applied' || row === null) return outcome;
  const gone = row.state === 'undelivered' || row.state === 'failed';
  if (!gone) return outcome;
  if (reason === 'opted out') {
    await optOut(tx, moment, { centreId: row.centre_id, number: row.number, how: 'carrier' });
  }
  await onGiveUp?.(tx, { ...row, reason: reason ?? row.reason }, 'undelivered', moment);
  return outcome;
}
