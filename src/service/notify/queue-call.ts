import { isSpoken } from '../../channels/voices.ts';
import type { Line } from '../../conversation/ask.ts';
import type { Centre, MessageKind, Person } from '../../db/schema/index.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { queueCall } from '../../domain/calls/outgoing-calls.ts';
import type { MessageKey } from '../../domain/messages/about.ts';
import type { Instant } from '../../domain/base/time.ts';
import type { Scene } from '../engine/scene.ts';

/**
 * The purpose of a call: sentences (and with `resume`, the conversation that is open by text), or the flow that asks.
 */
export type CallPurpose = { said: readonly Line[]; resume?: 1 } | { begin: string; input: object };

/**
 * Queues a call to a person. The person hears nothing of the purpose before pressing a key, and the flow begins only
 * then.
 * @returns 'queued' once the call is on the list of those to place
 */
export async function queueCallAbout(
  { tx, moment }: Pick<Scene, 'tx' | 'moment'>,
  { person, centre }: { person: Person; centre: Centre },
  purpose: CallPurpose,
  how: MessageKey & { kind: MessageKind; expiresAt: Instant },
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be called' | 'too late to call'> {
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return 'opted out';
  // A human rings a person in whose language no voice speaks.
  if (!isSpoken(person.language)) return 'cannot be called';
  return queueCall(tx, moment, { ...how, centre, person, purpose });
}
