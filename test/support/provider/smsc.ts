import type { AddressInfo } from 'node:net';
import type { PDU, Session } from 'smpp';
import { library } from '../../../src/carriers/smpp/library.ts';
import { readDelivered, submissionsOf, type LongTexts } from '../../../src/carriers/smpp/texts.ts';

/** What goes wrong with a submission; `after` the text is taken although the answer does not arrive. */
export type Fault = 'lost before' | 'lost after' | 'silence before' | 'silence after' | 'late' | number;

/** A submission that the message centre took. */
export interface Submitted {
  id: string;
  from: string;
  to: string;
  text: string;
  fields: PDU;
}

const ACCOUNT = { systemId: 'ringerunde', password: 'secret' };

export type Smsc = Awaited<ReturnType<typeof startSmsc>>;

const LATE_MS = 400;

/**
 * A message centre on 127.0.0.1. It keeps what it has to deliver until that is acknowledged, and offers it again on the next
 * connection, as real ones do.
 */
export async function startSmsc(
  options: { receipts?: boolean; receiptId?: (id: string) => string; nextId?: (n: number) => string } = {},
) {
  const { receipts = true, receiptId = (id) => id, nextId = (n) => String(1000 + n) } = options;
  const taken: Submitted[] = [];
  const waiting: { fields: Record<string, unknown>; offered: Session | null; done: (status: number) => void }[] = [];
  const faults: Fault[] = [];
  const bound = new Set<Session>();
  const state = {
    binds: 0,
    refuse: 0,
    decide: null as (() => Fault | null) | null,
    submissions: 0,
    window: 10,
    deaf: 0,
    hangs: false,
    answerMs: 0,
  };

  const server = library.createServer((session) => {
    session.on('error', () => session.destroy());
    session.on('close', () => {
      bound.delete(session);
      for (const one of waiting) if (one.offered === session) one.offered = null;
      offer();
    });
    session.on('bind_transceiver', (pdu: PDU) => {
      const isKnown = pdu['system_id'] === ACCOUNT.systemId && pdu['password'] === ACCOUNT.password;
      const command_status = state.refuse !== 0 ? state.refuse : isKnown ? 0 : (library.errors['ESME_RINVPASWD'] ?? 14);
      session.send(pdu.response({ command_status, system_id: 'smsc' }));
      if (command_status !== 0) return;
      state.binds++;
      bound.add(session);
      offer();
    });
    session.on('submit_sm', (pdu: PDU) => submitted(session, pdu));
    session.on('enquire_link', (pdu: PDU) => {
      if (!state.hangs) session.send(pdu.response());
    });
    session.on('unbind', (pdu: PDU) => {
      session.send(pdu.response());
      session.close();
    });
  });
  const listen = (port: number): Promise<void> => new Promise((done) => server.listen(port, '127.0.0.1', () => done()));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  function submitted(session: Session, pdu: PDU): void {
    state.submissions++;
    if (state.hangs) return;
    const fault = faults.shift() ?? state.decide?.() ?? null;
    if (typeof fault === 'number') return void session.send(pdu.response({ command_status: fault }));
    if (fault === 'lost before') return session.destroy();
    if (fault === 'silence before') return;
    const id = nextId(taken.length);
    const [from, to] = [`+${String(pdu['source_addr'])}`, `+${String(pdu['destination_addr'])}`];
    taken.push({ id, from, to, text: readDelivered(pdu).text, fields: pdu });
    if (receipts) {
      const text = `id:${receiptId(id)} sub:001 dlvrd:001 submit date:2611231200 done date:2611231200 stat:DELIVRD err:000 text:`;
      void deliver({ from: to, to: from, esm_class: 4, data_coding: 0, short_message: Buffer.from(text) });
    }
    if (fault === 'lost after') return session.destroy();
    if (fault === 'silence after') return;
    const answer = (): void => void session.send(pdu.response({ message_id: id }));
    if (fault === 'late' || state.answerMs > 0) setTimeout(answer, fault === 'late' ? LATE_MS : state.answerMs);
    else answer();
  }

  /** Delivers to the connected client; resolves with the status of the acknowledgement. */
  function deliver({ from, to, ...fields }: { from: string; to: string } & Record<string, unknown>): Promise<number> {
    return new Promise((done) => {
      const addresses = {
        source_addr_ton: 1,
        source_addr_npi: 1,
        source_addr: from.replace('+', ''),
        dest_addr_ton: 1,
        dest_addr_npi: 1,
        destination_addr: to.replace('+', ''),
      };
      waiting.push({ fields: { ...addresses, ...fields }, offered: null, done });
      offer();
    });
  }

  function offer(): void {
    const [session] = bound;
    if (session === undefined) return;
    for (const one of waiting) {
      if (waiting.filter((w) => w.offered !== null).length >= state.window) return;
      if (one.offered !== null) continue;
      one.offered = session;
      session.deliver_sm({ ...one.fields }, (answer) => {
        // The acknowledgement is lost with the connection.
        if (state.deaf > 0) {
          state.deaf--;
          return session.destroy();
        }
        if (answer.command_status === 0x64) {
          one.offered = null;
          return void setTimeout(offer, 50);
        }
        waiting.splice(waiting.indexOf(one), 1);
        one.done(answer.command_status);
        offer();
      });
    }
  }

  return {
    port,
    settings: { host: '127.0.0.1', port, tls: false, ...ACCOUNT, systemType: '', longTexts: 'udh' as LongTexts },
    taken,
    state,
    /** How many deliveries are not acknowledged. */
    waiting: () => waiting.length,
    fail: (...next: Fault[]) => void faults.push(...next),
    deliver,
    /** A text as a phone sends it, in parts where it is long; resolves with the acknowledgement of each. */
    text(
      from: string,
      to: string,
      body: string,
      how: { order?: readonly number[]; ref?: number; as?: LongTexts } = {},
    ) {
      const parts = submissionsOf(body, how.as ?? 'udh', how.ref ?? 7) ?? [];
      const order = how.order ?? parts.map((_, i) => i);
      return Promise.all(order.map((i) => deliver({ from, to, ...parts[i] })));
    },
    /** Every connection breaks. */
    drop: () => {
      for (const session of bound) session.destroy();
    },
    down: () => {
      server.sessions.forEach((session) => session.destroy());
      return new Promise<void>((done) => server.close(() => done()));
    },
    up: () => listen(port),
    async close() {
      server.sessions.forEach((session) => session.destroy());
      await new Promise<void>((done) => server.close(() => done()));
    },
  };
}
