import { shortId } from '../../domain/staff/short-ids.ts';
import { cancelAndNotify } from '../../service/activities/tell-changes.ts';
import { activityGiven } from './lib/to-json.ts';
import { changeAndNotify } from './lib/change.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Cancels an activity, or one occurrence of it, and tells every signed-up person. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const on = text(invocation.options['on']);
    const { id, title, short_no } = (await activityGiven(context)).activity;
    const which = on === undefined ? { activityId: id } : { activityId: id, on };
    return changeAndNotify(context, {
      id,
      short: shortId('activity', short_no),
      make: (turn) => cancelAndNotify(turn, which),
      happens: on === undefined ? `"${safe(title)}" is cancelled for good` : `"${safe(title)}" on ${on} is cancelled`,
      action: { verb: 'activities cancel', object: id, detail: on === undefined ? {} : { on } },
      about: { title, on: on ?? null },
    });
  });
