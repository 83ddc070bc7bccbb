import { addDays, toInstant, type Instant } from '../base/time.ts';

/**
 * A calendar month in Oslo: "2026-11", its first instant, the first instant of the next month, and the same as dates.
 */
export interface Month {
  name: string;
  from: Instant;
  to: Instant;
  firstDate: string;
  /** The first date of the next month. */
  endDate: string;
}

/** The month of this name, or null. */
export function monthNamed(name: string): Month | null {
  const [, year = '', month = ''] = /^(\d{4})-(\d\d)$/.exec(name) ?? [];
  const number = Number(month);
  if (year === '' || Number(year) < 2000 || number < 1 || number > 12) return null;
  const firstDate = `${name}-01`;
  const endDate = `${addDays(firstDate, 31).slice(0, 8)}01`;
  return { name, from: toInstant(`${firstDate}T00:00`), to: toInstant(`${endDate}T00:00`), firstDate, endDate };
}

/** `count` months that end with this one, oldest first. */
export function monthsUntil({ firstDate }: Month, count: number): Month[] {
  const months: Month[] = [];
  let date = firstDate;
  for (let i = 0; i < count; i++) {
    const month = monthNamed(date.slice(0, 7));
    if (month === null) break;
    months.unshift(month);
    date = `${addDays(date, -1).slice(0, 8)}01`;
  }
  return months;
}
