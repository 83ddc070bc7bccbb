import type { Carrier } from '../../../carriers/base/carrier.ts';
import type { Clock, Ids, Moment } from '../../../db/moment.ts';
import type { Store } from '../../../db/open.ts';
import { USUAL_PER_SECOND } from '../../../domain/broadcasts/throttle.ts';
import { DAY_MS } from '../../../domain/base/time.ts';
import type { Log } from '../../engine/scene.ts';
import type { OnAccepted, OnUndeliverable } from '../hooks.ts';
import { createCircuitBreaker, type BreakerLimits, type BreakerState, type CircuitBreaker } from './circuit-breaker.ts';
import { createRateLimit, type RateLimit, type RateLimits } from './rate-limit.ts';
import type { RetryPolicy } from './retry-policy.ts';

export interface SenderLimits extends RateLimits, RetryPolicy {
  /** Number of messages on their way at a time, each to another number. */
  parallelMax: number;
  /** Number of additional messages on their way that concern a person in need. */
  needMax: number;
  leaseMs: number;
  /** A carrier that answers later than this counts as silent. */
  answerMaxMs: number;
  bookkeepingTriesMax: number;
  stopWaitMs: number;
  tickMs: number;
  breaker: BreakerLimits;
}

const SENDER_LIMITS: SenderLimits = {
  parallelMax: 8,
  needMax: 2,
  triesMax: 8,
  unreachableMaxMs: DAY_MS,
  leaseMs: 60_000,
  answerMaxMs: 30_000,
  bookkeepingTriesMax: 5,
  stopWaitMs: 10_000,
  tickMs: 1000,
  perSecond: USUAL_PER_SECOND,
  restMs: 1000,
  breaker: { failuresMax: 5, windowMs: 60_000, openMs: 30_000 },
};

export interface SenderParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** The id of this process. */
  node: string;
  limits?: Partial<SenderLimits>;
  /** 0 to 1; spreads the retries of messages that were refused together. */
  random?: () => number;
  onUndeliverable?: OnUndeliverable;
  onAccepted?: OnAccepted;
}

export interface SenderHealth {
  /** Why nothing is sent until the owner repairs the account. */
  halted: { code: string; at: string } | null;
  breaker: BreakerState;
  inFlight: number;
  lastTickAt: string | null;
}

/** The common state of claiming, sending and recording: the parts, and what the carrier's answers have shown. */
export interface Sending extends SenderParts {
  limits: SenderLimits;
  random: () => number;
  onUndeliverable: OnUndeliverable;
  onAccepted: OnAccepted;
  breaker: CircuitBreaker;
  rate: RateLimit;
  inFlight: Set<Promise<void>>;
  halted: SenderHealth['halted'];
  stopping: boolean;
}

export function sendingWith(parts: SenderParts): Sending {
  const limits: SenderLimits = { ...SENDER_LIMITS, ...parts.limits };
  return {
    ...parts,
    limits,
    random: parts.random ?? Math.random,
    onUndeliverable: parts.onUndeliverable ?? (() => Promise.resolve()),
    onAccepted: parts.onAccepted ?? (() => Promise.resolve()),
    breaker: createCircuitBreaker(limits.breaker),
    rate: createRateLimit(limits),
    inFlight: new Set(),
    halted: null,
    stopping: false,
  };
}

export const msNow = ({ clock }: Sending): number => clock.now().getTime();

export const momentNow = ({ clock, ids }: Sending): Moment => ({ now: clock.now().toISOString(), ids });
