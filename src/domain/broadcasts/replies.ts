import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, MessageKind, OutboxState, ReplyAnswer, Tx } from '../../db/schema/index.ts';
import { DAY_MS, HOUR_MS, later, type Instant } from '../base/time.ts';

/** A text within this time of a broadcast may be a reply to it. */
const ANSWER_MS = 72 * HOUR_MS;
/** After more messages than these, the conversation is about something else. */
const BETWEEN_MAX = 20;

interface Got {
  kind: MessageKind;
  about_id: string | null;
  broadcast_id: string | null;
  state: OutboxState;
  created_at: string;
  at: string;
}

const lastMessages = compiled<{ number: string; centre: string }, Got>((db, arg) =>
  db
    .selectFrom('outbox')
    .select((e) => [
      'kind',
      'about_id',
      'broadcast_id',
      'state',
      'created_at',
      e.fn.coalesce('sent_at', 'created_at').as('at'),
    ])
    .where('number', '=', arg('number'))
    .where('centre_id', '=', arg('centre'))
    .where('state', 'in', [
      lit('sending'),
      lit('accepted'),
      lit('sent'),
      lit('delivered'),
      lit('undelivered'),
      lit('unknown'),
    ])
    .orderBy('seq', 'desc')
    .limit(BETWEEN_MAX),
);

/** The longest duration of a broadcast. */
const UNDER_WAY_MS = 60 * DAY_MS;

const heardInCall = compiled<{ person: string; centre: string; after: string }, { id: string; at: string | null }>(
  (db, arg) =>
    db
      .selectFrom('broadcast as b')
      // The key that `queueBroadcastCall` makes identifies the call.
      .innerJoin('outgoing_call as o', (j) =>
        j.on((e) =>
          e('o.dedupe', '=', e(e('b.id', '||', e.val('/')), '||', e.cast<string>(e.val(arg('person')), 'text'))),
        ),
      )
      .select(['b.id', 'o.settled_at as at'])
      .where('b.centre_id', '=', arg('centre'))
      .where('b.created_at', '>', arg('after'))
      .where('o.state', '=', lit('done'))
      .orderBy('o.settled_at', 'desc')
      .limit(1),
);

const answeredBy = compiled<{ person: string }, { arrival_id: string }>((db, arg) =>
  db.selectFrom('broadcast_reply').select('arrival_id').where('person_id', '=', arg('person')),
);

/** A broadcast that a person may be replying to. */
export interface BroadcastReceived {
  id: string;
  collects: 'yes' | null;
}

const briefly = compiled<{ id: string }, { id: string; collects: number }>((db, arg) =>
  db.selectFrom('broadcast').select(['id', 'collects']).where('id', '=', arg('id')),
);

/**
 * The broadcast that was the last message to a person, ignoring answers to their replies; null when the last message
 * was another one, or is too old.
 */
export async function broadcastReceived(
  db: Db,
  { centreId, personId, number, now }: { centreId: string; personId: string; number: string; now: Instant },
): Promise<BroadcastReceived | null> {
  const last = await lastBroadcast(db, { centreId, personId, number, now });
  if (last === null || last.at < later(now, -ANSWER_MS)) return null;
  if (last.since.length > 0) {
    const answers = new Set((await answeredBy(db, { person: personId })).map((r) => r.arrival_id));
    if (!last.since.every((m) => m.kind === 'reply' && answers.has(m.about_id ?? ''))) return null;
  }
  const [row] = await briefly(db, { id: last.id });
  return row === undefined ? null : { id: row.id, collects: row.collects === 1 ? 'yes' : null };
}

/** The last broadcast that a person received or heard in a call, with the later messages to that person. */
async function lastBroadcast(
  db: Db,
  { centreId, personId, number, now }: { centreId: string; personId: string; number: string; now: Instant },
): Promise<{ id: string; at: Instant; since: Got[] } | null> {
  const got = await lastMessages(db, { number, centre: centreId });
  const n = got.findIndex((m) => m.broadcast_id !== null);
  const text = got[n];
  const texted = text === undefined || text.broadcast_id === null ? null : { ...text, id: text.broadcast_id };
  if (texted !== null && n === 0) return { id: texted.id, at: texted.at, since: [] };
  const [call] = await heardInCall(db, { person: personId, centre: centreId, after: later(now, -UNDER_WAY_MS) });
  const heardAt = call?.at ?? null;
  if (call !== undefined && heardAt !== null && (texted === null || heardAt > texted.at))
    return { id: call.id, at: heardAt, since: got.filter((m) => m.created_at > heardAt) };
  return texted === null ? null : { id: texted.id, at: texted.at, since: got.slice(0, n) };
}

/** Records a reply to a broadcast. */
export async function recordReply(
  tx: Tx,
  moment: Moment,
  reply: { broadcastId: string; personId: string; arrivalId: string; answer: ReplyAnswer },
): Promise<void> {
  await tx
    .insertInto('broadcast_reply')
    .values({
      broadcast_id: reply.broadcastId,
      person_id: reply.personId,
      arrival_id: reply.arrivalId,
      answer: reply.answer,
      at: moment.now,
    })
    .execute();
}
