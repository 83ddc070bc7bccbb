import { type Day, daysInMonth, plusDays } from './calendar.ts';
import type { Token } from '../base/normalise.ts';

/** The days that a few words mean. */
export interface Piece {
  from: Day;
  /** The last day, when the words mean several. */
  until?: Day;
  part?: readonly [number, number];
  recurring?: boolean;
  next: number;
}

/** The folded word at a place, empty beyond the ends. */
export const wordAt = (tokens: readonly Token[], i: number): string => tokens[i]?.fold ?? '';

export const weekFrom = (monday: Day, next: number): Piece => ({ from: monday, until: plusDays(monday, 6), next });
export const weekendFrom = (monday: Day, next: number): Piece => ({
  from: plusDays(monday, 5),
  until: plusDays(monday, 6),
  next,
});
export const monthFrom = (first: Day, next: number): Piece => ({
  from: first,
  until: { ...first, day: daysInMonth(first.year, first.month) },
  next,
});
