import { confirmActivity } from '../../domain/activities/activities.ts';
import { activityJson, keptActivity } from './lib/to-json.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { atDesk } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Notes that what stands about an activity is right today. */
export const run: Run = (call) =>
  atDesk(call, async (desk) => {
    const id = call.args[0] ?? '';
    await keptActivity(desk.store.db, id);
    await desk.store.write(async (tx) => {
      await confirmActivity(tx, desk.moment(), id);
      await audit(desk, tx, { verb: 'activities confirm', object: id });
    });
    const kept = await keptActivity(desk.store.db, id);
    return {
      json: { ...activityJson(kept, desk.moment().now), outcome: 'confirmed' },
      text: `Noted: "${safe(kept.activity.title)}" is right today.`,
    };
  });
