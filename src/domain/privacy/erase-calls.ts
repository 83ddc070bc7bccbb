import type { Moment } from '../../db/moment.ts';
import type { Arrival, Db, Tx } from '../../db/schema/index.ts';
import type { Instant } from '../base/time.ts';

/** Removes the person from calls. The row of a call stays as a count; the next sweep erases its recordings. */
export async function eraseCalls(
  tx: Tx,
  moment: Moment,
  who: { centreId: string; number: string },
): Promise<{ call: number; outgoing_call: number; recording: number }> {
  const calls = await tx
    .selectFrom('call')
    .select('id')
    .where('centre_id', '=', who.centreId)
    .where('number', '=', who.number)
    .execute();
  const placed = await tx
    .deleteFrom('outgoing_call')
    .where('centre_id', '=', who.centreId)
    .where('number', '=', who.number)
    .executeTakeFirst();
  if (calls.length === 0) return { call: 0, outgoing_call: Number(placed.numDeletedRows), recording: 0 };
  const ids = calls.map(({ id }) => id);
  const recordings = await tx
    .updateTable('recording')
    .set({ erase_at: moment.now, callback_id: null })
    .where('call_id', 'in', ids)
    .where('erased_at', 'is', null)
    .executeTakeFirst();
  await tx
    .updateTable('call')
    .set({ number: '', person_id: null, callback_id: null, outgoing_id: null })
    .where('id', 'in', ids)
    .execute();
  return {
    call: calls.length,
    outgoing_call: Number(placed.numDeletedRows),
    recording: Number(recordings.numUpdatedRows),
  };
}

/**
 * The arrivals of the steps of a number's calls: they hold the spoken words and the answers, but do not name the number
 * as peer.
 */
export async function stepsOfCalls(
  db: Db,
  who: { centreId: string; number: string },
): Promise<Pick<Arrival, 'seq' | 'id' | 'state'>[]> {
  const calls = await db
    .selectFrom('call')
    .select('id')
    .where('centre_id', '=', who.centreId)
    .where('number', '=', who.number)
    .execute();
  const steps: Pick<Arrival, 'seq' | 'id' | 'state'>[] = [];
  for (const { id } of calls)
    steps.push(
      ...(await db
        .selectFrom('arrival')
        .select(['seq', 'id', 'state'])
        .where('kind', '=', 'call')
        .where('id', 'like', `${id}:%`)
        .execute()),
    );
  return steps;
}

/** Removes the numbers of old calls, and the purposes of old outgoing calls: at most `max` of each. */
export async function forgetOldCalls(tx: Tx, before: Instant, max: number): Promise<number> {
  const calls = await tx
    .selectFrom('call')
    .select('id')
    .where('ended_at', 'is not', null)
    .where('ended_at', '<=', before)
    .where('number', '<>', '')
    .limit(max)
    .execute();
  const placed = await tx
    .selectFrom('outgoing_call')
    .select('id')
    .where('settled_at', 'is not', null)
    .where('settled_at', '<=', before)
    .limit(max)
    .execute();
  if (calls.length > 0)
    await tx
      .updateTable('call')
      .set({ number: '', person_id: null })
      .where(
        'id',
        'in',
        calls.map(({ id }) => id),
      )
      .execute();
  if (placed.length > 0)
    await tx
      .deleteFrom('outgoing_call')
      .where(
        'id',
        'in',
        placed.map(({ id }) => id),
      )
      .execute();
  return calls.length + placed.length;
}
