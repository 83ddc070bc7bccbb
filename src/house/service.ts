import { hostname } from 'node:os';
import type { Carrier } from '../carriers/carrier.ts';
import { noteArrival, type Arriving } from './arrivals.ts';
import { catchUp } from './catch-up.ts';
import { openHouse, type House, type HouseParts } from './house.ts';
import { createResolver } from './resolver.ts';
import { createScheduler } from './scheduler.ts';
import { createSender } from './sender.ts';
import type { TextPayload } from './text-turn.ts';
import { createWorker } from './worker.ts';

/** A text as it came in, by whatever way. */
export interface InboundText extends TextPayload {
  /** The provider's id of the message: the same id is the same message. */
  sid: string;
  providerAt?: string;
}

/** A delivery report, addressed by the random id that we handed out with the message. */
export interface DeliveryReport {
  outboxId: string;
  sid: string;
  status: string;
  errorCode: string | null;
}

/** The running service: what comes in goes to the journal and is then taken; what is due is found; what waits is sent. */
export interface Service {
  readonly house: House;
  /** Answers when the message is on disk. */
  receiveText(text: InboundText): Promise<'noted' | 'already noted'>;
  receiveReport(report: DeliveryReport): Promise<'noted' | 'already noted'>;
  /** Something was put into the outbox by another way: see to it now. */
  nudge(): void;
  /** Finds what is due, and takes and sends until nothing is left; for tests and for the clock that is moved forward. */
  settle(): Promise<void>;
  readonly health: ServiceHealth;
  start(): void;
  /** No new turns; those that run finish, and messages on their way are waited for, ten seconds at most. */
  stop(): Promise<void>;
}

export interface ServiceHealth {
  readonly tickedAt: string | null;
  readonly stopping: boolean;
  readonly sender: ReturnType<typeof createSender>;
}

export interface ServiceParts extends HouseParts {
  carrier: Carrier;
  /** Who this process is, in leases. */
  node?: string;
}

export function createService(parts: ServiceParts): Service {
  const { store, clock, ids, log, carrier } = parts;
  const house = openHouse(parts);
  const node = parts.node ?? `${hostname()}:${process.pid}`;
  const sender = createSender({ store, carrier, clock, ids, log, node });
  const worker = createWorker(house, () => sender.nudge());
  const resolver = createResolver({ store, carrier, clock, ids, log });
  let stopping = false;

  const scheduler = createScheduler(house, async () => {
    await resolver.tick();
    worker.nudge();
    sender.nudge();
  });

  async function receive(arriving: Arriving): Promise<'noted' | 'already noted'> {
    if (stopping) throw new Error('the service is stopping');
    const now = clock.now().toISOString();
    const noted = await store.write((tx) => noteArrival(tx, now, arriving));
    worker.nudge();
    return noted;
  }

  const receiveText = ({ sid, providerAt, ...payload }: InboundText): Promise<'noted' | 'already noted'> =>
    receive({
      id: sid,
      kind: 'text',
      centreId: null,
      peer: payload.from,
      payload,
      ...(providerAt === undefined ? {} : { providerAt }),
    });

  return {
    house,
    receiveText,
    receiveReport: (report) =>
      receive({
        id: `report:${report.outboxId}:${report.sid}:${report.status}`,
        kind: 'report',
        centreId: null,
        peer: null,
        payload: report,
      }),
    nudge: () => {
      worker.nudge();
      sender.nudge();
    },
    settle: async () => {
      await scheduler.tick();
      for (;;) {
        const turns = await worker.drain();
        const sends = await sender.tick();
        if (turns + sends === 0) return;
      }
    },
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
      sender.start();
      scheduler.start();
      worker.nudge();
      void catchUp({ store, carrier, clock, log, note: receiveText }).catch((error: unknown) => {
        log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'missed messages could not be fetched');
      });
    },
    stop: async () => {
      stopping = true;
      await scheduler.stop();
      await worker.stop();
      await sender.stop();
    },
  };
}
