import { compiled, compiledChange } from '../../db/compiled.ts';
import { isPostgres, lit, skipLocked } from '../../db/dialect.ts';
import type { Arrival, ArrivalTable, Db, Tx } from '../../db/schema/index.ts';

/** An event to store in the journal. */
export interface NewArrival {
  /** Unique: the provider's id, or "deadline:...". The same id is the same arrival. */
  id: string;
  kind: ArrivalTable['kind'];
  centreId: string | null;
  /** Its person; arrivals of one peer are taken in order. */
  peer: string | null;
  payload: object;
  providerAt?: string;
  /** The worker does not take it before this time; the process that stores it takes it at once. */
  retryAt?: string;
}

/** After this number of failures an arrival is set aside for staff. */
export const ATTEMPTS_MAX = 3;

const insert = compiled<
  {
    id: string;
    kind: ArrivalTable['kind'];
    centre: string | null;
    peer: string | null;
    payload: string;
    providerAt: string | null;
    retryAt: string | null;
    now: string;
    state: 'new' | 'done';
    handledAt: string | null;
  },
  { seq: number }
>((db, arg) =>
  db
    .insertInto('arrival')
    .values({
      id: arg('id'),
      kind: arg('kind'),
      centre_id: arg('centre'),
      peer: arg('peer'),
      payload: arg('payload'),
      provider_at: arg('providerAt'),
      received_at: arg('now'),
      state: arg('state'),
      handled_at: arg('handledAt'),
      attempts: 0,
      retry_at: arg('retryAt'),
    })
    .onConflict((c) => c.column('id').doNothing())
    .returning('seq'),
);

/**
 * Stores an arrival before any work on it. The same id a second time changes nothing.
 * @returns once it is part of the transaction; it is safe when that has committed
 */
export async function recordArrival(tx: Tx, now: string, arriving: NewArrival): Promise<'noted' | 'already noted'> {
  return (await recordAndShow(tx, now, arriving)) === 'already noted' ? 'already noted' : 'noted';
}

/**
 * Stores an arrival, and returns it as the journal has it.
 * @param state `done` for one whose turn is part of the same transaction
 */
export async function recordAndShow(
  tx: Tx,
  now: string,
  arriving: NewArrival,
  state: 'new' | 'done' = 'new',
): Promise<Arrival | 'already noted'> {
  const { id, kind, centreId: centre, peer } = arriving;
  const payload = JSON.stringify(arriving.payload);
  const [providerAt, retryAt] = [arriving.providerAt ?? null, arriving.retryAt ?? null];
  const handledAt = state === 'done' ? now : null;
  const [noted] = await insert(tx, { id, kind, centre, peer, payload, providerAt, retryAt, now, state, handledAt });
  if (noted === undefined) return 'already noted';
  return {
    seq: noted.seq,
    id,
    kind,
    centre_id: centre,
    peer,
    payload,
    provider_at: providerAt,
    received_at: now,
    state,
    attempts: 0,
    retry_at: retryAt,
    last_error: null,
    outcome: null,
    handled_at: handledAt,
    answer: null,
  };
}

/**
 * Number of turns that are taken in parallel, and so share a commit. As a bound parameter it would make SQLite plan the
 * query each time.
 */
const TOGETHER_MAX = 32;

const due = compiled<{ now: string }, Arrival>((db, arg) =>
  db
    .selectFrom('arrival')
    .selectAll()
    .where('state', '=', lit('new'))
    .where((e) => e.or([e('retry_at', 'is', null), e('retry_at', '<=', arg('now'))]))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('arrival as earlier')
            .select('earlier.seq')
            .where('earlier.state', '=', lit('new'))
            .whereRef('earlier.peer', '=', 'arrival.peer')
            .whereRef('earlier.seq', '<', 'arrival.seq'),
        ),
      ),
    )
    .orderBy('seq')
    .limit(TOGETHER_MAX),
);

/**
 * The arrivals that can be taken now, oldest first: only the oldest of each peer, so that a person's texts keep their
 * order.
 */
export const dueArrivals = (db: Db, now: string): Promise<Arrival[]> => due(db, { now });

const claim = compiledChange<{ id: string; now: string }>((db, arg) => {
  const done = { state: 'done', handled_at: arg('now') } as const;
  if (!isPostgres(db)) {
    return db.updateTable('arrival').set(done).where('id', '=', arg('id')).where('state', '=', lit('new'));
  }
  const mine = db.selectFrom('arrival').select('id').where('id', '=', arg('id')).where('state', '=', lit('new'));
  return db
    .with('mine', () => skipLocked(db, mine))
    .updateTable('arrival')
    .set(done)
    .where('id', 'in', (e) => e.selectFrom('mine').select('mine.id'));
});

/**
 * The first statement of a turn. A second process gets no row, even before the first commits; waiting for the lock
 * would only lose the race and retry.
 */
export async function claimArrival(tx: Tx, id: string, now: string): Promise<'claimed' | 'already taken'> {
  return (await claim(tx, { id, now })) === 1 ? 'claimed' : 'already taken';
}

const settle = compiledChange<{
  id: string;
  outcome: string;
  state: ArrivalTable['state'];
  centre: string | null;
  retryAt: string | null;
  answer: string | null;
}>((db, arg) =>
  db
    .updateTable('arrival')
    .set({
      outcome: arg('outcome'),
      state: arg('state'),
      centre_id: arg('centre'),
      retry_at: arg('retryAt'),
      answer: arg('answer'),
    })
    .where('id', '=', arg('id')),
);

/** The outcome of an arrival: one word for the journal, and whether it was handled, or waits for its turn (`new`). */
export interface ArrivalOutcome {
  outcome: string;
  state: 'done' | 'ignored' | 'new';
  centreId: string | null;
  /** When a waiting arrival is looked at again. */
  retryAt?: string;
  /** The answer to a step of a call: TwiML, stored so that the same step again gets the same answer. */
  answer?: string;
}

/** Stores the outcome of an arrival, and its answer. */
export async function finishArrival(tx: Tx, id: string, became: ArrivalOutcome): Promise<void> {
  const { outcome, state, centreId, retryAt = null, answer = null } = became;
  await settle(tx, { id, outcome, state, centre: centreId, retryAt, answer });
}

const withId = compiled<{ id: string }, Arrival>((db, arg) =>
  db.selectFrom('arrival').selectAll().where('id', '=', arg('id')),
);

/** The arrival with this id. */
export async function findArrival(db: Db, id: string): Promise<Arrival | undefined> {
  return (await withId(db, { id }))[0];
}
