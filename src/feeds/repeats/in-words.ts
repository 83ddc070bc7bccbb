import { addDays, dateOf, weekdayOf as weekdayOfDate, type Wall } from '../../domain/base/time.ts';
import { readSaid } from './said.ts';
import type { SaidDay, SaidRepeats } from './state.ts';
import { WEEKDAY_CODES } from '../cells/calendar-words.ts';

/** A rule that was read in words. */
export interface RuleRead {
  rule: string;
  /** Days on which it does not take place, as ISO. */
  except: string[];
  /** The first allowed day, if the text names one after the first time. */
  notBefore: string | null;
  /** "Monthly", which leaves open by what. */
  guessed: boolean;
}

/**
 * A rule in words: "hver tirsdag unntatt 22. desember", "første og tredje tirsdag i måneden", "kvar tredje veke på
 * torsdag", "every odd week on Mondays until May 15". Every word must be understood: unknown words are returned, and so
 * is a contradicting time of day.
 */
export function readInWords(text: string, startsAt: Wall): RuleRead | { left: string } | { otherTime: string } {
  const said = readSaid(text);
  if (said.left.length > 0) return { left: said.left.join(' ') };
  const start = dateOf(startsAt);
  const clock = said.clocks.find((one) => one !== startsAt.slice(11, 16));
  if (clock !== undefined) return { otherTime: clock };
  const parts = partsOf(said, start);
  if (parts === null) return { left: '' };
  const from = said.from === null ? null : dayOn(said.from, addDays(start, -366));
  const notBefore = from !== null && from > start ? from : null;
  const limits = limitsOf(said, notBefore ?? start);
  const months = monthsOf(said);
  const except = said.not.dates.map((day) => dayOn(day, start));
  if (limits === null || months === null || except.includes(null)) return { left: '' };
  const rule = [...parts.rule, ...(months.length > 0 ? [`BYMONTH=${months.join(',')}`] : []), ...limits].join(';');
  return { rule, except: except.filter((day) => day !== null), notBefore, guessed: parts.guessed };
}

interface Parts {
  rule: string[];
  guessed: boolean;
}

const sure = (...rule: string[]): Parts => ({ rule, guessed: false });

function partsOf(said: SaidRepeats, start: string): Parts | null {
  if (said.parity !== null) return byParity(said, start);
  if (said.monthDays.length > 0) return byMonthDay(said);
  if (said.units.has('month') || (said.nth.length > 0 && said.months.size > 0)) return byMonth(said, start);
  // "første tirsdag": of what?
  if (said.nth.length > 0 && said.every?.unit !== 'weekday') return null;
  if (said.units.has('year') && said.days.size === 0) return byYear(said);
  if (said.units.has('day') && said.days.size === 0) return byDay(said);
  const any = said.days.size > 0 || said.units.has('week') || said.every !== null;
  if (!any || said.units.has('year')) return null;
  return byWeek(said, start);
}

const intervalOf = (n: number): string[] => (n === 1 ? [] : [`INTERVAL=${n}`]);
const codesOf = (days: Iterable<number>): string =>
  [...days]
    .toSorted((a, b) => a - b)
    .map((day) => WEEKDAY_CODES[day])
    .join(',');
const ownDay = (start: string): number => weekdayOfDate(start) - 1;

/** The named days, or that of the first time, without the excepted ones; null when no day is left. */
function daysOf(said: SaidRepeats, start: string): number[] | null {
  const named = said.days.size > 0 ? [...said.days] : [ownDay(start)];
  const days = named.filter((day) => !said.not.days.has(day));
  const idle = [...said.not.days].some((day) => !named.includes(day));
  return days.length === 0 || idle ? null : days;
}

function byWeek(said: SaidRepeats, start: string): Parts | null {
  const days = daysOf(said, start);
  const n = said.every === null ? 1 : ['week', 'weekday'].includes(said.every.unit) ? said.every.n : null;
  if (days === null || n === null || said.units.has('day')) return null;
  return sure('FREQ=WEEKLY', ...intervalOf(n), `BYDAY=${codesOf(days)}`);
}

const ALL_DAYS = [0, 1, 2, 3, 4, 5, 6];

function byDay(said: SaidRepeats): Parts | null {
  const n = said.every?.unit === 'day' ? said.every.n : 1;
  if (said.every !== null && said.every.unit !== 'day') return null;
  if (said.not.days.size === 0) return sure('FREQ=DAILY', ...intervalOf(n));
  const days = ALL_DAYS.filter((day) => !said.not.days.has(day));
  return n > 1 || days.length === 0 ? null : sure('FREQ=WEEKLY', `BYDAY=${codesOf(days)}`);
}

/** Weeks are counted by ISO 8601: in a year with 53, two odd weeks follow each other. */
function byParity(said: SaidRepeats, start: string): Parts | null {
  const days = daysOf(said, start);
  const extra = said.every !== null || said.nth.length > 0 || said.monthDays.length > 0 || said.units.has('month');
  if (days === null || extra || said.count !== null) return null;
  const weeks = Array.from({ length: 53 }, (_, i) => i + 1).filter(
    (week) => (week % 2 === 1) === (said.parity === 'odd'),
  );
  return sure('FREQ=YEARLY', `BYWEEKNO=${weeks.join(',')}`, `BYDAY=${codesOf(days)}`);
}

function monthInterval(said: SaidRepeats): number | null {
  if (said.every === null) return 1;
  return said.every.unit === 'month' ? said.every.n : null;
}

function byMonthDay(said: SaidRepeats): Parts | null {
  const n = monthInterval(said);
  const isMonthly = said.units.has('month') || said.months.size > 0;
  if (n === null || !isMonthly || said.days.size > 0 || said.nth.length > 0 || said.not.days.size > 0) return null;
  if (said.monthDays.some((day) => day > 31 || day < -1)) return null;
  return sure('FREQ=MONTHLY', ...intervalOf(n), `BYMONTHDAY=${[...new Set(said.monthDays)].join(',')}`);
}

function byMonth(said: SaidRepeats, start: string): Parts | null {
  // "hver andre tirsdag i måneden" is the second one.
  const interval = said.every?.unit === 'weekday' && said.nth.length > 0 ? 1 : monthInterval(said);
  if (interval === null || said.not.days.size > 0) return null;
  const head = ['FREQ=MONTHLY', ...intervalOf(interval)];
  if (said.nth.length === 0) {
    const day = said.days.size === 0 ? ownDay(start) : [...said.days][0];
    if (said.days.size > 1 || day !== ownDay(start)) return null;
    return { rule: [...head, `BYDAY=${nthOfMonth(start)}${WEEKDAY_CODES[day]}`], guessed: true };
  }
  if (said.group) return sure(...head, `BYDAY=${codesOf(said.days)}`, `BYSETPOS=${said.nth.join(',')}`);
  if (said.nth.some((n) => n > 5)) return null;
  const days = [...said.days].toSorted((a, b) => a - b).map((day) => WEEKDAY_CODES[day]);
  return sure(...head, `BYDAY=${said.nth.flatMap((n) => days.map((day) => `${n}${day}`)).join(',')}`);
}

function byYear(said: SaidRepeats): Parts | null {
  const n = said.every === null ? 1 : said.every.unit === 'year' ? said.every.n : null;
  const more = said.nth.length > 0 || said.months.size > 0 || said.not.days.size > 0 || said.not.months.size > 0;
  return n === null || more ? null : sure('FREQ=YEARLY', ...intervalOf(n));
}

/** The fifth of a month is told as the last: not every month has five. */
function nthOfMonth(date: string): number {
  const nth = Math.ceil(Number(date.slice(8, 10)) / 7);
  return nth === 5 ? -1 : nth;
}

/** The months of the rule, empty for all; null when no month is left. */
function monthsOf({ months, not }: SaidRepeats): number[] | null {
  if (months.size === 0 && not.months.size === 0) return [];
  const named = months.size > 0 ? [...months] : Array.from({ length: 12 }, (_, i) => i + 1);
  const left = named.filter((month) => !not.months.has(month)).toSorted((a, b) => a - b);
  return left.length === 0 ? null : left;
}

function limitsOf({ until, count, forWeeks }: SaidRepeats, first: string): string[] | null {
  if ([until, count, forWeeks].filter((one) => one !== null).length > 1) return null;
  if (count !== null) return [`COUNT=${count}`];
  const last = until !== null ? dayOn(until, first) : forWeeks !== null ? addDays(first, forWeeks * 7 - 1) : null;
  if (until !== null && last === null) return null;
  return last === null ? [] : [`UNTIL=${last.replaceAll('-', '')}`];
}

/** A named day, in its named year or on the first such date from `from` on; null when it never occurs. */
export function dayOn({ day, month, year }: SaidDay, from: string): string | null {
  const first = Number(from.slice(0, 4));
  const years = year === null ? [first, first + 1, first + 2, first + 3, first + 4] : [year];
  for (const one of years) {
    const last = new Date(Date.UTC(one, month, 0)).getUTCDate();
    // "til mai" is the whole of May, and 29 February waits for its year.
    if (day > last && !(day === 31)) continue;
    const date = `${one}-${String(month).padStart(2, '0')}-${String(Math.min(day, last)).padStart(2, '0')}`;
    if (year !== null || date >= from) return date;
  }
  return null;
}
