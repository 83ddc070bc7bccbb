import { type Day, dayOf, isoDay, plusDays, weekdayOfDay } from './calendar.ts';
import { MORNINGS, PARTS } from '../lexicon/days.ts';
import { type Token, tokenise } from '../base/normalise.ts';
import { type Piece, wordAt } from './when-piece.ts';
import { findTime, two } from './clock.ts';
import { dateAt, feastAt } from './when-date.ts';
import { afterSpan, relativeAt, weekAt } from './when-relative.ts';
import { weekdayAt } from './when-weekday.ts';

export interface WhenFound {
  /** "2026-11-26", "2026-11-28/2026-11-29" or "2026-11-26T17:00/2026-11-26T23:00": Slots.when. */
  when: string;
  /** The first day. */
  day: string;
  /** A repeated day: "hver tirsdag", "på onsdager". */
  recurring: boolean;
  /** The clock time, "18:30". */
  time?: string;
  /** Tokens taken: those from [from, to) and the part of the day or the time after them. */
  taken: ReadonlySet<number>;
}

/**
 * The day, days or part of a day that a text names in bokmål, nynorsk or English, as Slots.when; null for a text
 * without one. `now` is Oslo wall time. A weekday is the next one from today on, today's own name is today.
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

/**
 * Whether the day is the one that no longer holds: "ikke onsdag", "fra onsdag til torsdag", "torsdag er flyttet til
 * fredag".
 */
function isLeft(tokens: readonly Token[], at: number): boolean {
  const before = [wordAt(tokens, at - 1), wordAt(tokens, at - 2)];
  if (before.some((each) => /^(ikke|ikkje|itte|not|istedenfor|isteden)$/.test(each))) return true;
  // "Flyttes fra tirsdag til onsdag"; "åpent fra mandag til fredag" is an interval.
  if (
    /^(fra|from)$/.test(before[0] ?? '') &&
    tokens.slice(at + 1, at + 4).some((token) => /^(til|to)$/.test(token.fold)) &&
    tokens.some((token) => MOVED.test(token.fold))
  )
    return true;
  return tokens.slice(at + 1, at + 5).some((token) => MOVED.test(token.fold));
}

const MOVED =
  /^(flytt|flytte|flytter|flyttar|flyttet|flytta|flyttes|flyttast|bytter|byter|bytta|moved|moving|move|changed|utsatt|utsett|utsettes|utsetter|endret|endra|endrer|endrar|перенесено|przeniesione)$/;

function pieceAt(tokens: readonly Token[], i: number, today: Day): Piece | null {
  return (
    relativeAt(tokens, i, today) ??
    weekAt(tokens, i, today) ??
    weekdayAt(tokens, i, today) ??
    dateAt(tokens, i, today) ??
    feastAt(tokens, i, today)
  );
}

/** Applies the words after the day: "torsdag neste uke", "fredag om en uke", "neste uke på onsdag". */
function refine(tokens: readonly Token[], piece: Piece, today: Day): Piece {
  const at =
    wordAt(tokens, piece.next) === 'i' || wordAt(tokens, piece.next) === 'pa' || wordAt(tokens, piece.next) === 'on'
      ? piece.next + 1
      : piece.next;
  const weekday = weekdayOfDay(piece.from);
  const week = weekAt(tokens, at, today);
  const single = piece.until === undefined;
  if (single && week?.until && weekdayOfDay(week.from) === 1)
    return { ...piece, from: plusDays(week.from, weekday - 1), next: week.next };
  if (single && wordAt(tokens, piece.next) === 'om') {
    const later = afterSpan(tokens, piece.next + 1, piece.from);
    if (later) return { ...later, ...(piece.part ? { part: piece.part } : {}) };
  }
  if (!single && weekdayOfDay(piece.from) === 1) {
    const named = weekdayAt(tokens, at, piece.from);
    if (named) return named;
  }
  // "torsdag 26. november", "torsdag 26/11": the date says it exactly.
  if (single) {
    const skip = /^(den|the)$/.test(wordAt(tokens, piece.next)) ? 1 : 0;
    const date = dateAt(tokens, piece.next + skip, today);
    if (date && date.until === undefined) return { ...date, ...(piece.part ? { part: piece.part } : {}) };
  }
  return piece;
}

/** Adds the part of the day and the hour from anywhere after the day, and returns the slot. */
function finish(tokens: readonly Token[], from: number, piece: Piece): WhenFound {
  const taken = new Set<number>();
  for (let i = from; i < piece.next; i++) taken.add(i);
  let part = piece.part;
  for (let i = piece.next; i < Math.min(tokens.length, piece.next + 3) && !part; i++) {
    const said = wordAt(tokens, i);
    part = PARTS.get(said) ?? (i === piece.next && MORNINGS.has(said) ? [6, 12] : undefined);
    if (part) for (let j = piece.next; j <= i; j++) taken.add(j);
    else if (!/^(pa|om|in|the|i|w|po)$/.test(said)) break;
  }
  // "på kvelden i morgen"
  if (!part && from > 0) {
    const before = wordAt(tokens, from - 1);
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

/**
 * The day up to which a pause lasts, as an ISO date: the day named, the last day of an interval after "ut" or "hele",
 * else its first ("til mars" = 1 March); "i to uker" and "på en måned" count from today. Null for a text without a day.
 */
export function parseUntil(tokens: readonly Token[], now: string): string | null {
  const today = dayOf(now);
  const yearEnd = tokens.findIndex(
    (token, i) => /^(aret|year)$/.test(token.fold) && tokens.slice(0, i).some((t) => WHOLE_SPAN.test(t.fold)),
  );
  if (yearEnd >= 0) return `${today.year}-12-31`;
  for (let i = 0; i < tokens.length; i++) {
    const span = /^(i|pa|for|in|na|de|the|neste|next)$/.test(wordAt(tokens, i))
      ? afterSpan(tokens, i + 1, today)
      : null;
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
