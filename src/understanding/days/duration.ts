import { clean, tokenise } from '../base/normalise.ts';
import { findMinutes } from '../words/numbers.ts';

/** A longer time is no visit. */
const MINUTES_MAX = 24 * 60;

/**
 * A duration, as people write it on a line of its own: "1,5", "1:30", "2 timer", "halvannen time", "90 min". A number
 * alone means hours. Null when the text has no duration from one minute to a day, or has other words.
 */
export function readDuration(text: string): number | null {
  const said = clean(text);
  const clock = /^(\d{1,2}):([0-5]\d)$/.exec(said);
  if (clock) return inRange(Number(clock[1]) * 60 + Number(clock[2]));
  if (/^\d{1,2}(?:[.,]\d{1,2})?$/.test(said)) return inRange(Math.round(Number(said.replace(',', '.')) * 60));
  if (/^[-\u2212]/.test(said)) return null;
  const tokens = tokenise(said);
  const found = findMinutes(tokens);
  const isAll =
    found !== null && found.from === (SINCE.has(tokens[0]?.fold ?? '') ? 1 : 0) && found.to === tokens.length;
  return isAll ? inRange(found.minutes) : null;
}

/** "fra 10 til 12.30" is one duration. */
const SINCE: ReadonlySet<string> = new Set(['fra', 'from', 'kl']);

const inRange = (minutes: number): number | null => (minutes >= 1 && minutes <= MINUTES_MAX ? minutes : null);
