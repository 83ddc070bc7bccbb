import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Centre, Db, OutgoingCall, Person, Tx } from '../../db/schema/index.ts';
import { isOptedOut } from '../centres/opt-out.ts';
import { queueCall } from '../calls/outgoing-calls.ts';
import type { Instant } from '../base/time.ts';

/** Queues the call to a recipient whose phone receives no texts, once. */
export async function queueBroadcastCall(
  tx: Tx,
  moment: Moment,
  call: { id: string; centre: Centre; person: Person; language: string; purpose: object },
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be called'> {
  const { id, centre, person, language, purpose } = call;
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return 'opted out';
  const word = await queueCall(tx, moment, {
    dedupe: `${id}/${person.id}`,
    centre,
    person: { ...person, language },
    kind: 'broadcast',
    purpose,
    // The call matters as long as the broadcast runs.
    expiresAt: null,
    broadcastId: id,
  });
  return word === 'too late to call' ? 'cannot be called' : word;
}

const since = compiled<{ id: string; since: Instant }, { n: number }>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('broadcast_id', '=', arg('id'))
    .where('created_at', '>=', arg('since')),
);

/** Number of calls of a broadcast queued since an instant. */
export const callsQueuedSince = async (db: Db, id: string, instant: Instant): Promise<number> =>
  (await since(db, { id, since: instant }))[0]?.n ?? 0;

const due = compiled<{ id: string; now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .select('id')
    .where('broadcast_id', '=', arg('id'))
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', arg('now'))
    .limit(1),
);

/** True when calls of a broadcast are due. */
export const doCallsWait = async (db: Db, id: string, now: Instant): Promise<'yes' | 'no'> =>
  (await due(db, { id, now })).length > 0 ? 'yes' : 'no';

const underWay = compiled<{ id: string }, { id: string }>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .select('id')
    .where('broadcast_id', '=', arg('id'))
    .where('state', 'in', [lit('pending'), lit('placing'), lit('placed'), lit('unknown')])
    .where('settled_at', 'is', null)
    .limit(1),
);

/** True when calls of a broadcast wait or are in progress. */
export const areCallsUnderWay = async (db: Db, id: string): Promise<'yes' | 'no'> =>
  (await underWay(db, { id })).length > 0 ? 'yes' : 'no';

const byState = compiled<{ id: string }, { state: OutgoingCall['state']; n: number }>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .where('broadcast_id', '=', arg('id'))
    .groupBy('state'),
);

/** Number of calls of a broadcast, by state. */
export const callStates = (db: Db, id: string): Promise<{ state: OutgoingCall['state']; n: number }[]> =>
  byState(db, { id });

/** Why calls of a broadcast did not reach the person: "call no-answer". */
export async function callsNotHeard(db: Db, id: string): Promise<{ reason: string; count: number }[]> {
  const rows = await db
    .selectFrom('outgoing_call')
    .select((e) => ['reason', e.fn.countAll<number>().as('n')])
    .where('broadcast_id', '=', id)
    .where('state', 'in', ['failed', 'expired'])
    .groupBy('reason')
    .orderBy('reason')
    .execute();
  return rows.map(({ reason, n }) => ({ reason: `call ${reason ?? 'failed'}`, count: n }));
}

/** Cancels calls that are not placed yet; a call in progress goes on. */
export async function callOff(tx: Tx, { now }: Moment, id: string): Promise<void> {
  await tx
    .updateTable('outgoing_call')
    .set({ state: 'cancelled', reason: 'broadcast cancelled', settled_at: now })
    .where('broadcast_id', '=', id)
    .where('state', '=', lit('pending'))
    .execute();
}

/** Calls of a broadcast whose outcome is still unknown after asking the carrier. */
export const uncertainCallsOf = (db: Db, id: string): Promise<Pick<OutgoingCall, 'id'>[]> =>
  db
    .selectFrom('outgoing_call')
    .select('id')
    .where('broadcast_id', '=', id)
    .where('state', '=', 'unknown')
    .where('settled_at', 'is not', null)
    .orderBy('seq')
    .execute();

/** Places an uncertain call again. */
export async function ringOnceMore(tx: Tx, { now }: Moment, id: string): Promise<'queued' | 'changed meanwhile'> {
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_call')
    .set({ state: 'pending', sid: null, reason: null, settled_at: null, not_before: now, lease_until: null })
    .where('id', '=', id)
    .where('state', '=', 'unknown')
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'queued' : 'changed meanwhile';
}
