import type { Line } from '../../conversation/ask.ts';
import type { Centre, MessageKind, Person } from '../../db/schema/index.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { queueCall } from '../../domain/calls/outgoing-calls.ts';
import type { MessageKey } from '../../domain/messages/about.ts';
import type { Instant } from '../../domain/base/time.ts';
import type { Scene } from '../engine/scene.ts';

/** What somebody is rung about: what they are told (and with `resume`, what is open by text), or the flow that asks them. */
export type CallPurpose = { said: readonly Line[]; resume?: 1 } | { begin: string; input: object };

/**
 * Has the line ring somebody. They hear nothing of the purpose before they have pressed a key, and it is begun only then.
 * @returns 'queued' once the call is on the list of those to place
 */
export async function queueCallAbout(
  { tx, moment }: Pick<Scene, 'tx' | 'moment'>,
  { person, centre }: { person: Person; centre: Centre },
  purpose: CallPurpose,
  how: MessageKey & { kind: MessageKind; expiresAt: Instant },
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be called' | 'too late to call'> {
  if (await isOptedOut(tx, { centreId: centre.id, number: person.number })) return 'opted out';
  return queueCall(tx, moment, { ...how, centre, person, purpose });
}
