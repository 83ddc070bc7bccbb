/** A day of the calendar without hour or zone; the arithmetic is Gregorian and done in UTC, so no zone can shift it. */
export interface Day {
  year: number;
  month: number;
  day: number;
}

const DAY_MS = 86_400_000;

const toMs = (day: Day): number => Date.UTC(day.year, day.month - 1, day.day);

function fromMs(ms: number): Day {
  const date = new Date(ms);
  return { year: date.getUTCFullYear(), month: date.getUTCMonth() + 1, day: date.getUTCDate() };
}

/** The day of a wall time such as "2026-11-23T12:00"; throws on anything else. */
export function dayOf(wallTime: string): Day {
  const match = /^(\d{4})-(\d{2})-(\d{2})/.exec(wallTime);
  if (!match) throw new Error(`Not a wall time: ${wallTime}`);
  return { year: Number(match[1]), month: Number(match[2]), day: Number(match[3]) };
}

/** "2026-11-26". */
export function isoDay(day: Day): string {
  return new Date(toMs(day)).toISOString().slice(0, 10);
}

export function plusDays(day: Day, days: number): Day {
  return fromMs(toMs(day) + days * DAY_MS);
}

/** The same day some months later; the last day of the month when that month is shorter. */
export function plusMonths(day: Day, months: number): Day {
  const first = fromMs(Date.UTC(day.year, day.month - 1 + months, 1));
  return { ...first, day: Math.min(day.day, daysInMonth(first.year, first.month)) };
}

export function daysInMonth(year: number, month: number): number {
  return new Date(Date.UTC(year, month, 0)).getUTCDate();
}

/** Monday 1 to Sunday 7, as in ISO 8601. */
export function weekdayOfDay(day: Day): number {
  return ((new Date(toMs(day)).getUTCDay() + 6) % 7) + 1;
}

export function isBefore(a: Day, b: Day): boolean {
  return toMs(a) < toMs(b);
}

/** The Monday of ISO week n of a year. */
export function mondayOfWeek(year: number, week: number): Day {
  const fourth = { year, month: 1, day: 4 };
  return plusDays(fourth, 1 - weekdayOfDay(fourth) + (week - 1) * 7);
}

/** Easter Sunday by the Gregorian computus (Meeus, Jones, Butcher). */
export function easterSunday(year: number): Day {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h = (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const month = Math.floor((h + l - 7 * m + 114) / 31);
  return { year, month, day: ((h + l - 7 * m + 114) % 31) + 1 };
}
