import { tokenise } from '../base/normalise.ts';
import { findTime } from './clock.ts';

/** When a person wants to be called, as Oslo wall time: at a time, from a time on, or some time on a day. */
export interface CallTime {
  kind: 'at' | 'from' | 'day';
  /** A wall time; for a day, its first minute. */
  from: string;
}

/** Calls are not wished before this hour, so "klokka to" is 14. */
const FIRST_HOUR = 7;

/** With more words, a further sentence or a matter, the time may belong to something else. */
const WORDS_MAX = 9;
const MATTER = /[.?!]\s+\S|(?:^|\s)(?:om|gjelder|gjeld|angående|about|regarding)\s/iu;

const AFTER = /(?:^|[^\p{L}])(?:etter|fra|tidligst|tidlegast|after|from)\s+(?:ca\.?\s+)?(?:kl\.?|klokk[ao]n?|\d)/iu;

/**
 * The wish in a text that asks for a call: "ring meg i morgen kl 10", "call me after two on Thursday". Null without one.
 * @param when the day or days that the text names (`Slots.when`)
 * @param now Oslo wall time
 */
export function readCallWish(text: string, when: string | undefined, now: string): CallTime | null {
  const line = text.trim().replace(/\bkl\.\s/giu, 'kl ');
  if (line.split(/\s+/).length > WORDS_MAX || MATTER.test(line)) return null;
  const time = findTime(tokenise(text))?.time ?? null;
  const [first] = when?.split('/') ?? [];
  if (time === null) {
    if (first === undefined) return null;
    // "i morgen tidlig" names a part of a day.
    return first.includes('T') ? { kind: 'from', from: first } : { kind: 'day', from: `${first}T00:00` };
  }
  const clock = inTheDay(time);
  const today = now.slice(0, 10);
  const from = `${first?.slice(0, 10) ?? today}T${clock}`;
  if (from <= now) return null;
  return { kind: AFTER.test(text) ? 'from' : 'at', from };
}

function inTheDay(time: string): string {
  const hour = Number(time.slice(0, 2));
  return hour < FIRST_HOUR ? `${hour + 12}${time.slice(2)}` : time;
}
