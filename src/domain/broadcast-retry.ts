import type { Moment } from '../db/moment.ts';
import type { Db, OutboxRow, Tx } from '../db/schema.ts';
import { SENT_AGAIN } from './broadcast-report.ts';
import { retryMessage } from './outbox.ts';

/** Messages of a broadcast that nobody knows the fate of, after they were looked up. */
export const uncertainOf = (db: Db, id: string): Promise<Pick<OutboxRow, 'id'>[]> =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('broadcast_id', '=', id)
    .where('state', '=', 'unknown')
    .where('settled_at', 'is not', null)
    .where((e) => e.or([e('reason', 'is', null), e('reason', '!=', SENT_AGAIN)]))
    .orderBy('seq')
    .execute();

/** Sends them once more, because staff choose to; doing it twice does nothing the second time. */
export async function retryUncertain(tx: Tx, moment: Moment, id: string): Promise<number> {
  let again = 0;
  for (const row of await uncertainOf(tx, id)) {
    const word = await retryMessage(tx, moment, row.id);
    if (word !== 'queued' && word !== 'already queued') continue;
    await tx.updateTable('outbox').set({ reason: SENT_AGAIN }).where('id', '=', row.id).execute();
    if (word === 'queued') again++;
  }
  return again;
}
