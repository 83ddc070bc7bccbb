import { PARTS_OF_DAY, weekdayOf } from '../cells/calendar-words.ts';
import {
  AND,
  CARDINALS,
  DASHES,
  EVERY,
  EVERY_OTHER,
  EVERY_UNIT,
  EXCEPT,
  FILLERS,
  FROM,
  GROUPS,
  PARITY,
  TIMES,
  UNITS,
  UNTIL,
} from './vocabulary.ts';
import { nothingSaid, type SaidDay, type SaidRepeats, type State } from './state.ts';
import { monthOf, tokensOf, type RepeatToken } from './tokens.ts';

/** A reader looks at the tokens from a position on and returns the number that it took. */
type Reader = (state: State) => number;

/** Splits a cell into its parts. Unknown words are in `left`; with such a word, no other part counts either. */
export function readSaid(text: string): SaidRepeats {
  const said = nothingSaid();
  const state: State = { tokens: tokensOf(text), at: 0, said, waiting: [], every: false, other: false, mode: 'said' };
  while (state.at < state.tokens.length) {
    const taken = READERS.reduce((n, read) => (n > 0 ? n : read(state)), 0);
    if (taken === 0) said.left.push(state.tokens[state.at]?.text ?? '');
    state.at += Math.max(1, taken);
  }
  settle(state);
  // "tirsdag og": of what follows nothing came.
  const last = state.tokens.at(-1)?.text ?? '';
  if (AND.has(last) || DASHES.has(last)) said.left.push(last);
  return said;
}

const word = (state: State, ahead = 0): string => {
  const token = state.tokens[state.at + ahead];
  return token?.kind === 'word' || token?.kind === 'mark' ? token.text : '';
};

function clock({ tokens, at, said }: State): number {
  const token = tokens[at];
  if (token?.kind !== 'clock') return 0;
  said.clocks.push(token.value);
  const [dash, end] = [tokens[at + 1], tokens[at + 2]];
  return dash !== undefined && DASHES.has(dash.text) && end?.kind === 'clock' ? 3 : 1;
}

/** "unntatt", "til", "fra": the following words have another role. */
function turn(state: State): number {
  const said = word(state);
  if (EXCEPT.has(said)) return enter(state, 'not');
  const next = state.tokens[state.at + 1];
  const isDay =
    next?.kind === 'date' ||
    monthOf(next) !== null ||
    (next?.kind === 'number' && monthOf(state.tokens[state.at + 2]) !== null);
  if (UNTIL.has(said) && (isDay || /^(?:den|the)$/.test(word(state, 1)))) return enter(state, 'until');
  if (FROM.has(said) && (isDay || /^(?:den|the)$/.test(word(state, 1)))) return enter(state, 'from');
  if (said === 'ut' && isDay) return enter(state, 'until');
  if (said === 'ut' && /^(?:året|year)$/.test(word(state, 1))) {
    state.said.until = { day: 31, month: 12, year: null };
    return 2;
  }
  // "fra mandag til fredag": the range is read with its weekdays.
  return FROM.has(said) && weekdayAt(next) !== null ? 1 : 0;
}

function enter(state: State, mode: State['mode']): number {
  settle(state);
  state.mode = mode;
  return 1;
}

const weekdayAt = (token: RepeatToken | undefined, inRange = false): number | null =>
  token?.kind === 'word' ? weekdayOf(token.text, { inRange }) : null;

/** "mandag til fredag", "man-fre", "ma - to", "lør-man" over the weekend. */
function range(state: State): number {
  const { tokens, at } = state;
  const between = tokens[at + 1]?.text ?? '';
  if (!DASHES.has(between) && !UNTIL.has(between)) return 0;
  const [first, last] = [weekdayAt(tokens[at], true), weekdayAt(tokens[at + 2], true)];
  if (first === null || last === null || first === last) return 0;
  for (let day = first; ; day = (day + 1) % 7) {
    addDay(state, day);
    if (day === last) return 3;
  }
}

function addDay({ said, mode }: State, day: number): void {
  if (mode === 'not') said.not.days.add(day);
  else said.days.add(day);
}

function weekday(state: State): number {
  const day = weekdayAt(state.tokens[state.at]);
  const group = GROUPS.get(word(state));
  if ((day === null && group === undefined) || state.mode === 'until' || state.mode === 'from') return 0;
  // "den 22. desember": nothing waits. "første og tredje tirsdag": they are of this weekday.
  if (state.waiting.length > 0 && state.mode === 'said') {
    const [n = 1] = state.waiting;
    if (state.every && state.waiting.length === 1 && n > 1) state.said.every = { n, unit: 'weekday' };
    if (!state.other) state.said.nth.push(...state.waiting);
    state.said.group = group !== undefined;
    state.waiting = [];
  }
  for (const each of group ?? [day ?? 0]) addDay(state, each);
  return 1;
}

/** "22. desember", "24., 25. og 26. desember 2026", "December 22nd", "22.12". */
function day(state: State): number {
  const token = state.tokens[state.at];
  if (token?.kind === 'date') return takeDay(state, token) ? 1 : 0;
  const month = monthOf(token);
  if (month === null) return 0;
  const after = state.tokens[state.at + 1];
  if (state.waiting.length === 0 && after?.kind === 'number' && after.value <= 31) {
    const { year, taken } = yearAfter(state, 2);
    return takeDay(state, { day: after.value, month, year }) ? 2 + taken : 0;
  }
  const { year, taken } = yearAfter(state, 1);
  if (state.waiting.length === 0) return takeMonth(state, month, year) ? 1 + taken : 0;
  const days = state.waiting;
  state.waiting = [];
  return days.every((n) => takeDay(state, { day: n, month, year })) ? 1 + taken : 0;
}

function yearAfter({ tokens, at }: State, ahead: number): { year: number | null; taken: number } {
  const token = tokens[at + ahead];
  const isYear = token?.kind === 'number' && token.value >= 2000 && token.value < 2100;
  return isYear ? { year: token.value, taken: 1 } : { year: null, taken: 0 };
}

function takeDay(state: State, { day: n, month, year }: SaidDay): boolean {
  if (month < 1 || month > 12 || n < 1 || n > new Date(Date.UTC(year ?? 2028, month, 0)).getUTCDate()) return false;
  const one = { day: n, month, year };
  switch (state.mode) {
    case 'not':
      state.said.not.dates.push(one);
      return true;
    case 'from':
      state.said.from = one;
      state.mode = 'said';
      return true;
    case 'until':
      state.said.until = one;
      state.mode = 'said';
      return true;
    case 'said':
      return false;
  }
}

function takeMonth(state: State, month: number, year: number | null): boolean {
  const { said, mode } = state;
  if (mode === 'not') said.not.months.add(month);
  else if (mode === 'from') said.from = { day: 1, month, year };
  // "til mai", "ut mai": the whole of May.
  else if (mode === 'until') said.until = { day: 31, month, year };
  else said.months.add(month);
  if (mode === 'from' || mode === 'until') state.mode = 'said';
  return true;
}

function every(state: State): number {
  const said = word(state);
  if (EVERY_OTHER.has(said)) {
    settle(state);
    state.mode = 'said';
    if (said === 'fortnightly' || said === 'biweekly') state.said.every = { n: 2, unit: 'week' };
    else if (said === 'bimonthly') return 0;
    else [state.waiting, state.every, state.other] = [[2], true, true];
    return 1;
  }
  const unit = EVERY_UNIT.get(said);
  if (unit !== undefined) {
    state.said.units.add(unit);
    return 1;
  }
  if (!EVERY.has(said)) return 0;
  settle(state);
  state.every = true;
  return 1;
}

/**
 * "uke", "måned": the waiting numbers are its interval ("hver tredje uke"), else days of the month ("15. hver måned").
 */
function unit(state: State): number {
  const found = UNITS.get(word(state));
  if (found === undefined || state.mode !== 'said') return 0;
  const { said, waiting } = state;
  if (found === 'day' && waiting.length > 0 && !state.every) {
    // "siste dag i måneden"
    said.monthDays.push(...waiting);
    state.waiting = [];
    return 1;
  }
  said.units.add(found);
  const [n] = waiting;
  if (n === undefined) return 1;
  if (state.every && waiting.length === 1 && n > 0) {
    said.every = { n, unit: found };
    state.waiting = [];
  }
  return 1;
}

function parity({ said, tokens, at }: State): number {
  const token = tokens[at];
  const found = token?.kind === 'word' ? PARITY.get(token.text) : undefined;
  if (found === undefined) return 0;
  said.parity = found;
  return 1;
}

/** "10 ganger", "en gang i uka", "i 8 uker". */
function times(state: State): number {
  const token = state.tokens[state.at];
  const next = word(state, 1);
  const n = token?.kind === 'number' && !token.ordinal ? token.value : (CARDINALS.get(word(state)) ?? null);
  if (TIMES.has(word(state))) return UNITS.has(word(state, 2)) || UNITS.has(word(state, 1)) ? 1 : 0;
  if (n === null || n < 1) return 0;
  if (n === 1 && TIMES.has(next)) return 2;
  if (TIMES.has(next) && !/^(?:i|per|a|om)$/.test(word(state, 2))) {
    state.said.count = n;
    return 2;
  }
  if (UNITS.get(next) === 'week' && !state.every) {
    state.said.forWeeks = n;
    return 2;
  }
  return 0;
}

function number(state: State): number {
  const token = state.tokens[state.at];
  const n = token?.kind === 'number' ? token.value : state.every ? (CARDINALS.get(word(state)) ?? null) : null;
  if (n === null || n > 31 || n === 0) return 0;
  state.waiting.push(n);
  return 1;
}

function filler(state: State): number {
  const said = word(state);
  return FILLERS.has(said) || AND.has(said) || PARTS_OF_DAY.test(said) ? 1 : 0;
}

/** Uses numbers that still wait when another part begins: days of the month, "hver måned den 15.". */
function settle(state: State): void {
  if (state.waiting.length > 0) {
    if (state.mode === 'said') state.said.monthDays.push(...state.waiting);
    else state.said.left.push(...state.waiting.map(String));
    state.waiting = [];
  }
  state.every = false;
  state.other = false;
}

const READERS: readonly Reader[] = [clock, turn, range, weekday, day, every, times, unit, parity, number, filler];
