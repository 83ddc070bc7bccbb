import { clip, LISTED_TITLE_MAX } from './clip.ts';
import { patternOf } from './patterns.ts';

/** How a language writes days, distances and numbers in a text message, or says them in a call. */
export interface Formats {
  /** "tor. 26.11 kl. 11" from a wall time. */
  day(wall: string): string;
  /** The same in a list. */
  listDay(wall: string): string;
  /** "torsdag 26. november kl. 11". */
  fullDay(wall: string): string;
  /** "2.11.2026" from a date or wall time. */
  date(wall: string): string;
  /** "tor. 26.11 kl. 11-13". */
  span(from: string, to: string | null): string;
  /** "under 1 km", "2 km": a postcode gives no finer distance. */
  km(km: number): string;
  /** "37 01 23 45" or "800 12 345" from E.164. */
  phone(e164: string): string;
  /** "norsk, engelsk" from "nb;en". */
  languages(codes: string): string;
  /** "40 kr", in the words of the source. */
  price(text: string): string;
  /** A count of things. */
  count(n: number): string;
  /** Free text: a title, a place, a name. */
  text(text: string): string;
  /** An activity's time in a list; `soon`: within a week. */
  activityDay(wall: string, soon: boolean): string;
  /** A title in a list, beside other words. */
  listTitle(text: string, beside?: string): string;
  /** Text that staff wrote, whole. */
  written(text: string): string;
}

/** The days of two years: more than the sentences of a service mention. */
const REMEMBERED_MAX = 800;

/**
 * Caches a pure function of a date. The same few days are asked for repeatedly, and `Intl` takes longer than the rest
 * of a sentence.
 */
export function remembered<T>(of: (date: string) => T): (date: string) => T {
  const known = new Map<string, T>();
  return (date) => {
    const kept = known.get(date);
    if (kept !== undefined) return kept;
    const fresh = of(date);
    if (known.size >= REMEMBERED_MAX) known.clear();
    known.set(date, fresh);
    return fresh;
  };
}

/** @param language a folder of `locales/`; a language without its own pattern gets the international one */
export function formatsFor(language: string): Formats {
  const pattern = patternOf(language);
  const intl = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const names = new Intl.DateTimeFormat(language, { ...intl, weekday: 'long' });
  const shortNames = new Intl.DateTimeFormat(language, { ...intl, weekday: 'short' });
  const months = new Intl.DateTimeFormat(language, { ...intl, day: 'numeric', month: 'long' });
  const languageNames = new Intl.DisplayNames([language], { type: 'language' });

  const dateParts = remembered((date: string) => {
    const instant = new Date(`${date}T00:00:00Z`);
    return {
      weekday: names.format(instant),
      short: shortNames.format(instant),
      month: months.formatToParts(instant).find((p) => p.type === 'month')?.value ?? '',
      monthNumber: instant.getUTCMonth() + 1,
      dayNumber: instant.getUTCDate(),
    };
  });
  const parts = (wall: string) => {
    const [date = '', time = ''] = wall.split('T');
    return { ...dateParts(date), time: time === '' ? '' : `${at} ${clock(time)}` };
  };
  const at = pattern.at === '' ? '' : ` ${pattern.at}`;
  const clock = (time: string): string => pattern.hour(time.slice(0, 2), time.slice(3, 5));

  const day = (wall: string): string => {
    const { weekday, short, dayNumber, monthNumber, time } = parts(wall);
    return `${pattern.weekday(weekday, short)} ${pattern.dayMonth(dayNumber, monthNumber)}${time}`;
  };
  return {
    day,
    listDay: day,
    activityDay: day,
    fullDay: (wall) => {
      const { weekday, short, dayNumber, month, time } = parts(wall);
      return `${pattern.fullDate(weekday, dayNumber, month, short)}${time}`;
    },
    date: (wall) => {
      const { dayNumber, monthNumber } = parts(wall.slice(0, 10));
      return `${pattern.dayMonth(dayNumber, monthNumber)}${pattern.dot}${wall.slice(0, 4)}`;
    },
    span: (from, to) => {
      if (to === null) return day(from);
      if (to.slice(0, 10) === from.slice(0, 10)) return `${day(from)}-${clock(to.slice(11))}`;
      return `${day(from)} - ${day(to)}`;
    },
    km: (km) => (km < 1 ? pattern.near : `${Math.round(km)} ${pattern.km}`),
    phone: (e164) => (/^\+47\d{8}$/.test(e164) ? asWritten(e164.slice(3), pattern.pairs) : e164),
    languages: (codes) => languagesIn(codes, pattern.norwegian, languageNames),
    price: (text) => text,
    count: String,
    text: (text) => text,
    listTitle: (text) => clip(text, LISTED_TITLE_MAX),
    written: (text) => text,
  };
}

/** Eight digits in pairs; freephone and other 8xx numbers as 3-2-3. */
const asWritten = (digits: string, between: string): string =>
  (digits.startsWith('8') ? /^(...)(..)(...)$/ : /^(..)(..)(..)(..)$/).exec(digits)?.slice(1).join(between) ?? digits;

function languagesIn(codes: string, norwegian: string, names: Intl.DisplayNames): string {
  const spoken = codes
    .split(';')
    .map((code) => code.trim())
    .filter((code) => code !== '')
    .map((code) => (code === 'nb' || code === 'nn' ? norwegian : nameOf(names, code)));
  return [...new Set(spoken)].join(', ');
}

/** The name of a language. A file may hold a word that is no code; the sentence then uses that word. */
function nameOf(names: Intl.DisplayNames, code: string): string {
  try {
    return names.of(code) ?? code;
  } catch {
    return code;
  }
}
