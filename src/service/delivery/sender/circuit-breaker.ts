/** When to leave a carrier alone that does not answer. */
export interface BreakerLimits {
  /** So many failures within the window open it. */
  failuresMax: number;
  windowMs: number;
  /** How long it stays open before one message is tried. */
  openMs: number;
}

export type BreakerState = 'closed' | 'open' | 'half-open';

export interface CircuitBreaker {
  state(nowMs: number): BreakerState;
  /** A probe is on its way: nothing else is sent until it is back. */
  probing(): void;
  /** The carrier answered, whatever it said. */
  answered(): void;
  /** It could not be reached, or nobody knows what it did. */
  failed(nowMs: number): void;
}

/** A circuit breaker: a carrier that is down is asked once in a while, not by every message. */
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
