import { hostname } from 'node:os';
import type { InboundMessage } from '../../carriers/carrier.ts';
import type { MakeCarrier } from '../../carriers/index.ts';
import type { CallLine, CarrierReport, InboundText, TextLine } from '../../carriers/line.ts';
import type { Tx } from '../../db/schema/index.ts';
import { USUAL_PER_SECOND } from '../../domain/broadcasts/throttle.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { recordArrival, type NewArrival } from '../engine/journal.ts';
import { createBroadcastWorker } from '../broadcasts/worker.ts';
import { giveUpCall, finishCall } from '../failures/unanswered-calls.ts';
import { createCaller } from '../delivery/caller.ts';
import { createCallLine } from './call-line.ts';
import { recordPart } from '../text/join-parts.ts';
import { reportId } from '../failures/delivery-reports.ts';
import { fetchMissed } from '../delivery/fetch-missed.ts';
import { handToHuman } from '../failures/undeliverable.ts';
import { createCarrierEraser } from '../delivery/erase-at-carrier.ts';
import { openApp, type AppParts } from './open-app.ts';
import { createReconciler } from '../delivery/reconcile.ts';
import { createScheduler } from '../turn/scheduler.ts';
import { createSender, type Sender, type SenderParts } from '../delivery/sender.ts';
import { warmUp } from './warm-up.ts';
import { createRecordingEraser } from '../delivery/erase-recordings.ts';
import { createWorker } from '../turn/worker.ts';
import type { App } from '../engine/scene.ts';

/** The running service: what comes in goes to the journal and is then taken; what is due is found; what waits is sent. */
export interface Service extends CallLine, TextLine {
  readonly app: App;
  /** Something was put into the outbox by another way: see to it now. */
  nudge(): void;
  /** Finds what is due, and takes and sends until nothing is left; for tests and for the clock that is moved forward. */
  settle(): Promise<void>;
  /** What is done now and then: standing work, and forgetting outside the house; for tests. */
  tidy(): Promise<void>;
  readonly health: ServiceHealth;
  start(): void;
  /** No new turns; those that run finish, and messages on their way are waited for, ten seconds at most. */
  stop(): Promise<void>;
}

export interface ServiceHealth {
  readonly tickedAt: string | null;
  readonly stopping: boolean;
  readonly sender: Sender;
}

export interface ServiceParts extends AppParts {
  /** Given where what it hears goes; one whose reports and texts come by webhook leaves that unused. */
  carrier: MakeCarrier;
  limits?: SenderParts['limits'];
  /** Who this process is, in leases. */
  node?: string;
}

/** Now and then too, so that a webhook that got lost is found within minutes. */
const FETCH_MS = 5 * MINUTE_MS;

export function createService(parts: ServiceParts): Service {
  const { store, clock, ids, log } = parts;
  const app = openApp(parts);
  const node = parts.node ?? `${hostname()}:${process.pid}`;
  const carrier = parts.carrier(
    (report) =>
      receiveReport(report).catch((error: unknown) => {
        log.warn({ error: nameOf(error) }, 'a report was not kept');
        throw error;
      }),
    (text) => receiveText(text),
  );
  const sender = createSender({
    store,
    carrier,
    clock,
    ids,
    log,
    node,
    onUndeliverable: handToHuman,
    ...(parts.limits === undefined ? {} : { limits: parts.limits }),
  });
  const resolver = createReconciler({
    store,
    carrier,
    clock,
    ids,
    log,
    onGiveUp: handToHuman,
    onAgain: () => sender.nudge(),
  });
  const broadcaster = createBroadcastWorker({
    app,
    perSecond: parts.limits?.perSecond ?? USUAL_PER_SECOND,
    keepPace: (speeds) => sender.keepPace(speeds),
    nudge: () => afterTurns(),
  });
  const janitor = createCarrierEraser({ store, carrier, clock, ids, log });
  let stopping = false;
  const caller = createCaller({ store, carrier, clock, ids, log, node, outcomes: { giveUpCall, finishCall } });
  const sweeper = createRecordingEraser({ app, carrier });
  const afterTurns = (): void => {
    sender.nudge();
    caller.nudge();
  };
  const worker = createWorker(app, afterTurns);
  const callLine = createCallLine(app, () => {
    worker.nudge();
    afterTurns();
  });

  const scheduler = createScheduler(app, () => {
    worker.nudge();
    afterTurns();
    caller
      .resolve()
      .then(() => sweeper.sweep())
      .catch((error: unknown) => {
        log.error({ error: nameOf(error) }, 'calls were not looked after');
      });
  });

  function write<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    if (stopping) return Promise.reject(new Error('the service is stopping'));
    return store.write(work);
  }

  async function receive(arriving: NewArrival): Promise<'noted' | 'already noted'> {
    const now = clock.now().toISOString();
    const noted = await write((tx) => recordArrival(tx, now, arriving));
    worker.nudge();
    return noted;
  }

  async function receiveText(text: InboundText): Promise<'noted' | 'already noted'> {
    const { sid, providerAt, ...payload } = text;
    if (text.part !== undefined) {
      const noted = await write((tx) => recordPart(tx, clock.now().toISOString(), text));
      worker.nudge();
      return noted;
    }
    return receive({
      id: sid,
      kind: 'text',
      centreId: null,
      peer: payload.from,
      payload,
      ...(providerAt === undefined ? {} : { providerAt }),
    });
  }

  const receiveReport = (report: CarrierReport): Promise<'noted' | 'already noted'> =>
    receive({
      id: reportId(report, clock.now().toISOString()),
      kind: 'report',
      centreId: null,
      // One that names a number is found when that person is to be forgotten.
      peer: report.outboxId === null ? (report.to ?? null) : null,
      payload: report,
    });

  async function fetchNow(): Promise<void> {
    const note = async ({ sid, from, to, body, at, mediaCount }: InboundMessage): Promise<void> => {
      await receiveText({ sid, from, to, body, media: mediaCount, optOutType: null, providerAt: at });
    };
    await fetchMissed({ store, carrier, clock, log, note });
  }
  const fetchSafely = (): void => {
    fetchNow().catch((error: unknown) => log.error({ error: nameOf(error) }, 'missed messages were not fetched'));
  };
  let fetching: NodeJS.Timeout | null = null;

  return {
    app,
    receiveText,
    receiveReport,
    ...callLine,
    nudge: () => {
      worker.nudge();
      afterTurns();
    },
    settle: async () => {
      await scheduler.tick();
      await resolver.tick();
      await caller.resolve();
      await sweeper.sweep();
      for (;;) {
        const turns = await worker.drain();
        const queued = await broadcaster.tick();
        const sends = await sender.tick();
        const rings = await caller.tick();
        if (turns + queued + sends + rings === 0) return;
      }
    },
    tidy: () => janitor.tick(),
    health: {
      sender,
      get tickedAt() {
        return scheduler.tickedAt;
      },
      get stopping() {
        return stopping;
      },
    },
    start: () => {
      // First what is put off until morning, then what is sent.
      broadcaster
        .tick()
        .catch((error: unknown) => log.error({ error: nameOf(error) }, 'broadcasts could not be looked at'))
        .finally(() => {
          if (stopping) return;
          broadcaster.start();
          sender.start();
        });
      carrier.start?.();
      scheduler.start();
      worker.nudge();
      resolver.start();
      janitor.start();
      fetchSafely();
      warmUp(app).catch((error: unknown) => log.warn({ error: nameOf(error) }, 'not warmed up'));
      fetching = setInterval(fetchSafely, FETCH_MS);
    },
    stop: async () => {
      stopping = true;
      if (fetching !== null) clearInterval(fetching);
      await scheduler.stop();
      await resolver.stop();
      await janitor.stop();
      await worker.stop();
      await broadcaster.stop();
      await sender.stop();
      await caller.stop();
      await carrier.stop?.();
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
