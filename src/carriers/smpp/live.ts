import type { PDU, Session } from 'smpp';
import { nameOfStatus } from './codes.ts';
import { library } from './library.ts';

/** The outcome of a request: the answer, or why there is none. After `not sent` the request has surely not left. */
export type SubmitReply =
  | { came: 'answer'; status: string; fields: PDU }
  | { came: 'nothing'; because: 'not sent' | 'connection lost' | 'no answer in time' };

/** Learns the fate of an acknowledgement. */
export interface Delivered {
  /** The message centre has surely read it, because it answered a later request. */
  heard(): void;
  /** The connection closed before that: the message centre may repeat the message. */
  unheard(): void;
}

export interface LiveParts {
  /** Receives a message; it is acknowledged when this resolves, and repeated by the message centre when it rejects. */
  onDeliver: (fields: PDU) => Promise<Delivered>;
  limits: {
    /** How long a request waits for its answer: longer than any caller waits for the request. */
    answerMaxMs: number;
    /** How often a silent connection is checked. */
    enquireEveryMs: number;
  };
}

/** A connection that is bound. */
export interface Live {
  submit(fields: object): Promise<SubmitReply>;
  /** The connection has closed: tells all waiting requests. */
  gone(): void;
}

/** "Offer it again": our journal could not be written. */
const TEMPORARY = 0x64;

export const statusOf = (pdu: PDU): string => nameOfStatus(pdu.command_status, library.errors);

/** Handles a connection that has just been bound: answers, and sends requests. */
export function createLive(session: Session, { onDeliver, limits }: LiveParts): Live {
  /** Requests that wait for an answer. */
  const waiting = new Set<(reply: SubmitReply) => void>();
  /** Deliveries whose acknowledgement was written but perhaps not read, oldest first. */
  const taken: Delivered[] = [];

  session.on('deliver_sm', (pdu: PDU) => void deliver(session, { pdu, onDeliver, taken }));
  answerRequests(session);
  keepAlive(session, limits, () => hearing(taken));

  return {
    submit: (fields) =>
      new Promise((resolve) => {
        const hear = hearing(taken);
        const end = (reply: SubmitReply): void => {
          clearTimeout(late);
          waiting.delete(end);
          resolve(reply);
        };
        const late = setTimeout(() => end({ came: 'nothing', because: 'no answer in time' }), limits.answerMaxMs);
        waiting.add(end);
        const sent = session.submit_sm(fields as Record<string, unknown>, (pdu) => {
          hear();
          end({ came: 'answer', status: statusOf(pdu), fields: pdu });
        });
        if (!sent) end({ came: 'nothing', because: 'not sent' });
      }),
    gone() {
      for (const tell of waiting) tell({ came: 'nothing', because: 'connection lost' });
      for (const one of taken.splice(0)) one.unheard();
    },
  };
}

async function deliver(
  session: Session,
  { pdu, onDeliver, taken }: { pdu: PDU; onDeliver: LiveParts['onDeliver']; taken: Delivered[] },
): Promise<void> {
  try {
    const one = await onDeliver(pdu);
    if (session.send(pdu.response())) taken.push(one);
    else one.unheard();
  } catch {
    session.send(pdu.response({ command_status: TEMPORARY }));
  }
}

function answerRequests(session: Session): void {
  session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
  session.on('unbind', (pdu: PDU) => {
    session.send(pdu.response());
    session.close();
  });
  session.on('data_sm', (pdu: PDU) => session.send(pdu.response({ command_status: library.errors['ESME_RINVCMDID'] })));
  session.on('unknown', (pdu: PDU) => session.send(pdu.response()));
}

/** Checks a silent connection; closes one that does not answer. */
function keepAlive(
  session: Session,
  { enquireEveryMs, answerMaxMs }: LiveParts['limits'],
  hearing: () => () => void,
): void {
  let heardAt = performance.now();
  session.on('pdu', () => {
    heardAt = performance.now();
  });
  const beat = setInterval(() => {
    const quietMs = performance.now() - heardAt;
    if (quietMs > enquireEveryMs + answerMaxMs) session.destroy();
    else if (quietMs >= enquireEveryMs / 2) session.enquire_link(hearing());
  }, enquireEveryMs / 2);
  beat.unref();
  session.on('close', () => clearInterval(beat));
}

/**
 * Created when a request leaves, called when it is answered: by then the other side has read all acknowledgements
 * before it.
 */
function hearing(taken: Delivered[]): () => void {
  const before = taken.length;
  const first = taken[0];
  return () => {
    if (before === 0 || taken[0] !== first) return;
    for (const one of taken.splice(0, before)) one.heard();
  };
}
