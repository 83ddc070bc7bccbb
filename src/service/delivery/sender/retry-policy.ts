import type { Outcome } from '../../../carriers/base/carrier.ts';
import type { OutboxRow } from '../../../db/schema/index.ts';
import type { Result } from '../../../domain/messages/send-outcomes.ts';
import { later, type Instant } from '../../../domain/base/time.ts';

/** How long the sender keeps trying a message. */
export interface RetryPolicy {
  /** Number of tries at a carrier that says it is busy. */
  triesMax: number;
  /** How long it tries while the carrier cannot be reached; a message with an expiry ends with that. */
  unreachableMaxMs: number;
}

const BACKOFF_FIRST_MS = 5000;
const BACKOFF_MAX_MS = 15 * 60_000;

/**
 * The next state of a message after an outcome. A refused message waits longer each time: 5 s, doubled up to 15 min.
 * While the carrier cannot be reached at all, tries do not count; otherwise an outage of half an hour would lose all
 * waiting messages.
 * @param jitter 0.5 to 1.5, so that messages that were refused together do not return together
 */
export function resultOf(
  row: OutboxRow,
  outcome: Outcome,
  { now, jitter, limits }: { now: Instant; jitter: number; limits: RetryPolicy },
): Result {
  switch (outcome.outcome) {
    case 'accepted':
      return { is: 'accepted', sid: outcome.sid };
    case 'unknown':
      return { is: 'unknown', code: outcome.code };
    case 'rejected':
      return { ...codeOf(outcome), is: 'failed', reason: outcome.because, attempt: 'rejected' };
    case 'halted':
      return { ...codeOf(outcome), is: 'refused', againAt: now };
    case 'refused': {
      const waitedMs = Date.parse(now) - Date.parse(row.created_at);
      const isOver = outcome.because === 'busy' ? row.tries >= limits.triesMax : waitedMs >= limits.unreachableMaxMs;
      if (isOver) return { ...codeOf(outcome), is: 'failed', reason: 'gave up', attempt: 'refused' };
      const backoffMs = Math.min(BACKOFF_MAX_MS, BACKOFF_FIRST_MS * 2 ** (row.tries - 1)) * jitter;
      const againAt = later(now, Math.max(Math.round(backoffMs), outcome.retryAfterMs ?? 0));
      return { ...codeOf(outcome), is: 'refused', againAt };
    }
  }
}

const codeOf = (outcome: { code: string; http?: number }): { code: string; http: number | null } => ({
  code: outcome.code,
  http: outcome.http ?? null,
});
