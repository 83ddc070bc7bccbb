import type { ExpressionBuilder } from 'kysely';
import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit, skipLocked } from '../../db/dialect.ts';
import type { Db, OutboxRow, OutboxTable, Schema, Tx } from '../../db/schema/index.ts';
import { later, type Instant } from '../base/time.ts';
import { NEED, PRIORITIES, type Priority } from './outbox.ts';

/** A message that is ours to send, until the lease runs out. */
export interface Claimed {
  attemptId: string;
  leaseUntil: Instant;
  row: OutboxRow;
}

export interface ClaimOptions {
  /** How many at most, in all and of what concerns need; each goes to another number. */
  max: number;
  needMax?: number;
  /** Who sends: written into the attempt. */
  node: string;
  leaseMs: number;
  /** Sender numbers that must wait: altogether, or only with what nobody waits for. */
  pausedFrom?: readonly string[];
  bulkPausedFrom?: readonly string[];
}

/**
 * Takes the messages that are next, and writes down that they are being sent before anything is: a process that dies
 * afterwards leaves a trace. Of one number only the oldest, need before replies, replies before the rest, broadcasts
 * last, and nothing while an earlier one is on its way or its fate unknown.
 */
export async function claimDue(tx: Tx, moment: Moment, options: ClaimOptions): Promise<Claimed[]> {
  const rows: OutboxRow[] = [];
  // A query for each priority, each a seek in the index: in one, the rows of tomorrow would be read every time.
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

interface ClaimArgs extends Record<string, unknown> {
  now: Instant;
  max: number;
  priority: Priority;
}

const claims = new Map<string, ReturnType<typeof compiled<{ now: Instant }, OutboxRow>>>();

/** One statement for each limit and priority: a bound limit has SQLite plan the whole anew each time it is run. */
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

/** Whether it is worth a transaction to look. */
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
  // Set apart with `with`: inside the `in`, PostgreSQL may run a locking query anew for each row, and claims too many.
  return db
    .with('next', () => skipLocked(db, next))
    .updateTable('outbox')
    .set((e) => ({ state: lit('sending'), tries: e('tries', '+', 1) }))
    .where('id', 'in', (e) => e.selectFrom('next').select('next.id'))
    .where('state', '=', lit('pending'))
    .returningAll();
}

/** What keeps message `o` waiting: a message to the same number that must leave, or be cleared up, first. */
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
          // Need does not wait for a carrier that takes long over another text.
          b.or([
            b('o.priority', '<', NEED),
            b('b.priority', '>=', b.ref('o.priority')),
            b('b.body', '=', b.ref('o.body')),
          ]),
        ]),
        b.and([
          b('b.state', '=', lit('unknown')),
          b('b.settled_at', 'is', null),
          // A reply need not wait for the fate of a broadcast, unless the two could be mistaken for each other.
          b.or([b('b.priority', '>=', b.ref('o.priority')), b('b.body', '=', b.ref('o.body'))]),
        ]),
        b.and([
          b('b.state', '=', lit('pending')),
          // One that was refused keeps its place in line; one for tomorrow has none yet.
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
