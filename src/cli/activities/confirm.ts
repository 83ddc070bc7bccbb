import { confirmActivity } from '../../domain/activities/activities.ts';
import { activityGiven, activityJson, keptActivity } from './lib/to-json.ts';
import { audit } from '../framework/audit.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

/** Records that the entry of an activity is right as of today. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id } = (await activityGiven(context)).activity;
    await context.store.write(async (tx) => {
      await confirmActivity(tx, context.moment(), id);
      await audit(context, tx, { verb: 'activities confirm', object: id });
    });
    const kept = await keptActivity(context.store.db, id);
    return {
      json: { ...activityJson(kept, context.moment().now), outcome: 'confirmed' },
      text: `Noted: "${safe(kept.activity.title)}" is right today.`,
    };
  });
