import type { Carrier } from '../../carriers/base/carrier.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import { truncateWal } from '../../db/wal-truncate.ts';
import { carrierCopiesDue, finishCarrierCopy } from '../../domain/messages/carrier-copies.ts';
import { findStandingTooFar, isStandingWrong, mendStanding } from '../engine/standing-work.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
import { isClockBack } from '../engine/clock-watch.ts';
import { createLoop, type Loop } from '../engine/loop.ts';
import { type Log, momentOf } from '../engine/scene.ts';

export interface CarrierEraserParts {
  store: Store;
  carrier: Carrier;
  clock: Clock;
  ids: Ids;
  log: Log;
}

const EVERY_MS = MINUTE_MS;

/**
 * Keeps recurring work on the agenda, erases at the carrier what was erased here, and empties the WAL. All of it
 * happens after commit and outside the database, so that an erasure leaves no copy.
 */
export function createCarrierEraser(parts: CarrierEraserParts): Loop<void> {
  const { store, log } = parts;
  let truncatedAt = '';
  return createLoop({
    everyMs: EVERY_MS,
    atOnce: true,
    work: async () => {
      await keepStanding(parts);
      await forgetAtCarrier(parts);
      const latest = await latestErasure(store);
      if (latest <= truncatedAt) return;
      if ((await truncateWal(store)) === 'clean') truncatedAt = latest;
      else log.info({}, 'what was erased is still in the log of the database: it is busy');
    },
    onError: (error) => log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'cleaning up failed'),
  });
}

/** Puts recurring work back to its time: a clock that was wrong may have scheduled it a year ahead. */
async function keepStanding({ store, clock, ids, log }: CarrierEraserParts): Promise<void> {
  const { now } = momentOf({ clock, ids });
  if (await isClockBack(store.db, now)) return;
  const far = await findStandingTooFar(store.db, now);
  if (far !== null) log.warn({ ...far }, 'work was too far ahead on the agenda, and is put back to its time');
  if (far !== null || (await isStandingWrong(store.db, now))) await store.write((tx) => mendStanding(tx, now));
}

async function forgetAtCarrier({ store, carrier, clock, ids, log }: CarrierEraserParts): Promise<void> {
  const copies = await carrierCopiesDue(store.db, clock.now().toISOString());
  let left = 0;
  for (const copy of copies) {
    // A carrier that keeps no copy has none to erase.
    const outcome =
      carrier.keeps?.(copy.sid) === true ? ((await carrier.forget?.(copy.sid)) ?? 'forgotten') : 'forgotten';
    if (outcome === 'again') left++;
    await store.write((tx) => finishCarrierCopy(tx, momentOf({ clock, ids }), copy, outcome));
  }
  if (left > 0) log.warn({ left }, 'texts that the carrier has not forgotten yet');
}

async function latestErasure(store: Store): Promise<string> {
  const row = await store.db
    .selectFrom('erasure')
    .select((e) => e.fn.max('erased_at').as('at'))
    .executeTakeFirst();
  return (row?.at as string | null) ?? '';
}
