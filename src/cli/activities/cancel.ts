import { cancelAndNotify } from '../../service/activities/tell-changes.ts';
import { keptActivity } from './lib/to-json.ts';
import { changeAndNotify } from './lib/change.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Cancels an activity, or one time of it; everyone who is signed up is told. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const id = invocation.args[0] ?? '';
    const on = text(invocation.options['on']);
    const { title } = (await keptActivity(context.store.db, id)).activity;
    const which = on === undefined ? { activityId: id } : { activityId: id, on };
    return changeAndNotify(context, {
      id,
      make: (turn) => cancelAndNotify(turn, which),
      happens: on === undefined ? `"${safe(title)}" is cancelled for good` : `"${safe(title)}" on ${on} is cancelled`,
      action: { verb: 'activities cancel', object: id, detail: on === undefined ? {} : { on } },
      about: { title, on: on ?? null },
    });
  });
