import type { Carrier, Outcome } from '../../carriers/base/carrier.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { OutboxRow, OutgoingCall } from '../../db/schema/index.ts';
import { serverOf } from '../../db/postgres/server-of.ts';
import { isCallTaken } from '../../domain/calls/outgoing-calls.ts';
import { isSidTaken } from '../../domain/messages/delivery-reports.ts';
import { NEED } from '../../domain/messages/outbox.ts';
import { isDoubtful, noteServer } from '../../domain/messages/servers.ts';
import { DAY_MS, later, MINUTE_MS, type Instant } from '../../domain/base/time.ts';
import { momentOf, type Log } from '../engine/scene.ts';

/** What was forgotten left at most so long before: the service may have been down when the server failed. */
const FORGOTTEN_MAX_MS = DAY_MS;
/** The carrier may list what it took only seconds later. */
const SETTLE_MS = MINUTE_MS;

export interface FailoverParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
  /** Another server has taken over the database: what it forgot is fetched again. */
  onFailover?: () => void;
}

/** Watches for another server that takes over the database, which may have forgotten its last seconds. */
export interface FailoverWatch extends FailoverParts {
  /** Servers that were looked at. */
  known: Set<string>;
  /** When the last one was noticed; null when that is long ago. */
  since: Instant | null;
}

export const watchForFailover = (parts: FailoverParts): FailoverWatch => ({ ...parts, known: new Set(), since: null });

/**
 * Whether a connection leads to a server that was not looked at. Asked in the transaction that claims something, so that
 * nothing leaves from a server that may have forgotten that it left.
 */
export function leadsElsewhere({ store, known }: FailoverWatch): boolean {
  for (const server of store.servers()) if (!known.has(server)) return true;
  return false;
}

/** Looks at a new server; costs nothing while there is none. */
export async function lookAtServer(watch: FailoverWatch): Promise<void> {
  if (!leadsElsewhere(watch)) return;
  const { store, log, known, onFailover } = watch;
  const noted = await store.write(async (tx) => {
    const server = await serverOf(tx);
    return server === null ? null : { server, ...(await noteServer(tx, momentOf(watch).now, server)) };
  }, 'first');
  if (noted === null) return;
  known.add(noted.server);
  watch.since = noted.since;
  if (!noted.isNews) return;
  log.warn({ server: noted.server }, 'another server has taken over the database');
  onFailover?.();
}

/** Whether what may have left already waits, because the carrier may not list it yet; never where it has no list. */
export function isSettling(watch: FailoverWatch, list: 'find' | 'findCalls'): boolean {
  const { carrier, since } = watch;
  const { now } = momentOf(watch);
  return carrier[list] !== undefined && isDoubtful(since, now) && now < later(since, SETTLE_MS);
}

/**
 * What the carrier has of a message that the database calls unsent, in the hour after a fail-over; null when it has
 * nothing. A message about a person in need is not looked up: twice is better than late.
 */
export async function alreadySent(watch: FailoverWatch, row: OutboxRow): Promise<Outcome | null> {
  const { carrier, store } = watch;
  if (row.priority === NEED) return null;
  return lookUp(watch, async (since) => {
    const found = (await carrier.find?.({ to: row.number, body: row.body, since })) ?? [];
    for (const one of found) if (!(await isSidTaken(store.db, one.sid))) return one;
    return null;
  });
}

/** The same for a call. */
export async function alreadyPlaced(watch: FailoverWatch, row: OutgoingCall): Promise<Outcome | null> {
  const { carrier, store } = watch;
  return lookUp(watch, async (since) => {
    const found = (await carrier.findCalls?.({ to: row.number, since })) ?? [];
    for (const one of found) if (!(await isCallTaken(store.db, one.sid))) return { ...one, status: 'placed' };
    return null;
  });
}

async function lookUp(
  watch: FailoverWatch,
  find: (since: Instant) => Promise<{ sid: string; status: string } | null>,
): Promise<Outcome | null> {
  const { since, log } = watch;
  if (!isDoubtful(since, momentOf(watch).now)) return null;
  try {
    const found = await find(later(since, -FORGOTTEN_MAX_MS));
    if (found === null) return null;
    log.info({ sid: found.sid }, 'the carrier has what the database forgot');
    return { outcome: 'accepted', sid: found.sid, status: found.status };
  } catch (error) {
    log.warn({ err: error }, 'the carrier could not be asked after a fail-over');
    return { outcome: 'refused', code: 'look-up failed', because: 'unreachable' };
  }
}
