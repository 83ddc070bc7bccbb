import type { PDU, Session } from 'smpp';
import { nameOfStatus, WRONG_ACCOUNT } from './codes.ts';
import { library } from './library.ts';
import type { SmppSettings } from './settings.ts';

/** How a request ended: what came back, or why nothing did. `not sent` is sure not to have left. */
export type Reply =
  | { came: 'answer'; status: string; fields: PDU }
  | { came: 'nothing'; because: 'not sent' | 'connection lost' | 'no answer in time' };

export interface ConnectionLimits {
  /** How long a request waits for its answer: longer than anybody waits for the request. */
  answerMaxMs: number;
  /** How long a connection may take to come about, its bind included. */
  connectMaxMs: number;
  /** How often a connection on which nothing comes is asked whether it lives. */
  enquireEveryMs: number;
  /** The first pause before another connection is tried; doubled up to the longest. */
  reconnectMs: number;
  reconnectMaxMs: number;
}

export const CONNECTION_LIMITS: ConnectionLimits = {
  answerMaxMs: 60_000,
  connectMaxMs: 8_000,
  enquireEveryMs: 30_000,
  reconnectMs: 500,
  reconnectMaxMs: 30_000,
};

export interface ConnectionParts {
  settings: SmppSettings;
  limits: ConnectionLimits;
  /** Takes a delivered message; it is acknowledged once this has resolved, and offered again where it rejects. */
  onDeliver: (fields: PDU) => Promise<Delivered>;
}

/** Told what became of an acknowledgement. */
export interface Delivered {
  /** The message centre has surely heard it: it has answered something that was asked later. */
  heard(): void;
  /** The connection went before that: the message may be offered again. */
  unheard(): void;
}

export interface Connection {
  /** Begins to connect, and does so again whenever the connection is lost. */
  start(): void;
  /** Resolves when there is a connection, or there is none within the time that one may take. */
  ready(): Promise<'bound' | 'not now' | { refused: string }>;
  submit(fields: object): Promise<Reply>;
  stop(): Promise<void>;
}

interface Live {
  session: Session;
  /** Requests whose answer is waited for: each is told when the connection goes. */
  waiting: Set<(reply: Reply) => void>;
  /** Deliveries whose acknowledgement was written and may not have been heard, oldest first. */
  taken: Delivered[];
}

type State = { is: 'idle' } | { is: 'connecting' } | { is: 'bound'; live: Live } | { is: 'refused'; code: string };

const UNBIND_MAX_MS = 1000;
/** "The message centre offers it again": our journal could not be written. */
const TEMPORARY = 0x64;

/** One connection to a message centre, as transceiver; it comes back by itself. Nothing that was sent is ever sent again here. */
export function createConnection({ settings, limits, onDeliver }: ConnectionParts): Connection {
  let state: State = { is: 'idle' };
  let stopping = false;
  let tries = 0;
  let timer: NodeJS.Timeout | null = null;
  const listeners: (() => void)[] = [];
  let current: Session | null = null;

  function become(next: State): void {
    state = next;
    for (const listener of listeners.splice(0)) listener();
  }

  function connect(): void {
    timer = null;
    if (stopping) return;
    become({ is: 'connecting' });
    const { host, port, tls } = settings;
    const session = new library.Session({ host, port, ...(tls ? { tls: true, servername: host } : {}) });
    current = session;
    const live: Live = { session, waiting: new Set(), taken: [] };
    let refused: string | null = null;
    const late = setTimeout(() => session.destroy(), limits.connectMaxMs);
    // A fault in the stream ends in "close", too.
    session.on('error', () => session.destroy());
    session.on('close', () => {
      clearTimeout(late);
      lost(live, refused);
    });
    session.on(tls ? 'secureConnect' : 'connect', () =>
      bind(session, (status) => {
        clearTimeout(late);
        if (status === 'ESME_ROK') return bound(live);
        refused = status;
        session.destroy();
      }),
    );
  }

  function bind(session: Session, done: (status: string) => void): void {
    const { systemId: system_id, password, systemType: system_type } = settings;
    session.bind_transceiver({ system_id, password, system_type, interface_version: 0x34 }, (pdu) =>
      done(statusOf(pdu)),
    );
  }

  function bound(live: Live): void {
    const { session } = live;
    tries = 0;
    session.on('deliver_sm', (pdu: PDU) => void deliver(live, pdu));
    session.on('enquire_link', (pdu: PDU) => session.send(pdu.response()));
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response());
      session.close();
    });
    session.on('data_sm', (pdu: PDU) =>
      session.send(pdu.response({ command_status: library.errors['ESME_RINVCMDID'] })),
    );
    session.on('unknown', (pdu: PDU) => session.send(pdu.response()));
    keepAlive(live);
    become({ is: 'bound', live });
  }

  /** Asks in the quiet whether anybody is there; a connection that does not answer is given up. */
  function keepAlive(live: Live): void {
    const { session } = live;
    let heardAt = performance.now();
    session.on('pdu', () => {
      heardAt = performance.now();
    });
    const beat = setInterval(() => {
      const quietMs = performance.now() - heardAt;
      if (quietMs > limits.enquireEveryMs + limits.answerMaxMs) session.destroy();
      else if (quietMs >= limits.enquireEveryMs / 2) session.enquire_link(hearing(live));
    }, limits.enquireEveryMs / 2);
    beat.unref();
    session.on('close', () => clearInterval(beat));
  }

  /** Made when a request goes out, called when it is answered: the acknowledgements before it have been read by then. */
  function hearing(live: Live): () => void {
    const before = live.taken.length;
    const first = live.taken[0];
    return () => {
      if (before === 0 || live.taken[0] !== first) return;
      for (const one of live.taken.splice(0, before)) one.heard();
    };
  }

  async function deliver(live: Live, pdu: PDU): Promise<void> {
    const { session } = live;
    try {
      const one = await onDeliver(pdu);
      if (session.send(pdu.response())) live.taken.push(one);
      else one.unheard();
    } catch {
      session.send(pdu.response({ command_status: TEMPORARY }));
    }
  }

  function lost(live: Live, refused: string | null): void {
    if (current === live.session) current = null;
    for (const tell of live.waiting) tell({ came: 'nothing', because: 'connection lost' });
    for (const one of live.taken.splice(0)) one.unheard();
    become(refused !== null && WRONG_ACCOUNT.has(refused) ? { is: 'refused', code: refused } : { is: 'idle' });
    if (stopping) return;
    const pauseMs = Math.min(limits.reconnectMaxMs, limits.reconnectMs * 2 ** tries++);
    timer = setTimeout(connect, pauseMs);
    timer.unref();
  }

  function submit(fields: object): Promise<Reply> {
    if (state.is !== 'bound') return Promise.resolve({ came: 'nothing', because: 'not sent' });
    const { live } = state;
    const { session, waiting } = live;
    return new Promise((resolve) => {
      const hear = hearing(live);
      const end = (reply: Reply): void => {
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
    });
  }

  const settled = (): 'bound' | { refused: string } | null =>
    state.is === 'bound' ? 'bound' : state.is === 'refused' ? { refused: state.code } : null;

  function start(): void {
    if (stopping || current !== null || timer !== null) return;
    connect();
  }

  return {
    start,
    submit,
    async ready() {
      start();
      const until = performance.now() + limits.connectMaxMs;
      for (;;) {
        const now = settled();
        if (now !== null) return now;
        const leftMs = until - performance.now();
        if (leftMs <= 0 || stopping) return 'not now';
        await new Promise<void>((resolve) => {
          const wait = setTimeout(resolve, leftMs);
          listeners.push(() => {
            clearTimeout(wait);
            resolve();
          });
        });
      }
    },
    async stop() {
      stopping = true;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      const session = current;
      if (session === null) return;
      await new Promise<void>((resolve) => {
        session.on('close', () => resolve());
        const hard = setTimeout(() => session.destroy(), UNBIND_MAX_MS);
        session.on('close', () => clearTimeout(hard));
        if (state.is !== 'bound' || !session.unbind(() => session.destroy())) session.destroy();
      });
    },
  };
}

const statusOf = (pdu: PDU): string => nameOfStatus(pdu.command_status, library.errors);
