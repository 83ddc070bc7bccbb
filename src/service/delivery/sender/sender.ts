import { claim, expire } from './claim.ts';
import { momentNow, msNow, sendingWith, type SenderHealth, type SenderParts, type Sending } from './parts.ts';
import { sendOne } from './send-one.ts';

export type { SenderHealth, SenderLimits, SenderParts } from './parts.ts';

export interface Sender {
  /** A new message is in the outbox: send it now. */
  nudge(): void;
  /** Sends all due messages that may be sent; resolves afterwards with the number of messages tried. */
  tick(): Promise<number>;
  start(): void;
  /** Claims no more messages, and waits at most ten seconds for those on their way. */
  stop: () => Promise<void>;
  /** Sets the speeds, in messages a second, of our numbers that do not send at the usual one. */
  keepPace(speeds: ReadonlyMap<string, number>): void;
  health(): SenderHealth;
}

/**
 * Takes messages from the outbox to the carrier. A message is marked as being sent before the call, the call is outside
 * any transaction, and a second transaction records the result.
 */
export function createSender(parts: SenderParts): Sender {
  const sending = sendingWith(parts);
  const { limits, rate, log, inFlight } = sending;
  const look = createLook(sending);
  let lastTickAt: string | null = null;
  let timer: NodeJS.Timeout | null = null;
  const failed = (error: unknown): void => log.error({ err: error }, 'the sender failed');

  function tick(): Promise<number> {
    lastTickAt = momentNow(sending).now;
    return look.now('expiring');
  }

  /** A nudge means that a new message is there; expired messages are searched for by a timer. */
  function nudge(): void {
    look.now('new alone').catch(failed);
  }

  function keepTicking(): void {
    const ms = Math.min(limits.tickMs, Math.max(5, rate.waitMs(msNow(sending)) ?? limits.tickMs));
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
      sending.stopping = false;
      sending.halted = null;
      if (timer === null) keepTicking();
      nudge();
    },
    async stop() {
      sending.stopping = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await within(limits.stopWaitMs, Promise.allSettled([look.running(), ...inFlight]));
    },
    keepPace: (speeds) => rate.keep(speeds),
    health: () => ({
      halted: sending.halted,
      breaker: sending.breaker.state(msNow(sending)),
      inFlight: inFlight.size,
      lastTickAt,
    }),
  };
}

interface Look {
  /** Sends until nothing is due; a running look continues until it has seen the messages of this moment too. */
  now(what: 'expiring' | 'new alone'): Promise<number>;
  running(): Promise<number> | null;
}

function createLook(sending: Sending): Look {
  const { limits, inFlight } = sending;
  let running: Promise<number> | null = null;
  let wake: () => void = () => {};
  let woken = false;

  async function drain(what: 'expiring' | 'new alone'): Promise<number> {
    try {
      if (what === 'expiring') await expire(sending);
      for (let tried = 0; ;) {
        woken = false;
        const claimed = await claim(sending);
        for (const one of claimed) {
          const sent: Promise<void> = sendOne(sending, one).finally(() => inFlight.delete(sent));
          inFlight.add(sent);
        }
        tried += claimed.length;
        if (inFlight.size === 0 && claimed.length === 0 && !woken) return tried;
        if (!woken) await roomForMore();
      }
    } finally {
      // Reset in the same tick as the last look. Otherwise a nudge in between would join a look that has ended.
      running = null;
    }
  }

  /** A claim is a transaction, so several messages share one when there is room for several. */
  async function roomForMore(): Promise<void> {
    do {
      const called = new Promise<void>((resolve) => {
        wake = resolve;
      });
      await Promise.race([called, ...inFlight]);
      // Answers arrive in groups: those that are already here make room for one common claim.
      await new Promise((resolve) => setImmediate(resolve));
    } while (!woken && inFlight.size > limits.parallelMax / 2);
  }

  return {
    running: () => running,
    now(what) {
      woken = true;
      wake();
      return (running ??= drain(what));
    },
  };
}

async function within(ms: number, work: Promise<unknown>): Promise<void> {
  let late: NodeJS.Timeout | undefined;
  const waited = new Promise<void>((resolve) => {
    late = setTimeout(resolve, ms);
  });
  await Promise.race([work, waited]);
  clearTimeout(late);
}
