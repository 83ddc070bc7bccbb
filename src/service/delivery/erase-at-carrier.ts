import type { Carrier } from '../../carriers/base/carrier.ts';
import type { Clock, Ids } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import { truncateWal } from '../../db/wal-truncate.ts';
import { keepOnAgenda, WHOLE_SERVICE } from '../../domain/base/agenda.ts';
import { carrierCopiesDue, finishCarrierCopy } from '../../domain/messages/carrier-copies.ts';
import { nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { nextRetentionAt } from '../../domain/privacy/retention.ts';
import { nextDigestAt } from '../../domain/search/subscriptions.ts';
import { MINUTE_MS } from '../../domain/base/time.ts';
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
 * Puts what comes again and again on the agenda, erases at the carrier what is erased here, and empties the WAL: what has to be
 * done after commit, and outside our database, so that what is erased is erased everywhere.
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

/** What the house does every night and every Monday, and each centre's look for what is urgent; left where it stands already. */
async function keepStanding({ store, clock, ids }: CarrierEraserParts): Promise<void> {
  const centres = await store.db.selectFrom('centre').select(['id', 'opening']).execute();
  const standing = await store.db
    .selectFrom('agenda')
    .select('key')
    .where('work', 'in', ['retention', 'digests', 'tell staff'])
    .execute();
  if (standing.length >= centres.length + 2) return;
  const { now } = momentOf({ clock, ids });
  await store.write(async (tx) => {
    await keepOnAgenda(tx, 'retention', WHOLE_SERVICE, nextRetentionAt(now));
    await keepOnAgenda(tx, 'digests', WHOLE_SERVICE, nextDigestAt(now));
    for (const { id, opening } of centres) await keepOnAgenda(tx, 'tell staff', id, nextOpenMoment(opening, now));
  });
}

async function forgetAtCarrier({ store, carrier, clock, ids, log }: CarrierEraserParts): Promise<void> {
  const copies = await carrierCopiesDue(store.db, clock.now().toISOString());
  let left = 0;
  for (const copy of copies) {
    // What it does not keep, it need not forget.
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
