import type { Activity, Db, OccurrenceChange } from '../../../db/schema/index.ts';
import { nextOccurrence, occurrences } from '../../../domain/activities/occurrences.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { DAY_MS, later, toInstant, withOffset, type Instant, type Wall } from '../../../domain/base/time.ts';
import { rowGiven } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

const COMING_MAX = 10;
const COMING_DAYS = 500;

/** An activity with its changed dates. */
export interface Kept {
  activity: Activity;
  changes: OccurrenceChange[];
}

/** The activities of a centre, or of all centres. */
export async function keptActivities(db: Db, centreId: string | null): Promise<Kept[]> {
  const rows = await db
    .selectFrom('activity')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .orderBy('title')
    .orderBy('id')
    .execute();
  const changes = byActivity(await db.selectFrom('occurrence_change').selectAll().execute());
  return rows.map((activity) => ({ activity, changes: changes.get(activity.id) ?? [] }));
}

function byActivity(changes: readonly OccurrenceChange[]): Map<string, OccurrenceChange[]> {
  const lists = new Map<string, OccurrenceChange[]>();
  for (const change of changes) {
    const list = lists.get(change.activity_id);
    if (list === undefined) lists.set(change.activity_id, [change]);
    else list.push(change);
  }
  return lists;
}

/** The activity that a command names. @throws Refusal when the name matches none, or several */
export const activityGiven = async (context: CommandContext): Promise<Kept> =>
  keptActivity(context.store.db, (await rowGiven(context, 'activity')).id);

/** One activity. */
export async function keptActivity(db: Db, id: string): Promise<Kept> {
  const activity = await db.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const changes = await db.selectFrom('occurrence_change').selectAll().where('activity_id', '=', id).execute();
  return { activity, changes };
}

/** An activity as JSON shows it. */
export function activityJson({ activity: a, changes }: Kept, now: Instant) {
  const next = a.status === 'active' ? nextOccurrence(a, changes, now) : null;
  return {
    id: a.id,
    short: shortId('activity', a.short_no),
    centre: a.centre_id,
    title: a.title,
    description: a.description,
    category: a.category,
    organiser: a.organiser,
    organiserPhone: a.organiser_phone,
    association: a.association_id,
    owner: a.owner,
    venue: a.venue,
    address: a.address,
    postcode: a.postcode,
    startsAt: offset(a.starts_at),
    endsAt: a.ends_at === null ? null : offset(a.ends_at),
    repeats: a.repeats,
    nextAt: next === null ? null : withOffset(next.startsUtc),
    price: a.price,
    stepFree: a.step_free === null ? null : a.step_free === 1,
    languages: a.languages.split(';').filter((code) => code !== ''),
    capacity: a.capacity,
    signUp: a.sign_up === 1,
    comeAlone: a.come_alone,
    transport: a.transport,
    audience: a.audience.split(';').filter((code) => code !== ''),
    url: a.url,
    status: a.status,
    confirmedAt: a.confirmed_at === null ? null : withOffset(a.confirmed_at),
  };
}

const offset = (wall: Wall): string => withOffset(toInstant(wall));

/** The same with its next occurrences, and the number of sign-ups for each. */
export async function activityInFullJson(db: Db, kept: Kept, now: Instant) {
  const { activity, changes } = kept;
  const window = { from: now, to: later(now, COMING_DAYS * DAY_MS), max: COMING_MAX };
  const times = activity.status === 'active' ? occurrences(activity, changes, window) : [];
  const coming = [];
  for (const { occurrence, startsUtc, endsAt, moved } of times) {
    const persons = await personsOn(db, activity.id, occurrence);
    coming.push({
      occurrence,
      startsAt: withOffset(startsUtc),
      endsAt: endsAt === null ? null : offset(endsAt),
      venue: activity.venue,
      status: moved ? ('moved' as const) : ('planned' as const),
      moved,
      ...persons,
    });
  }
  return {
    ...activityJson(kept, now),
    coming,
    changes: changes.map((c) => ({
      occurrence: c.occurrence,
      what: c.kind,
      kind: c.kind,
      newStartsAt: c.new_starts_at === null ? null : offset(c.new_starts_at),
    })),
  };
}

async function personsOn(db: Db, id: string, occurrence: Wall): Promise<{ signedUp: number; waiting: number }> {
  const rows = await db
    .selectFrom('sign_up')
    .select(['status', 'persons'])
    .where('activity_id', '=', id)
    .where('occurrence', '=', occurrence)
    .where('status', '<>', 'cancelled')
    .execute();
  const sum = (status: 'signed_up' | 'waiting'): number =>
    rows.reduce((n, row) => (row.status === status ? n + row.persons : n), 0);
  return { signedUp: sum('signed_up'), waiting: sum('waiting') };
}
