import { findTime } from '../days/clock.ts';
import { findWhen } from '../days/when.ts';
import { tokenise } from '../base/normalise.ts';

/** The day and the time in an answer to "when?": "torsdag kl 18", "20. august", "kl 13"; null without either. */
export function timeSaid(
  text: string,
  now: string,
): { day: string | null; time: string | null; recurring: boolean } | null {
  const tokens = tokenise(text);
  const when = findWhen(tokens, now);
  const clock = findTime(tokens)?.time ?? bareHour(text);
  if (when === null && clock === null) return null;
  return { day: when?.when.slice(0, 10) ?? null, time: clock, recurring: when?.recurring === true };
}

/** "18", "18.30" as the whole answer. */
function bareHour(text: string): string | null {
  const [, hour, minute = '00'] = /(?:^|\s)([01]?\d|2[0-3])(?:[.:]([0-5]\d))?\s*$/.exec(text) ?? [];
  return hour === undefined ? null : `${hour.padStart(2, '0')}:${minute}`;
}
