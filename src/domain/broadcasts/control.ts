import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Broadcast, BroadcastStatus, Tx } from '../../db/schema/index.ts';
import { callOff } from './calls.ts';
import { findBroadcast } from './broadcasts.ts';
import type { Instant } from '../base/time.ts';

/** Where a broadcast stands once its recipients are written down. */
const readyStatus = (b: Pick<Broadcast, 'send_at' | 'planned_at'>, now: Instant): BroadcastStatus =>
  b.planned_at === null ? 'planning' : b.send_at !== null && b.send_at > now ? 'scheduled' : 'sending';

/** Lets a broadcast stand still: nothing more of it leaves, but for what the carrier is being handed just now. */
export async function pauseBroadcast(
  tx: Tx,
  moment: Moment,
  id: string,
): Promise<'paused' | 'already' | BroadcastStatus> {
  const row = await findBroadcast(tx, id);
  if (row === undefined || !['planning', 'scheduled', 'sending'].includes(row.status))
    return row?.status === 'paused' ? 'already' : (row?.status ?? 'draft');
  await setStatus(tx, moment, id, 'paused');
  await tx
    .updateTable('outbox')
    .set({ state: 'held', reason: 'paused' })
    .where('broadcast_id', '=', id)
    .where('state', '=', lit('pending'))
    .execute();
  return 'paused';
}

/** Lets a broadcast that stood still go on. */
export async function resumeBroadcast(
  tx: Tx,
  moment: Moment,
  id: string,
): Promise<'resumed' | 'already' | BroadcastStatus> {
  const row = await findBroadcast(tx, id);
  if (row?.status !== 'paused')
    return row !== undefined && ['planning', 'scheduled', 'sending'].includes(row.status)
      ? 'already'
      : (row?.status ?? 'draft');
  await setStatus(tx, moment, id, readyStatus(row, moment.now));
  await tx
    .updateTable('outbox')
    .set({ state: 'pending', reason: null })
    .where('broadcast_id', '=', id)
    .where('state', '=', lit('held'))
    .execute();
  return 'resumed';
}

/** Ends a broadcast: nothing more of it leaves. Who has it, has it. */
export async function cancelBroadcast(
  tx: Tx,
  moment: Moment,
  id: string,
): Promise<'cancelled' | 'already' | BroadcastStatus> {
  const row = await findBroadcast(tx, id);
  if (row === undefined || row.status === 'done') return 'done';
  if (row.status === 'cancelled') return 'already';
  await setStatus(tx, moment, id, 'cancelled');
  await tx
    .updateTable('outbox')
    .set({ state: 'cancelled', reason: 'broadcast cancelled', settled_at: moment.now })
    .where('broadcast_id', '=', id)
    .where('state', 'in', [lit('pending'), lit('held')])
    .execute();
  await callOff(tx, moment, id);
  return 'cancelled';
}

/** One that has ended goes on where somebody is still to be reached: it can be paused, and cancelled, as before. */
export async function reopenBroadcast(tx: Tx, moment: Moment, id: string): Promise<void> {
  await tx
    .updateTable('broadcast')
    .set({ status: 'sending', changed_at: moment.now, finished_at: null })
    .where('id', '=', id)
    .where('status', '=', 'done')
    .execute();
}

/** Moves a broadcast on. */
export async function setStatus(tx: Tx, moment: Moment, id: string, status: BroadcastStatus): Promise<void> {
  const finished = status === 'done' || status === 'cancelled' ? { finished_at: moment.now } : {};
  await tx
    .updateTable('broadcast')
    .set({ status, changed_at: moment.now, ...finished })
    .where('id', '=', id)
    .execute();
}

/** After the recipients are written down: it waits for its time, or goes out. */
export async function becomeReady(tx: Tx, moment: Moment, row: Broadcast): Promise<void> {
  await setStatus(tx, moment, row.id, readyStatus({ ...row, planned_at: moment.now }, moment.now));
}
