import { confirmActivity } from '../../domain/activities.ts';
import { activityJson, keptActivity } from '../activity-shown.ts';
import { audit } from '../audit.ts';
import { safe } from '../safe.ts';
import { atDesk, type Run } from '../run.ts';

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
