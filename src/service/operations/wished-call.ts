import type { Line } from '../../conversation/ask.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { dateOf, toInstant, toWall } from '../../domain/base/time.ts';
import type { Reading } from '../../understanding/base/reading.ts';
import { readCallWish, type CallTime } from '../../understanding/days/call-wish.ts';
import type { Scene } from '../engine/scene.ts';

/** The wished time of a call; null for a text that asks for no call, or names no time. */
export const callWishIn = ({ moment }: Scene, { intent, slots }: Reading, words: string): CallTime | null =>
  intent === 'talk_to_human' ? readCallWish(words, slots.when, toWall(moment.now)) : null;

/** Stores the wish with the callback, and says when staff ring: as wished, or when the centre opens next. */
export async function promiseWishedCall(scene: Scene, wish: CallTime): Promise<Line> {
  const from = toInstant(wish.from);
  const { wishedAt, dueAt } = await askForCallback(scene, 'asked to be called', { kind: wish.kind, from });
  const when = toWall(wishedAt ?? from);
  const day = { as: 'fullDay', of: when } as const;
  const due = { as: 'fullDay', of: toWall(dueAt) } as const;
  if (wish.kind === 'day' && dateOf(when) === dateOf(wish.from))
    return { key: 'callback.wishedDay', params: { day: { as: 'fullDay', of: dateOf(when) } } };
  if (when !== wish.from) return { key: 'callback.wishedClosed', params: { day, due } };
  return wish.kind === 'at'
    ? { key: 'callback.wishedAt', params: { day } }
    : { key: 'callback.wishedFrom', params: { day, due } };
}
