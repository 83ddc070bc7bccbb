import type { Person } from '../../db/schema/index.ts';
import { compiled, compiledChange } from '../../db/compiled.ts';
import { openConversation } from '../engine/conversations.ts';
import { advanceFlow, resume } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import type { Scene, ArrivalTurn } from '../engine/scene.ts';

/** A deadline that was due: which, and whose. */
export interface DeadlinePayload {
  key: string;
  conversationId: string;
  event: string;
  /** When it was due, as it was noted. */
  dueAt: string;
}

// By the instant for which it was noted, not by our clock: another service's may be ahead of ours, and it is noted once.
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

/** The turn of a deadline: the conversation goes on without an answer. One that has been cleared meanwhile does nothing. */
export async function handleDeadline(
  { app, tx, moment, arrival }: ArrivalTurn,
  due: DeadlinePayload,
): Promise<ArrivalOutcome> {
  const nothing: ArrivalOutcome = { outcome: 'not due any more', state: 'ignored', centreId: null };
  if ((await remove(tx, { key: due.key, dueAt: due.dueAt })) === 0) return nothing;
  const [person] = await personOf(tx, { id: due.conversationId });
  if (person === undefined) return nothing;
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', person.centre_id).executeTakeFirstOrThrow();
  const scene: Scene = { app, tx, moment, centre, person, arrivalId: arrival.id };
  const kept = await openConversation(tx, person.id);
  const open = kept === null ? null : await resume(scene, kept);
  if (open === null) return nothing;
  const talk = await advanceFlow(scene, open.conversation, { type: due.event });
  if (talk === 'not expected') return nothing;
  await reply(scene, { ...talk, kind: 'reply' });
  return { outcome: 'deadline', state: 'done', centreId: centre.id };
}
