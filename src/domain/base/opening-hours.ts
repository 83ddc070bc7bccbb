import { isQuietDay } from './public-holidays.ts';
import { Refusal } from './refusal.ts';
import { addDays, dateOf, later, MINUTE_MS, toInstant, toWall, weekdayOf, type Instant } from './time.ts';

/** The opening hours of a centre that has not set any. */
export const USUAL_OPENING = 'Mon-Fri 09:00-15:00';

/** Start and end as minutes since midnight, Oslo time. */
type Range = readonly [from: number, to: number];
/** The ranges of each weekday, Monday first, earliest first. */
type Week = readonly (readonly Range[])[];

const DAY_NAMES = [
  ['mon', 'man', 'mån', 'monday', 'mandag', 'måndag'],
  ['tue', 'tir', 'tys', 'tuesday', 'tirsdag', 'tysdag', 'tues'],
  ['wed', 'ons', 'wednesday', 'onsdag'],
  ['thu', 'tor', 'thursday', 'torsdag', 'thur', 'thurs'],
  ['fri', 'fre', 'friday', 'fredag'],
  ['sat', 'lør', 'lor', 'lau', 'saturday', 'lørdag', 'laurdag'],
  ['sun', 'søn', 'son', 'sunday', 'søndag', 'sundag'],
];
const EXAMPLE = 'Write for example "Mon-Fri 09:00-15:00; Sat 10:00-12:00".';
const TEXT_MAX = 500;
const PARSED_MAX = 500;
/** Longer than any centre is closed. */
const DAYS_MAX = 400;

const parsed = new Map<string, Week>();

/**
 * Reads opening hours: "Mon-Fri 09:00-15:00; Sat 10:00-12:00", also "man-fre 9-15, lør 10-12" and "Mon,Wed 9-11 12-15".
 * @throws Refusal that names the unreadable part and how to write it
 */
export function parseOpening(text: string): Week {
  const known = parsed.get(text);
  if (known !== undefined) return known;
  const week = read(text);
  if (parsed.size >= PARSED_MAX) parsed.clear();
  parsed.set(text, week);
  return week;
}

function read(text: string): Week {
  if (text.length > TEXT_MAX) throw new Refusal(`The opening hours are longer than ${TEXT_MAX} characters. ${EXAMPLE}`);
  const week: Range[][] = [[], [], [], [], [], [], []];
  const parts = text
    .toLowerCase()
    .replace(/[\u2010-\u2015\u2212]/g, '-')
    .split(/[;\n]|(?<=\d),(?= ?\p{L})/u)
    .map((part) => part.trim())
    .filter((part) => part !== '');
  for (const part of parts) {
    const match = /^([\p{L}][^\d]*)(\d.*)$/u.exec(part);
    if (!match) throw new Refusal(`The opening hours "${part}" need days and times. ${EXAMPLE}`);
    const ranges = rangesIn(match[2] ?? '');
    for (const day of daysIn(match[1] ?? '')) week[day]?.push(...ranges);
  }
  if (parts.length === 0) throw new Refusal(`The opening hours are empty. ${EXAMPLE}`);
  for (const ranges of week) {
    ranges.sort((a, b) => a[0] - b[0]);
    if (ranges.some((range, i) => range[0] < (ranges[i - 1]?.[1] ?? 0)))
      throw new Refusal(`The opening hours "${text.trim()}" name the same hour twice. ${EXAMPLE}`);
  }
  return week;
}

function daysIn(text: string): number[] {
  const days: number[] = [];
  for (const part of text.split(/,|&|\s+(?:og|and)\s+/).map((p) => p.replace(/[:.]/g, '').trim())) {
    if (part === '') continue;
    const [from, to, more] = part.split(/\s*-\s*|\s+(?:til|to)\s+/).map(dayNamed);
    if (from === undefined || more !== undefined) throw new Refusal(`"${part}" is no day of the week. ${EXAMPLE}`);
    for (let day = from; ; day = (day + 1) % 7) {
      days.push(day);
      if (day === (to ?? from)) break;
    }
  }
  return [...new Set(days)];
}

function dayNamed(name: string): number {
  const day = DAY_NAMES.findIndex((names) => names.includes(name));
  if (day < 0) throw new Refusal(`"${name}" is no day of the week. ${EXAMPLE}`);
  return day;
}

function rangesIn(text: string): Range[] {
  return text.split(/\s*(?:,|\s(?:og|and)\s|(?<=\d) +(?=\d))\s*/).map((part): Range => {
    const match = /^(\d{1,2})(?:[:.]?(\d\d))?\s*-\s*(\d{1,2})(?:[:.]?(\d\d))?$/.exec(part.trim());
    const from = minutes(match?.[1], match?.[2]);
    const to = minutes(match?.[3], match?.[4]);
    if (!match || from === null || to === null || from >= to)
      throw new Refusal(`"${part.trim()}" is no time to be open. ${EXAMPLE}`);
    return [from, to];
  });
}

function minutes(hour: string | undefined, minute = '00'): number | null {
  const total = Number(hour) * 60 + Number(minute);
  return Number(minute) < 60 && total <= 24 * 60 ? total : null;
}

/** The hours on a date as instants; none on public holidays, 24 and 31 December. */
function hoursOn(week: Week, date: string): { from: Instant; to: Instant }[] {
  if (isQuietDay(date)) return [];
  return (week[weekdayOf(date) - 1] ?? []).map(([from, to]) => ({ from: at(date, from), to: at(date, to) }));
}

const at = (date: string, minute: number): Instant =>
  minute === 24 * 60
    ? toInstant(`${addDays(date, 1)}T00:00`)
    : toInstant(`${date}T${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`);

/**
 * A centre whose stored hours are unreadable gets the usual ones, so that no caller is turned away for a spelling
 * mistake.
 */
function weekOf(opening: string): Week {
  try {
    return parseOpening(opening);
  } catch {
    return parseOpening(USUAL_OPENING);
  }
}

/** True while the centre is open: from the first minute of its hours up to, not including, the last. */
export function isOpen(opening: string, instant: Instant): boolean {
  return hoursOn(weekOf(opening), dateOf(toWall(instant))).some(({ from, to }) => from <= instant && instant < to);
}

/** The moment at which the centre closes on a date for the last time; null when it does not open then. */
export const closingOn = (opening: string, date: string): Instant | null =>
  hoursOn(weekOf(opening), date).at(-1)?.to ?? null;

/** `instant` itself while the centre is open, otherwise the moment of its next opening. */
export const nextOpenMoment = (opening: string, instant: Instant): Instant => dueInOpeningHours(opening, instant, 0);

/**
 * The instant at which `minutes` of opening time have passed since `instant`: two hours asked for at 14:30 on a Friday
 * end on Monday morning. Nights, weekends and public holidays do not count.
 */
export function dueInOpeningHours(opening: string, instant: Instant, minutes: number): Instant {
  const week = weekOf(opening);
  let leftMs = Math.max(0, minutes) * MINUTE_MS;
  let date = dateOf(toWall(instant));
  for (let day = 0; day < DAYS_MAX; day++, date = addDays(date, 1)) {
    for (const { from, to } of hoursOn(week, date)) {
      const begin = from > instant ? from : instant;
      const openMs = Date.parse(to) - Date.parse(begin);
      if (openMs <= 0) continue;
      if (leftMs <= openMs) return later(begin, leftMs);
      leftMs -= openMs;
    }
  }
  return later(instant, minutes * MINUTE_MS);
}
