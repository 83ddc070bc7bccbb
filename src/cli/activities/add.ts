import { upsertActivity } from '../../domain/activities/write-activities.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { readActivity } from '../../feeds/activity-row.ts';
import { activityInFullJson, keptActivity } from './lib/to-json.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven, needed } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { Invocation, Run } from '../framework/command.ts';

/** Adds one activity, by the rules of a file with one row; the same activity again changes what differs. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id: centreId, postcode } = await centreGiven(context);
    const places = await placeRegister(context.store.db);
    const row = { centre: { id: centreId, postcode }, places, relativeTo: null };
    const read = readActivity({ line: 1, cells: cellsOf(invocation), extra: {} }, row);
    if ('why' in read) throw new Refusal(read.why);
    const { activity: wish, said } = read;
    const { id, outcome } = await context.store.write(async (tx) => {
      const added = await upsertActivity(tx, context.moment(), wish);
      if (added.outcome !== 'unchanged') {
        await audit(context, tx, { verb: 'activities add', object: added.id, detail: { centre: centreId } });
      }
      return added;
    });
    const kept = await keptActivity(context.store.db, id);
    const activity = await activityInFullJson(context.store.db, kept, context.moment().now);
    const word = outcome === 'imported' ? 'added' : outcome === 'updated' ? 'changed' : 'already there';
    return {
      json: { ...activity, outcome: word },
      text: [`${safe(wish.title)} is ${word}: ${activity.short}`, ...said].join('\n'),
    };
  });

const COLUMNS: Readonly<Record<string, string>> = {
  ends: 'ends_at',
  repeats: 'repeats',
  venue: 'venue',
  address: 'address',
  postcode: 'postcode',
  category: 'category',
  organiser: 'organiser',
  organiserPhone: 'organiser_phone',
  description: 'description',
  price: 'price',
  capacity: 'capacity',
  languages: 'languages',
  stepFree: 'step_free',
};

function cellsOf(invocation: Invocation): Record<string, string> {
  const cells: Record<string, string> = {
    title: needed(invocation, 'title', 'a title: --title "Strikkekafé"'),
    starts_at:
      text(invocation.options['starts']) ?? needed(invocation, 'starts', 'when it begins: --starts 2026-12-01T18:00'),
    sign_up: invocation.options['signUp'] === true ? 'yes' : 'no',
  };
  for (const [option, column] of Object.entries(COLUMNS)) {
    const value = invocation.options[option];
    if (value !== undefined) cells[column] = String(value);
  }
  return cells;
}
