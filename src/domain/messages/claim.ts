import type { ExpressionBuilder } from 'kysely';
import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit, skipLocked } from '../../db/dialect.ts';
import type { Db, OutboxRow, OutboxTable, Schema, Tx } from '../../db/schema/index.ts';
import { DAYTIME_KINDS, earliestSend } from '../base/quiet-hours.ts';
import { later, type Instant } from '../base/time.ts';
import { NEED, PRIORITIES, type Priority } from './outbox.ts';

/** A message that this process may send until the lease expires. */
export interface Claimed {
  attemptId: string;
  leaseUntil: Instant;
  row: OutboxRow;
}

export interface ClaimOptions {
  /** The maximum, in all and of messages about a person in need; each goes to another number. */
  max: number;
  needMax?: number;
  /** The sending process: recorded in the attempt. */
  node: string;
  leaseMs: number;
  /** Sender numbers that must wait: for all messages, or only for those that no person waits for. */
  pausedFrom?: readonly string[];
  bulkPausedFrom?: readonly string[];
}

/**
 * Claims the next messages, and records the attempt before anything is sent: a process that dies afterwards leaves a
 * trace. Per number only the oldest message: need before replies, replies before the rest, broadcasts last, and none
 * while an earlier one is on its way or of unknown fate.
 */
export async function claimDue(tx: Tx, moment: Moment, options: ClaimOptions): Promise<Claimed[]> {
  await putOffToMorning(tx, moment.now);
  const rows: OutboxRow[] = [];
  // One query for each priority, each a seek in the index: a single query would read tomorrow's rows every time.
  for (const priority of PRIORITIES) {
    const max = (priority === NEED ? (options.needMax ?? options.max) : options.max) - rows.length;
    const paused = [...(options.pausedFrom ?? []), ...(priority <= 0 ? (options.bulkPausedFrom ?? []) : [])];
    if (max <= 0) continue;
    const args = { now: moment.now, max, priority };
    const taken = paused.length === 0 ? await claimAny(tx, args) : await claimExcept(tx, args, paused).execute();
    rows.push(...taken.toSorted((a, b) => a.seq - b.seq));
  }
  const leaseUntil = later(moment.now, options.leaseMs);
  const claimed: Claimed[] = [];
  for (const row of rows) {
    const attemptId = moment.ids.next('attempt');
    await beginAttempt(tx, { attemptId, outboxId: row.id, now: moment.now, node: options.node, leaseUntil });
    claimed.push({ attemptId, leaseUntil, row });
  }
  return claimed;
}

const putOff = compiledChange<{ now: Instant; until: Instant }>((db, arg) =>
  db
    .updateTable('outbox')
    // Without tries it has no place in the queue of its number, so that a reply at night does not wait for it.
    .set({ not_before: arg('until'), tries: 0 })
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', arg('now'))
    .where(
      'kind',
      'in',
      DAYTIME_KINDS.map((kind) => lit(kind)),
    ),
);

/** A message that the carrier refused in the daytime does not leave at night: it waits until the morning (docs/rules.md P7). */
async function putOffToMorning(tx: Tx, now: Instant): Promise<void> {
  const until = earliestSend('change', now);
  if (until > now) await putOff(tx, { now, until });
}

interface ClaimArgs extends Record<string, unknown> {
  now: Instant;
  max: number;
  priority: Priority;
}

const claims = new Map<string, ReturnType<typeof compiled<{ now: Instant }, OutboxRow>>>();

/** One statement for each limit and priority: with a bound limit, SQLite plans the statement anew for each run. */
function claimAny(db: Db, { now, max, priority }: ClaimArgs): Promise<OutboxRow[]> {
  const name = `${max}/${priority}`;
  let claim = claims.get(name);
  if (claim === undefined) {
    claim = compiled<{ now: Instant }, OutboxRow>((to, arg) => claimExcept(to, { now: arg('now'), max, priority }, []));
    claims.set(name, claim);
  }
  return claim(db, { now });
}

const due = compiled<{ now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', arg('now'))
    .limit(1),
);

/** Whether a transaction is worth starting. */
export const isAnyDue = async (db: Db, now: Instant): Promise<'yes' | 'no'> =>
  (await due(db, { now })).length > 0 ? 'yes' : 'no';

const OPEN = [lit('pending'), lit('sending'), lit('unknown')];

function claimExcept(db: Db, { now, max, priority }: ClaimArgs, pausedFrom: readonly string[]) {
  const next = db
    .selectFrom('outbox as o')
    .select('o.id')
    .where('o.state', '=', lit('pending'))
    .where('o.priority', '=', priority)
    .where('o.not_before', '<=', now)
    .where((e) => e.or([e('o.expires_at', 'is', null), e('o.expires_at', '>', now)]))
    .$if(pausedFrom.length > 0, (q) => q.where('o.from_number', 'not in', pausedFrom))
    .where((e) => e.not(e.exists(inFrontOf(e, now))))
    .orderBy('o.not_before')
    .orderBy('o.seq')
    .limit(max);
  // In a `with`: inside the `in`, PostgreSQL may run a locking query again for each row, and claim too many.
  return db
    .with('next', () => skipLocked(db, next))
    .updateTable('outbox')
    .set((e) => ({ state: lit('sending'), tries: e('tries', '+', 1) }))
    .where('id', 'in', (e) => e.selectFrom('next').select('next.id'))
    .where('state', '=', lit('pending'))
    .returningAll();
}

/** The messages that delay message `o`: those to the same number that must leave, or be settled, first. */
function inFrontOf(e: ExpressionBuilder<Schema & { o: OutboxTable }, 'o'>, now: Instant) {
  return e
    .selectFrom('outbox as b')
    .select('b.id')
    .whereRef('b.number', '=', 'o.number')
    .whereRef('b.id', '!=', 'o.id')
    .where('b.state', 'in', OPEN)
    .where((b) =>
      b.or([
        b.and([
          b('b.state', '=', lit('sending')),
          // A message about need does not wait while the carrier is slow with another text.
          b.or([
            b('o.priority', '<', NEED),
            b('b.priority', '>=', b.ref('o.priority')),
            b('b.body', '=', b.ref('o.body')),
          ]),
        ]),
        b.and([
          b('b.state', '=', lit('unknown')),
          b('b.settled_at', 'is', null),
          // A reply does not wait for the fate of a broadcast, unless the two could be mistaken for each other.
          b.or([b('b.priority', '>=', b.ref('o.priority')), b('b.body', '=', b.ref('o.body'))]),
        ]),
        b.and([
          b('b.state', '=', lit('pending')),
          // A refused message keeps its place in the queue; one for tomorrow has none yet.
          b.or([b('b.not_before', '<=', now), b('b.tries', '>', 0)]),
          b.or([b('b.expires_at', 'is', null), b('b.expires_at', '>', now)]),
          b.or([
            b('b.priority', '>', b.ref('o.priority')),
            b.and([b('b.priority', '=', b.ref('o.priority')), b('b.seq', '<', b.ref('o.seq'))]),
          ]),
        ]),
      ]),
    );
}

const beginAttempt = compiledChange<{
  attemptId: string;
  outboxId: string;
  now: Instant;
  node: string;
  leaseUntil: Instant;
}>((db, arg) =>
  db.insertInto('attempt').values({
    id: arg('attemptId'),
    outbox_id: arg('outboxId'),
    started_at: arg('now'),
    node: arg('node'),
    lease_until: arg('leaseUntil'),
  }),
);
