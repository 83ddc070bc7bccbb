import type { Carrier } from '../../carriers/carrier.ts';
import type { Clock, Ids, Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { MessageKind, OutboxRow, Tx } from '../../db/schema/index.ts';
import {
  adoptSid,
  isSidTaken,
  leaveUncertain,
  listUnknown,
  takeUnreceipted,
} from '../../domain/messages/delivery-reports.ts';
import { sendAgain, sweepLapsed } from '../../domain/messages/send-outcomes.ts';
import { HOUR_MS, later } from '../../domain/base/time.ts';
import type { Log } from '../engine/scene.ts';
import type { OnUndeliverable } from './hooks.ts';

/** What may be done with a message that the carrier does not have after the settle time (docs/rules.md P4). */
interface Policy {
  /** How often it may be sent again by itself. */
  againMax: number;
  /** Only when so much is left until it expires. */
  leftMinMs?: number;
}

export const UNKNOWN_POLICY: Readonly<Record<MessageKind, Policy>> = {
  // A yes counts once however often it is asked for.
  reply: { againMax: 1 },
  staff: { againMax: 1 },
  offer: { againMax: 1, leftMinMs: 2 * HOUR_MS },
  // Lost, somebody waits at a door.
  confirmation: { againMax: 3 },
  change: { againMax: 3 },
  reminder: { againMax: 1, leftMinMs: 0 },
  // Twice to everybody costs money and trust: staff choose.
  broadcast: { againMax: 0 },
  stop_receipt: { againMax: 0 },
  code: { againMax: 0 },
};

export interface ReconcilerLimits {
  everyMs: number;
  /** The carrier may show a message only seconds after it took it: before this it is not "not there". */
  settleMs: number;
  /** Our clock and the carrier's may differ by so much, and its times have whole seconds. */
  clocksDifferMs: number;
  /** Confirmations and changes of which nobody has said after this that they arrived. */
  receiptMaxMs: number;
  rowsMax: number;
}

const RESOLVER_LIMITS: ReconcilerLimits = {
  everyMs: 15_000,
  settleMs: 60_000,
  clocksDifferMs: 2000,
  receiptMaxMs: 2 * HOUR_MS,
  rowsMax: 50,
};

export interface ReconcilerParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
  limits?: Partial<ReconcilerLimits>;
  onUndeliverable?: OnUndeliverable;
  /** Told that something waits again: the sender's nudge. */
  onAgain?: () => void;
}

export interface Reconciler {
  tick(): Promise<void>;
  start(): void;
  stop(): Promise<void>;
}

type Unknown = Awaited<ReturnType<typeof listUnknown>>[number];

/** Clears up what nobody knows the fate of: looks it up at the carrier, and repeats it only where its kind allows. */
export function createReconciler(parts: ReconcilerParts): Reconciler {
  const { store, carrier, clock, ids, log } = parts;
  const limits: ReconcilerLimits = { ...RESOLVER_LIMITS, ...parts.limits };
  const giveUp: OnUndeliverable = parts.onUndeliverable ?? (() => Promise.resolve());
  const moment = (): Moment => ({ now: clock.now().toISOString(), ids });
  let running: Promise<void> | null = null;
  let timer: NodeJS.Timeout | null = null;

  async function run(): Promise<void> {
    try {
      const lapsed = await store.write((tx) => sweepLapsed(tx, moment()));
      if (lapsed > 0) log.warn({ lapsed }, 'messages whose sending was cut off');
      for (const unknown of await listUnknown(store.db, limits.rowsMax)) await resolve(unknown);
      await store.write((tx) => tellUnreceipted(tx));
    } finally {
      running = null;
    }
  }

  async function resolve(unknown: Unknown): Promise<void> {
    // Read before the look-up: what it does not find must have been findable for the whole settle time.
    const askedAt = clock.now().toISOString();
    const sid = await lookUp(unknown);
    if (sid === 'could not look') return;
    if (sid !== null) {
      await store.write((tx) => adopt(tx, unknown.row, sid));
      return;
    }
    if (askedAt < later(unknown.noticedAt, limits.settleMs)) return;
    const decided = await store.write((tx) => decide(tx, unknown));
    log.info({ outboxId: unknown.row.id, kind: unknown.row.kind, decided }, 'not found at the carrier');
    if (decided === 'again') parts.onAgain?.();
  }

  async function lookUp({ row, startedAt }: Unknown): Promise<string | null> {
    if (carrier.find === undefined) return null;
    const since = later(startedAt, -limits.clocksDifferMs);
    try {
      for (const found of await carrier.find({ to: row.number, body: row.body, since })) {
        if (!(await isSidTaken(store.db, found.sid))) return found.sid;
      }
      return null;
    } catch (error) {
      log.warn({ err: error, outboxId: row.id }, 'the carrier could not be asked');
      return 'could not look';
    }
  }

  async function adopt(tx: Tx, row: OutboxRow, sid: string): Promise<void> {
    const open = await tx.selectFrom('outbox').select('sid').where('id', '=', row.id).executeTakeFirst();
    if (open?.sid === null && !(await isSidTaken(tx, sid))) await adoptSid(tx, moment(), row.id, sid, 'accepted');
  }

  async function decide(tx: Tx, { row, attempts }: Unknown): Promise<'again' | 'cancelled' | 'uncertain' | 'too late'> {
    const at = moment();
    const { againMax, leftMinMs } = UNKNOWN_POLICY[row.kind];
    const isOfUse = row.expires_at === null || row.expires_at > later(at.now, leftMinMs ?? 0);
    if (attempts <= againMax && isOfUse) {
      return sendAgain(tx, at, row, { at: at.now, from: 'unknown', code: row.error_code });
    }
    if ((await leaveUncertain(tx, at, row.id)) === 'too late') return 'too late';
    await giveUp(tx, { ...row, reason: 'uncertain' }, 'uncertain', at);
    return 'uncertain';
  }

  async function tellUnreceipted(tx: Tx): Promise<void> {
    const at = moment();
    const rows = await takeUnreceipted(tx, later(at.now, -limits.receiptMaxMs));
    for (const row of rows) await giveUp(tx, row, 'no receipt', at);
  }

  const tick = (): Promise<void> => (running ??= run());

  return {
    tick,
    start() {
      timer ??= setInterval(() => {
        tick().catch((error: unknown) => log.error({ err: error }, 'the resolver failed'));
      }, limits.everyMs).unref();
    },
    async stop() {
      if (timer !== null) clearInterval(timer);
      timer = null;
      await running?.catch(() => {});
    },
  };
}
