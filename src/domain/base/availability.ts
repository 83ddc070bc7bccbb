import { parseOpening } from './opening-hours.ts';
import { addDays, dateOf, weekdayOf, type Wall } from './time.ts';

const DAY_MIN = 24 * 60;

/**
 * Tells whether a volunteer's times ("Mon-Fri 09:00-15:00") cover `minutes` from `startsAt`; 'unknown' when the times
 * are empty or unreadable. Public holidays count as ordinary days: the times are free time, not opening hours.
 */
export function freeAt(times: string, startsAt: Wall, minutes: number): 'yes' | 'no' | 'unknown' {
  const week = weekIn(times);
  if (week === null) return 'unknown';
  let from = Number(startsAt.slice(11, 13)) * 60 + Number(startsAt.slice(14, 16));
  let left = minutes;
  for (let date = dateOf(startsAt); left > 0; date = addDays(date, 1), from = 0) {
    const until = Math.min(from + left, DAY_MIN);
    if (!holds(week[weekdayOf(date) - 1] ?? [], from, until)) return 'no';
    left -= until - from;
  }
  return 'yes';
}

/** True when ranges, earliest first, cover everything between two minutes of a day; "9-12 12-15" has no gap. */
function holds(ranges: readonly (readonly [number, number])[], from: number, until: number): boolean {
  let reached = from;
  for (const [begins, ends] of ranges) if (begins <= reached && ends > reached) reached = ends;
  return reached >= until;
}

function weekIn(times: string): ReturnType<typeof parseOpening> | null {
  if (times.trim() === '') return null;
  try {
    return parseOpening(times);
  } catch {
    return null;
  }
}
