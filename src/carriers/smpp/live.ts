import type { PDU, Session } from 'smpp';
import { nameOfStatus } from './codes.ts';
import { library } from './library.ts';

/** How a request ended: what came back, or why nothing did. `not sent` is sure not to have left. */
export type SubmitReply =
  | { came: 'answer'; status: string; fields: PDU }
  | { came: 'nothing'; because: 'not sent' | 'connection lost' | 'no answer in time' };

/** Told what became of an acknowledgement. */
export interface Delivered {
  /** The message centre has surely heard it: it has answered something that was asked later. */
  heard(): void;
  /** The connection went before that: the message may be offered again. */
  unheard(): void;
}

export interface LiveParts {
  /** Takes a delivered message; it is acknowledged once this has resolved, and offered again where it rejects. */
  onDeliver: (fields: PDU) => Promise<Delivered>;
  limits: {
    /** How long a request waits for its answer: longer than anybody waits for the request. */
    answerMaxMs: number;
    /** How often a connection on which nothing comes is asked whether it lives. */
    enquireEveryMs: number;
  };
}

/** A connection that is bound. */
export interface Live {
  submit(fields: object): Promise<SubmitReply>;
  /** The connection has gone: tells all who wait. */
  gone(): void;
}

/** "The message centre offers it again": our journal could not be written. */
const TEMPORARY = 0x64;

export const statusOf = (pdu: PDU): string => nameOfStatus(pdu.command_status, library.errors);

/** Begins to answer and to ask on a connection that has just been bound. */
export function createLive(session: Session, { onDeliver, limits }: LiveParts): Live {
  /** Requests whose answer is waited for. */
  const waiting = new Set<(reply: SubmitReply) => void>();
  /** Deliveries whose acknowledgement was written and may not have been heard, oldest first. */
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

/** Asks in the quiet whether the other side lives; a connection that does not answer is given up. */
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

/** Made when a request goes out, called when it is answered: the acknowledgements before it have been read by then. */
function hearing(taken: Delivered[]): () => void {
  const before = taken.length;
  const first = taken[0];
  return () => {
    if (before === 0 || taken[0] !== first) return;
    for (const one of taken.splice(0, before)) one.heard();
  };
}
