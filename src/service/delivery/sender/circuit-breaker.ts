/** When to leave a failing carrier alone. */
export interface BreakerLimits {
  /** Number of failures within `windowMs` that open the breaker. */
  failuresMax: number;
  windowMs: number;
  /** How long the breaker stays open before it lets one message through. */
  openMs: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface CircuitBreaker {
  state(nowMs: number): BreakerState;
  /** A probe is on its way: no other message is sent until its result is known. */
  probing(): void;
  /** The carrier answered, with any result. */
  answered(): void;
  /** The carrier could not be reached, or its action is unknown. */
  failed(nowMs: number): void;
}

/** A circuit breaker: a carrier that is down gets one message from time to time, and not every message. */
export function createCircuitBreaker(limits: BreakerLimits): CircuitBreaker {
  let failures: number[] = [];
  let openUntil: number | null = null;
  let probe = false;

  return {
    state(nowMs) {
      if (openUntil === null) return 'closed';
      return nowMs < openUntil || probe ? 'open' : 'half-open';
    },
    probing() {
      probe = true;
    },
    answered() {
      failures = [];
      openUntil = null;
      probe = false;
    },
    failed(nowMs) {
      failures = [...failures.filter((at) => at > nowMs - limits.windowMs), nowMs];
      if (openUntil !== null || failures.length >= limits.failuresMax) openUntil = nowMs + limits.openMs;
      probe = false;
    },
  };
}
