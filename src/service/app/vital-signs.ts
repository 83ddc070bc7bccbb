import { isMigrated, type Store } from '../../db/open.ts';
import { lit } from '../../db/dialect.ts';
import { OUTBOX_STATES, type ArrivalTable, type Db, type OutboxState } from '../../db/schema/index.ts';
import type { App } from '../engine/scene.ts';

type ArrivalState = ArrivalTable['state'];

/** The state of the work in numbers, without anything about a person. */
export interface VitalSigns {
  /** All arrivals ever, and those that wait for their turn. */
  arrivals: number;
  arrivalsWaiting: number;
  /** Only among the latest: counting all rows would stop a large database for seconds. */
  arrivalsLately: Record<ArrivalState, number>;
  outboxLately: Record<OutboxState, number>;
  /** Seconds that the oldest due arrival, or message, has waited. */
  oldestArrivalS: number;
  oldestMessageS: number;
}

const LATELY = 10_000;
const ARRIVAL_STATES: readonly ArrivalState[] = ['new', 'done', 'ignored', 'poison'];

/** Reads the numbers; its cost does not grow with the database. */
export async function readVitalSigns({ store, clock }: Pick<App, 'store' | 'clock'>): Promise<VitalSigns> {
  const { db } = store;
  const now = clock.now();
  const waitedS = (since: string | null): number =>
    since === null ? 0 : Math.max(0, Math.round((now.getTime() - Date.parse(since)) / 1000));
  const waiting = await waitingArrivals(db, now.toISOString());
  return {
    arrivals: await lastSeq(db, 'arrival'),
    arrivalsWaiting: waiting.n,
    arrivalsLately: await lately(db, 'arrival', ARRIVAL_STATES),
    outboxLately: await lately(db, 'outbox', OUTBOX_STATES),
    oldestArrivalS: waitedS(waiting.oldest),
    oldestMessageS: waitedS(await oldestDueMessage(db, now.toISOString())),
  };
}

/** Postponed arrivals do not count as waiting. */
async function waitingArrivals(db: Db, now: string): Promise<{ n: number; oldest: string | null }> {
  const row = await db
    .selectFrom('arrival')
    .select((e) => [e.fn.countAll<number>().as('n'), e.fn.min('received_at').as('oldest')])
    .where('state', '=', lit('new'))
    .where((e) => e.or([e('retry_at', 'is', null), e('retry_at', '<=', now)]))
    .executeTakeFirst();
  return { n: Number(row?.n ?? 0), oldest: row?.oldest ?? null };
}

async function oldestDueMessage(db: Db, now: string): Promise<string | null> {
  const row = await db
    .selectFrom('outbox')
    .select((e) => e.fn.min('not_before').as('oldest'))
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', now)
    .executeTakeFirst();
  return row?.oldest ?? null;
}

async function lately<S extends string>(
  db: Db,
  table: 'arrival' | 'outbox',
  states: readonly S[],
): Promise<Record<S, number>> {
  const since = (await lastSeq(db, table)) - LATELY;
  const rows = await db
    .selectFrom(table)
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .where('seq', '>', since)
    .groupBy('state')
    .execute();
  const counts = Object.fromEntries(states.map((state) => [state, 0])) as Record<string, number>;
  for (const { state, n } of rows) counts[state] = Number(n);
  return counts as Record<S, number>;
}

async function lastSeq(db: Db, table: 'arrival' | 'outbox'): Promise<number> {
  const row = await db
    .selectFrom(table)
    .select((e) => e.fn.max('seq').as('last'))
    .executeTakeFirst();
  return Number(row?.last ?? 0);
}

const PROBED = 'probed_at';

/**
 * Checks that the database can be written to, and has this program's schema.
 * @throws the database's error when it cannot
 */
export async function probeStore(store: Store, now: string): Promise<'ready' | 'not migrated'> {
  if (!(await isMigrated(store))) return 'not migrated';
  await store.write((tx) =>
    tx
      .insertInto('meta')
      .values({ key: PROBED, value: now })
      .onConflict((c) => c.column('key').doUpdateSet({ value: now }))
      .execute(),
  );
  return 'ready';
}
