import { checkRule, wallTimes } from '../domain/activities/recurrence.ts';
import { addDays, dateOf, weekdayOf, type Wall } from '../domain/base/time.ts';

const CODES = ['MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'];
const DAYS: readonly RegExp[] = [
  /^((mandag|måndag|monday).*|man|mån|mon)$/,
  /^((tirsdag|tysdag|tuesday).*|tir|tys|tue)$/,
  /^((onsdag|wednesday).*|ons|wed)$/,
  /^((torsdag|thursday).*|tor|thu)$/,
  /^((fredag|friday).*|fre|fri)$/,
  /^((lørdag|laurdag|saturday).*|lør|lau|sat)$/,
  /^((søndag|sundag|sunday).*|søn|sun)$/,
];
const ONCE = /^(nei|no|ikke|ikkje|aldri|never|én gang|en gang|ein gong|engangs|once|-)$/;
const EVERY_OTHER =
  /\b(annen\s?hver|annan\s?kvar|anna\s?kvar|hver andre|kvar andre|every other|every second|fortnightly|biweekly)\b/;
const NTH: readonly (readonly [RegExp, number])[] = [
  [/\b(første|fyrste|first|1\.)/, 1],
  [/\b(andre|second|2\.)/, 2],
  [/\b(tredje|third|3\.)/, 3],
  [/\b(fjerde|fourth|4\.)/, 4],
  [/\b(siste|last)\b/, -1],
];
/** Long enough that a rule which names a date at all names one. */
const HORIZON_DAYS = 400;

export type Repeats = { rule: string | null; startsAt: Wall } | { why: string };

/**
 * How an activity repeats: an RFC 5545 rule, or in words ("hver tirsdag", "annenhver uke", "første torsdag i måneden",
 * "månedlig": on that weekday of the month). Where the first date is not one that the rule names, the first that is.
 */
export function readRepeats(text: string, startsAt: Wall): Repeats {
  const plain = text.replace(/\s+/g, ' ').trim();
  if (plain === '' || ONCE.test(plain.toLowerCase())) return { rule: null, startsAt };
  const rule = /FREQ *=/i.test(plain) ? tidy(plain, startsAt) : inWords(plain.toLowerCase(), startsAt);
  if (rule === null)
    return {
      why: `"${plain.slice(0, 60)}" says not how it repeats. Write for example "hver tirsdag" or FREQ=WEEKLY;BYDAY=TU.`,
    };
  const verdict = checkRule(rule);
  if (verdict === 'too often') return { why: 'It repeats more often than once a day, and that cannot be.' };
  if (verdict === 'unreadable')
    return { why: `The rule ${plain.slice(0, 60)} cannot be read (RFC 5545). Write for example FREQ=WEEKLY;BYDAY=TU.` };
  const [first] = wallTimes(
    { starts_at: startsAt, repeats: rule },
    startsAt,
    `${addDays(dateOf(startsAt), HORIZON_DAYS)}T00:00`,
    1,
  );
  return first === undefined
    ? { why: `The rule ${rule} names no date from ${dateOf(startsAt)} on.` }
    : { rule, startsAt: first };
}

/** A weekly rule without a day means the day that it begins on; said out loud, it is quicker to work out. */
function tidy(text: string, startsAt: Wall): string {
  const rule = text
    .replace(/\s/g, '')
    .replace(/^RRULE:/i, '')
    .replace(/;+$/, '')
    .toUpperCase();
  return /FREQ=WEEKLY/.test(rule) && !rule.includes('BYDAY') ? `${rule};BYDAY=${codeOf(startsAt)}` : rule;
}

const codeOf = (date: string): string => CODES[weekdayOf(date) - 1] ?? 'MO';

function inWords(text: string, startsAt: Wall): string | null {
  const days = daysIn(text);
  const byDay = days.length > 0 ? days.join(',') : codeOf(startsAt);
  if (/\b(måned|månad|month)/.test(text)) {
    const nth = NTH.find(([words]) => words.test(text))?.[1] ?? nthOfMonth(startsAt);
    return days.length > 1 ? null : `FREQ=MONTHLY;BYDAY=${nth}${byDay}`;
  }
  if (EVERY_OTHER.test(text)) return `FREQ=WEEKLY;INTERVAL=2;BYDAY=${byDay}`;
  if (/^(daglig|dagleg|daily|hver dag|kvar dag|every day)$/.test(text)) return 'FREQ=DAILY';
  if (/^(hverdager|kvardagar|weekdays|alle hverdager|alle kvardagar)$/.test(text))
    return 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR';
  if (/\b(årlig|årleg|yearly|annually)\b/.test(text)) return 'FREQ=YEARLY';
  const weekly = /\b(ukentlig|vekentleg|vekesvis|weekly|hver uke|kvar veke|every week)\b/.test(text);
  return weekly || days.length > 0 ? `FREQ=WEEKLY;BYDAY=${byDay}` : null;
}

function daysIn(text: string): string[] {
  const words = text.split(/[^\p{L}]+/u);
  const named = CODES.filter((_, day) => words.some((word) => DAYS[day]?.test(word)));
  return named;
}

/** The fifth of a month is told as the last: not every month has five. */
function nthOfMonth(date: string): number {
  const nth = Math.ceil(Number(date.slice(8, 10)) / 7);
  return nth === 5 ? -1 : nth;
}
