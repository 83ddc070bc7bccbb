import type { Moment } from '../../db/moment.ts';
import type { BroadcastStatus, OutgoingCall, OutboxRow, Tx } from '../../db/schema/index.ts';
import { humanTells, isOptedOut } from '../centres/opt-out.ts';
import { stillHolds } from './offer-messages.ts';
import { NO_LONGER_SO } from './withdraw-pending.ts';

type Tried = Pick<OutboxRow & OutgoingCall, 'centre_id' | 'number' | 'about_kind' | 'about_id' | 'broadcast_id'>;

/** Whether a failed message may be tried again; `not` is the reason why it may not. */
export type Again = { not: 'opted out' | 'broadcast cancelled' | typeof NO_LONGER_SO } | 'at once' | 'when it goes on';

/**
 * The rule for messages and calls: no retry after STOP, for a cancelled broadcast, or for content that is no longer
 * true.
 */
export async function mayBeTried(tx: Tx, row: Tried): Promise<Again> {
  if (await isOptedOut(tx, { centreId: row.centre_id, number: row.number })) return { not: 'opted out' };
  const broadcast = row.broadcast_id === null ? undefined : await statusOf(tx, row.broadcast_id);
  if (broadcast === 'cancelled') return { not: 'broadcast cancelled' };
  if (!(await stillHolds(tx, row))) return { not: NO_LONGER_SO };
  return broadcast === 'paused' ? 'when it goes on' : 'at once';
}

/**
 * Cancels a call that would be repeated and must not be. Staff tell the change to a person whose STOP blocks the call.
 */
export async function callOffIfOver(tx: Tx, moment: Moment, row: OutgoingCall): Promise<'called off' | 'goes on'> {
  const again = await mayBeTried(tx, row);
  if (typeof again === 'string') return 'goes on';
  await tx
    .updateTable('outgoing_call')
    .set({ state: 'cancelled', reason: again.not, settled_at: moment.now, lease_until: null })
    .where('id', '=', row.id)
    .execute();
  if (again.not === 'opted out') await humanTells(tx, moment, { centreId: row.centre_id, number: row.number }, [row]);
  return 'called off';
}

async function statusOf(tx: Tx, broadcastId: string): Promise<BroadcastStatus | undefined> {
  const row = await tx.selectFrom('broadcast').select('status').where('id', '=', broadcastId).executeTakeFirst();
  return row?.status;
}
