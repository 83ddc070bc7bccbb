import type { Line } from '../../conversation/ask.ts';
import type { Assignment, Offer } from '../../db/schema/index.ts';
import { endsUtc } from '../../domain/assignments/assignments.ts';
import { offerKey } from '../../domain/messages/offer-messages.ts';
import { about, particularsOf } from './facts.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import type { Turn } from '../engine/scene.ts';

/** Tells the confirmed volunteer who, where and when. Staff ring if the text is not delivered. */
export async function notifyConfirmed(turn: Turn, assignment: Assignment, offer: Offer): Promise<void> {
  const { line, more } = await particularsOf(turn.tx, assignment);
  await notifyPerson(turn, offer.person_id, more === null ? [line] : [line, more], {
    ...offerKey('confirmed', offer, offer.decided_at ?? ''),
    kind: 'confirmation',
    expiresAt: endsUtc(assignment),
    need: 'must reach',
  });
}

/** Tells the volunteers who were asked, or accepted, that the assignment is taken, so that they do not wait. */
export async function notifyTaken(turn: Turn, assignment: Assignment, released: readonly Offer[]): Promise<void> {
  for (const offer of released) await tellQuietly(turn, assignment, offer, 'offer.taken');
}

/** Thanks a volunteer that staff did not choose. */
export const notifyTurnedDown = (turn: Turn, assignment: Assignment, offer: Offer): Promise<void> =>
  tellQuietly(turn, assignment, offer, 'assignment.turnedDown');

async function tellQuietly(
  turn: Turn,
  assignment: Assignment,
  offer: Offer,
  key: 'offer.taken' | 'assignment.turnedDown',
): Promise<void> {
  const line: Line = { key, params: about(assignment) };
  await notifyPerson(turn, offer.person_id, [line], {
    ...offerKey(key, offer, offer.changed_at),
    kind: 'offer',
    expiresAt: assignment.starts_utc,
    need: 'may miss',
  });
}

/** Tells every volunteer concerned that the assignment is cancelled. The confirmed one is rung if no text arrives. */
export async function notifyCancelled(turn: Turn, assignment: Assignment, concerned: readonly Offer[]): Promise<void> {
  for (const offer of concerned) {
    const comes = offer.status === 'confirmed';
    await notifyPerson(turn, offer.person_id, [{ key: 'assignment.cancelled', params: about(assignment) }], {
      dedupe: `called-off:${offer.id}`,
      kind: comes ? 'change' : 'offer',
      expiresAt: assignment.starts_utc,
      need: comes ? 'must reach' : 'may miss',
    });
  }
}
