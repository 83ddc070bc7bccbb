import type { Carrier, FoundMessage } from '../../carriers/base/carrier.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { MessageKind, OutboxRow, Tx } from '../../db/schema/index.ts';
import {
  adoptSid,
  isAnyUnreceipted,
  isSidTaken,
  leaveUncertain,
  listUnknown,
  noticeAgain,
  takeUnreceipted,
} from '../../domain/messages/delivery-reports.ts';
import { isAnyLapsed, sendAgain, sweepLapsed } from '../../domain/messages/send-outcomes.ts';
import { DAY_MS, HOUR_MS, later } from '../../domain/base/time.ts';
import { createLoop, type Loop } from '../engine/loop.ts';
import { momentOf, type Log } from '../engine/scene.ts';
import type { OnUndeliverable } from './hooks.ts';

/** The treatment of a message that the carrier does not have after the settle time (docs/rules.md P4). */
interface Policy {
  /** Number of times that it may be sent again by itself. */
  againMax: number;
  /** It is sent again only while at least this time is left until it expires. */
  leftMinMs?: number;
}

export const UNKNOWN_POLICY: Readonly<Record<MessageKind, Policy>> = {
  // The person's yes counts once, even when the line asks twice.
  reply: { againMax: 1 },
  staff: { againMax: 1 },
  offer: { againMax: 1, leftMinMs: 2 * HOUR_MS },
  // Without this message, the person waits at a closed door.
  confirmation: { againMax: 3 },
  change: { againMax: 3 },
  reminder: { againMax: 1, leftMinMs: 0 },
  // A second copy to all recipients costs money and trust, so staff decide.
  broadcast: { againMax: 0 },
  stop_receipt: { againMax: 0 },
  code: { againMax: 0 },
};

export interface ReconcilerLimits {
  everyMs: number;
  /**
   * The carrier may list a message only seconds after it accepted it. Before this time, a missing message proves
   * nothing.
   */
  settleMs: number;
  /** How far back the carrier's list is searched: our clock may have been a year ahead when the message left. */
  searchedMs: number;
  /** After this time, a confirmation or a change without a delivery report counts as not delivered. */
  receiptMaxMs: number;
  rowsMax: number;
}

const RECONCILER_LIMITS: ReconcilerLimits = {
  everyMs: 15_000,
  settleMs: 60_000,
  searchedMs: 400 * DAY_MS,
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
  /** The sender's nudge: called when a message waits again. */
  onAgain?: () => void;
}

type Unknown = Awaited<ReturnType<typeof listUnknown>>[number];

/** Resolves messages of unknown fate: looks each up at the carrier, and repeats it only where its kind allows. */
export function createReconciler(parts: ReconcilerParts): Loop<void> {
  const limits: ReconcilerLimits = { ...RECONCILER_LIMITS, ...parts.limits };
  const reconciling: Reconciling = { onUndeliverable: () => Promise.resolve(), ...parts, limits };
  return createLoop({
    everyMs: limits.everyMs,
    work: () => reconcile(reconciling),
    onError: (error) => parts.log.error({ err: error }, 'the reconciler failed'),
  });
}

interface Reconciling extends ReconcilerParts {
  limits: ReconcilerLimits;
  onUndeliverable: OnUndeliverable;
}

async function reconcile(reconciling: Reconciling): Promise<void> {
  const { store, log, limits } = reconciling;
  // Looks first: a transaction each 15 seconds would be in the way of others.
  if (await isAnyLapsed(store.db, momentOf(reconciling).now)) {
    const lapsed = await store.write((tx) => sweepLapsed(tx, momentOf(reconciling)));
    log.warn({ lapsed }, 'messages whose sending was cut off');
  }
  for (const unknown of await listUnknown(store.db, limits.rowsMax)) await resolve(reconciling, unknown);
  if (await isAnyUnreceipted(store.db, receiptDue(reconciling)))
    await store.write((tx) => tellUnreceipted(reconciling, tx));
}

async function resolve(reconciling: Reconciling, unknown: Unknown): Promise<void> {
  const { store, log, limits, onAgain } = reconciling;
  // Read before the look-up: a missing message must have been listed for the whole settle time.
  const askedAt = momentOf(reconciling).now;
  const sid = await lookUp(reconciling, unknown);
  if (sid === 'could not look') return;
  if (sid !== null) {
    await store.write((tx) => adopt(reconciling, tx, unknown.row, sid));
    return;
  }
  if (askedAt < unknown.noticedAt) {
    // The clock was put back, so the settle time begins again.
    await store.write((tx) => noticeAgain(tx, momentOf(reconciling), unknown.row.id));
    return;
  }
  if (askedAt < later(unknown.noticedAt, limits.settleMs)) return;
  const decided = await store.write((tx) => decide(reconciling, tx, unknown));
  log.info({ outboxId: unknown.row.id, kind: unknown.row.kind, decided }, 'not found at the carrier');
  if (decided === 'again') onAgain?.();
}

/**
 * The carrier's id of the message; null when it is not there. Our clock says nothing about when the carrier took it (rule
 * F22). Only one text at a time is on its way to a number, so it is the one of whose like we know no later id.
 */
async function lookUp({ carrier, store, clock, log, limits }: Reconciling, { row }: Unknown): Promise<string | null> {
  if (carrier.find === undefined) return null;
  const since = later(clock.now().toISOString(), -limits.searchedMs);
  try {
    let newest: string | null = null;
    const unclaimed: FoundMessage[] = [];
    for (const found of await carrier.find({ to: row.number, body: row.body, since })) {
      if (!(await isSidTaken(store.db, found.sid))) unclaimed.push(found);
      else if (newest === null || found.createdAt > newest) newest = found.createdAt;
    }
    return unclaimed.find(({ createdAt }) => newest === null || createdAt >= newest)?.sid ?? null;
  } catch (error) {
    log.warn({ err: error, outboxId: row.id }, 'the carrier could not be asked');
    return 'could not look';
  }
}

async function adopt(reconciling: Reconciling, tx: Tx, row: OutboxRow, sid: string): Promise<void> {
  const open = await tx.selectFrom('outbox').select('sid').where('id', '=', row.id).executeTakeFirst();
  if (open?.sid === null && !(await isSidTaken(tx, sid)))
    await adoptSid(tx, momentOf(reconciling), row.id, sid, 'accepted');
}

async function decide(
  reconciling: Reconciling,
  tx: Tx,
  { row, attempts }: Unknown,
): Promise<'again' | 'cancelled' | 'uncertain' | 'too late'> {
  const at = momentOf(reconciling);
  const { againMax, leftMinMs } = UNKNOWN_POLICY[row.kind];
  const isOfUse = row.expires_at === null || row.expires_at > later(at.now, leftMinMs ?? 0);
  if (attempts <= againMax && isOfUse) {
    return sendAgain(tx, at, row, { at: at.now, from: 'unknown', code: row.error_code });
  }
  if ((await leaveUncertain(tx, at, row.id)) === 'too late') return 'too late';
  await reconciling.onUndeliverable(tx, { ...row, reason: 'uncertain' }, 'uncertain', at);
  return 'uncertain';
}

const receiptDue = (reconciling: Reconciling): string =>
  later(momentOf(reconciling).now, -reconciling.limits.receiptMaxMs);

async function tellUnreceipted(reconciling: Reconciling, tx: Tx): Promise<void> {
  const at = momentOf(reconciling);
  const rows = await takeUnreceipted(tx, receiptDue(reconciling));
  for (const row of rows) await reconciling.onUndeliverable(tx, row, 'no receipt', at);
}
