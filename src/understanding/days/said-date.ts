import { Temporal } from 'temporal-polyfill';
import { plusDays, isoDay, dayOf } from './calendar.ts';
import { tokenise, type Token } from '../base/normalise.ts';
import { findWhen } from './when.ts';

/** Oslo wall time, "2026-11-26T18:00"; a day is its date. */
type Wall = string;

/** Words beside a day and an hour that do not change them. */
const AROUND = new Set('den the pa on i in kl klokka klokken at ca fra from klokko o'.split(' '));
/** "26.11. kl. 18", "26/11-2026 18.30", "2026-11-26 18:00". */
const FIGURES =
  /^(?:(\d{4})-(\d{1,2})-(\d{1,2})|(\d{1,2})[./](\d{1,2})(?:[./-](\d{4}|\d{2}))?\.?)(?:(?:[ T,]+|(?= ?kl))(?: ?kl\.? ?)?(\d{1,2})(?:[:.](\d\d))?(?::\d\d)?)?$/i;

/** The meaning of an option or a cell: a coming day, a past day, or a time on a day. */
export type SaysWhen = 'day' | 'past day' | 'instant';

/**
 * A day as written in bokmål, nynorsk and English, as ISO: "2026-11-26", "26.11.2026", "26.11.", "torsdag", "i morgen",
 * "next Thursday". Without a year, and for weekdays, the next one, or the last one for a past day. Null for a text that
 * is not read in full, or that names a time too.
 * @param now Oslo wall time
 */
export function readDay(text: string, now: Wall, { past = false }: { past?: boolean } = {}): string | null {
  const read = readSaid(text, now, past);
  return read === null || read.clock !== null ? null : read.day;
}

/**
 * A day and a time as written, as Oslo wall time: "26.11. kl. 18", "torsdag kl 18", "i morgen 10.30",
 * "2026-12-01T18:00". Null for a text that is not read in full, or that lacks one of the two.
 * @param now Oslo wall time
 */
export function readInstant(text: string, now: Wall): Wall | null {
  const read = readSaid(text, now, false);
  return read === null || read.clock === null ? null : `${read.day}T${read.clock}`;
}

interface Read {
  day: string;
  clock: string | null;
}

function readSaid(text: string, now: Wall, past: boolean): Read | null {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (WITH_OFFSET.test(plain)) return inOslo(plain);
  const figures = FIGURES.exec(plain);
  if (figures !== null) return inFigures(figures, now, past);
  const before = past ? daysBefore(plain) : null;
  return before === null ? inWords(plain, now, past) : { day: isoDay(plusDays(dayOf(now), -before)), clock: null };
}

const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/i;

function inOslo(text: string): Read | null {
  const at = Date.parse(text);
  if (Number.isNaN(at)) return null;
  const wall = Temporal.Instant.fromEpochMilliseconds(at)
    .toZonedDateTimeISO('Europe/Oslo')
    .toPlainDateTime()
    .toString();
  return { day: wall.slice(0, 10), clock: wall.slice(11, 16) };
}

/** "i går" */
function daysBefore(text: string): number | null {
  if (/^(?:i ?g[åa]r|yesterday)$/i.test(text)) return 1;
  return /^(?:i ?forg[åa]rs?)$/i.test(text) ? 2 : null;
}

function inFigures(match: RegExpExecArray, now: Wall, past: boolean): Read | null {
  const [, year, month = '', day = '', day2, month2, year2, hour, minute = '00'] = match;
  const today = now.slice(0, 10);
  const said = year ?? (year2?.length === 2 ? `20${year2}` : year2);
  const date = (y: string): string => `${y}-${(month2 ?? month).padStart(2, '0')}-${(day2 ?? day).padStart(2, '0')}`;
  const thisYear = date(said ?? today.slice(0, 4));
  const other = past ? (thisYear > today ? -1 : 0) : thisYear < today ? 1 : 0;
  const whole = said === undefined && other !== 0 ? date(String(Number(today.slice(0, 4)) + other)) : thisYear;
  if (!isReal(whole)) return null;
  if (hour === undefined) return { day: whole, clock: null };
  return Number(hour) < 24 && Number(minute) < 60 ? { day: whole, clock: `${hour.padStart(2, '0')}:${minute}` } : null;
}

function isReal(date: string): boolean {
  const read = new Date(`${date}T00:00:00Z`);
  return !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
}

function inWords(text: string, now: Wall, past: boolean): Read | null {
  const { rest, clock } = withoutClock(tokenise(text));
  const found = findWhen(rest, now);
  if (found === null) return null;
  // Several days, or a part of a day, are not a day.
  if (!/^\d{4}-\d\d-\d\d$/.test(found.when) || found.recurring) return null;
  const left = rest.filter((token, i) => !found.taken.has(i) && !AROUND.has(token.fold));
  if (left.length > 0) return null;
  const said = clock ?? found.time ?? null;
  // "Torsdag kl 10", said on a Thursday at noon, is the next one.
  const isOver = said !== null && found.day === now.slice(0, 10) && said <= now.slice(11, 16) && isWeekday(rest);
  const weeks = isOver ? 1 : past && found.day > now.slice(0, 10) && isWeekday(rest) ? -1 : 0;
  return { day: isoDay(plusDays(dayOf(found.day), 7 * weeks)), clock: said };
}

const isWeekday = (tokens: readonly Token[]): boolean =>
  tokens.some(({ fold }) => /dag|day$/.test(fold) && !/^(?:i?dag|today)$/.test(fold));

/** A time at the end, "i morgen 10.30", "torsdag 18", which in a text message would need "kl". */
function withoutClock(tokens: readonly Token[]): { rest: readonly Token[]; clock: string | null } {
  const [last, before] = [tokens.at(-1), tokens.at(-2)];
  const figures = (token: Token | undefined): token is Token => token !== undefined && /^\d{1,2}$/.test(token.fold);
  const minuted = figures(last) && figures(before) && /^[.:]$/.test(last.gap);
  const [hour, minute] = minuted ? [before.fold, last.fold] : figures(last) ? [last.fold, '00'] : ['', ''];
  const head = tokens.slice(0, tokens.length - (minuted ? 2 : 1));
  const lead = /^(?:kl|klokka|klokken|at|klokko)$/.test(head.at(-1)?.fold ?? '');
  // The figures of "26. november" and "den 26" are no time.
  const isTime = hour !== '' && Number(hour) < 24 && Number(minute) < 60 && head.length > 0 && minute.length === 2;
  if (!isTime || /^(?:den|the|uke|veke|week)$/.test(head.at(-1)?.fold ?? '')) return { rest: tokens, clock: null };
  if (!minuted && !lead && MONTH_LAST.test(head.at(-1)?.fold ?? '')) return { rest: tokens, clock: null };
  return { rest: lead ? head.slice(0, -1) : head, clock: `${hour.padStart(2, '0')}:${minute}` };
}

/** "November 26" is a day. */
const MONTH_LAST = /^(?:january|february|march|april|may|june|july|august|september|october|november|december)$/;
