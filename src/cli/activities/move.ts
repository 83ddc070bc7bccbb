import { occurrences } from '../../domain/activities/occurrences.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { addDays, toInstant, withOffset } from '../../domain/base/time.ts';
import { moveAndNotify } from '../../service/activities/tell-changes.ts';
import { activityGiven, type Kept } from './lib/to-json.ts';
import { changeAndNotify } from './lib/change.ts';
import { needed } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Moves one time of an activity; everyone who is signed up is told, and stays signed up. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const on = needed(invocation, 'on', 'the date that it is moved from: --on 2026-12-01');
    const to = needed(invocation, 'to', 'when it begins instead: --to 2026-12-02T18:00');
    const kept = await activityGiven(context);
    const occurrence = namedBy(kept, on);
    if (toInstant(to) <= context.moment().now) throw new Refusal(`${to} is over. Choose a time that is still to come.`);
    const { id, title, short_no } = kept.activity;
    return changeAndNotify(context, {
      id,
      short: shortId('activity', short_no),
      make: (turn) => moveAndNotify(turn, { activityId: id, occurrence, newStartsAt: to }),
      happens: `"${safe(title)}" on ${on} is moved to ${to}`,
      action: { verb: 'activities move', object: id, detail: { on, to } },
      about: { title, on, newStartsAt: withOffset(toInstant(to)) },
    });
  });

/** The name of what takes place on a date. */
function namedBy({ activity, changes }: Kept, on: string): string {
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
  return found.occurrence;
}
