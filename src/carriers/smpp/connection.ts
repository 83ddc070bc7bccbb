import type { Session } from 'smpp';
import { WRONG_ACCOUNT } from './codes.ts';
import { library } from './library.ts';
import { createLive, statusOf, type Live, type LiveParts, type SubmitReply } from './live.ts';
import type { SmppSettings } from './settings.ts';

export interface ConnectionLimits {
  answerMaxMs: number;
  enquireEveryMs: number;
  /** The longest time for a connection to open, including its bind. */
  connectMaxMs: number;
  /** The first pause before a reconnection; it doubles up to the longest. */
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
  onDeliver: LiveParts['onDeliver'];
}

/** The state of the connection: `refused` is the code with which the account was refused. */
export type Readiness = 'connected' | 'not now' | { refused: string };

export interface Connection {
  /** Connects, and reconnects after every loss. */
  start(): void;
  /** Resolves when the connection is open, or when the time for one has passed. */
  ready(): Promise<Readiness>;
  submit(fields: object): Promise<SubmitReply>;
  stop(): Promise<void>;
}

type State = { is: 'idle' } | { is: 'connecting' } | { is: 'bound'; live: Live } | { is: 'refused'; code: string };

/** The state that changes while connections open and close. */
interface Status {
  state: State;
  session: Session | null;
  stopping: boolean;
  /** Number of failed connections in a row. */
  tries: number;
  timer: NodeJS.Timeout | null;
  listeners: (() => void)[];
}

const UNBIND_MAX_MS = 1000;

/**
 * One connection to a message centre, as transceiver; it reconnects by itself. This file never sends a text a second
 * time.
 */
export function createConnection(parts: ConnectionParts): Connection {
  const status: Status = {
    state: { is: 'idle' },
    session: null,
    stopping: false,
    tries: 0,
    timer: null,
    listeners: [],
  };
  const start = (): void => {
    if (status.session === null && status.timer === null) connect(status, parts);
  };
  return {
    start,
    ready() {
      start();
      return readiness(status, parts.limits.connectMaxMs);
    },
    submit: (fields) =>
      status.state.is === 'bound'
        ? status.state.live.submit(fields)
        : Promise.resolve({ came: 'nothing', because: 'not sent' }),
    stop: () => stop(status),
  };
}

function become(status: Status, state: State): void {
  status.state = state;
  for (const listener of status.listeners.splice(0)) listener();
}

function connect(status: Status, parts: ConnectionParts): void {
  status.timer = null;
  if (status.stopping) return;
  become(status, { is: 'connecting' });
  const { host, port, tls } = parts.settings;
  const session = new library.Session({ host, port, ...(tls ? { tls: true, servername: host } : {}) });
  status.session = session;
  let live: Live | null = null;
  let refused: string | null = null;
  const late = setTimeout(() => session.destroy(), parts.limits.connectMaxMs);
  // A fault in the stream ends in "close", too.
  session.on('error', () => session.destroy());
  session.on('close', () => {
    clearTimeout(late);
    live?.gone();
    lost(status, parts, refused);
  });
  session.on(tls ? 'secureConnect' : 'connect', () =>
    bind(session, parts.settings, (code) => {
      clearTimeout(late);
      if (code !== 'ESME_ROK') {
        refused = code;
        session.destroy();
        return;
      }
      live = createLive(session, parts);
      status.tries = 0;
      become(status, { is: 'bound', live });
    }),
  );
}

function bind(session: Session, settings: SmppSettings, done: (code: string) => void): void {
  const { systemId: system_id, password, systemType: system_type } = settings;
  session.bind_transceiver({ system_id, password, system_type, interface_version: 0x34 }, (pdu) => done(statusOf(pdu)));
}

function lost(status: Status, parts: ConnectionParts, refused: string | null): void {
  status.session = null;
  become(status, refused !== null && WRONG_ACCOUNT.has(refused) ? { is: 'refused', code: refused } : { is: 'idle' });
  if (status.stopping) return;
  const { reconnectMs, reconnectMaxMs } = parts.limits;
  status.timer = setTimeout(
    () => connect(status, parts),
    Math.min(reconnectMaxMs, reconnectMs * 2 ** status.tries++),
  ).unref();
}

async function readiness(status: Status, maxMs: number): Promise<Readiness> {
  const until = performance.now() + maxMs;
  for (;;) {
    const { state } = status;
    if (state.is === 'bound') return 'connected';
    if (state.is === 'refused') return { refused: state.code };
    const leftMs = until - performance.now();
    if (leftMs <= 0 || status.stopping) return 'not now';
    await new Promise<void>((resolve) => {
      const wait = setTimeout(resolve, leftMs);
      status.listeners.push(() => {
        clearTimeout(wait);
        resolve();
      });
    });
  }
}

async function stop(status: Status): Promise<void> {
  status.stopping = true;
  if (status.timer !== null) clearTimeout(status.timer);
  const { session, state } = status;
  if (session === null) return;
  await new Promise<void>((resolve) => {
    const hard = setTimeout(() => session.destroy(), UNBIND_MAX_MS);
    session.on('close', () => {
      clearTimeout(hard);
      resolve();
    });
    if (state.is !== 'bound' || !session.unbind(() => session.destroy())) session.destroy();
  });
}
