import type { Moment } from '../../db/moment.ts';
import type { Activity, Tx } from '../../db/schema/index.ts';
import { countChange } from '../base/change-counter.ts';

/** The fields that staff may change, as columns of the table. */
export type ActivityFields = Pick<
  Activity,
  | 'title'
  | 'starts_at'
  | 'ends_at'
  | 'venue'
  | 'address'
  | 'postcode'
  | 'lat'
  | 'lon'
  | 'price'
  | 'capacity'
  | 'repeats'
  | 'step_free'
  | 'languages'
  | 'description'
>;

/**
 * Changes fields of an activity for good; `before` and `after` are for telling the signed-up persons. The import key
 * stays, so that a file with the old row still matches this activity.
 */
export async function changeActivity(
  tx: Tx,
  moment: Moment,
  { activityId, fields }: { activityId: string; fields: Partial<ActivityFields> },
): Promise<{ outcome: 'changed' | 'already so'; before: Activity; after: Activity }> {
  const before = await tx.selectFrom('activity').selectAll().where('id', '=', activityId).executeTakeFirstOrThrow();
  const after: Activity = { ...before, ...fields };
  const names = Object.keys(fields) as (keyof ActivityFields)[];
  if (names.every((name) => before[name] === after[name])) return { outcome: 'already so', before, after };
  const revision = await countChange(tx, 'activities');
  await tx
    .updateTable('activity')
    .set({ ...fields, revision, changed_at: moment.now })
    .where('id', '=', activityId)
    .execute();
  return { outcome: 'changed', before, after };
}
