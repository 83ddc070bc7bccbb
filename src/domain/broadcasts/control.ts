import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Broadcast, BroadcastStatus, Tx } from '../../db/schema/index.ts';
import { callOff } from './calls.ts';
import { findBroadcast } from './broadcasts.ts';
import type { Instant } from '../base/time.ts';

/** The status of a broadcast after its recipients are planned. */
const readyStatus = (b: Pick<Broadcast, 'send_at' | 'planned_at'>, now: Instant): BroadcastStatus =>
  b.planned_at === null ? 'planning' : b.send_at !== null && b.send_at > now ? 'scheduled' : 'sending';

/** Pauses a broadcast: no more messages leave, except those that the carrier is receiving at this moment. */
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

/** Resumes a paused broadcast. */
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

/** Cancels a broadcast: no more messages leave. Delivered ones stay delivered. */
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

/** Resumes a finished broadcast that has to reach more recipients. It can then be paused and cancelled again. */
export async function reopenBroadcast(tx: Tx, moment: Moment, id: string): Promise<void> {
  await tx
    .updateTable('broadcast')
    .set({ status: 'sending', changed_at: moment.now, finished_at: null })
    .where('id', '=', id)
    .where('status', '=', 'done')
    .execute();
}

/** Sets the status of a broadcast. */
export async function setStatus(tx: Tx, moment: Moment, id: string, status: BroadcastStatus): Promise<void> {
  const finished = status === 'done' || status === 'cancelled' ? { finished_at: moment.now } : {};
  await tx
    .updateTable('broadcast')
    .set({ status, changed_at: moment.now, ...finished })
    .where('id', '=', id)
    .execute();
}

/** After the planning, the broadcast waits for its time or starts. */
export async function becomeReady(tx: Tx, moment: Moment, row: Broadcast): Promise<void> {
  await setStatus(tx, moment, row.id, readyStatus({ ...row, planned_at: moment.now }, moment.now));
}
