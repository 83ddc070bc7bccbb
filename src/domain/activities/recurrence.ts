import { RRuleTemporal } from 'rrule-temporal';
import type { Activity } from '../../db/schema/index.ts';
import { MINUTE_MS, toWall, type Wall } from '../base/time.ts';

/** A start, single or repeated by an RFC 5545 rule ("FREQ=WEEKLY;BYDAY=TU"). */
export type Begins = Pick<Activity, 'starts_at' | 'repeats'>;

const DAY_MINUTES = 24 * 60;
const WEEKDAYS = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];

/** The parts of a rule and their syntax; the library accepts nonsense such as BYMONTHDAY=45 as "every day". */
const MONTH_DAY = '-?(?:[1-9]|[12]\\d|3[01])';
const ORDINAL_DAY = '(?:[+-]?[1-5])?(?:MO|TU|WE|TH|FR|SA|SU)';
const SPELLING: Readonly<Record<string, RegExp>> = {
  FREQ: /^(?:DAILY|WEEKLY|MONTHLY|YEARLY)$/,
  INTERVAL: /^[1-9]\d{0,2}$/,
  COUNT: /^[1-9]\d{0,3}$/,
  UNTIL: /^\d{8}(?:T\d{6}Z?)?$/,
  WKST: /^(?:MO|TU|WE|TH|FR|SA|SU)$/,
  BYDAY: listOf(ORDINAL_DAY),
  BYMONTHDAY: listOf(MONTH_DAY),
  BYMONTH: listOf('(?:[1-9]|1[0-2])'),
  BYWEEKNO: listOf('(?:[1-9]|[1-4]\\d|5[0-3])'),
  BYSETPOS: listOf('-?[1-9]\\d?'),
  BYHOUR: /^(?:1?\d|2[0-3])$/,
  BYMINUTE: /^[1-5]?\d$/,
};
/** Window for the library when a search needs only the next occurrence. */
const STEP_DAYS = 62;
const PARSED_MAX = 2_000;

interface Rule {
  /** The last minute at which an occurrence may start; null for a rule without an end. */
  until: number | null;
  /** Set when the rule is "every n weeks on these days", as nearly all are, or that in some weeks or months only. */
  weekly: Weekly | null;
  /** The rule without UNTIL, for the library. */
  rest: string;
}

interface Weekly {
  interval: number;
  days: number[];
  /** Numbers of weeks by ISO 8601; null for all. */
  weeks: ReadonlySet<number> | null;
  months: ReadonlySet<number> | null;
}

function listOf(one: string): RegExp {
  return new RegExp(`^${one}(?:,${one})*$`);
}

/** Wall time as minutes without time zones: a day is always 1440, whatever the clocks do that night. */
export const minutesOf = (wall: Wall): number =>
  WALL.test(wall) ? Date.parse(`${wall.slice(0, 16)}:00Z`) / MINUTE_MS : NaN;
// Date.parse alone reads "tirsdag:00Z" as a time.
const WALL = /^\d{4}-\d\d-\d\dT\d\d:\d\d/;
export const wallOf = (minutes: number): Wall => new Date(minutes * MINUTE_MS).toISOString().slice(0, 16);

/**
 * The wall times of the occurrences from `from` up to, not including, `to`, soonest first, at most `max`. The rule
 * counts in wall time, so 18:00 stays 18:00, and an occurrence in the hour that spring skips still takes place. A
 * date-only UNTIL includes the whole day. A start that does not match its own rule ("Tuesdays", starting on a Monday)
 * is no occurrence. An unreadable rule gives the single start only; imports refuse such rules.
 */
export function wallTimes(begins: Begins, from: Wall, to: Wall, max: number): Wall[] {
  return minutesByRule(begins, minutesOf(from), minutesOf(to), max).map(wallOf);
}

/** The same in minutes (`minutesOf`), for callers with a hundred thousand activities. */
export function minutesByRule(begins: Begins, from: number, to: number, max: number): number[] {
  const start = minutesOf(begins.starts_at);
  const rule = begins.repeats === null ? null : parsed(begins.repeats);
  const low = Math.max(start, from);
  const high = Math.min(to, (rule?.until ?? Infinity) + 1);
  if (rule === null) return low <= start && start < high ? [start] : [];
  // Written so that NaN, an unreadable time, also ends here.
  if (!(low < high) || max <= 0) return [];
  return rule.weekly ? byWeeks(start, rule.weekly, low, high, max) : byLibrary(start, rule.rest, low, high, max);
}

/** Whether a rule is reckoned by the library, and not by weeks as nearly all are. */
export const needsLibrary = (text: string): boolean => parsed(text)?.weekly === null;

/** Tells whether the service accepts a rule; 'too often' means more often than once a day. */
export function checkRule(text: string): 'fine' | 'unreadable' | 'too often' {
  if (/FREQ=(HOURLY|MINUTELY|SECONDLY)/i.test(text)) return 'too often';
  if (/BY(HOUR|MINUTE|SECOND)=[^;]*,/i.test(text)) return 'too often';
  return parsed(text) === null ? 'unreadable' : 'fine';
}

function byWeeks(start: number, rule: Weekly, low: number, high: number, max: number): number[] {
  const startDay = Math.floor(start / DAY_MINUTES);
  const timeOfDay = start - startDay * DAY_MINUTES;
  // Day 0, 1 January 1970, is a Thursday.
  const firstMonday = startDay - ((((startDay + 3) % 7) + 7) % 7);
  const steps = Math.floor((Math.floor(low / DAY_MINUTES) - firstMonday) / (7 * rule.interval));
  const found: number[] = [];
  for (let monday = firstMonday + steps * 7 * rule.interval; ; monday += 7 * rule.interval) {
    if (monday * DAY_MINUTES >= high) return found;
    if (rule.weeks !== null && !rule.weeks.has(weekNumber(monday))) continue;
    for (const day of rule.days) {
      const minutes = (monday + day) * DAY_MINUTES + timeOfDay;
      if (minutes >= high || found.length >= max) return found;
      if (minutes >= low && (rule.months === null || rule.months.has(monthOf(monday + day)))) found.push(minutes);
    }
  }
}

const dateOfDay = (day: number): Date => new Date(day * DAY_MINUTES * MINUTE_MS);
const monthOf = (day: number): number => dateOfDay(day).getUTCMonth() + 1;

/** The number by ISO 8601 of the week that begins on a Monday: the year of its Thursday counts. */
function weekNumber(monday: number): number {
  const newYear = Date.UTC(dateOfDay(monday + 3).getUTCFullYear(), 0, 1) / (DAY_MINUTES * MINUTE_MS);
  return Math.floor((monday + 3 - newYear) / 7) + 1;
}

/** In UTC, so that the library sees no clock changes: its results are wall time. */
function byLibrary(start: number, rest: string, low: number, high: number, max: number): number[] {
  const rule = new RRuleTemporal({ rruleString: `DTSTART:${compact(start)}Z\nRRULE:${rest}` });
  const found: number[] = [];
  for (let at = low; at < high && found.length < max; at += STEP_DAYS * DAY_MINUTES) {
    const end = Math.min(high, at + STEP_DAYS * DAY_MINUTES);
    const part = rule.between(new Date(at * MINUTE_MS), new Date(end * MINUTE_MS - 1), true);
    for (const time of part) if (found.length < max) found.push(time.epochMilliseconds / MINUTE_MS);
  }
  return found;
}

const kept = new Map<string, Rule | null>();

function parsed(text: string): Rule | null {
  let rule = kept.get(text);
  if (rule !== undefined) return rule;
  rule = parse(text);
  if (kept.size >= PARSED_MAX) kept.clear();
  kept.set(text, rule);
  return rule;
}

function parse(text: string): Rule | null {
  const parts = new Map<string, string>();
  const body = text.trim().replace(/^RRULE:/i, '');
  for (const part of body.split(';').filter((p) => p !== '')) {
    const [name, value, more] = part.toUpperCase().split('=');
    if (!name || !value || more !== undefined || parts.has(name)) return null;
    if (!SPELLING[name]?.test(value)) return null;
    parts.set(name, value);
  }
  if (!parts.has('FREQ')) return null;
  const until = untilOf(parts.get('UNTIL'));
  if (until === 'unreadable') return null;
  parts.delete('UNTIL');
  const rest = [...parts].map(([name, value]) => `${name}=${value}`).join(';');
  const weekly = weeklyOf(parts);
  // Weeks are counted by ourselves, and only as far as that goes.
  if (weekly === null && (parts.has('BYWEEKNO') || !libraryTakes(rest))) return null;
  return { until, weekly, rest };
}

function untilOf(value: string | undefined): number | null | 'unreadable' {
  if (value === undefined) return null;
  const match = /^(\d{4})(\d\d)(\d\d)(?:T(\d\d)(\d\d)(\d\d)(Z?))?$/.exec(value);
  if (!match) return 'unreadable';
  const [, year, month, day, hour = '23', minute = '59', , utc] = match;
  const wall = `${year}-${month}-${day}T${hour}:${minute}`;
  if (Number.isNaN(minutesOf(wall))) return 'unreadable';
  return minutesOf(utc === 'Z' ? toWall(`${wall}:00.000Z`) : wall);
}

function weeklyOf(parts: Map<string, string>): Weekly | null {
  const days = parts
    .get('BYDAY')
    ?.split(',')
    .map((day) => WEEKDAYS.indexOf(day));
  const interval = Number(parts.get('INTERVAL') ?? '1');
  const kind = parts.get('FREQ');
  const may = ['FREQ', 'BYDAY', 'BYMONTH', 'WKST', kind === 'YEARLY' ? 'BYWEEKNO' : 'INTERVAL'];
  const plain = [...parts.keys()].every((name) => may.includes(name)) && (parts.get('WKST') ?? 'MO') === 'MO';
  if (!plain || !(kind === 'WEEKLY' || (kind === 'YEARLY' && parts.has('BYWEEKNO')))) return null;
  if (!days || days.includes(-1) || !Number.isInteger(interval) || interval < 1) return null;
  const weeks = numbersOf(parts.get('BYWEEKNO'));
  return {
    interval,
    days: [...new Set(days)].toSorted((a, b) => a - b),
    weeks,
    months: numbersOf(parts.get('BYMONTH')),
  };
}

const numbersOf = (list: string | undefined): ReadonlySet<number> | null =>
  list === undefined ? null : new Set(list.split(',').map(Number));

function libraryTakes(rest: string): boolean {
  try {
    const rule = new RRuleTemporal({ rruleString: `DTSTART:20260101T180000Z\nRRULE:${rest}`, strict: true });
    return rule.options().freq !== undefined;
  } catch {
    return false;
  }
}

const compact = (minutes: number): string =>
  new Date(minutes * MINUTE_MS).toISOString().slice(0, 19).replace(/[-:]/g, '');
