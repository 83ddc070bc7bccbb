import type { Session } from 'smpp';
import { WRONG_ACCOUNT } from './codes.ts';
import { library } from './library.ts';
import { createLive, statusOf, type Live, type LiveParts, type SubmitReply } from './live.ts';
import type { SmppSettings } from './settings.ts';

export interface ConnectionLimits {
  answerMaxMs: number;
  enquireEveryMs: number;
  /** How long a connection may take to come about, its bind included. */
  connectMaxMs: number;
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
  onDeliver: LiveParts['onDeliver'];
}

/** Whether there is a connection: `refused` is the code with which the account was turned down. */
export type Readiness = 'connected' | 'not now' | { refused: string };

export interface Connection {
  /** Begins to connect, and does so again whenever the connection is lost. */
  start(): void;
  /** Resolves when there is a connection, or there is none within the time that one may take. */
  ready(): Promise<Readiness>;
  submit(fields: object): Promise<SubmitReply>;
  stop(): Promise<void>;
}

type State = { is: 'idle' } | { is: 'connecting' } | { is: 'bound'; live: Live } | { is: 'refused'; code: string };

/** What changes while a connection comes and goes. */
interface Status {
  state: State;
  session: Session | null;
  stopping: boolean;
  /** How many connections in a row have failed. */
  tries: number;
  timer: NodeJS.Timeout | null;
  listeners: (() => void)[];
}

const UNBIND_MAX_MS = 1000;

/** One connection to a message centre, as transceiver; it comes back by itself. Nothing is ever sent a second time here. */
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
