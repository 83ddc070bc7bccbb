import { addDays, toWall, weekdayOf as weekdayOfDate, type Wall } from '../../domain/base/time.ts';
import { MONTHS, weekdayOf } from './calendar-words.ts';

const CLOCK =
  '(?:[ T,]+|\\s*kl\\.?\\s*|\\s+klokk[ae]n?\\s+)(?:kl\\.?\\s*)?(\\d{1,2})(?:[:.](\\d\\d))?(?::\\d\\d(?:\\.\\d+)?)?';
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:${CLOCK})?$`, 'i');
const NORWEGIAN = new RegExp(`^(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}|\\d{2})(?:${CLOCK})?$`, 'i');
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i;
const RELATIVE = new RegExp(`^([+-]\\d{1,3})d(?:${CLOCK})?$`, 'i');

const SERIAL = /^(\d{5})(?:[.,](\d{1,12}))?$/;
const NAMED = new RegExp(`^(\\d{1,2})(?:\\.|st|nd|rd|th)? (?:of )?(\\p{L}{3,9})\\.? (\\d{4})(?:${CLOCK})?$`, 'iu');
const WITH_WEEKDAY = /^(\p{L}{3,8})\.?,? (?:den )?(?=\d)/iu;

/**
 * A moment as people and spreadsheets write it: "01.12.2026 18:00", "1.12.26 kl 18", "tirsdag 1. desember 2026 kl.
 * 18.30", "2026-12-01T18:00"; a time with an offset is converted to Oslo time. A day without a time is the date alone.
 * Null for an unreadable text, also for a weekday that contradicts its date.
 * @param relativeTo the date from which "+3d 18:00" is three days later, and "-40d" forty days earlier
 */
export function readWhen(text: string, relativeTo: string | null = null): Wall | null {
  const whole = text.replace(/[\s\u00a0]+/g, ' ').trim();
  const weekday = WITH_WEEKDAY.exec(whole);
  const plain = weekday === null ? whole : whole.slice(weekday[0].length);
  const read = readPlain(plain, relativeTo);
  if (weekday === null || read === null) return read;
  return weekdayOf((weekday[1] ?? '').toLowerCase()) === weekdayOfDate(read) - 1 ? read : null;
}

/**
 * A spreadsheet's day number: 46329 is 3 November 2026, and 46329,75 its 18:00. Null outside the years 2000 to 2099.
 * @param dayZero its day 0: 1899-12-30, or 1904-01-01 on old Macs
 */
export function readDayNumber(text: string, dayZero: string): Wall | null {
  const [, day = '', part] = SERIAL.exec(text.trim()) ?? [];
  if (day === '') return null;
  const minutes = part === undefined ? 0 : Math.round(Number(`0.${part}`) * 24 * 60);
  const date = addDays(dayZero, Number(day));
  if (date < '2000' || date >= '2100') return null;
  return minutes === 0 ? date : new Date(Date.parse(`${date}T00:00Z`) + minutes * 60_000).toISOString().slice(0, 16);
}

function readPlain(plain: string, relativeTo: string | null): Wall | null {
  if (WITH_OFFSET.test(plain)) return Number.isNaN(Date.parse(plain)) ? null : toWall(new Date(plain).toISOString());
  const relative = relativeTo === null ? null : RELATIVE.exec(plain);
  if (relative && relativeTo !== null) return at(addDays(relativeTo, Number(relative[1])), relative[2], relative[3]);
  const iso = ISO.exec(plain);
  if (iso) return at(dateFrom(iso[1], iso[2], iso[3]), iso[4], iso[5]);
  const other = NORWEGIAN.exec(plain);
  const year = other?.[3]?.length === 2 ? `20${other[3]}` : other?.[3];
  if (other) return at(dateFrom(year, other[2], other[1]), other[4], other[5]);
  const named = NAMED.exec(plain);
  const month = MONTHS.get((named?.[2] ?? '').toLowerCase());
  return named && month !== undefined ? at(dateFrom(named[3], String(month), named[1]), named[4], named[5]) : null;
}

/** A time of day alone, "20:00", "kl 20" or "20.30", as "20:00"; null is what cannot be read. */
export function readClock(text: string): string | null {
  const match = /^(?:kl\.? ?|klokk[ae]n? )?(\d{1,2})(?:[:.](\d\d))?$/i.exec(text.trim());
  return match ? clock(match[1], match[2]) : null;
}

function dateFrom(year = '', month = '', day = ''): string | null {
  const date = `${year}-${month.padStart(2, '0')}-${day.padStart(2, '0')}`;
  const read = new Date(`${date}T00:00:00Z`);
  const real = !Number.isNaN(read.getTime()) && read.toISOString().startsWith(date);
  return real && Number(year) >= 2000 && Number(year) < 2100 ? date : null;
}

function at(date: string | null, hour: string | undefined, minute: string | undefined): Wall | null {
  if (date === null || hour === undefined) return date;
  const time = clock(hour, minute);
  return time === null ? time : `${date}T${time}`;
}

function clock(hour = '', minute = '00'): string | null {
  return Number(hour) < 24 && Number(minute) < 60 ? `${hour.padStart(2, '0')}:${minute}` : null;
}
