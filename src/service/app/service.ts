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

/** The running service: stores arrivals in the journal and takes them, finds due work, and sends waiting messages. */
export interface Service extends CallLine, TextLine {
  readonly app: App;
  /** Sends messages that another process put into the outbox. */
  nudge(): void;
  /** Finds due work, and takes and sends until nothing is left; for tests and for the clock that can be moved. */
  settle(): Promise<void>;
  /** Runs the recurring work and the erasures outside the database; for tests. */
  tidy(): Promise<void>;
  readonly health: ServiceHealth;
  start(): void;
  /** Starts no new turns; waits for running turns, and at most ten seconds for messages on their way. */
  stop(): Promise<void>;
}

export interface ServiceHealth {
  readonly tickedAt: string | null;
  readonly stopping: boolean;
  readonly sender: Sender;
}

export interface ServiceParts extends AppParts {
  /**
   * Makes the carrier with functions for its reports and texts; a carrier that reports by webhook leaves these unused.
   */
  carrier: MakeCarrier;
  limits?: SenderParts['limits'];
  /** The id of this process in leases. */
  node?: string;
  /** 0 to 1; spreads the retries of messages that were refused together. */
  random?: () => number;
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
    // A text from a person in need does not wait behind other texts.
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
    random: parts.random,
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

/** Writes a sender's number in one form, because networks spell it differently. */
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

/** A text from a person in need does not wait behind other texts. */
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
  // A report with a number has its peer, so that an erasure of that person finds it.
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
