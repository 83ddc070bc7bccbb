import { associationsOfNumber } from '../../domain/associations/associations.ts';
import { nextOccurrence, occurrences, type Occurrence } from '../../domain/activities/occurrences.ts';
import { addDays, DAY_MS, later, toInstant } from '../../domain/base/time.ts';
import type { Activity, Association, OccurrenceChange } from '../../db/schema/index.ts';
import type { Scene } from '../engine/scene.ts';

/** An activity that the sender's association arranges, with its changed dates. */
export interface OwnActivity {
  activity: Activity;
  association: Association;
  changes: OccurrenceChange[];
}

/** What the sender has a say in. Null for a number that is no contact's of today. */
export interface OwnActivities {
  associations: Association[];
  activities: OwnActivity[];
}

/** The associations of the sender, and their activities that have not ended, by title. */
export async function ownActivities({ tx, centre, person, moment }: Scene): Promise<OwnActivities | null> {
  const { now } = moment;
  const associations = await associationsOfNumber(tx, { centreId: centre.id, number: person.number, now });
  if (associations.length === 0) return null;
  const ids = associations.map(({ id }) => id);
  const rows = await tx
    .selectFrom('activity')
    .selectAll()
    .where('association_id', 'in', ids)
    .where('status', '=', 'active')
    .orderBy('title')
    .orderBy('id')
    .execute();
  const changes =
    rows.length === 0
      ? []
      : await tx
          .selectFrom('occurrence_change')
          .selectAll()
          .where(
            'activity_id',
            'in',
            rows.map(({ id }) => id),
          )
          .execute();
  const activities = rows.flatMap((activity) => {
    const association = associations.find(({ id }) => id === activity.association_id);
    const own = changes.filter((change) => change.activity_id === activity.id);
    if (association === undefined || nextOccurrence(activity, own, now) === null) return [];
    return [{ activity, association, changes: own }];
  });
  return { associations, activities };
}

/** The next times of an activity, at most `max`. */
export const comingTimes = ({ activity, changes }: OwnActivity, now: string, max: number): Occurrence[] =>
  occurrences(activity, changes, { from: now, to: later(now, 400 * DAY_MS), max });

/** The occurrence on an Oslo date that has not begun; null without one. */
export function timeOn({ activity, changes }: OwnActivity, date: string, now: string): Occurrence | null {
  const [from, to] = [toInstant(`${date}T00:00`), toInstant(`${addDays(date, 1)}T00:00`)];
  return occurrences(activity, changes, { from: from > now ? from : now, to, max: 1 })[0] ?? null;
}
