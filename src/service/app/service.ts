import { hostname } from 'node:os';
import type { Carrier, CarrierReport, InboundMessage } from '../../carriers/carrier.ts';
import { USUAL_PER_SECOND } from '../../domain/broadcasts/throttle.ts';
import { senderOf } from '../../domain/base/phone-numbers.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { recordArrival, type NewArrival } from '../engine/journal.ts';
import { createBroadcastWorker } from '../broadcasts/worker.ts';
import { giveUpCall, finishCall } from '../failures/unanswered-calls.ts';
import { createCaller } from '../delivery/caller.ts';
import { createCallLine, type CallLine } from './call-line.ts';
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
import type { App, TextPayload } from '../engine/scene.ts';

/** A text as it came in, by whatever way. */
export interface InboundText extends TextPayload {
  /** The provider's id of the message: the same id is the same message. */
  sid: string;
  providerAt?: string;
}

/** The running service: what comes in goes to the journal and is then taken; what is due is found; what waits is sent. */
export interface Service extends CallLine {
  readonly app: App;
  /** Answers when the message is on disk. */
  receiveText(text: InboundText): Promise<'noted' | 'already noted'>;
  /** A delivery report, addressed by the random id that we handed out with the message. */
  receiveReport(report: CarrierReport): Promise<'noted' | 'already noted'>;
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
  /** Given where its reports go; Twilio's come by webhook and leave it unused. */
  carrier: (onReport: (report: CarrierReport) => void) => Carrier;
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
  const carrier = parts.carrier((report) => {
    receiveReport(report).catch((error: unknown) => log.warn({ error: nameOf(error) }, 'a report was not kept'));
  });
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

  async function receive(arriving: NewArrival): Promise<'noted' | 'already noted'> {
    if (stopping) throw new Error('the service is stopping');
    const now = clock.now().toISOString();
    const noted = await store.write((tx) => recordArrival(tx, now, arriving));
    worker.nudge();
    return noted;
  }

  const receiveText = ({ sid, providerAt, ...text }: InboundText): Promise<'noted' | 'already noted'> => {
    const { number, channel } = senderOf(text.from);
    const payload = { ...text, from: number, to: senderOf(text.to).number, ...(channel === null ? {} : { channel }) };
    return receive({
      id: sid,
      kind: 'text',
      centreId: null,
      peer: number,
      payload,
      ...(providerAt === undefined ? {} : { providerAt }),
    });
  };

  const receiveReport = (report: CarrierReport): Promise<'noted' | 'already noted'> =>
    receive({
      id: `report:${report.outboxId}:${report.sid}:${report.status}`,
      kind: 'report',
      centreId: null,
      peer: null,
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
    },
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
