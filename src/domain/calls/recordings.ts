import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Call, Db, RecordingTable, Tx } from '../../db/schema/index.ts';
import { DAY_MS, later, type Instant } from '../base/time.ts';

/** Recorded messages are kept for this time (docs/rules.md N3) and then erased, at the carrier too. */
const KEPT_MS = 14 * DAY_MS;

/** The result of a callback that cannot be made, because the caller left neither a number nor a message. */
export const NO_MESSAGE = 'hidden number, no message';
/** The name under which the line closes it. */
export const LINE = 'ringerunde';

/**
 * Records a message that a caller left. The carrier reports it twice; the second report changes nothing. The end of the
 * call may be reported first: a caller with a hidden number has left no trace by then, and the callback is opened
 * again.
 */
export async function recordRecording(
  tx: Tx,
  moment: Moment,
  { sid, seconds, call }: { sid: string; seconds: number; call: Pick<Call, 'id' | 'centre_id' | 'callback_id'> },
): Promise<'noted' | 'already noted'> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('recording')
    .values({
      id: sid,
      centre_id: call.centre_id,
      call_id: call.id,
      callback_id: call.callback_id,
      seconds,
      made_at: moment.now,
      erase_at: later(moment.now, KEPT_MS),
      erased_at: null,
    })
    .onConflict((c) => c.column('id').doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows !== 1n) return 'already noted';
  await tx
    .updateTable('callback')
    .set({ status: 'open', outcome: null, done_at: null, done_by: null })
    .where('id', '=', call.callback_id)
    .where('outcome', '=', NO_MESSAGE)
    .where('done_by', '=', LINE)
    .execute();
  return 'noted';
}

/** The messages of these callbacks that are not erased, oldest first. */
export async function recordingsOf(db: Db, callbackIds: readonly string[]): Promise<RecordingTable[]> {
  if (callbackIds.length === 0) return [];
  return db
    .selectFrom('recording')
    .selectAll()
    .where('callback_id', 'in', callbackIds)
    .where('erased_at', 'is', null)
    .orderBy('made_at')
    .execute();
}

const DUE_MAX = 50;

const due = compiled<{ now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('recording')
    .select('id')
    .where('erased_at', 'is', null)
    .where('erase_at', '<=', arg('now'))
    .limit(DUE_MAX),
);

/** Messages to erase now. */
export const recordingsToErase = (db: Db, now: Instant): Promise<{ id: string }[]> => due(db, { now });

/** Records that a message is erased, at the carrier too. */
export async function recordErased(tx: Tx, moment: Moment, id: string): Promise<void> {
  await tx.updateTable('recording').set({ erased_at: moment.now }).where('id', '=', id).execute();
}
