import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Broadcast, Centre, Db, Person, Tx } from '../../db/schema/index.ts';
import { areCallsUnderWay, callsQueuedSince, queueBroadcastCall } from './calls.ts';
import { paceAt } from './throttle.ts';
import { isUnderWay } from './report.ts';
import { setStatus } from './control.ts';
import { findBroadcast } from './broadcasts.ts';
import { queueMessage, type NewMessage } from '../messages/outbox.ts';
import { isReachedByCall } from '../calls/outgoing-calls.ts';
import { recordTold } from '../centres/people.ts';
import { later, type Instant } from '../base/time.ts';

/** Messages in a transaction. A larger batch delays inbound texts. */
export const ENQUEUE_MAX = 50;

/** Renders the text or the call for one recipient. */
export interface Render {
  text: (person: Person) => Pick<NewMessage, 'body' | 'encoding' | 'parts' | 'language'>;
  call: (person: Person) => { purpose: object; language: string };
}

const nextPeople = compiled<
  { id: string; after: string },
  { recipient: string } & { [K in keyof Person]: Person[K] | null }
>((db, arg) =>
  db
    .selectFrom('broadcast_recipient as r')
    .leftJoin('person', 'person.id', 'r.person_id')
    .select('r.person_id as recipient')
    .selectAll('person')
    .where('r.broadcast_id', '=', arg('id'))
    .where('r.person_id', '>', arg('after'))
    .where('r.reason', 'is', null)
    .orderBy('r.person_id')
    .limit(ENQUEUE_MAX),
);

const moveOn = compiledChange<{ id: string; to: string; now: Instant }>((db, arg) =>
  db
    .updateTable('broadcast')
    .set({ queued_to: arg('to'), changed_at: arg('now') })
    .where('id', '=', arg('id')),
);

/**
 * Queues the next messages of a broadcast, at most `max`, and the calls to recipients who are reached by phone. Leaves
 * out people who opted out, or were erased, since the planning.
 * @returns the number of recipients handled; fewer than `max` at the end
 */
export async function enqueueStep(
  tx: Tx,
  moment: Moment,
  { id, centre, max, render }: { id: string; centre: Centre; max: number; render: Render },
): Promise<number> {
  const row = await findBroadcast(tx, id);
  if (row?.status !== 'sending') return 0;
  const people = (await nextPeople(tx, { id, after: row.queued_to })).slice(0, Math.min(max, ENQUEUE_MAX));
  for (const { recipient, ...person } of people) {
    const word = person.id === null ? 'gone' : await queueFor(tx, moment, { id, centre, render }, person as Person);
    if (word !== 'queued' && word !== 'already queued') await leaveOut(tx, id, recipient, word);
  }
  const last = people.at(-1)?.recipient;
  if (last !== undefined) await moveOn(tx, { id, to: last, now: moment.now });
  return people.length;
}

async function queueFor(
  tx: Tx,
  moment: Moment,
  { id, centre, render }: { id: string; centre: Centre; render: Render },
  person: Person,
): Promise<Awaited<ReturnType<typeof queueMessage>> | 'cannot be called'> {
  if (isReachedByCall(person)) return queueBroadcastCall(tx, moment, { id, centre, person, ...render.call(person) });
  const word = await queueMessage(tx, moment, {
    ...render.text(person),
    dedupe: `${id}/${person.id}`,
    centreId: centre.id,
    personId: person.id,
    fromNumber: centre.number,
    number: person.number,
    kind: 'broadcast',
    broadcastId: id,
  });
  if (word === 'queued') await recordTold(tx, moment, person.id);
  return word;
}

const leave = compiledChange<{ id: string; person: string; reason: string }>((db, arg) =>
  db
    .updateTable('broadcast_recipient')
    .set({ reason: arg('reason') })
    .where('broadcast_id', '=', arg('id'))
    .where('person_id', '=', arg('person')),
);

const leaveOut = (tx: Tx, id: string, person: string, reason: string): Promise<number> =>
  leave(tx, { id, person, reason });

const due = compiled<{ id: string; now: Instant }, { n: number }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('broadcast_id', '=', arg('id'))
    .where('state', '=', lit('pending'))
    .where('not_before', '<=', arg('now')),
);

/** Number of messages of a broadcast that are due in the outbox. */
export const waitingNow = async (db: Db, id: string, now: Instant): Promise<number> =>
  (await due(db, { id, now }))[0]?.n ?? 0;

const since = compiled<{ id: string; since: Instant }, { n: number }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('broadcast_id', '=', arg('id'))
    .where('created_at', '>=', arg('since')),
);

/** Number of messages of a broadcast queued since an instant. */
const queuedSince = async (db: Db, id: string, instant: Instant): Promise<number> =>
  (await since(db, { id, since: instant }))[0]?.n ?? 0;

const putOff = compiledChange<{ id: string; until: Instant }>((db, arg) =>
  db
    .updateTable('outbox')
    .set({ not_before: arg('until') })
    .where('broadcast_id', '=', arg('id'))
    .where('state', '=', lit('pending'))
    .where('not_before', '<', arg('until')),
);

/** Postpones messages that have not left when quiet hours begin. */
export const putOffUntil = (tx: Tx, id: string, until: Instant): Promise<number> => putOff(tx, { id, until });

/** Ends a broadcast when all its messages and calls are sent or given up. */
export async function endIfAllIsSent(tx: Tx, moment: Moment, id: string): Promise<'done' | 'under way'> {
  const row = await findBroadcast(tx, id);
  if (row?.status !== 'sending' || (await nextPeople(tx, { id, after: row.queued_to })).length > 0) return 'under way';
  if (row.queued_at === null) {
    await tx.updateTable('broadcast').set({ queued_at: moment.now }).where('id', '=', id).execute();
  }
  if ((await isUnderWay(tx, id)) === 'yes' || (await areCallsUnderWay(tx, id)) === 'yes') return 'under way';
  await setStatus(tx, moment, id, 'done');
  return 'done';
}

/** Number of messages of a broadcast that may be queued now, or `until` when it has to wait. */
export async function roomFor(
  db: Db,
  row: Broadcast,
  { now, perSecond, aheadS }: { now: Instant; perSecond: number; aheadS: number },
): Promise<{ room: number } | { until: Instant }> {
  const begins =
    row.send_at !== null && row.send_at > (row.confirmed_at ?? '') ? row.send_at : (row.confirmed_at ?? now);
  const pace = paceAt(row.kind, now, perSecond, begins);
  if (pace.may === 'wait') return { until: pace.until };
  const ringing = await callsQueuedSince(db, row.id, later(now, -aheadS * 1000));
  const ahead = Math.max(1, Math.ceil(pace.perSecond * aheadS)) - (await waitingNow(db, row.id, now)) - ringing;
  if (pace.gentleSince === null) return { room: ahead };
  // A rate below one message a tick needs the number sent since the hours began.
  const allowed = 1 + Math.floor(((Date.parse(now) - Date.parse(pace.gentleSince)) / 1000) * pace.perSecond);
  const begun =
    (await queuedSince(db, row.id, pace.gentleSince)) + (await callsQueuedSince(db, row.id, pace.gentleSince));
  return { room: Math.min(ahead, allowed - begun) };
}
