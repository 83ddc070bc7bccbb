import type { Db, OccurrenceChange } from '../../db/schema/index.ts';
import { CATEGORIES } from '../base/categories.ts';
import { occurrences } from '../activities/occurrences.ts';
import type { Month } from './month.ts';

export interface ActivityFigures {
  activities: number;
  /** Number of occurrences. */
  times: number;
  /** Sign-ups: a person counts once for each occurrence. */
  participants: number;
}

/** Activities of a month, by the nine categories, including those with 0. */
export async function activitiesIn(db: Db, centreId: string, month: Month): Promise<Map<string, ActivityFigures>> {
  const figures = new Map(
    Object.keys(CATEGORIES).map((key) => [key, { activities: 0, times: 0, participants: 0 }] as const),
  );
  const of = (category: string): ActivityFigures =>
    figures.get(category) ?? figures.get('other') ?? { activities: 0, times: 0, participants: 0 };
  const rows = await db.selectFrom('activity').selectAll().where('centre_id', '=', centreId).execute();
  const changes = await changesOf(db, centreId);
  for (const activity of rows) {
    if (activity.status === 'cancelled') continue;
    const times = occurrences(activity, changes.get(activity.id) ?? [], { from: month.from, to: month.to });
    if (times.length === 0) continue;
    of(activity.category).activities++;
    of(activity.category).times += times.length;
  }
  const signedUp = await db
    .selectFrom('sign_up')
    .innerJoin('activity', 'activity.id', 'sign_up.activity_id')
    .select(['category', 'persons'])
    .where('sign_up.centre_id', '=', centreId)
    .where('sign_up.status', '=', 'signed_up')
    .where('starts_utc', '>=', month.from)
    .where('starts_utc', '<', month.to)
    .execute();
  for (const { category, persons } of signedUp) of(category).participants += persons;
  return figures;
}

async function changesOf(db: Db, centreId: string): Promise<Map<string, OccurrenceChange[]>> {
  const rows = await db
    .selectFrom('occurrence_change')
    .innerJoin('activity', 'activity.id', 'occurrence_change.activity_id')
    .selectAll('occurrence_change')
    .where('centre_id', '=', centreId)
    .execute();
  const byActivity = new Map<string, OccurrenceChange[]>();
  for (const row of rows) byActivity.set(row.activity_id, [...(byActivity.get(row.activity_id) ?? []), row]);
  return byActivity;
}
