import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Carrier, Outcome, Outgoing } from '../base/carrier.ts';
import type { CarrierReport, InboundText } from '../base/line.ts';
import { addressFields } from './addresses.ts';
import { outcomeOfStatus } from './codes.ts';
import { CONNECTION_LIMITS, createConnection, type ConnectionLimits } from './connection.ts';
import type { SubmitReply } from './live.ts';
import { createInbound } from './inbound.ts';
import { sidOf } from './receipts.ts';
import type { SmppSettings } from './settings.ts';
import { submissionsOf } from './texts.ts';

export interface SmppLimits extends ConnectionLimits {
  /** How long a send waits for its outcome: shorter than the sender waits for it. */
  sendMaxMs: number;
  /** How long the later parts of a text are offered to a busy message centre after the first part has left. */
  partsMaxMs: number;
  /** The pause between two such offers. */
  partsPauseMs: number;
}

const SMPP_LIMITS: SmppLimits = { ...CONNECTION_LIMITS, sendMaxMs: 25_000, partsMaxMs: 8000, partsPauseMs: 500 };

export interface SmppParts {
  settings: SmppSettings;
  onReport: (report: CarrierReport) => Promise<unknown>;
  onText: (text: InboundText) => Promise<unknown>;
  limits?: Partial<SmppLimits>;
  /** Makes ids for inbound texts, which have none. */
  newId?: () => string;
}

/** Carries texts through a message centre that speaks SMPP 3.4. Places no calls. */
export function createSmppCarrier({ settings, onReport, onText, newId = randomId, ...parts }: SmppParts): Carrier {
  const limits: SmppLimits = { ...SMPP_LIMITS, ...parts.limits };
  const connection = createConnection({ settings, limits, onDeliver: createInbound({ onReport, onText, newId }) });
  let refs = randomBytes(1)[0] ?? 0;

  async function send(message: Outgoing): Promise<Outcome> {
    const work = submitAll(message);
    const late = Symbol('late');
    const first = await Promise.race([work, sleep(limits.sendMaxMs, late, { ref: false })]);
    if (first !== late) return first as Outcome;
    void work.then((outcome) => (outcome.outcome === 'accepted' ? tellLate(message, outcome.sid) : undefined));
    return { outcome: 'unknown', code: 'no answer in time' };
  }

  /** The sender has stopped waiting for the answer, but the answer shows that the text left. */
  function tellLate({ id, to }: Outgoing, sid: string): void {
    onReport({ outboxId: id, sid, status: 'ACCEPTD', errorCode: null, carrier: 'smpp', to }).catch(() => {});
  }

  async function submitAll(message: Outgoing): Promise<Outcome> {
    refs = (refs + 1) & 0xff;
    const submissions = submissionsOf(message.body, settings.longTexts, refs);
    if (submissions === null) return { outcome: 'rejected', code: 'too long', because: 'content' };
    const ready = await connection.ready();
    if (ready === 'not now') return { outcome: 'refused', code: 'no connection', because: 'unreachable' };
    if (ready !== 'connected') return { outcome: 'halted', code: ready.refused };
    const ids: string[] = [];
    for (const submission of submissions) {
      const fields = { ...fieldsOf(message), ...submission };
      const outcome = outcomeOf(await (ids.length === 0 ? connection.submit(fields) : persist(fields)));
      if (typeof outcome !== 'string') {
        // A text that has begun to leave cannot be recalled: a part of it may have arrived.
        return ids.length === 0 ? outcome : { outcome: 'unknown', code: `part ${ids.length + 1}: ${outcome.code}` };
      }
      ids.push(outcome);
    }
    return { outcome: 'accepted', sid: sidOf(message.id, ids), status: 'ACCEPTD' };
  }

  /** Offers a later part again while the message centre surely does not accept it. */
  async function persist(fields: object): Promise<SubmitReply> {
    const until = performance.now() + limits.partsMaxMs;
    for (;;) {
      const reply = await connection.submit(fields);
      const outcome = outcomeOf(reply);
      const isBusy = typeof outcome !== 'string' && outcome.outcome === 'refused';
      if (!isBusy || performance.now() > until) return reply;
      await sleep(limits.partsPauseMs);
    }
  }

  return {
    name: 'smpp',
    send,
    start: () => connection.start(),
    stop: () => connection.stop(),
  };
}

/** The message centre's id, or the outcome of the text. */
function outcomeOf(reply: SubmitReply): string | Exclude<Outcome, { outcome: 'accepted' }> {
  if (reply.came === 'nothing') {
    return reply.because === 'not sent'
      ? { outcome: 'refused', code: 'no connection', because: 'unreachable' }
      : { outcome: 'unknown', code: reply.because };
  }
  if (reply.status !== 'ESME_ROK') return outcomeOfStatus(reply.status);
  const id = reply.fields['message_id'];
  // Without an id, no later report can be matched.
  return typeof id === 'string' && id !== '' ? id : { outcome: 'unknown', code: 'no message_id' };
}

/** Requests receipts for success and failure: SMPP 3.4, 5.2.17. */
const RECEIPT = 1;

function fieldsOf({ from, to, validForS }: Outgoing): Record<string, unknown> {
  const [source, destination] = [addressFields(from), addressFields(to)];
  return {
    source_addr_ton: source.ton,
    source_addr_npi: source.npi,
    source_addr: source.addr,
    dest_addr_ton: destination.ton,
    dest_addr_npi: destination.npi,
    destination_addr: destination.addr,
    registered_delivery: RECEIPT,
    ...(validForS === undefined ? {} : { validity_period: relative(validForS) }),
  };
}

/** A relative time: years, months, days, hours, minutes, seconds in two digits each (SMPP 3.4, 7.1.1). */
function relative(seconds: number): string {
  const [days, hours, minutes] = [86_400, 3600, 60].map((unit) => Math.floor(seconds / unit));
  const numbers = [0, 0, days ?? 0, (hours ?? 0) % 24, (minutes ?? 0) % 60, seconds % 60];
  return `${numbers.map((n) => String(n).padStart(2, '0')).join('')}000R`;
}

const randomId = (): string => randomBytes(16).toString('hex');
