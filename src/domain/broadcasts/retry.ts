import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { ringOnceMore, uncertainCallsOf } from './calls.ts';
import { findBroadcast } from './broadcasts.ts';
import { SENT_AGAIN } from './report.ts';
import { retryMessage } from '../messages/outbox.ts';

/** Texts of a broadcast whose outcome is still unknown after asking the carrier. */
const uncertainTexts = (db: Db, id: string): Promise<{ id: string }[]> =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('broadcast_id', '=', id)
    .where('state', '=', 'unknown')
    .where('settled_at', 'is not', null)
    .where((e) => e.or([e('reason', 'is', null), e('reason', '!=', SENT_AGAIN)]))
    .orderBy('seq')
    .execute();

/** Texts and calls of a broadcast whose outcome is still unknown after asking the carrier. */
export const uncertainOf = async (db: Db, id: string): Promise<{ id: string }[]> => [
  ...(await uncertainTexts(db, id)),
  ...(await uncertainCallsOf(db, id)),
];

/** Sends them again when staff choose to; a second call does nothing. */
export async function retryUncertain(tx: Tx, moment: Moment, id: string): Promise<number> {
  let again = 0;
  for (const row of await uncertainTexts(tx, id)) {
    const word = await retryMessage(tx, moment, row.id);
    if (word !== 'queued' && word !== 'already queued') continue;
    await tx.updateTable('outbox').set({ reason: SENT_AGAIN }).where('id', '=', row.id).execute();
    if (word === 'queued') again++;
  }
  // A cancelled broadcast makes no further calls.
  const calls = (await findBroadcast(tx, id))?.status === 'cancelled' ? [] : await uncertainCallsOf(tx, id);
  for (const call of calls) if ((await ringOnceMore(tx, moment, call.id)) === 'queued') again++;
  return again;
}
