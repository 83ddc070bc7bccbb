import { addDays } from './time.ts';

const YEARS_MAX = 50;
const years = new Map<number, ReadonlyMap<string, string>>();

/**
 * Easter Sunday of a year, "2026-04-05" (the anonymous Gregorian rule, as in Meeus, Astronomical Algorithms, chapter
 * 8).
 */
export function easterSundayOf(year: number): string {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const d = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const e = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - d - (c % 4)) % 7;
  const f = d + e - 7 * Math.floor((a + 11 * d + 22 * e) / 451) + 114;
  return `${year}-${String(Math.floor(f / 31)).padStart(2, '0')}-${String((f % 31) + 1).padStart(2, '0')}`;
}

/** Norway's public holidays in a year: date to Norwegian name. Ordinary Sundays are not included. */
export function publicHolidays(year: number): ReadonlyMap<string, string> {
  let days = years.get(year);
  if (days !== undefined) return days;
  const easter = easterSundayOf(year);
  days = new Map([
    [`${year}-01-01`, 'første nyttårsdag'],
    [addDays(easter, -3), 'skjærtorsdag'],
    [addDays(easter, -2), 'langfredag'],
    [easter, 'første påskedag'],
    [addDays(easter, 1), 'andre påskedag'],
    [`${year}-05-01`, 'første mai'],
    [`${year}-05-17`, 'grunnlovsdagen'],
    [addDays(easter, 39), 'Kristi himmelfartsdag'],
    [addDays(easter, 49), 'første pinsedag'],
    [addDays(easter, 50), 'andre pinsedag'],
    [`${year}-12-25`, 'første juledag'],
    [`${year}-12-26`, 'andre juledag'],
  ]);
  if (years.size >= YEARS_MAX) years.clear();
  years.set(year, days);
  return days;
}

/** True when a date ("2026-05-17") is a public holiday. */
export const isPublicHoliday = (date: string): boolean =>
  publicHolidays(Number(date.slice(0, 4))).has(date.slice(0, 10));

/** True on days without staff: public holidays, 24 and 31 December. */
export const isQuietDay = (date: string): boolean => isPublicHoliday(date) || /-12-(24|31)$/.test(date.slice(0, 10));
