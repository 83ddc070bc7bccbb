import type { Carrier, InboundMessage } from '../../carriers/base/carrier.ts';
import type { Clock } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import { HOUR_MS, later } from '../../domain/base/time.ts';
import type { Log } from '../engine/scene.ts';

export interface FetchMissedParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  log: Log;
  /** Stores one message that arrived while the service was down; a known message does no harm. */
  note: (message: InboundMessage) => Promise<unknown>;
}

/** The fetched period begins this much earlier: the carrier's list may be late. */
const OVERLAP_MS = HOUR_MS;

/**
 * Fetches the texts that arrived while the service was down: the carrier does not deliver a text twice. Runs at start
 * and regularly. The period begins at the newest text on the carrier's list, in the carrier's time: ours may be hours
 * wrong (rule F22). A number whose list fails is fetched next time, from the same instant.
 * @returns how many were missed
 */
export async function fetchMissed({ store, carrier, clock, log, note }: FetchMissedParts): Promise<number> {
  if (carrier.inbound === undefined) return 0;
  const centres = await store.db.selectFrom('centre').select('number').orderBy('id').execute();
  let noted = 0;
  for (const { number } of centres) {
    const seen = await lastSeen(store, number);
    const now = clock.now().toISOString();
    // A time to come was written by a clock that was ahead.
    const from = seen === null || seen > now ? now : seen;
    try {
      const listed = await carrier.inbound({ to: number, since: later(from, -OVERLAP_MS) });
      for (const message of await notYetNoted(store, listed)) {
        await note(message);
        noted++;
      }
      const newest = listed.reduce((latest, { at }) => (at > latest ? at : latest), from);
      if (newest !== seen) await remember(store, number, newest);
    } catch (error) {
      log.warn({ err: error }, 'what came in meanwhile could not be fetched');
    }
  }
  if (noted > 0) log.info({ noted }, 'messages that the carrier has for us');
  return noted;
}

const LOOKED_UP_MAX = 500;

/** Leaves out what arrived by webhook: noting it again would cost a transaction for each text of the last hour. */
async function notYetNoted({ db }: Store, messages: readonly InboundMessage[]): Promise<InboundMessage[]> {
  const known = new Set<string>();
  for (let from = 0; from < messages.length; from += LOOKED_UP_MAX) {
    const ids = messages.slice(from, from + LOOKED_UP_MAX).map(({ sid }) => sid);
    const rows = await db.selectFrom('arrival').select('id').where('id', 'in', ids).execute();
    for (const { id } of rows) known.add(id);
  }
  return messages.filter(({ sid }) => !known.has(sid));
}

const keyOf = (number: string): string => `inbound_seen:${number}`;

async function lastSeen(store: Store, number: string): Promise<string | null> {
  const row = await store.db.selectFrom('meta').select('value').where('key', '=', keyOf(number)).executeTakeFirst();
  return row?.value ?? null;
}

async function remember(store: Store, number: string, value: string): Promise<void> {
  await store.write((tx) =>
    tx
      .insertInto('meta')
      .values({ key: keyOf(number), value })
      .onConflict((c) => c.column('key').doUpdateSet({ value }))
      .execute(),
  );
}
