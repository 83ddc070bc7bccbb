import type { Moment } from '../../db/moment.ts';
import type { Activity, Tx } from '../../db/schema/index.ts';
import { followChanges } from '../../domain/activities/follow-changes.ts';
import { upsertActivity, type NewActivity } from '../../domain/activities/write-activities.ts';
import type { App } from '../engine/scene.ts';
import { notifyCancelled, notifyMoved, notifyPlace, notifyPromoted } from './tell-changes.ts';

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
  const turn = { app, tx, moment };
  const { cancelled, moved, relocated, promoted } = await followChanges(tx, moment, { before, after });
  let told = await notifyCancelled(turn, cancelled);
  for (const { audience, newStartsAt } of moved) told += await notifyMoved(turn, [audience], newStartsAt);
  told += await notifyPlace(turn, relocated, placeOf(after));
  await notifyPromoted(turn, promoted);
  return { outcome, told: told + promoted.length };
}

const activityWith = (tx: Tx, id: string): Promise<Activity | undefined> =>
  tx.selectFrom('activity').selectAll().where('id', '=', id).executeTakeFirst();

const placeOf = ({ venue, address, postcode }: Activity): string =>
  [venue, address].filter((part) => part !== '').join(', ') || (postcode ?? '');
