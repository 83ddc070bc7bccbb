import type { NewActivity, NewChange } from '../domain/activities/write-activities.ts';
import { namedOn } from '../domain/activities/occurrences.ts';
import { wallTimes } from '../domain/activities/recurrence.ts';
import { addDays } from '../domain/base/time.ts';
import { readWhen } from './cells.ts';

/** How far past "+7d" the next time is looked for. */
const NEXT_DAYS = 62;

/**
 * The times that are cancelled or moved, in a demo file: "2026-12-24 cancelled; 2026-12-17 moved 2026-12-18T11:00", where
 * "+7d cancelled" is the first time on or after the seventh day.
 */
export function readExceptions(
  text: string,
  { startsAt, repeats }: Pick<NewActivity, 'startsAt'> & { repeats: string | null },
  relativeTo: string | null,
): { changes: NewChange[] } | { why: string } {
  const begins = { starts_at: startsAt, repeats };
  const changes: NewChange[] = [];
  for (const part of text.split(';').map((p) => p.trim())) {
    if (part === '') continue;
    const [day = '', verb = '', to = ''] = part.split(/\s+/, 3);
    const date = readWhen(day, relativeTo);
    const newStartsAt = verb === 'moved' ? readWhen(to, relativeTo) : null;
    if (date === null || (verb !== 'cancelled' && !newStartsAt?.includes('T')))
      return { why: `The exception "${part.slice(0, 60)}" cannot be read.` };
    const [occurrence] = day.startsWith('+')
      ? wallTimes(begins, `${date}T00:00`, `${addDays(date, NEXT_DAYS)}T00:00`, 1)
      : namedOn(begins, date);
    if (occurrence === undefined)
      return { why: `The exception "${part.slice(0, 60)}" names a day on which it does not take place.` };
    changes.push(newStartsAt === null ? { occurrence, kind: 'cancelled' } : { occurrence, kind: 'moved', newStartsAt });
  }
  return { changes };
}
