import { claimDue, isAnyDue, type Claimed } from '../../../domain/messages/claim.ts';
import { numbersOverLimit } from '../../../domain/messages/spending.ts';
import { expireDue, isAnyExpired } from '../../../domain/messages/send-outcomes.ts';
import { isSettling, leadsElsewhere, lookAtServer } from '../failover.ts';
import { momentNow, msNow, type Sending } from './parts.ts';

/** Claims the next messages, as many as there is room for; none while the carrier is down or refuses the account. */
export async function claim(sending: Sending): Promise<Claimed[]> {
  const { store, node, limits, breaker, rate, failover } = sending;
  if (sending.stopping || sending.halted !== null) return [];
  const due = await isAnyDue(store.db, momentNow(sending).now);
  await lookAtServer(failover);
  if (due === 'no') return [];
  const state = breaker.state(msNow(sending));
  const room = limits.parallelMax - sending.inFlight.size;
  const max = isSettling(failover, 'find') ? 0 : state === 'closed' ? room : state === 'half-open' ? 1 : 0;
  // Messages to persons in need have places of their own, so that a slow or silent carrier does not delay them.
  const needMax = Math.max(max, room + limits.needMax);
  if (needMax <= 0) return [];
  const overLimit = await numbersOverLimit(store.db, momentNow(sending).now);
  const options = {
    max,
    needMax,
    node,
    leaseMs: limits.leaseMs,
    pausedFrom: rate.paused(msNow(sending)),
    bulkPausedFrom: [...new Set([...rate.spent(msNow(sending)), ...overLimit])],
  };
  // Claimed before the turns that wait: a message may concern a person in need.
  const claimed = await store.write(
    async (tx) => (leadsElsewhere(failover) ? [] : claimDue(tx, momentNow(sending), options)),
    'first',
  );
  for (const { row } of claimed) rate.used(row.from_number, msNow(sending));
  if (state === 'half-open' && claimed.length > 0) breaker.probing();
  return claimed;
}

/** Gives up the messages that have expired. */
export async function expire(sending: Sending): Promise<void> {
  const { store, log, onUndeliverable } = sending;
  try {
    if (!(await isAnyExpired(store.db, momentNow(sending).now))) return;
    await store.write(async (tx) => {
      const at = momentNow(sending);
      for (const row of await expireDue(tx, at)) await onUndeliverable(tx, row, 'expired', at);
    });
  } catch (error) {
    // The other messages still go out.
    log.error({ err: error }, 'what expired could not be given up');
  }
}
