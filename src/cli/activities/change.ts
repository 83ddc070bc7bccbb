import type { Activity } from '../../db/schema/index.ts';
import { withOffset, toInstant } from '../../domain/base/time.ts';
import type { ActivityFields } from '../../domain/activities/change-activity.ts';
import type { NewActivity } from '../../domain/activities/write-activities.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { readActivity } from '../../feeds/activity-row.ts';
import { changeAndTell } from '../../service/activities/import-activity.ts';
import { moveAndNotify } from '../../service/activities/tell-changes.ts';
import { activityGiven } from './lib/to-json.ts';
import { changeAndNotify } from './lib/change.ts';
import { occurrenceOn } from './lib/occurrence-on.ts';
import { safe } from '../framework/escape.ts';
import { withContext, text } from '../framework/run.ts';
import type { CommandContext, CommandResult, Invocation, Run } from '../framework/command.ts';

/**
 * The fields that may be changed: the option, the column of a file, and the columns of the table that follow from it.
 */
const FIELDS = [
  ['title', 'title', 'title', ['title']],
  ['starts', 'starts', 'starts_at', ['starts_at']],
  ['ends', 'ends', 'ends_at', ['ends_at']],
  ['venue', 'venue', 'venue', ['venue']],
  ['address', 'address', 'address', ['address']],
  ['postcode', 'postcode', 'postcode', ['postcode', 'lat', 'lon']],
  ['price', 'price', 'price', ['price']],
  ['capacity', 'capacity', 'capacity', ['capacity']],
  ['repeats', 'repeats', 'repeats', ['repeats', 'starts_at', 'ends_at']],
  ['step-free', 'stepFree', 'step_free', ['step_free']],
  ['languages', 'languages', 'languages', ['languages']],
  ['description', 'description', 'description', ['description']],
] as const satisfies readonly (readonly [string, string, string, readonly (keyof ActivityFields)[]])[];

/** Changes fields of an activity, or the time of one date of it. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const given = FIELDS.filter(([, option]) => invocation.options[option] !== undefined);
    if (given.length === 0) throw new Refusal('Say what to change, for example: --price "50 kr"');
    const on = text(invocation.options['on']);
    return on === undefined ? changeForGood(context, given) : changeOnce(context, given, on);
  });

type Given = readonly (typeof FIELDS)[number][];

async function changeForGood(context: CommandContext, given: Given): Promise<CommandResult> {
  const { invocation } = context;
  const { activity } = await activityGiven(context);
  const { id } = activity;
  const places = await placeRegister(context.store.db);
  const cells = { ...cellsOf(activity), ...cellsGiven(invocation, given, activity) };
  const row = { centre: { id: activity.centre_id, postcode: activity.postcode }, places, relativeTo: null };
  const read = readActivity({ line: 1, cells, extra: {} }, row);
  if ('why' in read) throw new Refusal(read.why);
  const after = fieldsOf(read.activity);
  const columns = new Set<keyof ActivityFields>(given.flatMap(([, , , names]) => names));
  const fields = Object.fromEntries(
    [...columns].filter((name) => after[name] !== activity[name]).map((name) => [name, after[name]]),
  ) as Partial<ActivityFields>;
  const changed = given.filter(([, , , names]) => names.some((name) => name in fields)).map(([name]) => name);
  if (changed.length === 0) return { json: { id, changed, told: 0 }, text: 'It is so already.' };
  return changeAndNotify(context, {
    id,
    short: shortId('activity', activity.short_no),
    make: (turn) => changeAndTell(turn, { activityId: id, fields }),
    happens: `"${safe(activity.title)}" is changed: ${changed.join(', ')}`,
    action: { verb: 'activities change', object: id, detail: { changed: changed.join(', ') } },
    about: { changed },
    quiet: true,
  });
}

/** One date of a series may have its own time; everything else is the same on every date. */
async function changeOnce(context: CommandContext, given: Given, on: string): Promise<CommandResult> {
  const { invocation } = context;
  const other = given.find(([name]) => name !== 'starts' && name !== 'ends');
  if (other !== undefined) {
    throw new Refusal(`With --on only the time can be changed. Leave out --on to change --${other[0]} for every date.`);
  }
  const kept = await activityGiven(context);
  const found = occurrenceOn(kept, on);
  const starts = text(invocation.options['starts']) ?? found.startsAt;
  const ends = text(invocation.options['ends']);
  if (ends !== undefined && ends <= starts) throw new Refusal(`It ends (${ends}) before it begins (${starts}).`);
  const { id, title, short_no } = kept.activity;
  return changeAndNotify(context, {
    id,
    short: shortId('activity', short_no),
    make: (turn) =>
      moveAndNotify(turn, {
        activityId: id,
        occurrence: found.occurrence,
        newStartsAt: starts,
        ...(ends === undefined ? {} : { newEndsAt: ends }),
      }),
    happens: `"${safe(title)}" on ${on} is changed`,
    action: { verb: 'activities change', object: id, detail: { on, starts } },
    about: { changed: given.map(([name]) => name), on, newStartsAt: withOffset(toInstant(starts)) },
    quiet: true,
  });
}

function cellsGiven(invocation: Invocation, given: Given, { starts_at, ends_at }: Activity): Record<string, string> {
  const cells = Object.fromEntries(given.map(([, option, column]) => [column, String(invocation.options[option])]));
  // When only the beginning moves, the end moves with it.
  if (cells['starts_at'] !== undefined && cells['ends_at'] === undefined && ends_at !== null) {
    const lasts = Date.parse(`${ends_at}Z`) - Date.parse(`${starts_at}Z`);
    cells['ends_at'] = new Date(Date.parse(`${cells['starts_at']}Z`) + lasts).toISOString().slice(0, 16);
  }
  return cells;
}

/** The activity as a row of a file. */
const cellsOf = (a: Activity): Record<string, string> => ({
  title: a.title,
  starts_at: a.starts_at,
  ends_at: a.ends_at ?? '',
  venue: a.venue,
  address: a.address,
  postcode: a.postcode ?? '',
  price: a.price,
  capacity: a.capacity === null ? '' : String(a.capacity),
  repeats: a.repeats ?? '',
  step_free: a.step_free === null ? '' : a.step_free === 1 ? 'yes' : 'no',
  languages: a.languages,
  description: a.description,
});

const fieldsOf = (wish: NewActivity): ActivityFields => ({
  title: wish.title,
  starts_at: wish.startsAt,
  ends_at: wish.endsAt ?? null,
  venue: wish.venue ?? '',
  address: wish.address ?? '',
  postcode: wish.postcode ?? null,
  lat: wish.lat ?? null,
  lon: wish.lon ?? null,
  price: wish.price ?? '',
  capacity: wish.capacity ?? null,
  repeats: wish.repeats ?? null,
  step_free: wish.stepFree ?? null,
  languages: wish.languages ?? '',
  description: wish.description ?? '',
});
