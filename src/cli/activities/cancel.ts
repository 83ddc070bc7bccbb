import { cancelAndTell } from '../../service/activities/tell-changes.ts';
import { keptActivity } from './lib/to-json.ts';
import { changeAndTell } from './lib/change.ts';
import { safe } from '../framework/escape.ts';
import { atDesk, text } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Cancels an activity, or one time of it; everyone who is signed up is told. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const id = call.args[0] ?? '';
    const on = text(call.options['on']);
    const { title } = (await keptActivity(desk.store.db, id)).activity;
    const which = on === undefined ? { activityId: id } : { activityId: id, on };
    return changeAndTell(desk, {
      id,
      make: (house, inside) => cancelAndTell(house, which, inside),
      happens: on === undefined ? `"${safe(title)}" is cancelled for good` : `"${safe(title)}" on ${on} is cancelled`,
      deed: { verb: 'activities cancel', object: id, detail: on === undefined ? {} : { on } },
      about: { title, on: on ?? null },
    });
  });
