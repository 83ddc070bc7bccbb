import type { Centre, MessageKind, Person } from '../../db/schema/index.ts';
import { appAt } from '../engine/centre-languages.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { isReachedByCall } from '../../domain/calls/outgoing-calls.ts';
import { personWithId } from '../../domain/centres/people.ts';
import { earliestSend } from '../../domain/base/quiet-hours.ts';
import { later, type Instant } from '../../domain/base/time.ts';
import { IDLE_MS, openConversation, type Conversation } from '../engine/conversations.ts';
import type { Scene, Turn } from '../engine/scene.ts';

/** Whether, and when, the service may begin a conversation with a person. */
export type ContactDecision =
  | { is: 'now'; scene: Scene; open: Conversation | null }
  | { is: 'later'; at: Instant }
  /** The person is called: a conversation that others have by text begins after they have pressed the key. */
  | { is: 'by call'; person: Person; centre: Centre }
  | { is: 'never'; why: 'opted out' | 'cannot be texted'; person: Person; centre: Centre };

/**
 * Prepares a conversation that the service begins: not in quiet hours, because a question that waits in the outbox
 * until morning would be taken for the one that the night's texts answer; and not in the middle of another
 * conversation.
 * @param mark groups the messages of one kind
 */
export async function mayContact(
  turn: Turn,
  personId: string,
  { kind, mark }: { kind: MessageKind; mark: string },
): Promise<ContactDecision> {
  const { app, tx, moment } = turn;
  const person = await personWithId(tx, personId);
  const centre = await centreWithId(tx, person.centre_id);
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number }))
    return { is: 'never', why: 'opted out', person, centre };
  if (isReachedByCall(person)) return { is: 'by call', person, centre };
  if (!canReply(person.number)) return { is: 'never', why: 'cannot be texted', person, centre };
  const at = earliestSend(kind, moment.now);
  if (at > moment.now) return { is: 'later', at };
  const open = await openConversation(tx, personId);
  const quietAt = open === null ? moment.now : later(open.activeAt, IDLE_MS);
  if (quietAt > moment.now) return { is: 'later', at: quietAt };
  // Piece by piece: the turn may be that of a call, which is another person's.
  return { is: 'now', scene: { app: appAt(app, centre), tx, moment, centre, person, arrivalId: mark }, open };
}
