import { hostname } from 'node:os';
import type { InboundMessage } from '../../carriers/base/carrier.ts';
import type { MakeCarrier } from '../../carriers/index.ts';
import type { CallLine, CarrierReport, InboundText, TextLine } from '../../carriers/base/line.ts';
import type { Tx } from '../../db/schema/index.ts';
import { senderOf } from '../../domain/base/phone-numbers.ts';
import { findArrival, recordArrival, type NewArrival } from '../engine/journal.ts';
import { createBackground, type Background } from './background.ts';
import { createCallLine } from './call-line.ts';
import { isPart, recordPart } from '../text/join-parts.ts';
import { reportId } from '../failures/delivery-reports.ts';
import { fetchMissed } from '../delivery/fetch-missed.ts';
import { openApp, type AppParts } from './open-app.ts';
import type { Sender, SenderParts } from '../delivery/sender/sender.ts';
import { saysNeed } from '../engine/read-text.ts';
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
  /** Given where its reports and texts go; a carrier whose reports and texts come by webhook leaves that unused. */
  carrier: MakeCarrier;
  limits?: SenderParts['limits'];
  /** Who this process is, in leases. */
  node?: string;
}

export function createService(parts: ServiceParts): Service {
  const { clock, log } = parts;
  const app = openApp(parts);
  let stopping = false;

  async function receive(record: (tx: Tx, now: string) => Promise<'noted' | 'already noted'>, when?: 'first') {
    if (stopping) throw new Error('the service is stopping');
    const noted = await app.store.write((tx) => record(tx, clock.now().toISOString()), when);
    background.takeTurns();
    return noted;
  }

  const receiveText: TextLine['receiveText'] = async (received) => {
    const text = spelledAlike(received);
    if (isPart(text)) return receive((tx, now) => recordPart(tx, now, text));
    // A text about need does not wait behind the texts of others.
    const isUrgent = background.isBusy() && saysNeed(text.body);
    const when = isUrgent ? 'first' : undefined;
    const noted = await receive((tx, now) => recordArrival(tx, now, arrivalOfText(text)), when);
    if (noted === 'noted' && isUrgent) await takeFirst(background, app, text.sid);
    return noted;
  };
  const receiveReport: TextLine['receiveReport'] = (report) =>
    receive((tx, now) => recordArrival(tx, now, arrivalOfReport(report, now)));

  const carrier = parts.carrier(async (report) => {
    try {
      await receiveReport(report);
    } catch (error) {
      log.warn({ error: nameOf(error) }, 'a report was not kept');
      throw error;
    }
  }, receiveText);
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
    health: healthOf(background, () => stopping),
    start: background.start,
    stop: () => {
      stopping = true;
      return background.stop();
    },
  };
}

/** A sender is one person, however the network spells the number. */
function spelledAlike(text: InboundText): InboundText {
  const { number, channel } = senderOf(text.from);
  return { ...text, from: number, to: senderOf(text.to).number, ...(channel === null ? {} : { channel }) };
}

const healthOf = (background: Background, isStopping: () => boolean): Service['health'] => ({
  sender: background.sender,
  get tickedAt() {
    return background.tickedAt;
  },
  get stopping() {
    return isStopping();
  },
});

/** A text about need does not wait behind the texts of others. */
async function takeFirst(background: Background, app: App, sid: string): Promise<void> {
  const arrival = await findArrival(app.store.db, sid);
  if (arrival?.state === 'new') background.takeFirst(arrival);
}

const arrivalOfText = ({ sid, providerAt, ...payload }: InboundText): NewArrival => ({
  id: sid,
  kind: 'text',
  centreId: null,
  peer: payload.from,
  payload,
  ...(providerAt === undefined ? {} : { providerAt }),
});

const arrivalOfReport = (report: CarrierReport, now: string): NewArrival => ({
  id: reportId(report, now),
  kind: 'report',
  centreId: null,
  // One that names a number is found when that person is to be forgotten.
  peer: report.outboxId === null ? (report.to ?? null) : null,
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
