import { minutesByRule, minutesOf, needsLibrary, type Begins } from './recurrence.ts';
import { DAY_MS, MINUTE_MS } from '../base/time.ts';

const DAY_MINUTES = DAY_MS / MINUTE_MS;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
/** How far ahead a rule is reckoned twice. */
const YEARS = 10;

/**
 * Whether a rule comes out as RFC 5545 has it, for ten years: reckoned once more, day by day. Valid rules that the library gets wrong
 * (a yearly one with numbered weekdays and days of the month) are not let in.
 */
export function isReckonedRight({ starts_at, repeats }: Begins): boolean {
  if (repeats === null || !needsLibrary(repeats)) return true;
  // The library does not need the end.
  const begins = { starts_at, repeats: repeats.replace(/;?UNTIL=[^;]*/i, '') };
  const start = minutesOf(starts_at);
  const days = daysByRule(Math.floor(start / DAY_MINUTES), begins.repeats);
  const time = start - Math.floor(start / DAY_MINUTES) * DAY_MINUTES;
  const end = start + YEARS * 366 * DAY_MINUTES;
  const expected = days === null ? [] : days.map((day) => day * DAY_MINUTES + time).filter((at) => at < end);
  const found = minutesByRule(begins, start, end, YEARS * 366);
  return days !== null && found.length === expected.length && found.every((at, i) => at === expected[i]);
}

interface Parts {
  freq: string;
  interval: number;
  count: number | null;
  byDay: { nth: number; day: number }[] | null;
  byMonthDay: number[] | null;
  byMonth: number[] | null;
  bySetPos: number[] | null;
  byWeekNo: number[] | null;
  weekStart: number;
}

/**
 * The days of a rule, from the first one on; null for rules that this check does not compute: with other times of day.
 */
function daysByRule(first: number, rule: string): number[] | null {
  const given = new Map(
    rule
      .replace(/^RRULE:/i, '')
      .split(';')
      .filter((part) => part !== '')
      .map((part) => part.toUpperCase().split('=') as [string, string]),
  );
  if (given.has('BYHOUR') || given.has('BYMINUTE')) return null;
  const parts = partsOf(given);
  const last = first + YEARS * 366;
  const found: number[] = [];
  let period: number[] = [];
  const close = (): void => {
    found.push(...chosen(period, parts.bySetPos));
    period = [];
  };
  // From the beginning of its own period: BYSETPOS also counts days before the start.
  const from = periodStart(first, parts);
  for (let day = from, at = periodOf(from, parts); day <= last; day++) {
    const now = periodOf(day, parts);
    if (now !== at) {
      close();
      at = now;
    }
    if ((now - periodOf(first, parts)) % parts.interval === 0 && isNamed(day, first, parts)) period.push(day);
  }
  close();
  const within = found.filter((day) => day >= first);
  return parts.count === null ? within : within.slice(0, parts.count);
}

function partsOf(given: ReadonlyMap<string, string>): Parts {
  const numbers = (name: string): number[] | null => given.get(name)?.split(',').map(Number) ?? null;
  return {
    freq: given.get('FREQ') ?? '',
    interval: Number(given.get('INTERVAL') ?? '1'),
    count: given.has('COUNT') ? Number(given.get('COUNT')) : null,
    byDay:
      given
        .get('BYDAY')
        ?.split(',')
        .map((one) => ({ nth: Number(one.slice(0, -2)), day: WEEKDAYS.indexOf(one.slice(-2)) })) ?? null,
    byMonthDay: numbers('BYMONTHDAY'),
    byMonth: numbers('BYMONTH'),
    bySetPos: numbers('BYSETPOS'),
    byWeekNo: numbers('BYWEEKNO'),
    weekStart: WEEKDAYS.indexOf(given.get('WKST') ?? 'MO'),
  };
}

const dateOf = (day: number): Date => new Date(day * DAY_MS);
/** Monday 0; day 0 is a Thursday. */
const weekdayOf = (day: number): number => (((day + 3) % 7) + 7) % 7;

/** The number of the day, week, month or year that contains a day. */
function periodOf(day: number, { freq, weekStart }: Parts): number {
  const date = dateOf(day);
  if (freq === 'DAILY') return day;
  if (freq === 'WEEKLY') return Math.floor((day + 3 - weekStart) / 7);
  return freq === 'MONTHLY' ? date.getUTCFullYear() * 12 + date.getUTCMonth() : date.getUTCFullYear();
}

function periodStart(day: number, parts: Parts): number {
  let start = day;
  while (periodOf(start - 1, parts) === periodOf(day, parts)) start--;
  return start;
}

function isNamed(day: number, first: number, parts: Parts): boolean {
  const { freq, byDay, byMonthDay, byMonth, byWeekNo } = parts;
  const [date, start] = [dateOf(day), dateOf(first)];
  const length = new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + 1, 0)).getUTCDate();
  const monthDay = date.getUTCDate();
  if (byMonth !== null && !byMonth.includes(date.getUTCMonth() + 1)) return false;
  if (byWeekNo !== null && !byWeekNo.includes(weekNumber(day))) return false;
  if (byMonthDay !== null && !byMonthDay.some((n) => (n < 0 ? length + 1 + n : n) === monthDay)) return false;
  if (byDay !== null && !byDay.some((one) => isThatWeekday(day, one, parts))) return false;
  if (byDay !== null || byMonthDay !== null) return true;
  // A part that the rule leaves out is that of the first time.
  if (freq === 'WEEKLY' || byWeekNo !== null) return weekdayOf(day) === weekdayOf(first);
  if (freq === 'DAILY') return true;
  if (monthDay !== start.getUTCDate()) return false;
  return freq === 'MONTHLY' || byMonth !== null || date.getUTCMonth() === start.getUTCMonth();
}

/** "2TU", "-1FR": of the month, or of the year in a yearly rule without a month. */
function isThatWeekday(day: number, { nth, day: weekday }: { nth: number; day: number }, parts: Parts): boolean {
  if (weekdayOf(day) !== weekday) return false;
  if (nth === 0) return true;
  const date = dateOf(day);
  const ofYear = parts.freq === 'YEARLY' && parts.byMonth === null;
  const [year, month] = [date.getUTCFullYear(), ofYear ? 0 : date.getUTCMonth()];
  const from = Date.UTC(year, month, 1) / DAY_MS;
  const to = Date.UTC(year, ofYear ? 12 : month + 1, 1) / DAY_MS;
  return nth > 0 ? Math.floor((day - from) / 7) + 1 === nth : Math.floor((to - 1 - day) / 7) + 1 === -nth;
}

function weekNumber(day: number): number {
  const thursday = day - weekdayOf(day) + 3;
  return Math.floor((thursday - Date.UTC(dateOf(thursday).getUTCFullYear(), 0, 1) / DAY_MS) / 7) + 1;
}

function chosen(period: readonly number[], positions: readonly number[] | null): number[] {
  if (positions === null) return [...period];
  const days = positions.map((n) => period.at(n > 0 ? n - 1 : n)).filter((day) => day !== undefined);
  return [...new Set(days)].toSorted((a, b) => a - b);
}
