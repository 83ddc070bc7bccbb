import { Refusal } from '../../domain/base/refusal.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { toInstant, withOffset } from '../../domain/base/time.ts';
import { moveAndNotify } from '../../service/activities/tell-changes.ts';
import { activityGiven } from './lib/to-json.ts';
import { occurrenceOn } from './lib/occurrence-on.ts';
import { changeAndNotify } from './lib/change.ts';
import { needed } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Moves one occurrence of an activity, and tells every signed-up person; the sign-ups stay. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const on = needed(invocation, 'on', 'the date that it is moved from: --on 2026-12-01');
    const to = needed(invocation, 'to', 'when it begins instead: --to 2026-12-02T18:00');
    const kept = await activityGiven(context);
    const { occurrence } = occurrenceOn(kept, on);
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
