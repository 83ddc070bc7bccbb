import { type Day, isBefore, mondayOfWeek, plusDays, plusMonths, weekdayOfDay } from './calendar.ts';
import { AFTER_TOMORROW, I_TOMORROW, NEXT, PARTS, THIS, TODAY, TOMORROW, WEEKENDS, WEEKS } from '../lexicon/days.ts';
import type { Token } from '../base/normalise.ts';
import { numberOf } from '../words/numbers.ts';
import { type Piece, monthFrom, weekFrom, weekendFrom, wordAt } from './when-piece.ts';

/** "i dag", "i kveld", "i morgen tidlig", "om to uker", "day after tomorrow". */
export function relativeAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = wordAt(tokens, i);
  const second = wordAt(tokens, i + 1);
  if (TODAY.has(first)) return { from: today, next: i + 1 };
  if (TOMORROW.has(first)) return { from: plusDays(today, 1), next: i + 1 };
  if (AFTER_TOMORROW.has(first)) return { from: plusDays(today, 2), next: i + 1 };
  if (first === 'tonight' || first === 'ikveld' || first === 'ikvell')
    return { from: today, part: [17, 23], next: i + 1 };
  if (first === 'iettermiddag') return { from: today, part: [12, 17], next: i + 1 };
  if (first === 'day' && second === 'after' && wordAt(tokens, i + 2) === 'tomorrow')
    return { from: plusDays(today, 2), next: i + 3 };
  if (first === 'over' && second === 'i' && I_TOMORROW.has(wordAt(tokens, i + 2)))
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
export function afterSpan(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const half = /^(en|ei)$/.test(wordAt(tokens, i)) && /^(par)$/.test(wordAt(tokens, i + 1)) ? 1 : 0;
  const count = half
    ? 2
    : (numberOf(wordAt(tokens, i)) ?? (wordAt(tokens, i) === 'noen' || wordAt(tokens, i) === 'nokre' ? 3 : null));
  if (count === null || count < 1 || count > 365) return null;
  let at = i + 1 + half;
  if (/^(par|couple)$/.test(wordAt(tokens, at))) at++;
  if (wordAt(tokens, at) === 'of') at++;
  const unit = wordAt(tokens, at);
  const couple = at > i + 1 && count === 1 ? 2 : count;
  if (/^(dag|dagar|dager|dagers|day|days)$/.test(unit)) return { from: plusDays(today, couple), next: at + 1 };
  if (/^(uke|uker|veke|veker|vike|week|weeks|ukers)$/.test(unit))
    return { from: plusDays(today, 7 * couple), next: at + 1 };
  if (/^(maned|maneder|manad|manader|manadar|month|months|mnd)$/.test(unit))
    return { from: plusMonths(today, couple), next: at + 1 };
  return null;
}

/** "i helga", "neste helg", "denne uka", "next week", "uke 49". */
export function weekAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const first = wordAt(tokens, i);
  const monday = plusDays(today, 1 - weekdayOfDay(today));
  const nextOne = NEXT.has(first);
  if (nextOne || THIS.has(first)) {
    const second = wordAt(tokens, i + 1);
    if (WEEKS.has(second)) return weekFrom(plusDays(monday, nextOne ? 7 : 0), i + 2);
    // In the middle of the week, speakers mean by "neste helg" the weekend after the coming one.
    if (WEEKENDS.has(second)) return weekendFrom(plusDays(monday, nextOne ? 7 : 0), i + 2);
    if (/^(maned|manad|month)$/.test(second))
      return monthFrom(plusMonths({ ...today, day: 1 }, nextOne ? 1 : 0), i + 2);
  }
  if (WEEKENDS.has(first)) return weekendFrom(monday, i + 1);
  if (first === 'toddobaadkan') return weekFrom(monday, i + 1);
  if (first === 'الاسبوع' && THIS.has(wordAt(tokens, i - 1))) return weekFrom(monday, i + 1);
  if (WEEKS.has(first)) {
    const number = numberOf(wordAt(tokens, i + 1));
    if (number !== null && number >= 1 && number <= 53 && /^\d+$/.test(wordAt(tokens, i + 1))) {
      const thisYear = mondayOfWeek(today.year, number);
      return weekFrom(isBefore(plusDays(thisYear, 6), today) ? mondayOfWeek(today.year + 1, number) : thisYear, i + 2);
    }
  }
  return null;
}
