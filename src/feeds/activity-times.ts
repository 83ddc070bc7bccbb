import { addDays, dateOf, weekdayOf as weekdayOfDate, type Wall } from '../domain/base/time.ts';
import { weekdayOf } from './cells/calendar-words.ts';
import { readClock, readDayNumber, readWhen } from './cells/when.ts';
import type { Sentences } from './sentences/sentences.ts';

export interface TimesRead {
  startsAt: Wall;
  endsAt: Wall | null;
  /** How it repeats, in words or as a rule; a weekday alone is every week. */
  repeats: string;
  said: string[];
}

interface Options {
  say: Sentences;
  dayZero: string;
  relativeTo: string | null;
  today: string | undefined;
}

/** "18-20", "kl. 18.00 – 20.00", "18:00 til 20:00". */
const RANGE = /^(.*?\d)\s*(?:-|–|—|til|to)\s*(?:kl\.? ?)?(\d{1,2}(?:[:.]\d\d)?)$/i;

/**
 * When it begins and ends: in one cell ("01.12.2026 18:00"), as a date and a time ("01.12.2026", "kl. 18-20"), or as a weekday and
 * a time, as municipalities print their weeks: then every week, from the next such day on, and that is said.
 */
export function readTimes(cell: (name: string) => string, options: Options): TimesRead | { why: string } {
  const { say } = options;
  const said: string[] = [];
  const { text, end, repeats } = startOf(cell, options, said);
  if (text === '') return { why: say.noStart() };
  const [, from = text, to = ''] = isDate(text) ? [] : (RANGE.exec(text) ?? []);
  const startsAt = whenIn(from, options, said);
  if (startsAt === null) return { why: say.noTime(text.slice(0, 40)) };
  if (!startsAt.includes('T')) return { why: say.noClock(text, startsAt) };
  const ending = end === '' ? to : end;
  if (ending === '') return { startsAt, endsAt: null, repeats, said };
  const clock = readClock(ending);
  const endsAt = clock === null ? whenIn(ending, options, said) : `${dateOf(startsAt)}T${clock}`;
  if (!endsAt?.includes('T')) return { why: say.noEnd(ending.slice(0, 40)) };
  if (endsAt <= startsAt) return { why: say.endsBefore(endsAt, startsAt) };
  return { startsAt, endsAt, repeats, said };
}

/** "2026-12-01" and "01-12-2026" are no time and its end. */
const isDate = (text: string): boolean => readWhen(text) !== null || /^[+-]\d+d/.test(text);

function startOf(cell: (name: string) => string, { say, today, relativeTo }: Options, said: string[]) {
  const [starts, date, time, weekday] = ['starts_at', 'date', 'time', 'weekday'].map(cell) as [
    string,
    string,
    string,
    string,
  ];
  const end = cell('ends_at');
  const repeats = cell('repeats');
  if (starts !== '')
    return { text: readClock(starts) !== null && date !== '' ? `${date} ${starts}` : starts, end, repeats };
  if (date !== '') return { text: [date, time].filter((part) => part !== '').join(' '), end, repeats };
  const from = today ?? relativeTo;
  const first = weekday === '' || from === null || from === undefined ? null : nextNamed(weekday, from);
  if (first === null) return { text: weekday === '' ? '' : `${weekday} ${time}`.trim(), end, repeats };
  said.push(say.firstWeekday(first));
  return { text: `${first} ${time}`.trim(), end, repeats: repeats === '' ? weekday : `${repeats} ${weekday}` };
}

/** The next day with the first weekday that a text names. */
function nextNamed(text: string, from: string): string | null {
  const day = text
    .toLowerCase()
    .split(/[^\p{L}]+/u)
    .map((word) => weekdayOf(word, { inRange: true }))
    .find((one) => one !== null);
  return day === undefined ? null : addDays(from, (day - (weekdayOfDate(from) - 1) + 7) % 7);
}

function whenIn(text: string, { say, dayZero, relativeTo }: Options, said: string[]): Wall | null {
  const read = readWhen(text, relativeTo);
  if (read !== null) return read;
  const [number = '', clock] = text.trim().split(/\s+/, 2);
  const day = readDayNumber(number, dayZero);
  if (day === null) return null;
  const time = clock === undefined ? null : readClock(clock);
  if (clock !== undefined && time === null) return null;
  const whole = time === null ? day : `${dateOf(day)}T${time}`;
  said.push(say.dayNumber(number, whole));
  return whole;
}
