import { hostname } from 'node:os';
import type { Carrier, CarrierReport, InboundMessage } from '../../carriers/carrier.ts';
import { findArrival, recordArrival, type NewArrival } from '../engine/journal.ts';
import { createBackground } from './background.ts';
import { createCallLine, type CallLine } from './call-line.ts';
import { fetchMissed } from '../delivery/fetch-missed.ts';
import { openApp, type AppParts } from './open-app.ts';
import type { Sender, SenderParts } from '../delivery/sender/sender.ts';
import { saysNeed } from '../engine/read-text.ts';
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

export function createService(parts: ServiceParts): Service {
  const { clock, log } = parts;
  const app = openApp(parts);
  let stopping = false;

  async function receive(arriving: NewArrival): Promise<'noted' | 'already noted'> {
    if (stopping) throw new Error('the service is stopping');
    const noted = await app.store.write((tx) => recordArrival(tx, clock.now().toISOString(), arriving));
    background.takeTurns();
    return noted;
  }

  /** A text about need does not wait behind the texts of others. */
  async function receiveText(text: InboundText): Promise<'noted' | 'already noted'> {
    const noted = await receive(arrivalOfText(text));
    if (noted === 'noted' && background.isBusy() && saysNeed(text.body)) {
      const arrival = await findArrival(app.store.db, text.sid);
      if (arrival?.state === 'new') background.takeFirst(arrival);
    }
    return noted;
  }
  const receiveReport = (report: CarrierReport): Promise<'noted' | 'already noted'> => receive(arrivalOfReport(report));

  const carrier = parts.carrier((report) => {
    receiveReport(report).catch((error: unknown) => log.warn({ error: nameOf(error) }, 'a report was not kept'));
  });
  const background = createBackground(app, {
    carrier,
    node: parts.node ?? `${hostname()}:${process.pid}`,
    limits: parts.limits,
    fetchMissed: () => fetchMissed({ store: app.store, carrier, clock, log, note: (m) => receiveText(textOf(m)) }),
  });

  return {
    app,
    receiveText,
    receiveReport,
    ...createCallLine(app, background.nudge),
    nudge: background.nudge,
    settle: background.settle,
    tidy: background.tidy,
    health: {
      sender: background.sender,
      get tickedAt() {
        return background.tickedAt;
      },
      get stopping() {
        return stopping;
      },
    },
    start: background.start,
    stop: () => {
      stopping = true;
      return background.stop();
    },
  };
}

const arrivalOfText = ({ sid, providerAt, ...payload }: InboundText): NewArrival => ({
  id: sid,
  kind: 'text',
  centreId: null,
  peer: payload.from,
  payload,
  ...(providerAt === undefined ? {} : { providerAt }),
});

const arrivalOfReport = (report: CarrierReport): NewArrival => ({
  id: `report:${report.outboxId}:${report.sid}:${report.status}`,
  kind: 'report',
  centreId: null,
  peer: null,
  payload: report,
});

const textOf = ({ sid, from, to, body, at, mediaCount }: InboundMessage): InboundText => ({
  sid,
  from,
  to,
  body,
  media: mediaCount,
  optOutType: null,
  providerAt: at,
});

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
