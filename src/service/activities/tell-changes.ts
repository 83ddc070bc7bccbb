import type { Line } from '../../conversation/ask.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import { cancelActivity, cancelOccurrence, moveOccurrence } from '../../domain/activities/activities.ts';
import type { SignUpAudience } from '../../domain/activities/capacity.ts';
import { toInstant } from '../../domain/base/time.ts';
import { cancelSignUp, signUpKey } from '../../domain/activities/sign-ups.ts';
import type { MessageKey } from '../../domain/messages/about.ts';
import { endConversation, openConversation } from '../engine/conversations.ts';
import { notifyPerson, type NotificationOptions } from '../notify/notify-person.ts';
import type { Scene, Turn } from '../engine/scene.ts';

/** Cancels a sign-up, and tells the person who moves up from the waiting list in the same transaction. */
export async function cancelSignUpAndNotify(scene: Scene, id: string): Promise<'cancelled' | 'already cancelled'> {
  const { outcome, promoted } = await cancelSignUp(scene.tx, scene.moment, { id });
  await notifyPromoted(scene, promoted);
  return outcome === 'cancelled' ? 'cancelled' : 'already cancelled';
}

/** Tells the persons who have moved up from a waiting list. */
export async function notifyPromoted(turn: Turn, promoted: readonly SignUpAudience[]): Promise<void> {
  for (const up of promoted) {
    const line: Line = {
      key: 'change.promoted',
      params: { title: clip(up.title, ALONE_MAX), day: { as: 'day', of: up.startsAt } },
    };
    await notifyPerson(
      turn,
      up.personId,
      [line],
      change(signUpKey('promoted', up.signUpId, turn.moment.now), up.startsUtc),
    );
  }
}

/** A person who misses a change finds a closed door, so the message must reach them. */
const change = (key: MessageKey, expiresAt: string): NotificationOptions => ({
  ...key,
  kind: 'change',
  expiresAt,
  need: 'must reach',
});

/** Ends an open question such as "1 Strikkekafé, Thursday at eleven" when the activity in it was moved or cancelled. */
async function dropQuestion(turn: Turn, { personId, signUpId }: { personId: string; signUpId: string }): Promise<void> {
  const open = await openConversation(turn.tx, personId);
  if (open !== null && JSON.stringify(open.kept.context).includes(`"${signUpId}"`))
    await endConversation(turn, open.id);
}

/** Tells the persons whose sign-ups were removed that the activity is cancelled; returns how many. */
export async function notifyCancelled(turn: Turn, affected: readonly SignUpAudience[]): Promise<number> {
  let told = 0;
  for (const one of affected) {
    const line: Line = {
      key: 'change.cancelled',
      params: { title: clip(one.title, ALONE_MAX), day: { as: 'day', of: one.startsAt } },
    };
    const how = change({ dedupe: `cancelled:${one.signUpId}` }, one.startsUtc);
    await dropQuestion(turn, one);
    if ((await notifyPerson(turn, one.personId, [line], how)) === 'queued') told++;
  }
  return told;
}

/** Tells the signed-up persons the new time; `affected` has the old one. Returns how many. */
export async function notifyMoved(
  turn: Turn,
  affected: readonly SignUpAudience[],
  newStartsAt: string,
): Promise<number> {
  let told = 0;
  for (const one of affected) {
    const line: Line = {
      key: 'change.moved',
      params: {
        title: clip(one.title, ALONE_MAX),
        day: { as: 'day', of: one.startsAt },
        newDay: { as: 'day', of: newStartsAt },
        venue: clip(one.venue, ALONE_MAX),
      },
    };
    // The earlier of the two times: after it, the person already waits at the door, or has missed the activity.
    const newStartsUtc = toInstant(newStartsAt);
    const expiresAt = newStartsUtc < one.startsUtc ? newStartsUtc : one.startsUtc;
    await dropQuestion(turn, one);
    // The key contains the time of the change: an activity can be moved back, and moved to the same time again. An
    // earlier check refuses the same move twice in a row.
    const how = change(signUpKey('moved', one.signUpId, turn.moment.now), expiresAt);
    if ((await notifyPerson(turn, one.personId, [line], how)) === 'queued') told++;
  }
  return told;
}

/** Tells the signed-up persons the new place; returns how many. */
export async function notifyPlace(turn: Turn, affected: readonly SignUpAudience[], place: string): Promise<number> {
  let told = 0;
  for (const one of affected) {
    const line: Line = {
      key: 'change.place',
      params: {
        title: clip(one.title, ALONE_MAX),
        day: { as: 'day', of: one.startsAt },
        venue: clip(place, ALONE_MAX),
      },
    };
    await dropQuestion(turn, one);
    const how = change(signUpKey('place', one.signUpId, turn.moment.now), one.startsUtc);
    if ((await notifyPerson(turn, one.personId, [line], how)) === 'queued') told++;
  }
  return told;
}

export interface Changed {
  outcome: string;
  /** Number of persons who are told; the others are on the list of those to ring. */
  told: number;
}

/** Cancels one occurrence of an activity, or all of them, and tells every signed-up person. */
export async function cancelAndNotify(turn: Turn, input: { activityId: string; on?: string }): Promise<Changed> {
  const { tx, moment } = turn;
  const { outcome, affected } =
    input.on === undefined
      ? await cancelActivity(tx, moment, { activityId: input.activityId })
      : await cancelOccurrence(tx, moment, { activityId: input.activityId, on: input.on });
  const told = await notifyCancelled(turn, affected);
  return { outcome, told };
}

/** Moves one occurrence and tells every signed-up person; the sign-ups stay. */
export async function moveAndNotify(
  turn: Turn,
  input: { activityId: string; occurrence: string; newStartsAt: string },
): Promise<Changed> {
  const { tx, moment } = turn;
  const { outcome, affected } = await moveOccurrence(tx, moment, input);
  const told = await notifyMoved(turn, affected, input.newStartsAt);
  return { outcome, told };
}
