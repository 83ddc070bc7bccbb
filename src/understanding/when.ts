import type { Day } from './calendar.ts';
import {
  dayOf,
  daysInMonth,
  easterSunday,
  isBefore,
  isoDay,
  mondayOfWeek,
  plusDays,
  plusMonths,
  weekdayOf,
} from './calendar.ts';
import { distance } from './distance.ts';
import {
  AFTER_TOMORROW,
  EVERY,
  I_TOMORROW,
  MONTHS,
  MORNINGS,
  NEXT,
  PARTS,
  RISKY_WEEKDAYS,
  SHORT_MONTHS,
  SHORT_WEEKDAYS,
  THIS,
  TODAY,
  TOMORROW,
  WEEKDAYS,
  WEEKENDS,
  WEEKS, // prettier-ignore
} from './lexicon/days.ts';
import type { Token } from './normalise.ts';
import { tokenise } from './normalise.ts';
import { numberOf } from './numbers.ts';

export interface WhenFound {
  /** "2026-11-26", "2026-11-28/2026-11-29" or "2026-11-26T17:00/2026-11-26T23:00": Slots.when. */
  when: string;
  /** First day meant. */
  day: string;
  /** Said as something that comes back: "hver tirsdag", "på onsdager". */
  recurring: boolean;
  /** Clock time said, "18:30". */
  time?: string;
  /** Tokens taken: those from [from, to) and the part of the day or the time after them. */
  taken: ReadonlySet<number>;
}

/** What a few words mean in the calendar. */
interface Piece {
  from: Day;
  /** Last day, where several are meant. */
  until?: Day;
  part?: readonly [number, number];
  recurring?: boolean;
  next: number;
}

/**
 * The day, days or part of a day that a text names in bokmål, nynorsk or English, as Slots.when; null where it names none.
 * `now` is Oslo wall time. A weekday is the next one from today on, today's own name is today.
 */
export function parseWhen(text: string, now: string): string | null {
  return findWhen(tokenise(text), now)?.when ?? null;
}

/** As {@link parseWhen}, over tokens, with the tokens that were taken. */
export function findWhen(tokens: readonly Token[], now: string): WhenFound | null {
  const today = dayOf(now);
  let left: WhenFound | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const piece = pieceAt(tokens, i, today);
    if (!piece) continue;
    const found = finish(tokens, i, refine(tokens, piece, today));
    if (!isLeft(tokens, i)) return left ? { ...found, taken: new Set([...left.taken, ...found.taken]) } : found;
    left ??= found;
    i = Math.max(i, ...found.taken);
  }
  return left;
}

/** Whether the day is the one that no longer holds: "ikke onsdag", "fra onsdag til torsdag", "torsdag er flyttet til fredag". */
function isLeft(tokens: readonly Token[], at: number): boolean {
  const before = [word(tokens, at - 1), word(tokens, at - 2)];
  if (before.some((each) => /^(ikke|ikkje|itte|not|istedenfor|isteden)$/.test(each))) return true;
  return tokens
    .slice(at + 1, at + 5)
    .some((token) =>
      /^(flyttet|flytta|flyttes|flyttast|moved|utsatt|utsett|utsettes|endret|endra|перенесено)$/.test(token.fold),
    );
}

function pieceAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  return (
    relativeAt(tokens, i, today) ??
    weekAt(tokens, i, today) ??
    weekdayAt(tokens, i, today) ??
    dateAt(tokens, i, today) ??
    feastAt(tokens, i, today)
  );
}

const word = (tokens: readonly Token[], i: number): string => tokens[i]?.fold ?? '';

/** "i dag", "i kveld", "i morgen tidlig", "om to uker", "day after tomorrow". */
function relativeAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = word(tokens, i);
  const second = word(tokens, i + 1);
  if (TODAY.has(first)) return { from: today, next: i + 1 };
  if (TOMORROW.has(first)) return { from: plusDays(today, 1), next: i + 1 };
  if (AFTER_TOMORROW.has(first)) return { from: plusDays(today, 2), next: i + 1 };
  if (first === 'tonight' || first === 'ikveld' || first === 'ikvell')
    return { from: today, part: [17, 23], next: i + 1 };
  if (first === 'iettermiddag') return { from: today, part: [12, 17], next: i + 1 };
  if (first === 'day' && second === 'after' && word(tokens, i + 2) === 'tomorrow')
    return { from: plusDays(today, 2), next: i + 3 };
  if (first === 'over' && second === 'i' && I_TOMORROW.has(word(tokens, i + 2)))
    return { from: plusDays(today, 2), next: i + 3 };
  if (first === 'i') {
    if (second === 'dag' || second === 'da') return second === 'dag' ? { from: today, next: i + 2 } : null;
    if (AFTER_TOMORROW.has(second)) return { from: plusDays(today, 2), next: i + 2 };
    if (I_TOMORROW.has(second)) return { from: plusDays(today, 1), next: i + 2 };
    const part = PARTS.get(second);
    if (part) return { from: today, part, next: i + 2 };
  }
  if (first === 'this' && PARTS.has(second)) return { from: today, part: PARTS.get(second) ?? [17, 23], next: i + 2 };
  if (first === 'om' || first === 'in') return afterSpan(tokens, i + 1, today);
  return null;
}

/** After "om" or "in": a number and a unit of days. */
function afterSpan(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const half = /^(en|ei)$/.test(word(tokens, i)) && /^(par)$/.test(word(tokens, i + 1)) ? 1 : 0;
  const count = half
    ? 2
    : (numberOf(word(tokens, i)) ?? (word(tokens, i) === 'noen' || word(tokens, i) === 'nokre' ? 3 : null));
  if (count === null || count < 1 || count > 365) return null;
  let at = i + 1 + half;
  if (/^(par|couple)$/.test(word(tokens, at))) at++;
  if (word(tokens, at) === 'of') at++;
  const unit = word(tokens, at);
  const couple = at > i + 1 && count === 1 ? 2 : count;
  if (/^(dag|dagar|dager|dagers|day|days)$/.test(unit)) return { from: plusDays(today, couple), next: at + 1 };
  if (/^(uke|uker|veke|veker|vike|week|weeks|ukers)$/.test(unit))
    return { from: plusDays(today, 7 * couple), next: at + 1 };
  if (/^(maned|maneder|manad|manader|manadar|month|months|mnd)$/.test(unit))
    return { from: plusMonths(today, couple), next: at + 1 };
  return null;
}

/** "i helga", "neste helg", "denne uka", "next week", "uke 49". */
function weekAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = word(tokens, i);
  const monday = plusDays(today, 1 - weekdayOf(today));
  const nextOne = NEXT.has(first);
  if (nextOne || THIS.has(first)) {
    const second = word(tokens, i + 1);
    if (WEEKS.has(second)) return weekFrom(plusDays(monday, nextOne ? 7 : 0), i + 2);
    // In the middle of the week "neste helg" is the one after the coming one; so it is said, and so it is taken.
    if (WEEKENDS.has(second)) return weekendFrom(plusDays(monday, nextOne ? 7 : 0), i + 2);
    if (/^(maned|manad|month)$/.test(second))
      return monthFrom(plusMonths({ ...today, day: 1 }, nextOne ? 1 : 0), i + 2);
  }
  if (WEEKENDS.has(first)) return weekendFrom(monday, i + 1);
  if (first === 'toddobaadkan') return weekFrom(monday, i + 1);
  if (first === 'الاسبوع' && THIS.has(word(tokens, i - 1))) return weekFrom(monday, i + 1);
  if (WEEKS.has(first)) {
    const number = numberOf(word(tokens, i + 1));
    if (number !== null && number >= 1 && number <= 53 && /^\d+$/.test(word(tokens, i + 1))) {
      const thisYear = mondayOfWeek(today.year, number);
      return weekFrom(isBefore(plusDays(thisYear, 6), today) ? mondayOfWeek(today.year + 1, number) : thisYear, i + 2);
    }
  }
  return null;
}

const weekFrom = (monday: Day, next: number): Piece => ({ from: monday, until: plusDays(monday, 6), next });
const weekendFrom = (monday: Day, next: number): Piece => ({
  from: plusDays(monday, 5),
  until: plusDays(monday, 6),
  next,
});
const monthFrom = (first: Day, next: number): Piece => ({
  from: first,
  until: { ...first, day: daysInMonth(first.year, first.month) },
  next,
});

/** "Tirsdager", "tysdagane", "tuesdays". */
const PLURAL_WEEKDAY = /(dager|dagar|dagene|dagane|days)$/;
const ENDINGS = ['', 's', 'en', 'er', 'ar', 'ane', 'ene', 'ens'];

/** A word as a weekday, with its ending and a part of the day grown together with it: "torsdagskvelden", "tirsdager". Typos too. */
function weekdayName(said: string): { weekday: number; part?: readonly [number, number] } | null {
  const exact = bareWeekday(said);
  if (exact) return { weekday: exact };
  const cut = said.indexOf('dags');
  if (cut > 0 && said.length > cut + 4) {
    const weekday = bareWeekday(said.slice(0, cut + 3));
    const tail = said.slice(cut + 4);
    const part = PARTS.get(tail) ?? (MORNINGS.has(tail) ? ([6, 12] as const) : undefined);
    if (weekday && part) return { weekday, part };
  }
  return null;
}

function bareWeekday(said: string): number | null {
  for (const ending of ENDINGS) {
    const weekday = said.endsWith(ending) ? WEEKDAYS.get(said.slice(0, said.length - ending.length)) : undefined;
    if (weekday) return weekday;
  }
  const plain = said.replaceAll('oe', 'o').replaceAll('aa', 'a');
  if (plain !== said && WEEKDAYS.has(plain)) return WEEKDAYS.get(plain) ?? null;
  if (!/^[a-z]{5,10}$/.test(said) || NOT_WEEKDAYS.has(said)) return null;
  let found: number | null = null;
  for (const [name, weekday] of WEEKDAYS) {
    if (name[0] !== said[0] || !/^[a-z]{6,}$/.test(name) || !/da[gy]?/.test(name)) continue;
    // "trsdag" may be Tuesday or Thursday: then neither.
    if (distance(said, name, 1) === 1) found = found === null || found === weekday ? weekday : 0;
  }
  return found === 0 ? null : found;
}

/** Words one slip from a weekday that are words themselves. */
const NOT_WEEKDAYS = new Set(['mandal', 'manda', 'monda', 'soda', 'handag']);

function weekdayAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const lead = word(tokens, i);
  const skip = NEXT.has(lead) || THIS.has(lead) || EVERY.has(lead) ? 1 : 0;
  const said = word(tokens, i + skip);
  const found = weekdayName(said);
  const short = SHORT_WEEKDAYS.get(said) ?? riskyWeekday(tokens, i + skip);
  const weekday = found?.weekday ?? short;
  if (!weekday) return null;
  let ahead = (weekday - weekdayOf(today) + 7) % 7;
  // "Neste onsdag" said on a Tuesday is not tomorrow.
  if (NEXT.has(lead) && ahead < 2) ahead += 7;
  const piece: Piece = { from: plusDays(today, ahead), next: i + skip + 1 };
  if (found?.part) piece.part = found.part;
  if (EVERY.has(lead) || (found !== null && PLURAL_WEEKDAY.test(said))) piece.recurring = true;
  return piece;
}

function riskyWeekday(tokens: readonly Token[], i: number): number | undefined {
  const weekday = RISKY_WEEKDAYS.get(word(tokens, i));
  const before = word(tokens, i - 1);
  const sure = /^(pa|on|til|fra|denne|neste|hver|this|next)$/.test(before) || dateLike(tokens, i + 1);
  return weekday && sure ? weekday : undefined;
}

const dateLike = (tokens: readonly Token[], i: number): boolean =>
  /^\d{1,2}$/.test(word(tokens, i)) &&
  (/^[./]$/.test(tokens[i + 1]?.gap ?? '') || MONTHS.has(word(tokens, i + 1)) || SHORT_MONTHS.has(word(tokens, i + 1)));

/** "24. desember", "24/12", "24.12.2026", "den 24.", "december 24", "i desember", "2026-12-24". */
function dateAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = word(tokens, i);
  const second = word(tokens, i + 1);
  const monthWord = MONTHS.get(first);
  if (monthWord) return namedMonth(tokens, i, monthWord, today);
  if (SHORT_MONTHS.has(first) && /^\d{1,2}$/.test(second) && /^\.? $/.test(tokens[i + 1]?.gap ?? '')) {
    const piece = dated(Number(second), SHORT_MONTHS.get(first) ?? 0, null, today, i + 2);
    if (piece) return piece;
  }
  if (!/^\d{1,4}$/.test(first)) return null;
  if (/^\d{4}$/.test(first) && tokens[i + 1]?.gap === '-' && tokens[i + 2]?.gap === '-') {
    return dated(Number(word(tokens, i + 2)), Number(second), Number(first), today, i + 3);
  }
  const day = Number(first);
  let at = i + 1;
  if (/^(st|nd|rd|th|de|e|te)$/.test(word(tokens, at)) && tokens[at]?.gap === '') at++;
  if (word(tokens, at) === 'of') at++;
  const month = MONTHS.get(word(tokens, at)) ?? SHORT_MONTHS.get(word(tokens, at));
  if (month) {
    const year = yearAt(tokens, at + 1);
    return dated(day, month, year, today, at + (year ? 2 : 1));
  }
  if (/^[./]$/.test(tokens[i + 1]?.gap ?? '') && /^\d{1,2}$/.test(second) && !clockBefore(tokens, i)) {
    const sep = tokens[i + 1]?.gap;
    const yearText = word(tokens, i + 2);
    const year =
      tokens[i + 2]?.gap === sep && /^(\d{2}|\d{4})$/.test(yearText)
        ? Number(yearText) + (yearText.length === 2 ? 2000 : 0)
        : null;
    // "18.30" is an hour, "24.12" a date; so is "10.12" unless "kl" stands before it.
    const piece = dated(day, Number(second), year, today, i + (year ? 3 : 2));
    if (piece) return piece;
  }
  const before = word(tokens, i - 1);
  if (
    /^(den|the)$/.test(before) &&
    day >= 3 &&
    day <= 31 &&
    (/^\./.test(tokens[i + 1]?.gap ?? '.') || /^(st|nd|rd|th)$/.test(second))
  ) {
    const thisMonth = { ...today, day: Math.min(day, daysInMonth(today.year, today.month)) };
    return { from: isBefore(thisMonth, today) ? plusMonths(thisMonth, 1) : thisMonth, next: i + 1 };
  }
  return null;
}

function namedMonth(tokens: readonly Token[], i: number, month: number, today: Day): Piece | null {
  const number = word(tokens, i + 1);
  const english = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
    word(tokens, i),
  );
  if (english && /^\d{1,2}$/.test(number) && !/^[.:]$/.test(tokens[i + 2]?.gap ?? '')) {
    const skip = /^(st|nd|rd|th)$/.test(word(tokens, i + 2)) ? 1 : 0;
    const piece = dated(Number(number), month, null, today, i + 2 + skip);
    if (piece) return piece;
  }
  // "may" and "mars" need a preposition: "I may come".
  if (
    !(word(tokens, i - 1) === 'i' && word(tokens, i) !== 'may') &&
    !/^(in|til|until|till|for|hele|heile|fra|from|ut|innen|slutten|starten|av|of|begynnelsen|later|end)$/.test(
      word(tokens, i - 1),
    )
  )
    return null;
  const year = yearAt(tokens, i + 1) ?? (month < today.month ? today.year + 1 : today.year);
  return monthFrom({ year, month, day: 1 }, i + (yearAt(tokens, i + 1) ? 2 : 1));
}

const clockBefore = (tokens: readonly Token[], i: number): boolean =>
  /^(kl|klokka|klokken|at|klokke)$/.test(word(tokens, i - 1));

function yearAt(tokens: readonly Token[], i: number): number | null {
  return /^20[2-4]\d$/.test(word(tokens, i)) ? Number(word(tokens, i)) : null;
}

/** A day and month, this year or, where that is past, the next. */
function dated(day: number, month: number, year: number | null, today: Day, next: number): Piece | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const thisYear = { year: year ?? today.year, month, day };
  const date = year === null && isBefore(thisYear, today) ? { ...thisYear, year: today.year + 1 } : thisYear;
  return day > daysInMonth(date.year, month) ? null : { from: date, next };
}

/** Feasts that people plan by. */
function feastAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = word(tokens, i);
  const fixed = FEASTS.get(first);
  if (fixed) return dated(fixed[1], fixed[0], null, today, i + 1);
  if (/^(paske|paska|pasken|easter)$/.test(first)) {
    const sunday = easterSunday(today.year);
    return { from: isBefore(sunday, today) ? easterSunday(today.year + 1) : sunday, next: i + 1 };
  }
  return null;
}

const FEASTS: ReadonlyMap<string, readonly [number, number]> = new Map([
  ['julaften', [12, 24]],
  ['jolaftan', [12, 24]],
  ['julaftan', [12, 24]],
  ['nyttarsaften', [12, 31]],
  ['nyttarsaftan', [12, 31]], // prettier-ignore
  ['nyttar', [1, 1]],
  ['nyar', [1, 1]],
  ['lillejulaften', [12, 23]],
  ['veslejulaftan', [12, 23]],
  ['sankthans', [6, 23]], // prettier-ignore
]);

/** What follows the day: "torsdag neste uke", "fredag om en uke", "neste uke på onsdag". */
function refine(tokens: readonly Token[], piece: Piece, today: Day): Piece {
  const at =
    word(tokens, piece.next) === 'i' || word(tokens, piece.next) === 'pa' || word(tokens, piece.next) === 'on'
      ? piece.next + 1
      : piece.next;
  const weekday = weekdayOf(piece.from);
  const week = weekAt(tokens, at, today);
  const single = piece.until === undefined;
  if (single && week?.until && weekdayOf(week.from) === 1)
    return { ...piece, from: plusDays(week.from, weekday - 1), next: week.next };
  if (single && word(tokens, piece.next) === 'om') {
    const later = afterSpan(tokens, piece.next + 1, piece.from);
    if (later) return { ...later, ...(piece.part ? { part: piece.part } : {}) };
  }
  if (!single && weekdayOf(piece.from) === 1) {
    const named = weekdayAt(tokens, at, piece.from);
    if (named) return named;
  }
  // "torsdag 26. november", "torsdag 26/11": the date says it exactly.
  if (single) {
    const skip = /^(den|the)$/.test(word(tokens, piece.next)) ? 1 : 0;
    const date = dateAt(tokens, piece.next + skip, today);
    if (date && date.until === undefined) return { ...date, ...(piece.part ? { part: piece.part } : {}) };
  }
  return piece;
}

/** Adds the part of the day and the hour that stand anywhere after the day, and writes the slot. */
function finish(tokens: readonly Token[], from: number, piece: Piece): WhenFound {
  const taken = new Set<number>();
  for (let i = from; i < piece.next; i++) taken.add(i);
  let part = piece.part;
  for (let i = piece.next; i < Math.min(tokens.length, piece.next + 3) && !part; i++) {
    const said = word(tokens, i);
    part = PARTS.get(said) ?? (i === piece.next && MORNINGS.has(said) ? [6, 12] : undefined);
    if (part) for (let j = piece.next; j <= i; j++) taken.add(j);
    else if (!/^(pa|om|in|the|i|w|po)$/.test(said)) break;
  }
  // "på kvelden i morgen"
  if (!part && from > 0) {
    const before = word(tokens, from - 1);
    if (/en$|a$|kveld|evening|morning|afternoon/.test(before)) part = PARTS.get(before);
    if (part) taken.add(from - 1);
  }
  const clock = findTime(tokens);
  if (clock) for (let i = clock.from; i < clock.to; i++) taken.add(i);
  const day = isoDay(piece.from);
  const found: WhenFound = { when: day, day, taken, recurring: piece.recurring === true };
  if (piece.until) found.when = `${day}/${isoDay(piece.until)}`;
  else if (part) found.when = `${day}T${two(part[0])}:00/${day}T${two(part[1])}:00`;
  if (clock) found.time = clock.time;
  return found;
}

const two = (n: number): string => String(n).padStart(2, '0');

/** A clock time: "kl 18", "kl. 18.30", "klokka halv sju", "at 6 pm", "18:30". Null where none is said. */
export function findTime(tokens: readonly Token[]): { time: string; from: number; to: number } | null {
  for (let i = 0; i < tokens.length; i++) {
    const lead = /^(kl|klokka|klokken|klokke|at|klokko|o|о)$/.test(word(tokens, i));
    const at = lead ? i + 1 : i;
    const half = /^(halv|half)$/.test(word(tokens, at)) ? 1 : 0;
    const hour = numberOf(word(tokens, at + half));
    if (hour === null || hour > 24 || (!lead && !/^\d{1,2}$/.test(word(tokens, at)))) continue;
    const minuteText = word(tokens, at + half + 1);
    const minuted = /^[.:]$/.test(tokens[at + half + 1]?.gap ?? '') && /^[0-5]\d$/.test(minuteText);
    let to = at + half + (minuted ? 2 : 1);
    const meridiem = /^(am|pm)$/.exec(word(tokens, to))?.[1];
    if (meridiem) to++;
    const glued = minuted && tokens[at + half + 1]?.gap === ':';
    // Without "kl" only "18:30", and "18.30" where it is no date, are taken for hours.
    if (!lead && !meridiem && !glued && !(minuted && Number(minuteText) > 12)) continue;
    const minute = minuted ? Number(minuteText) : half ? -30 : 0;
    const total = hour * 60 + minute + (meridiem === 'pm' && hour < 12 ? 720 : 0);
    if (total < 0 || total >= 1440) continue;
    return { time: `${two(Math.floor(total / 60))}:${two(total % 60)}`, from: i, to };
  }
  return null;
}

/**
 * The day up to which a pause lasts, as an ISO date: the day named, the last day of an interval after "ut" or "hele",
 * else its first ("til mars" = 1 March); "i to uker" and "på en måned" count from today. Null where no day is named.
 */
export function parseUntil(tokens: readonly Token[], now: string): string | null {
  const today = dayOf(now);
  const yearEnd = tokens.findIndex(
    (token, i) => /^(aret|year)$/.test(token.fold) && tokens.slice(0, i).some((t) => WHOLE_SPAN.test(t.fold)),
  );
  if (yearEnd >= 0) return `${today.year}-12-31`;
  for (let i = 0; i < tokens.length; i++) {
    const span = /^(i|pa|for|in|na|de|the|neste|next)$/.test(word(tokens, i)) ? afterSpan(tokens, i + 1, today) : null;
    if (span) return isoDay(span.from);
  }
  const found = findWhen(tokens, now);
  if (!found) {
    const span = tokens.map((_, i) => afterSpan(tokens, i, today)).find((each) => each !== null);
    return span ? isoDay(span.from) : null;
  }
  const [from, to] = found.when.split('/').map((side) => side.slice(0, 10));
  return to && tokens.some((t) => WHOLE_SPAN.test(t.fold)) ? to : (from ?? null);
}

const WHOLE_SPAN = /^(ut|hele|heile|whole|all|end|slutten|denne|this|resten|rest)$/;
