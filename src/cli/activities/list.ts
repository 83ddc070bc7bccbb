import { activityJson, keptActivities } from './lib/to-json.ts';
import { centreAsked } from '../framework/arguments.ts';
import { short, table } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const NONE = 'There are no activities yet. Take some in with: ringerunde activities import <file.csv>';

/** Lists the activities, and when each takes place next. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const all = await keptActivities(context.store.db, await centreAsked(context));
    const wanted =
      invocation.options['all'] === true ? all : all.filter(({ activity }) => activity.status === 'active');
    const activities = wanted.map((kept) => activityJson(kept, context.moment().now));
    const rows = activities.map((a) => [
      a.id,
      short(a.title, 40),
      a.nextAt ?? (a.status === 'cancelled' ? 'cancelled' : 'over'),
      [a.postcode, short(a.venue, 30)].filter((x) => x !== null && x !== '').join(' '),
      a.confirmedAt ?? 'never',
    ]);
    return { json: activities, text: table(['id', 'title', 'next', 'where', 'confirmed'], rows, NONE) };
  });
