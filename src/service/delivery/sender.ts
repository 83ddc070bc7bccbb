import type { Carrier, Outcome } from '../../carriers/carrier.ts';
import type { Clock, Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { OutboxRow, Tx } from '../../db/schema/index.ts';
import { USUAL_PER_SECOND } from '../../domain/broadcasts/throttle.ts';
import { claimDue, isAnyDue, type Claimed } from '../../domain/messages/claim.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { expireDue, recordOutcome, type Result } from '../../domain/messages/send-outcomes.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import type { Log } from '../engine/scene.ts';
import { createCircuitBreaker, type BreakerLimits, type BreakerState } from './circuit-breaker.ts';
import { createRateLimit, type RateLimits } from './rate-limit.ts';
import { resultOf, type RetryPolicy } from './retry-policy.ts';
import type { OnUndeliverable } from './hooks.ts';

export interface SenderLimits extends RateLimits, RetryPolicy {
  /** How many messages are on their way at a time, each to another number. */
  parallelMax: number;
  leaseMs: number;
  /** A carrier that answers later than this counts as not having answered. */
  answerMaxMs: number;
  bookkeepingTriesMax: number;
  stopWaitMs: number;
  tickMs: number;
  breaker: BreakerLimits;
}

const SENDER_LIMITS: SenderLimits = {
  parallelMax: 8,
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

const BOOKKEEPING_PAUSE_MS = 50;
/** Longer than this no carrier may keep trying. */
const VALID_MAX_S = 36_000;

export interface SenderParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** Which process this is. */
  node: string;
  limits?: Partial<SenderLimits>;
  /** 0 to 1; spreads what was refused together. */
  random?: () => number;
  onUndeliverable?: OnUndeliverable;
}

export interface SenderHealth {
  /** Why nothing is sent until somebody puts the account right. */
  halted: { code: string; at: string } | null;
  breaker: BreakerState;
  inFlight: number;
  lastTickAt: string | null;
}

export interface Sender {
  /** Something new is in the outbox: look now. */
  nudge(): void;
  /** Sends all that is due and may be sent, and answers when it is done; with how many messages it tried. */
  tick(): Promise<number>;
  start(): void;
  /** Claims nothing more and waits for what is on its way, ten seconds at most. */
  stop(): Promise<void>;
  /** How many messages a second our numbers send that do not send at the usual speed. */
  keepPace(speeds: ReadonlyMap<string, number>): void;
  health(): SenderHealth;
}

/**
 * Takes messages from the outbox to the carrier. That a message is being sent is on disk before it is; the call stands
 * outside any transaction; what became of it is written down in a second one.
 */
export function createSender(parts: SenderParts): Sender {
  const { store, carrier, clock, ids, log, node } = parts;
  const limits: SenderLimits = { ...SENDER_LIMITS, ...parts.limits };
  const random = parts.random ?? Math.random;
  const giveUp: OnUndeliverable = parts.onUndeliverable ?? (() => Promise.resolve());
  const breaker = createCircuitBreaker(limits.breaker);
  const pace = createRateLimit(limits);
  const inFlight = new Set<Promise<void>>();
  let halted: SenderHealth['halted'] = null;
  let stopping = false;
  let lastTickAt: string | null = null;
  let running: Promise<number> | null = null;
  let wake: () => void = () => {};
  let woken = false;
  let timer: NodeJS.Timeout | null = null;

  const nowMs = (): number => clock.now().getTime();
  const moment = (): Moment => ({ now: clock.now().toISOString(), ids });

  async function drain(expiring: boolean): Promise<number> {
    try {
      if (expiring) await expire();
      for (let tried = 0; ;) {
        woken = false;
        const claimed = await claim();
        for (const one of claimed) launch(one);
        tried += claimed.length;
        if (inFlight.size === 0 && claimed.length === 0 && !woken) return tried;
        if (!woken) await roomForMore();
      }
    } finally {
      // In one breath with the last look: a nudge in between would be told that somebody is looking.
      running = null;
    }
  }

  /** A claim is a transaction: several share one when there is room for several. */
  async function roomForMore(): Promise<void> {
    do {
      const called = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([called, ...inFlight]);
      // Answers come in bunches: those that are here already make room for one claim together.
      await new Promise((resolve) => setImmediate(resolve));
    } while (!woken && inFlight.size > limits.parallelMax / 2);
  }

  async function expire(): Promise<void> {
    try {
      await store.write(async (tx) => {
        const at = moment();
        for (const row of await expireDue(tx, at)) await giveUp(tx, row, 'expired', at);
      });
    } catch (error) {
      // What is of use still goes out.
      log.error({ err: error }, 'what expired could not be given up');
    }
  }

  async function claim(): Promise<Claimed[]> {
    if (stopping || halted !== null) return [];
    if ((await isAnyDue(store.db, moment().now)) === 'no') return [];
    const state = breaker.state(nowMs());
    const room = limits.parallelMax - inFlight.size;
    const max = state === 'closed' ? room : state === 'half-open' ? 1 : 0;
    if (max <= 0) return [];
    const options = {
      max,
      node,
      leaseMs: limits.leaseMs,
      pausedFrom: pace.paused(nowMs()),
      bulkPausedFrom: pace.spent(nowMs()),
    };
    const claimed = await store.write((tx) => claimDue(tx, moment(), options));
    for (const { row } of claimed) pace.used(row.from_number, nowMs());
    if (state === 'half-open' && claimed.length > 0) breaker.probing();
    return claimed;
  }

  function launch(claimed: Claimed): void {
    const sending: Promise<void> = sendOne(claimed).finally(() => inFlight.delete(sending));
    inFlight.add(sending);
  }

  async function sendOne(claimed: Claimed): Promise<void> {
    // A process that slept through its lease must not send what another may have sent meanwhile.
    if (later(clock.now().toISOString(), limits.answerMaxMs) >= claimed.leaseUntil) return breaker.failed(nowMs());
    const outcome = await offer(claimed.row);
    takeNote(claimed.row, outcome);
    await record(claimed, outcome);
  }

  async function offer(row: OutboxRow): Promise<Outcome> {
    let late: NodeJS.Timeout | undefined;
    const silence = new Promise<Outcome>((resolve) => {
      late = setTimeout(() => resolve({ outcome: 'unknown', code: 'no answer' }), limits.answerMaxMs);
    });
    const message = { id: row.id, from: row.from_number, to: row.number, body: row.body, ...validity(row) };
    try {
      return await Promise.race([carrier.send(message), silence]);
    } catch (error) {
      log.error({ err: error, outboxId: row.id }, 'the carrier threw');
      return { outcome: 'unknown', code: 'threw' };
    } finally {
      clearTimeout(late);
    }
  }

  function validity(row: OutboxRow): { validForS?: number } {
    if (row.expires_at === null) return {};
    const leftS = Math.floor((Date.parse(row.expires_at) - nowMs()) / 1000);
    return { validForS: Math.min(VALID_MAX_S, Math.max(1, leftS)) };
  }

  /** What the outcome says about the carrier and our number, rather than about the message. */
  function takeNote(row: OutboxRow, outcome: Outcome): void {
    const isDown =
      outcome.outcome === 'unknown' || (outcome.outcome === 'refused' && outcome.because === 'unreachable');
    if (isDown) breaker.failed(nowMs());
    else breaker.answered();
    if (outcome.outcome === 'accepted') pace.accepted(row.from_number);
    if (outcome.outcome === 'refused' && outcome.because === 'busy') {
      pace.slowDown(row.from_number, nowMs(), outcome.retryAfterMs);
    }
    if (outcome.outcome === 'halted' && halted === null) {
      halted = { code: outcome.code, at: clock.now().toISOString() };
      log.error({ code: outcome.code, carrier: carrier.name }, 'sending has stopped: the carrier refuses our account');
    }
  }

  async function record(claimed: Claimed, outcome: Outcome): Promise<void> {
    const { row, attemptId } = claimed;
    const jitter = 0.5 + random();
    for (let n = 1; n <= limits.bookkeepingTriesMax; n++) {
      try {
        const recorded = await store.write(async (tx) => {
          const at = moment();
          const result = resultOf(row, outcome, { now: at.now, jitter, limits });
          const word = await recordOutcome(tx, at, { attemptId, row, result });
          if (word === 'recorded' && result.is === 'failed') await afterFailure(tx, at, row, result);
          return word;
        });
        if (recorded !== 'recorded') log.warn({ outboxId: row.id, recorded }, 'an outcome came late');
        return;
      } catch (error) {
        log.warn({ err: error, outboxId: row.id, n }, 'an outcome could not be written down');
        await new Promise((resolve) => setTimeout(resolve, BOOKKEEPING_PAUSE_MS * n));
      }
    }
    // The lease runs out, and the resolver looks the message up.
    log.error({ outboxId: row.id }, 'an outcome was not written down');
  }

  async function afterFailure(tx: Tx, at: Moment, row: OutboxRow, result: Result & { is: 'failed' }): Promise<void> {
    if (result.reason === 'opted out') {
      await optOut(tx, at, { centreId: row.centre_id, number: row.number, how: 'carrier' });
    }
    await giveUp(tx, { ...row, state: 'failed', error_code: result.code, reason: result.reason }, 'failed', at);
  }

  function look(expiring: boolean): Promise<number> {
    woken = true;
    wake();
    return (running ??= drain(expiring));
  }

  function tick(): Promise<number> {
    lastTickAt = clock.now().toISOString();
    return look(true);
  }

  const failed = (error: unknown): void => log.error({ err: error }, 'the sender failed');

  /** A nudge says that there is something new; what is too old is looked for as time goes by. */
  function nudge(): void {
    look(false).catch(failed);
  }

  function keepTicking(): void {
    const ms = Math.min(limits.tickMs, Math.max(5, pace.waitMs(nowMs()) ?? limits.tickMs));
    timer = setTimeout(() => {
      tick().catch(failed);
      keepTicking();
    }, ms);
    timer.unref();
  }

  return {
    nudge,
    tick,
    start() {
      stopping = false;
      halted = null;
      if (timer === null) keepTicking();
      nudge();
    },
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      let late: NodeJS.Timeout | undefined;
      const patience = new Promise<void>((resolve) => {
        late = setTimeout(resolve, limits.stopWaitMs);
      });
      await Promise.race([Promise.allSettled([running, ...inFlight]), patience]);
      clearTimeout(late);
    },
    keepPace: (speeds) => pace.keep(speeds),
    health: () => ({ halted, breaker: breaker.state(nowMs()), inFlight: inFlight.size, lastTickAt }),
  };
}
