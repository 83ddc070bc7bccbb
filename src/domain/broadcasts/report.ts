import { compiled } from '../../db/compiled.ts';
import { lit } from '../../db/dialect.ts';
import type { Broadcast, Db, OutboxState, OutgoingCall, ReplyAnswer } from '../../db/schema/index.ts';
import { callStates } from './calls.ts';
import type { Instant } from '../base/time.ts';

/** Progress of a broadcast. The five numbers add up to its recipients, including people left out while sending. */
export interface BroadcastCounts {
  /** Not yet with the carrier. */
  queued: number;
  /** With the carrier; `delivered` is the part that arrived for certain. */
  sent: number;
  delivered: number;
  failed: number;
  /** Unknown whether they left; the service does not send these again by itself. */
  uncertain: number;
  /** Not sent: cancelled, or the person opted out or was erased. */
  dropped: number;
  /** Calls among all of these. A delivered call is one where the person pressed the key. */
  calls: number;
}

type Fate = Exclude<keyof BroadcastCounts, 'delivered' | 'calls'>;

/** Progress of a text, by its state. */
export const FATE: Readonly<Record<OutboxState, Fate>> = {
  held: 'queued',
  pending: 'queued',
  sending: 'queued',
  accepted: 'sent',
  sent: 'sent',
  delivered: 'sent',
  undelivered: 'failed',
  failed: 'failed',
  expired: 'failed',
  unknown: 'uncertain',
  cancelled: 'dropped',
};

const CALL_FATE: Readonly<Record<OutgoingCall['state'], Fate>> = {
  pending: 'queued',
  placing: 'queued',
  placed: 'sent',
  done: 'sent',
  failed: 'failed',
  expired: 'failed',
  unknown: 'uncertain',
  cancelled: 'dropped',
};

/** Reason of a message that was sent again: the copy counts instead. */
export const SENT_AGAIN = 'sent again';
/** Reason of a text that the network refused because the number is a landline: the call counts instead. */
export const CALLED_INSTEAD = 'rung instead';

const byState = compiled<{ id: string }, { state: OutboxState; n: number }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select((e) => ['state', e.fn.countAll<number>().as('n')])
    .where('broadcast_id', '=', arg('id'))
    // The state first: most rows have another state, so that their reason is not read.
    .where((e) =>
      e.or([
        e('state', 'not in', [lit('unknown'), lit('failed'), lit('undelivered')]),
        e('reason', 'is', null),
        e('reason', 'not in', [lit(SENT_AGAIN), lit(CALLED_INSTEAD)]),
      ]),
    )
    .groupBy('state'),
);

const notQueued = compiled<{ id: string; after: string }, { reason: string | null; n: number }>((db, arg) =>
  db
    .selectFrom('broadcast_recipient')
    .select((e) => ['reason', e.fn.countAll<number>().as('n')])
    .where('broadcast_id', '=', arg('id'))
    .where('person_id', '>', arg('after'))
    .where('reason', 'is', null)
    .groupBy('reason'),
);

/** The progress of a broadcast so far. */
export async function countsOf(db: Db, row: Broadcast): Promise<BroadcastCounts> {
  const counts: BroadcastCounts = { queued: 0, sent: 0, delivered: 0, failed: 0, uncertain: 0, dropped: 0, calls: 0 };
  if (row.confirmed_at === null) return counts;
  for (const { state, n } of await byState(db, { id: row.id })) {
    counts[FATE[state]] += n;
    if (state === 'delivered') counts.delivered += n;
  }
  for (const { state, n } of await callStates(db, row.id)) {
    counts[CALL_FATE[state]] += n;
    counts.calls += n;
    if (state === 'done') counts.delivered += n;
  }
  // During the planning, the confirmed number of recipients counts as queued.
  const [left] = row.planned_at === null ? [] : await notQueued(db, { id: row.id, after: row.queued_to });
  const waiting = row.planned_at === null ? row.recipients : (left?.n ?? 0);
  if (row.status === 'cancelled') counts.dropped += waiting;
  else counts.queued += waiting;
  return counts;
}

const unsettled = compiled<{ id: string }, { id: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('broadcast_id', '=', arg('id'))
    .where('state', 'in', [lit('held'), lit('pending'), lit('sending')])
    .limit(1),
);

/** True when the outbox has unfinished messages of a broadcast. */
export const isUnderWay = async (db: Db, id: string): Promise<'yes' | 'no'> =>
  (await unsettled(db, { id })).length > 0 ? 'yes' : 'no';

/** Number of unsent messages in a centre's broadcasts; a new broadcast comes after them. */
export async function waitingAhead(db: Db, centreId: string): Promise<number> {
  const rows = await db
    .selectFrom('broadcast')
    .selectAll()
    .where('centre_id', '=', centreId)
    .where('status', 'in', ['planning', 'sending'])
    .execute();
  let waiting = 0;
  for (const row of rows) waiting += (await countsOf(db, row)).queued;
  return waiting;
}

/** Number of people who said yes and no so far, and number of thanks and questions. */
export async function repliesOf(db: Db, id: string): Promise<Record<ReplyAnswer, number>> {
  const counts: Record<ReplyAnswer, number> = { yes: 0, no: 0, thanks: 0, question: 0 };
  for (const { answer } of await lastReplies(db, id)) if (answer === 'yes' || answer === 'no') counts[answer]++;
  for (const { answer, n } of await byAnswer(db, { id })) if (answer !== 'yes' && answer !== 'no') counts[answer] = n;
  return counts;
}

const byAnswer = compiled<{ id: string }, { answer: ReplyAnswer; n: number }>((db, arg) =>
  db
    .selectFrom('broadcast_reply')
    .select((e) => ['answer', e.fn.countAll<number>().as('n')])
    .where('broadcast_id', '=', arg('id'))
    .groupBy('answer'),
);

/** Number of reply texts. */
export const repliesCount = async (db: Db, id: string): Promise<number> =>
  (await byAnswer(db, { id })).reduce((sum, { n }) => sum + n, 0);

/** The last answer of each person; later thanks or questions do not replace a yes or no. */
async function lastReplies(
  db: Db,
  id: string,
): Promise<{ personId: string; answer: ReplyAnswer; arrivalId: string; at: Instant }[]> {
  const rows = await db
    .selectFrom('broadcast_reply')
    .selectAll()
    .where('broadcast_id', '=', id)
    .orderBy('at')
    .orderBy('arrival_id')
    .execute();
  const last = new Map<string, (typeof rows)[number]>();
  for (const row of rows) {
    const before = last.get(row.person_id);
    const decides = row.answer === 'yes' || row.answer === 'no';
    const decided = before?.answer === 'yes' || before?.answer === 'no';
    if (before === undefined || decides || !decided) last.set(row.person_id, row);
  }
  return [...last.values()].map((r) => ({
    personId: r.person_id,
    answer: r.answer,
    arrivalId: r.arrival_id,
    at: r.at,
  }));
}

/** A person who answered, as a list shows them. */
export interface BroadcastAnswer {
  name: string | null;
  number: string;
  answer: ReplyAnswer;
  at: Instant;
}

/** The people who say yes or no so far, in the order of their answers. */
export async function whoAnswered(db: Db, id: string, answer: 'yes' | 'no'): Promise<BroadcastAnswer[]> {
  const replies = (await lastReplies(db, id)).filter((r) => r.answer === answer);
  if (replies.length === 0) return [];
  const people = await db
    .selectFrom('person')
    .innerJoin('broadcast_reply as r', 'r.person_id', 'person.id')
    .select(['person.id', 'person.name', 'person.number'])
    .distinct()
    .where('r.broadcast_id', '=', id)
    .execute();
  const known = new Map(people.map((p) => [p.id, p]));
  return replies.flatMap(({ personId, at }) => {
    const person = known.get(personId);
    return person === undefined ? [] : [{ name: person.name, number: person.number, answer, at }];
  });
}
