export interface RateLimits {
  /** Messages a second from one of our numbers; more would wait in the carrier's queue, with replies behind them. */
  perSecond: number;
  /** How long a number rests after "too many", if the carrier names no time. */
  restMs: number;
}

export interface RateLimit {
  /** Our numbers that must not send now. */
  paused(nowMs: number): string[];
  /** Our numbers that have used up their messages for now: they send only messages for which a person waits. */
  spent(nowMs: number): string[];
  /** Milliseconds until the first of those may send again; null when none waits. */
  waitMs(nowMs: number): number | null;
  used(from: string, nowMs: number): void;
  /** The carrier said "too many": halves the speed, and lets the number rest. */
  slowDown(from: string, nowMs: number, restMs?: number): void;
  accepted(from: string): void;
  /** Sets the speeds, in messages a second, of our numbers that do not send at the usual one. */
  keep(speeds: ReadonlyMap<string, number>): void;
}

/** A number is never slowed below this share of its speed. */
const SHARE_MIN = 1 / 16;
/** The share of its full speed that a number regains with each accepted message. */
const SHARE_STEP = 1 / 64;
/** Replies that went ahead of their time delay the rest by no more than this. */
const DEBT_MAX_MS = 10_000;

interface Number {
  from: string;
  /** Messages that may go now; negative after replies that went ahead of their time. */
  left: number;
  at: number;
  share: number;
  restUntil: number;
}

/** The speed of each of our numbers: a bucket of one second's messages, which fills steadily. */
export function createRateLimit(limits: RateLimits): RateLimit {
  const numbers = new Map<string, Number>();
  let speeds: ReadonlyMap<string, number> = new Map();
  const speedOf = (from: string): number => speeds.get(from) ?? limits.perSecond;
  const fullOf = (from: string): number => Math.max(1, speedOf(from));

  function filled(n: Number, nowMs: number): Number {
    const speed = speedOf(n.from) * n.share;
    n.left = Math.min(fullOf(n.from), n.left + (Math.max(0, nowMs - n.at) / 1000) * speed);
    n.at = nowMs;
    return n;
  }

  const numberOf = (from: string, nowMs: number): Number => {
    const known = numbers.get(from);
    if (known !== undefined) return filled(known, nowMs);
    const fresh = { from, left: fullOf(from), at: nowMs, share: 1, restUntil: 0 };
    numbers.set(from, fresh);
    return fresh;
  };
  const those = (nowMs: number, which: (n: Number) => boolean): string[] =>
    [...numbers].filter(([, n]) => which(filled(n, nowMs))).map(([from]) => from);

  return {
    paused: (nowMs) => those(nowMs, (n) => n.restUntil > nowMs),
    spent: (nowMs) => those(nowMs, (n) => n.left < 1),
    waitMs(nowMs) {
      const waits = [...numbers.values()].flatMap((n) => {
        const { from, left, share, restUntil } = filled(n, nowMs);
        const fillMs = left < 1 ? ((1 - left) / (speedOf(from) * share)) * 1000 : 0;
        const ms = Math.max(fillMs, restUntil - nowMs);
        return ms > 0 ? [ms] : [];
      });
      return waits.length === 0 ? null : Math.min(...waits);
    },
    used(from, nowMs) {
      const n = numberOf(from, nowMs);
      n.left = Math.max(n.left - 1, 1 - Math.max(1, (DEBT_MAX_MS / 1000) * speedOf(from)));
    },
    slowDown(from, nowMs, restMs = limits.restMs) {
      const n = numberOf(from, nowMs);
      n.share = Math.max(SHARE_MIN, n.share / 2);
      n.restUntil = Math.max(n.restUntil, nowMs + restMs);
    },
    accepted(from) {
      const n = numbers.get(from);
      if (n !== undefined) n.share = Math.min(1, n.share + SHARE_STEP);
    },
    keep(wanted) {
      speeds = wanted;
    },
  };
}
