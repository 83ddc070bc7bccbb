import type { ExpressionBuilder } from 'kysely';
import { compiled } from '../../db/compiled.ts';
import { lit, skipLocked } from '../../db/dialect.ts';
import type { Moment } from '../../db/moment.ts';
import {
  BROADCAST_KINDS,
  type Db,
  type OutgoingCall,
  type OutgoingCallTable,
  type Schema,
  type Tx,
} from '../../db/schema/index.ts';
import { broadcastWindow } from '../base/quiet-hours.ts';
import { later, type Instant } from '../base/time.ts';
import { AT_ANY_HOUR, earliestCall } from './outgoing-calls.ts';

/** Broadcast calls that one centre has under way at a time, so that a person who then asks for staff reaches them. */
const BROADCAST_LINES_MAX = 10;

const due = compiled<{ now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .select('id')
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', arg('now'))
    .limit(1),
);

/** Whether it is worth a transaction to look. */
export const isAnyCallDue = async (db: Db, now: Instant): Promise<'yes' | 'no'> =>
  (await due(db, { now })).length > 0 ? 'yes' : 'no';

/**
 * Takes the next calls, one for each number, and marks them as being placed before the carrier gets them. Leaves out
 * phones that have a call of the service under way or of unknown state, and at night all
 * phones but those that may ring at any hour.
 */
export async function claimCalls(
  tx: Tx,
  moment: Moment,
  { max, node, leaseMs }: { max: number; node: string; leaseMs: number },
): Promise<OutgoingCall[]> {
  const { now } = moment;
  const isNight = earliestCall(now) > now;
  const claimed: OutgoingCall[] = [];
  for (const row of await skipLocked(tx, nextCalls(tx, now, isNight).limit(max * 2)).execute()) {
    if (claimed.length >= max || claimed.some((c) => c.number === row.number)) continue;
    const [taken] = await tx
      .updateTable('outgoing_call')
      .set((e) => ({
        state: 'placing',
        tries: e('tries', '+', 1),
        started_at: now,
        lease_until: later(now, leaseMs),
        node,
      }))
      .where('id', '=', row.id)
      .where('state', '=', 'pending')
      .returningAll()
      .execute();
    if (taken !== undefined) claimed.push(taken);
  }
  return claimed;
}

/** Due calls to phones without another call under way, in the order of placing. */
const nextCalls = (tx: Tx, now: Instant, isNight: boolean) =>
  tx
    .selectFrom('outgoing_call as o')
    .selectAll('o')
    .where('o.state', '=', lit('pending'))
    .where('o.not_before', '<=', now)
    .$if(isNight, (q) => q.where('o.about_kind', '=', lit(AT_ANY_HOUR)))
    .where((e) => e.or([e('o.expires_at', 'is', null), e('o.expires_at', '>', now)]))
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('outgoing_call as b')
            .select('b.id')
            .whereRef('b.number', '=', 'o.number')
            .where('b.state', 'in', [lit('placing'), lit('placed'), lit('unknown')])
            .where('b.settled_at', 'is', null),
        ),
      ),
    )
    .where((e) =>
      e.not(
        e.exists(
          e
            .selectFrom('call')
            .select('call.id')
            .whereRef('call.number', '=', 'o.number')
            .where('call.phase', '<>', 'over'),
        ),
      ),
    )
    .where(mayGoOut(now))
    // Other calls before those of broadcasts: a person waits for them.
    .orderBy((e) => e.case().when('o.broadcast_id', 'is', null).then(0).else(1).end())
    .orderBy('o.seq');

/**
 * A broadcast's call is placed in the hours of its kind, while the broadcast runs and fewer than `BROADCAST_LINES_MAX`
 * ring.
 */
const mayGoOut = (now: Instant) => (e: ExpressionBuilder<Schema & { o: OutgoingCallTable }, 'o'>) =>
  e.or([
    e('o.broadcast_id', 'is', null),
    e.and([
      e.exists(
        e
          .selectFrom('broadcast')
          .select('broadcast.id')
          .whereRef('broadcast.id', '=', 'o.broadcast_id')
          .where('broadcast.status', 'not in', ['paused', 'cancelled'])
          .where(
            'broadcast.kind',
            'in',
            BROADCAST_KINDS.filter((kind) => broadcastWindow(kind, now).from <= now),
          ),
      ),
      e(
        e
          .selectFrom('outgoing_call as l')
          .select((f) => f.fn.countAll<number>().as('n'))
          .where('l.state', 'in', [lit('placing'), lit('placed'), lit('unknown')])
          .where('l.settled_at', 'is', null)
          .where('l.broadcast_id', 'is not', null)
          .whereRef('l.centre_id', '=', 'o.centre_id'),
        '<',
        BROADCAST_LINES_MAX,
      ),
    ]),
  ]);
