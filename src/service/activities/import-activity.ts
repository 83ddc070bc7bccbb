import type { Moment } from '../../db/moment.ts';
import type { Activity, Tx } from '../../db/schema/index.ts';
import { changeActivity, type ActivityFields } from '../../domain/activities/change-activity.ts';
import { followChanges } from '../../domain/activities/follow-changes.ts';
import { upsertActivity, type NewActivity } from '../../domain/activities/write-activities.ts';
import type { App, Turn } from '../engine/scene.ts';
import { notifyCancelled, notifyMoved, notifyPlace, notifyPromoted, type Changed } from './tell-changes.ts';

/**
 * Stores an activity from a file, and tells the signed-up persons what concerns them: a new time or place, a time that
 * was removed, a free place for the waiting list. `told` is their number.
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

/** Changes fields of an activity for good, and tells the signed-up persons as an import does. */
export async function changeAndTell(
  turn: Turn,
  input: { activityId: string; fields: Partial<ActivityFields> },
): Promise<Changed> {
  const { outcome, before, after } = await changeActivity(turn.tx, turn.moment, input);
  if (outcome !== 'changed' || after.status === 'cancelled') return { outcome, told: 0 };
  return { outcome, told: await followAndNotify(turn, { before, after }) };
}

/** Adapts the sign-ups to a changed activity, and tells their persons; returns how many. */
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
