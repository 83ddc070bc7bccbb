import { type Day, daysInMonth, easterSunday, isBefore, plusMonths } from './calendar.ts';
import { MONTHS, SHORT_MONTHS } from '../lexicon/days.ts';
import type { Token } from '../base/normalise.ts';
import { type Piece, monthFrom, wordAt } from './when-piece.ts';

/** "24. desember", "24/12", "24.12.2026", "den 24.", "december 24", "i desember", "2026-12-24". */
export function dateAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = wordAt(tokens, i);
  const second = wordAt(tokens, i + 1);
  const monthWord = MONTHS.get(first);
  if (monthWord) return namedMonth(tokens, i, monthWord, today);
  if (SHORT_MONTHS.has(first) && /^\d{1,2}$/.test(second) && /^\.? $/.test(tokens[i + 1]?.gap ?? '')) {
    const piece = dated(Number(second), SHORT_MONTHS.get(first) ?? 0, null, today, i + 2);
    if (piece) return piece;
  }
  if (!/^\d{1,4}$/.test(first)) return null;
  if (/^\d{4}$/.test(first) && tokens[i + 1]?.gap === '-' && tokens[i + 2]?.gap === '-') {
    return dated(Number(wordAt(tokens, i + 2)), Number(second), Number(first), today, i + 3);
  }
  const day = Number(first);
  let at = i + 1;
  if (/^(st|nd|rd|th|de|e|te)$/.test(wordAt(tokens, at)) && tokens[at]?.gap === '') at++;
  if (wordAt(tokens, at) === 'of') at++;
  const month = MONTHS.get(wordAt(tokens, at)) ?? SHORT_MONTHS.get(wordAt(tokens, at));
  if (month) {
    const year = yearAt(tokens, at + 1);
    return dated(day, month, year, today, at + (year ? 2 : 1));
  }
  if (/^[./]$/.test(tokens[i + 1]?.gap ?? '') && /^\d{1,2}$/.test(second) && !clockBefore(tokens, i)) {
    const sep = tokens[i + 1]?.gap;
    const yearText = wordAt(tokens, i + 2);
    const year =
      tokens[i + 2]?.gap === sep && /^(\d{2}|\d{4})$/.test(yearText)
        ? Number(yearText) + (yearText.length === 2 ? 2000 : 0)
        : null;
    // "18.30" is an hour, "24.12" a date; so is "10.12" unless "kl" precedes it.
    const piece = dated(day, Number(second), year, today, i + (year ? 3 : 2));
    if (piece) return piece;
  }
  const before = wordAt(tokens, i - 1);
  if (
    /^(den|the)$/.test(before) &&
    day >= 3 &&
    day <= 31 &&
    ((tokens[i + 1]?.gap ?? '.').startsWith('.') || /^(st|nd|rd|th)$/.test(second))
  ) {
    const thisMonth = { ...today, day: Math.min(day, daysInMonth(today.year, today.month)) };
    return { from: isBefore(thisMonth, today) ? plusMonths(thisMonth, 1) : thisMonth, next: i + 1 };
  }
  return null;
}

function namedMonth(tokens: readonly Token[], i: number, month: number, today: Day): Piece | null {
  const number = wordAt(tokens, i + 1);
  const english = /^(january|february|march|april|may|june|july|august|september|october|november|december)$/.test(
    wordAt(tokens, i),
  );
  if (english && /^\d{1,2}$/.test(number) && !/^[.:]$/.test(tokens[i + 2]?.gap ?? '')) {
    const skip = /^(st|nd|rd|th)$/.test(wordAt(tokens, i + 2)) ? 1 : 0;
    const piece = dated(Number(number), month, null, today, i + 2 + skip);
    if (piece) return piece;
  }
  // "may" and "mars" need a preposition: "I may come".
  if (
    !(wordAt(tokens, i - 1) === 'i' && wordAt(tokens, i) !== 'may') &&
    !/^(in|til|until|till|for|hele|heile|fra|from|ut|innen|slutten|starten|av|of|begynnelsen|later|end)$/.test(
      wordAt(tokens, i - 1),
    )
  )
    return null;
  const year = yearAt(tokens, i + 1) ?? (month < today.month ? today.year + 1 : today.year);
  return monthFrom({ year, month, day: 1 }, i + (yearAt(tokens, i + 1) ? 2 : 1));
}

const clockBefore = (tokens: readonly Token[], i: number): boolean =>
  /^(kl|klokka|klokken|at|klokke)$/.test(wordAt(tokens, i - 1));

function yearAt(tokens: readonly Token[], i: number): number | null {
  return /^20[2-4]\d$/.test(wordAt(tokens, i)) ? Number(wordAt(tokens, i)) : null;
}

/** A day and month, this year or, when that is past, the next. */
function dated(day: number, month: number, year: number | null, today: Day, next: number): Piece | null {
  if (month < 1 || month > 12 || day < 1) return null;
  const thisYear = { year: year ?? today.year, month, day };
  const date = year === null && isBefore(thisYear, today) ? { ...thisYear, year: today.year + 1 } : thisYear;
  return day > daysInMonth(date.year, month) ? null : { from: date, next };
}

/** Feasts that people plan by. */
export function feastAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = wordAt(tokens, i);
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
