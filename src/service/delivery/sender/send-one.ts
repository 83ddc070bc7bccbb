import type { Outcome } from '../../../carriers/base/carrier.ts';
import type { OutboxRow } from '../../../db/schema/index.ts';
import { later } from '../../../domain/base/time.ts';
import type { Claimed } from '../../../domain/messages/claim.ts';
import { momentNow, msNow, type Sending } from './parts.ts';
import { record } from './record.ts';

/** Longest time for which a carrier may keep trying. */
const VALID_MAX_S = 36_000;

/** Gives one message to the carrier, outside any transaction, and records the result. */
export async function sendOne(sending: Sending, claimed: Claimed): Promise<void> {
  const { limits, breaker } = sending;
  // A process that slept through its lease must not send a message that another may have sent in the meantime.
  if (later(momentNow(sending).now, limits.answerMaxMs) >= claimed.leaseUntil) return breaker.failed(msNow(sending));
  const outcome = await offer(sending, claimed.row);
  learn(sending, claimed.row, outcome);
  await record(sending, claimed, outcome);
}

async function offer(sending: Sending, row: OutboxRow): Promise<Outcome> {
  const { carrier, limits, log } = sending;
  let late: NodeJS.Timeout | undefined;
  const silence = new Promise<Outcome>((resolve) => {
    late = setTimeout(() => resolve({ outcome: 'unknown', code: 'no answer' }), limits.answerMaxMs);
  });
  const message = { id: row.id, from: row.from_number, to: row.number, body: row.body, ...validity(sending, row) };
  try {
    return await Promise.race([carrier.send(message), silence]);
  } catch (error) {
    log.error({ err: error, outboxId: row.id }, 'the carrier threw');
    return { outcome: 'unknown', code: 'threw' };
  } finally {
    clearTimeout(late);
  }
}

function validity(sending: Sending, row: OutboxRow): { validForS?: number } {
  if (row.expires_at === null) return {};
  const leftS = Math.floor((Date.parse(row.expires_at) - msNow(sending)) / 1000);
  return { validForS: Math.min(VALID_MAX_S, Math.max(1, leftS)) };
}

/** Takes from an outcome what concerns the carrier and our number, and not the message. */
function learn(sending: Sending, row: OutboxRow, outcome: Outcome): void {
  const { breaker, rate, carrier, log } = sending;
  const nowMs = msNow(sending);
  const isDown = outcome.outcome === 'unknown' || (outcome.outcome === 'refused' && outcome.because === 'unreachable');
  if (isDown) breaker.failed(nowMs);
  else breaker.answered();
  if (outcome.outcome === 'accepted') rate.accepted(row.from_number);
  if (outcome.outcome === 'refused' && outcome.because === 'busy')
    rate.slowDown(row.from_number, nowMs, outcome.retryAfterMs);
  if (outcome.outcome === 'halted' && sending.halted === null) {
    sending.halted = { code: outcome.code, at: momentNow(sending).now };
    log.error({ code: outcome.code, carrier: carrier.name }, 'sending has stopped: the carrier refuses our account');
  }
}
