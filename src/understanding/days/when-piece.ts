import { type Day, daysInMonth, plusDays } from './calendar.ts';
import type { Token } from '../base/normalise.ts';

/** What a few words mean in the calendar. */
export interface Piece {
  from: Day;
  /** Last day, where several are meant. */
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
