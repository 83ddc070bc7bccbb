import type { Outcome } from '../../../carriers/base/carrier.ts';
import type { Moment } from '../../../db/moment.ts';
import type { OutboxRow, Tx } from '../../../db/schema/index.ts';
import { optOut } from '../../../domain/centres/opt-out.ts';
import type { Claimed } from '../../../domain/messages/claim.ts';
import { recordOutcome, type Result } from '../../../domain/messages/send-outcomes.ts';
import { momentNow, type Sending } from './parts.ts';
import { resultOf } from './retry-policy.ts';

const BOOKKEEPING_PAUSE_MS = 50;

/** Records the result of a message, and retries while the database does not accept it. */
export async function record(sending: Sending, { row, attemptId }: Claimed, outcome: Outcome): Promise<void> {
  const { store, log, limits } = sending;
  const jitter = 0.5 + sending.random();
  for (let n = 1; n <= limits.bookkeepingTriesMax; n++) {
    try {
      const recorded = await store.write(async (tx) => {
        const at = momentNow(sending);
        const result = resultOf(row, outcome, { now: at.now, jitter, limits });
        const word = await recordOutcome(tx, at, { attemptId, row, result });
        if (word === 'recorded' && result.is === 'failed') await afterFailure(sending, tx, at, { row, result });
        if (word === 'recorded' && result.is === 'accepted') await sending.onAccepted(tx, at, row);
        return word;
      });
      if (recorded !== 'recorded') log.warn({ outboxId: row.id, recorded }, 'an outcome came late');
      return;
    } catch (error) {
      log.warn({ err: error, outboxId: row.id, n }, 'an outcome could not be written down');
      await new Promise((resolve) => setTimeout(resolve, BOOKKEEPING_PAUSE_MS * n));
    }
  }
  // The lease runs out, and the reconciler looks the message up.
  log.error({ outboxId: row.id }, 'an outcome was not written down');
}

async function afterFailure(
  { onUndeliverable }: Sending,
  tx: Tx,
  at: Moment,
  { row, result }: { row: OutboxRow; result: Result & { is: 'failed' } },
): Promise<void> {
  if (result.reason === 'opted out')
    await optOut(tx, at, { centreId: row.centre_id, number: row.number, how: 'carrier' });
  await onUndeliverable(tx, { ...row, state: 'failed', error_code: result.code, reason: result.reason }, 'failed', at);
}
