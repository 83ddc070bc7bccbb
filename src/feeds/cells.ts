import { addDays, toWall, type Wall } from '../domain/base/time.ts';

const YES = new Set(['ja', 'yes', 'j', 'y', 'x', 'true', 'sann', '1']);
const NO = new Set(['nei', 'no', 'n', 'false', 'usann', 'ikkje', 'ikke', '0']);

/** 1 for yes, 0 for no, null for an empty cell. */
export function readYesNo(text: string): 0 | 1 | null | 'unreadable' {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  return YES.has(word) ? 1 : NO.has(word) ? 0 : 'unreadable';
}

/** A number with a decimal point or a decimal comma; null for an empty cell. */
export function readDecimal(text: string): number | null | 'unreadable' {
  const plain = text
    .trim()
    .replace(/[\s\u00a0]/g, '')
    .replace('\u2212', '-')
    .replace(',', '.');
  if (plain === '') return null;
  return /^-?\d{1,12}(\.\d{1,15})?$/.test(plain) ? Number(plain) : 'unreadable';
}

/** What stands between several values in one cell: "nb;en", "strikk, tur". */
export const readList = (text: string): string[] =>
  text
    .split(/[;,|\n]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');

const CLOCK =
  '(?:[ T,]+|\\s*kl\\.?\\s*|\\s+klokk[ae]n?\\s+)(?:kl\\.?\\s*)?(\\d{1,2})(?:[:.](\\d\\d))?(?::\\d\\d(?:\\.\\d+)?)?';
const ISO = new RegExp(`^(\\d{4})-(\\d{1,2})-(\\d{1,2})(?:${CLOCK})?$`, 'i');
const NORWEGIAN = new RegExp(`^(\\d{1,2})[./-](\\d{1,2})[./-](\\d{4}|\\d{2})(?:${CLOCK})?$`, 'i');
const WITH_OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d{1,9})?)?(?:Z|[+-]\d\d:?\d\d)$/i;
const RELATIVE = new RegExp(`^([+-]\\d{1,3})d(?:${CLOCK})?$`, 'i');

/**
 * A moment as people and spreadsheets write it: "01.12.2026 18:00", "1.12.26 kl 18", "2026-12-01T18:00"; with an offset it is
 * turned into the time in Oslo. A day without a time is the date alone; null is what cannot be read.
 * @param relativeTo where given, "+3d 18:00" is three days after that date, and "-40d" forty days before it
 */
export function readWhen(text: string, relativeTo: string | null = null): Wall | null {
  const plain = text.replace(/[\s\u00a0]+/g, ' ').trim();
  if (WITH_OFFSET.test(plain)) return Number.isNaN(Date.parse(plain)) ? null : toWall(new Date(plain).toISOString());
  const relative = relativeTo === null ? null : RELATIVE.exec(plain);
  if (relative && relativeTo !== null) return at(addDays(relativeTo, Number(relative[1])), relative[2], relative[3]);
  const iso = ISO.exec(plain);
  if (iso) return at(dateFrom(iso[1], iso[2], iso[3]), iso[4], iso[5]);
  const other = NORWEGIAN.exec(plain);
  const year = other?.[3]?.length === 2 ? `20${other[3]}` : other?.[3];
  return other ? at(dateFrom(year, other[2], other[1]), other[4], other[5]) : null;
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
