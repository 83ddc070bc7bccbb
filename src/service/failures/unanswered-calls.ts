import type { Moment } from '../../db/moment.ts';
import type { Call, OutgoingCall, Tx } from '../../db/schema/index.ts';
import { callOffIfOver } from '../../domain/messages/retry-rules.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { earliestCall } from '../../domain/calls/outgoing-calls.ts';
import { findCall } from '../../domain/calls/calls.ts';
import { passOver } from './undeliverable.ts';
import { HOUR_MS, later, MINUTE_MS, type Instant } from '../../domain/base/time.ts';

/** When the line rings a person again who did not answer; after the last try, staff ring. */
const AGAIN_MS = [15 * MINUTE_MS, 2 * HOUR_MS];

/**
 * Records the end of a call that the service placed: heard, to be repeated by rule, or passed to staff. A late report
 * changes nothing.
 */
export async function finishCall(
  tx: Tx,
  moment: Moment,
  { id, sid, status }: { id: string; sid: string; status: string },
): Promise<void> {
  const row = await tx.selectFrom('outgoing_call').selectAll().where('id', '=', id).executeTakeFirst();
  if (row === undefined || !['placing', 'placed', 'unknown'].includes(row.state)) return;
  // A late report about an earlier attempt.
  if (row.sid !== null && row.sid !== sid) return;
  const call = await findCall(tx, sid);
  const gotHuman = call !== undefined && (call.taken_at !== null || call.callback_id !== null);
  if (gotHuman) {
    await tx
      .updateTable('outgoing_call')
      .set({ state: 'done', reason: 'human', settled_at: moment.now })
      .where('id', '=', id)
      .execute();
    return;
  }
  await ringAgain(tx, moment, row, reasonOf(call, status));
}

const reasonOf = (call: Call | undefined, status: string): string =>
  status === 'completed' ? (call?.outcome ?? 'not heard') : status;

/** Schedules a call again, or puts the person on the list of those that staff ring. */
async function ringAgain(tx: Tx, moment: Moment, row: OutgoingCall, reason: string): Promise<void> {
  if ((await callOffIfOver(tx, moment, row)) === 'called off') return;
  const waitMs = AGAIN_MS[row.tries - 1];
  const at: Instant | null = waitMs === undefined ? null : earliestCall(later(moment.now, waitMs));
  if (at !== null && (row.expires_at === null || at < row.expires_at)) {
    await tx
      .updateTable('outgoing_call')
      .set({ state: 'pending', not_before: at, reason, sid: null, lease_until: null })
      .where('id', '=', row.id)
      .execute();
    return;
  }
  await giveUpCall(tx, moment, row, 'failed', reason);
}

/** Staff ring instead, or the next volunteer is asked. */
export async function giveUpCall(
  tx: Tx,
  moment: Moment,
  row: OutgoingCall,
  state: 'failed' | 'expired' | 'unknown',
  reason: string,
): Promise<void> {
  await tx
    .updateTable('outgoing_call')
    .set({ state, reason, settled_at: moment.now, lease_until: null })
    .where('id', '=', row.id)
    .execute();
  // The broadcast's report shows it; staff do not ring all of its recipients.
  if (row.broadcast_id !== null) return;
  // The next volunteer is asked, and staff see it on the board.
  if (row.kind === 'offer') return passOver(tx, row, `call ${reason}`, moment);
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirstOrThrow();
  const person = { id: row.person_id, number: row.number, language: row.language };
  await askForCallback({ tx, moment, centre, person }, `${row.kind}, call ${reason}`);
}
