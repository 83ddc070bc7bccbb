import { activityJson, keptActivities } from './lib/to-json.ts';
import { centreAsked } from '../framework/arguments.ts';
import { table, wall, wrap } from '../framework/print.ts';
import { withContext } from '../framework/run.ts';
import type { Run } from '../framework/command.ts';

const NONE = 'There are no activities yet. Take some in with: ringerunde activities import <file.csv>';

const HEAD = ['id', wrap('title'), 'next', wrap('where'), 'confirmed'];

/** Lists the activities, each with its next occurrence. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const all = await keptActivities(context.store.db, await centreAsked(context));
    const wanted =
      invocation.options['all'] === true ? all : all.filter(({ activity }) => activity.status === 'active');
    const activities = wanted.map((kept) => activityJson(kept, context.moment().now));
    const rows = activities.map((a) => [
      a.short,
      a.title,
      wall(a.nextAt) ?? (a.status === 'cancelled' ? 'cancelled' : 'over'),
      [a.postcode, a.venue].filter((x) => x !== null && x !== '').join(' '),
      wall(a.confirmedAt)?.slice(0, 10) ?? 'never',
    ]);
    return { json: activities, text: table(invocation.io, HEAD, rows, NONE) };
  });
