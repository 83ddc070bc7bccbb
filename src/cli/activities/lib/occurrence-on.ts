import { occurrences, type Occurrence } from '../../../domain/activities/occurrences.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { addDays, toInstant } from '../../../domain/base/time.ts';
import type { Kept } from './to-json.ts';

/** The occurrence on a date. @throws Refusal for a date without one, or with several */
export function occurrenceOn({ activity, changes }: Kept, on: string): Occurrence {
  const window = { from: toInstant(`${on}T00:00`), to: toInstant(`${addDays(on, 1)}T00:00`) };
  const [found, another] = activity.status === 'cancelled' ? [] : occurrences(activity, changes, window);
  if (found === undefined) {
    throw new Refusal(
      `The activity does not take place on ${on}. See: ringerunde activities show ${shortId('activity', activity.short_no)}`,
    );
  }
  if (another !== undefined) {
    throw new Refusal(`The activity takes place several times on ${on}. Cancel it there, and add one at the new time.`);
  }
  return found;
}
