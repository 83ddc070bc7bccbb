import type { Unit } from './vocabulary.ts';
import type { RepeatToken } from './tokens.ts';

/** A day of the calendar; with a year if the cell has one. */
export interface SaidDay {
  day: number;
  month: number;
  year: number | null;
}

/** A cell's statement about the repetition, word by word. */
export interface SaidRepeats {
  /** Weekdays, Monday 0. */
  days: Set<number>;
  /** "første", "3.": which of the month's weekdays. */
  nth: number[];
  /** Whether the days were named as one group: "siste hverdag". */
  group: boolean;
  /** "den 15.", "siste dag" (-1). */
  monthDays: number[];
  every: { n: number; unit: Unit | 'weekday' } | null;
  units: Set<Unit>;
  parity: 'odd' | 'even' | null;
  months: Set<number>;
  from: SaidDay | null;
  until: SaidDay | null;
  count: number | null;
  forWeeks: number | null;
  clocks: string[];
  not: { days: Set<number>; dates: SaidDay[]; months: Set<number> };
  /** Words without a meaning here. */
  left: string[];
}

/** The position of the reader in a cell. */
export interface State {
  tokens: readonly RepeatToken[];
  at: number;
  said: SaidRepeats;
  /** Ordinals that wait for their noun: a weekday, a month's name, a unit. */
  waiting: number[];
  /** Whether "hver" comes before them. */
  every: boolean;
  /** Whether the word is "annenhver", which never means the second one. */
  other: boolean;
  mode: 'said' | 'not' | 'from' | 'until';
}

export const nothingSaid = (): SaidRepeats => ({
  days: new Set(),
  nth: [],
  group: false,
  monthDays: [],
  every: null,
  units: new Set(),
  parity: null,
  months: new Set(),
  from: null,
  until: null,
  count: null,
  forWeeks: null,
  clocks: [],
  not: { days: new Set(), dates: [], months: new Set() },
  left: [],
});
