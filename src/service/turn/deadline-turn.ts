import { appAt } from '../engine/centre-languages.ts';
import type { Person } from '../../db/schema/index.ts';
import { compiled, compiledChange } from '../../db/compiled.ts';
import { openConversation } from '../engine/conversations.ts';
import { advanceFlow, resume } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import type { Scene, ArrivalTurn } from '../engine/scene.ts';

/** A deadline that was due, and its conversation. */
export interface DeadlinePayload {
  key: string;
  conversationId: string;
  event: string;
  /** The stored due time. */
  dueAt: string;
}

// Matches the stored due time and not this process's clock: another process's clock may be ahead, and it stores each
// deadline once.
const remove = compiledChange<{ key: string; dueAt: string }>((db, arg) =>
  db.deleteFrom('deadline').where('key', '=', arg('key')).where('due_at', '=', arg('dueAt')),
);

const personOf = compiled<{ id: string }, Person>((db, arg) =>
  db
    .selectFrom('conversation')
    .innerJoin('person', 'person.id', 'conversation.person_id')
    .selectAll('person')
    .where('conversation.id', '=', arg('id'))
    .where('conversation.status', '=', 'open')
    .where('conversation.call_id', 'is', null),
);

/**
 * The turn of a deadline: the conversation goes on without an answer. A deadline that was cleared in the meantime has
 * no effect.
 */
export async function handleDeadline(
  { app, tx, moment, arrival }: ArrivalTurn,
  due: DeadlinePayload,
): Promise<ArrivalOutcome> {
  const nothing: ArrivalOutcome = { outcome: 'not due any more', state: 'ignored', centreId: null };
  if ((await remove(tx, { key: due.key, dueAt: due.dueAt })) === 0) return nothing;
  const [person] = await personOf(tx, { id: due.conversationId });
  if (person === undefined) return nothing;
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', person.centre_id).executeTakeFirstOrThrow();
  const scene: Scene = { app: appAt(app, centre), tx, moment, centre, person, arrivalId: arrival.id };
  const kept = await openConversation(tx, person.id);
  const open = kept === null ? null : await resume(scene, kept);
  if (open === null) return nothing;
  const talk = await advanceFlow(scene, open.conversation, { type: due.event });
  if (talk === 'not expected') return nothing;
  await reply(scene, { ...talk, kind: 'reply' });
  return { outcome: 'deadline', state: 'done', centreId: centre.id };
}
