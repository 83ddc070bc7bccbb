import { type Day, plusDays, weekdayOfDay } from './calendar.ts';
import { distance } from '../words/distance.ts';
import {
  EVERY,
  MONTHS,
  MORNINGS,
  NEXT,
  PARTS,
  RISKY_WEEKDAYS,
  SHORT_MONTHS,
  SHORT_WEEKDAYS,
  THIS,
  WEEKDAYS,
} from '../lexicon/days.ts';
import type { Token } from '../base/normalise.ts';
import { type Piece, wordAt } from './when-piece.ts';

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

export function weekdayAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  const lead = wordAt(tokens, i);
  const skip = NEXT.has(lead) || THIS.has(lead) || EVERY.has(lead) ? 1 : 0;
  const said = wordAt(tokens, i + skip);
  const found = weekdayName(said);
  const short = SHORT_WEEKDAYS.get(said) ?? riskyWeekday(tokens, i + skip);
  const weekday = found?.weekday ?? short;
  if (!weekday) return null;
  let ahead = (weekday - weekdayOfDay(today) + 7) % 7;
  // "Neste onsdag" said on a Tuesday is not tomorrow.
  if (NEXT.has(lead) && ahead < 2) ahead += 7;
  const piece: Piece = { from: plusDays(today, ahead), next: i + skip + 1 };
  if (found?.part) piece.part = found.part;
  if (EVERY.has(lead) || (found !== null && PLURAL_WEEKDAY.test(said))) piece.recurring = true;
  return piece;
}

function riskyWeekday(tokens: readonly Token[], i: number): number | undefined {
  const weekday = RISKY_WEEKDAYS.get(wordAt(tokens, i));
  const before = wordAt(tokens, i - 1);
  const sure = /^(pa|on|til|fra|denne|neste|hver|this|next)$/.test(before) || dateLike(tokens, i + 1);
  return weekday && sure ? weekday : undefined;
}

const dateLike = (tokens: readonly Token[], i: number): boolean =>
  /^\d{1,2}$/.test(wordAt(tokens, i)) &&
  (/^[./]$/.test(tokens[i + 1]?.gap ?? '') ||
    MONTHS.has(wordAt(tokens, i + 1)) ||
    SHORT_MONTHS.has(wordAt(tokens, i + 1)));
