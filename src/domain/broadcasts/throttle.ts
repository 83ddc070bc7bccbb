import type { BroadcastKind } from '../../db/schema/index.ts';
import { broadcastWindow } from '../base/quiet-hours.ts';
import { later, MINUTE_MS, type Instant } from '../base/time.ts';

/** Messages a second from a number whose centre has not set a rate. */
export const USUAL_PER_SECOND = 1;

/** A backlog from the night starts at this rate, so that people who reply at nine get answers. */
const GENTLE_MS = 10 * MINUTE_MS;
const GENTLE_MESSAGES = 50;
const GENTLE_PER_SECOND = GENTLE_MESSAGES / (GENTLE_MS / 1000);

/** The rate, in messages a second, at which a broadcast may send at `now`, or when it may send. */
export function paceAt(
  kind: BroadcastKind,
  now: Instant,
  perSecond: number,
  waitingSince: Instant,
): { may: 'send'; perSecond: number; gentleSince: Instant | null } | { may: 'wait'; until: Instant } {
  const { opened, from } = broadcastWindow(kind, now);
  if (from > now) return { may: 'wait', until: from };
  // Only a broadcast that waited for the hours to begin has a backlog.
  const gentle = waitingSince < opened && now < later(opened, GENTLE_MS);
  return gentle
    ? { may: 'send', perSecond: Math.min(perSecond, GENTLE_PER_SECOND), gentleSince: opened }
    : { may: 'send', perSecond, gentleSince: null };
}

const WINDOWS_MAX = 60;

/** When the last message leaves, at this rate and in the hours of its kind; null when that is months away. */
export function finishOf(
  kind: BroadcastKind,
  { start, messages, perSecond }: { start: Instant; messages: number; perSecond: number },
): Instant | null {
  let left = messages;
  let at = start;
  for (let n = 0; n < WINDOWS_MAX; n++) {
    const { opened, from, to } = broadcastWindow(kind, at);
    const gentleTo = start < opened ? later(opened, GENTLE_MS) : opened;
    const gently =
      (Math.max(0, Date.parse(gentleTo) - Date.parse(from)) / 1000) * Math.min(perSecond, GENTLE_PER_SECOND);
    if (left <= gently) return later(from, (left / Math.min(perSecond, GENTLE_PER_SECOND)) * 1000);
    left -= gently;
    const begin = from < gentleTo ? gentleTo : from;
    const ms = (left / perSecond) * 1000;
    if (later(begin, ms) <= to) return later(begin, ms);
    left -= ((Date.parse(to) - Date.parse(begin)) / 1000) * perSecond;
    at = to;
  }
  return null;
}
