import type { Moment } from '../../db/moment.ts';
import type { Activity, Tx } from '../../db/schema/index.ts';
import { changeActivity, type ActivityFields } from '../../domain/activities/change-activity.ts';
import { followChanges } from '../../domain/activities/follow-changes.ts';
import { upsertActivity, type NewActivity } from '../../domain/activities/write-activities.ts';
import type { App, Turn } from '../engine/scene.ts';
import { notifyCancelled, notifyMoved, notifyPlace, notifyPromoted, type Changed } from './tell-changes.ts';

/**
 * Keeps an activity as a file has it, and tells those who are signed up of what concerns them: another time or place, a time that is
 * gone, a place on the list that has become free. `told` is how many.
 */
export async function importAndNotify(
  app: App,
  tx: Tx,
  { moment, wish }: { moment: Moment; wish: NewActivity },
): Promise<{ outcome: 'imported' | 'updated' | 'unchanged'; told: number }> {
  const before = wish.id ? await activityWith(tx, wish.id) : undefined;
  const { outcome, id } = await upsertActivity(tx, moment, wish);
  if (outcome !== 'updated' || before === undefined) return { outcome, told: 0 };
  const after = await activityWith(tx, id);
  if (after === undefined || after.status === 'cancelled') return { outcome, told: 0 };
  return { outcome, told: await followAndNotify({ app, tx, moment }, { before, after }) };
}

/** Changes fields of an activity for good, and tells those who are signed up as an import does. */
export async function changeAndTell(
  turn: Turn,
  input: { activityId: string; fields: Partial<ActivityFields> },
): Promise<Changed> {
  const { outcome, before, after } = await changeActivity(turn.tx, turn.moment, input);
  if (outcome !== 'changed' || after.status === 'cancelled') return { outcome, told: 0 };
  return { outcome, told: await followAndNotify(turn, { before, after }) };
}

/** Lets the sign-ups follow a changed activity, and tells whom it concerns; answers how many. */
async function followAndNotify(turn: Turn, changed: { before: Activity; after: Activity }): Promise<number> {
  const { cancelled, moved, relocated, promoted } = await followChanges(turn.tx, turn.moment, changed);
  let told = await notifyCancelled(turn, cancelled);
  for (const { audience, newStartsAt } of moved) told += await notifyMoved(turn, [audience], newStartsAt);
  told += await notifyPlace(turn, relocated, placeOf(changed.after));
  await notifyPromoted(turn, promoted);
  return told + promoted.length;
}

const activityWith = (tx: Tx, id: string): Promise<Activity | undefined> =>
  tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();

const placeOf = ({ venue, address, postcode }: Activity): string =>
  [venue, address].filter((part) => part !== '').join(', ') || (postcode ?? '');
