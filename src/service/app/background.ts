import type { Carrier } from '../../carriers/base/carrier.ts';
import type { Arrival } from '../../db/schema/index.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { USUAL_PER_SECOND } from '../../domain/broadcasts/throttle.ts';
import { createBroadcastWorker } from '../broadcasts/worker.ts';
import { createCaller } from '../delivery/caller.ts';
import { createCarrierEraser } from '../delivery/erase-at-carrier.ts';
import { createRecordingEraser } from '../delivery/erase-recordings.ts';
import { countCost } from '../notify/costs.ts';
import { watchForFailover } from '../delivery/failover.ts';
import { createReconciler } from '../delivery/reconcile.ts';
import { createSender, type Sender, type SenderParts } from '../delivery/sender/sender.ts';
import { createLoop } from '../engine/loop.ts';
import type { App } from '../engine/scene.ts';
import { finishCall, giveUpCall } from '../failures/unanswered-calls.ts';
import { handToHuman } from '../failures/undeliverable.ts';
import { createScheduler } from '../turn/scheduler.ts';
import { createWorker } from '../turn/worker.ts';
import { warmUp } from './warm-up.ts';

/** Runs regularly too, so that messages of a lost webhook are found within minutes. */
const FETCH_MS = 5 * MINUTE_MS;

export interface BackgroundParts {
  carrier: Carrier;
  /** The id of this process in leases. */
  node: string;
  limits: SenderParts['limits'];
  random: SenderParts['random'];
  /** Fetches inbound messages whose webhooks were missed. */
  fetchMissed: () => Promise<unknown>;
}

/** All background work: takes turns, finds due work, sends, calls, looks up and erases. */
export interface Background {
  readonly sender: Sender;
  /** When the last tick of the scheduler ended. */
  readonly tickedAt: string | null;
  /** Takes new arrivals now. */
  takeTurns: () => void;
  /** Takes an arrival before all that wait. */
  takeFirst: (arrival: Arrival) => void;
  /** Whether arrivals wait for their turn. */
  isBusy: () => boolean;
  /** Takes new arrivals and sends new messages now. */
  nudge: () => void;
  /** Finds due work, and takes and sends until nothing is left. */
  settle: () => Promise<void>;
  /** Recurring work, and erasures outside the database. */
  tidy: () => Promise<void>;
  start: () => void;
  stop: () => Promise<void>;
}

export function createBackground(app: App, parts: BackgroundParts): Background {
  const all = createAll(app, parts);
  const { carrier } = parts;
  const { sender, caller, worker, broadcasts, reconciler, carrierEraser, scheduler, fetching, nudge } = all;
  let stopping = false;

  /**
   * Postpones broadcasts to the morning first, where quiet hours ask for it, and sends the other messages afterwards.
   */
  function startSending(): void {
    broadcasts
      .tick()
      .catch((error: unknown) => app.log.error({ error: nameOf(error) }, 'broadcasts could not be looked at'))
      .finally(() => {
        if (stopping) return;
        broadcasts.start();
        sender.start();
      });
  }

  /**
   * Started in this order and stopped in the reverse: a part that hands on work stops before the part that receives it.
   */
  const order: readonly { start?: () => void; stop: () => Promise<void> }[] = [
    { start: () => carrier.start?.(), stop: () => carrier.stop?.() ?? Promise.resolve() },
    caller,
    { start: startSending, stop: sender.stop },
    { stop: broadcasts.stop },
    { start: worker.nudge, stop: worker.stop },
    carrierEraser,
    reconciler,
    scheduler,
    // The run ends by itself when its next message is refused; waiting for the network would delay the stop.
    { start: fetching.start, stop: () => Promise.resolve(void fetching.stop()) },
  ];

  return {
    sender,
    get tickedAt() {
      return scheduler.tickedAt;
    },
    takeTurns: worker.nudge,
    takeFirst: worker.takeFirst,
    isBusy: () => worker.busy,
    nudge,
    settle: () => settle(all),
    tidy: carrierEraser.tick,
    start() {
      for (const { start } of order) start?.();
      warmUp(app).catch((error: unknown) => app.log.warn({ error: nameOf(error) }, 'not warmed up'));
    },
    async stop() {
      stopping = true;
      for (const { stop } of order.toReversed()) await stop();
    },
  };
}

async function settle(all: ReturnType<typeof createAll>): Promise<void> {
  await all.scheduler.tick();
  await all.reconciler.tick();
  await all.caller.resolve();
  await all.recordings.tick();
  for (;;) {
    const turns = await all.worker.drain();
    const queued = await all.broadcasts.tick();
    const sends = await all.sender.tick();
    const calls = await all.caller.tick();
    if (turns + queued + sends + calls === 0) return;
  }
}

function createAll(app: App, { carrier, node, limits, random, fetchMissed }: BackgroundParts) {
  const { store, clock, ids, log } = app;
  const outside = { store, carrier, clock, ids, log };
  const given = { ...(limits === undefined ? {} : { limits }), ...(random === undefined ? {} : { random }) };
  const fetching = createLoop({
    everyMs: FETCH_MS,
    atOnce: true,
    work: fetchMissed,
    onError: (error) => log.error({ error: nameOf(error) }, 'missed messages were not fetched'),
  });
  // A run that is under way may have asked for too short a time: what it saw last is forgotten, too.
  const onFailover = (): void => {
    fetching
      .nudge()
      .catch((error: unknown) => log.error({ error: nameOf(error) }, 'forgotten messages were not fetched'));
  };
  const failover = watchForFailover({ ...outside, onFailover });
  const hooks = { onUndeliverable: handToHuman, onAccepted: countCost };
  const sender = createSender({ ...outside, node, failover, ...hooks, ...given });
  const caller = createCaller({ ...outside, node, failover, outcomes: { giveUpCall, finishCall } });
  const afterTurns = (): void => {
    sender.nudge();
    caller.nudge();
    scheduler.lookAtAgenda();
  };
  const worker = createWorker(app, afterTurns);
  const nudge = (): void => {
    worker.nudge();
    afterTurns();
  };
  const recordings = createRecordingEraser({ app, carrier });
  const beat = (): void => {
    nudge();
    caller
      .resolve()
      .then(() => recordings.tick())
      .catch((error: unknown) => log.error({ error: nameOf(error) }, 'calls were not looked after'));
  };
  const scheduler = createScheduler(app, beat, worker.takeFirst);
  return {
    sender,
    caller,
    worker,
    nudge,
    recordings,
    broadcasts: createBroadcastWorker({
      app,
      perSecond: limits?.perSecond ?? USUAL_PER_SECOND,
      keepPace: (speeds) => sender.keepPace(speeds),
      nudge: afterTurns,
    }),
    reconciler: createReconciler({ ...outside, onUndeliverable: handToHuman, onAgain: () => sender.nudge() }),
    carrierEraser: createCarrierEraser(outside),
    scheduler,
    fetching,
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
