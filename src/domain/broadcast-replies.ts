import { compiled } from '../db/compiled.ts';
import type { Moment } from '../db/moment.ts';
import { lit } from '../db/portable.ts';
import type { Db, MessageKind, OutboxState, ReplyAnswer, Tx } from '../db/schema.ts';
import { HOUR_MS, later, type Instant } from './time.ts';

/** So long after a broadcast a text may be an answer to it. */
const ANSWER_MS = 72 * HOUR_MS;
/** More replies than these in between, and it is another conversation. */
const BETWEEN_MAX = 20;

interface Got {
  kind: MessageKind;
  dedupe: string;
  broadcast_id: string | null;
  state: OutboxState;
  at: string;
}

const lastMessages = compiled<{ number: string; centre: string }, Got>((db, arg) =>
  db
    .selectFrom('outbox')
    .select((e) => ['kind', 'dedupe', 'broadcast_id', 'state', e.fn.coalesce('sent_at', 'created_at').as('at')])
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

const answeredBy = compiled<{ person: string }, { arrival_id: string }>((db, arg) =>
  db.selectFrom('broadcast_reply').select('arrival_id').where('person_id', '=', arg('person')),
);

/** A broadcast that somebody may be answering. */
export interface BroadcastReceived {
  id: string;
  collects: 'yes' | null;
}

const briefly = compiled<{ id: string }, { id: string; collects: number }>((db, arg) =>
  db.selectFrom('broadcast').select(['id', 'collects']).where('id', '=', arg('id')),
);

/**
 * The broadcast that was the last thing somebody got from us, not counting what was said to their answers to it; null where
 * it was something else, or long ago.
 */
export async function broadcastReceived(
  db: Db,
  { centreId, personId, number, now }: { centreId: string; personId: string; number: string; now: Instant },
): Promise<BroadcastReceived | null> {
  const got = await lastMessages(db, { number, centre: centreId });
  const at = got.findIndex((m) => m.broadcast_id !== null);
  const last = got[at];
  if (last === undefined || last.broadcast_id === null || last.at < later(now, -ANSWER_MS)) return null;
  if (at > 0) {
    const answers = new Set((await answeredBy(db, { person: personId })).map((r) => r.arrival_id));
    const between = got.slice(0, at);
    if (!between.every((m) => m.kind === 'reply' && answers.has(m.dedupe.replace(/\/\d+$/, '')))) return null;
  }
  const [row] = await briefly(db, { id: last.broadcast_id });
  return row === undefined ? null : { id: row.id, collects: row.collects === 1 ? 'yes' : null };
}

/** Notes how somebody answered a broadcast. */
export async function noteReply(
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
