import type { NewActivity, NewChange } from '../../domain/activities/write-activities.ts';
import { namedOn } from '../../domain/activities/occurrences.ts';
import { wallTimes } from '../../domain/activities/recurrence.ts';
import { addDays, dateOf } from '../../domain/base/time.ts';
import { readWhen } from '../cells/when.ts';
import type { Sentences } from '../sentences/sentences.ts';
import { dayOn } from './in-words.ts';
import { readSaid } from './said.ts';

/** How far past "+7d" the next time is looked for. */
const NEXT_DAYS = 62;

type Repeating = Pick<NewActivity, 'startsAt'> & { repeats: string | null };

export interface Exceptions {
  changes: NewChange[];
  said: string[];
}

/**
 * The days on which a series does not take place, from the column `exceptions` ("2026-12-24; 31.12.2026", "24. og 31. desember") and from its
 * rule. A day on which it would not have taken place anyway is said. In a demo file also "2026-12-17 moved
 * 2026-12-18T11:00", and "+7d cancelled": the first time on or after the seventh day.
 */
export function readExceptions(
  text: string,
  activity: Repeating,
  { say, relativeTo, except }: { say: Sentences; relativeTo: string | null; except: readonly string[] },
): Exceptions | { why: string } {
  const found: Exceptions = { changes: [], said: [] };
  for (const date of except) cancelOn(found, activity, date, date, say);
  for (const part of text.split(/[;\n]/).map((p) => p.trim())) {
    if (part === '') continue;
    const shown = part.slice(0, 60);
    const days = / (?:cancelled|moved)\b/.test(part) && relativeTo !== null ? null : daysIn(part, activity.startsAt);
    if (days !== null) {
      for (const date of days) cancelOn(found, activity, date, shown, say);
      continue;
    }
    const change = relativeTo === null ? 'unreadable' : demoChange(part, activity, relativeTo);
    if (change === 'unreadable') return { why: say.badException(shown) };
    if (change === 'none') return { why: say.noException(shown) };
    found.changes.push(change);
  }
  return found;
}

function cancelOn(found: Exceptions, activity: Repeating, date: string, shown: string, say: Sentences): void {
  const times = namedOn({ starts_at: activity.startsAt, repeats: activity.repeats }, date);
  if (times.length === 0) found.said.push(say.noException(shown));
  for (const occurrence of times)
    if (!found.changes.some((c) => c.occurrence === occurrence)) found.changes.push({ occurrence, kind: 'cancelled' });
}

/** The days of a part, as ISO; null for a part that is not a list of days. */
function daysIn(part: string, startsAt: string): string[] | null {
  const one = readWhen(part);
  if (one !== null) return [dateOf(one)];
  const said = readSaid(`unntatt ${part}`);
  const more = said.not.days.size > 0 || said.not.months.size > 0 || said.clocks.length > 0 || said.until !== null;
  if (said.left.length > 0 || more || said.not.dates.length === 0) return null;
  const days = said.not.dates.map((day) => dayOn(day, dateOf(startsAt)));
  return days.every((day) => day !== null) ? days : null;
}

function demoChange(part: string, activity: Repeating, relativeTo: string): NewChange | 'unreadable' | 'none' {
  const begins = { starts_at: activity.startsAt, repeats: activity.repeats };
  const [day = '', verb = '', to = ''] = part.split(/\s+/, 3);
  const date = readWhen(day, relativeTo);
  const newStartsAt = verb === 'moved' ? readWhen(to, relativeTo) : null;
  if (date === null || (verb !== 'cancelled' && !newStartsAt?.includes('T'))) return 'unreadable';
  const [occurrence] = day.startsWith('+')
    ? wallTimes(begins, `${date}T00:00`, `${addDays(date, NEXT_DAYS)}T00:00`, 1)
    : namedOn(begins, date);
  if (occurrence === undefined) return 'none';
  return newStartsAt === null ? { occurrence, kind: 'cancelled' } : { occurrence, kind: 'moved', newStartsAt };
}
