import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later } from '../base/time.ts';

/** After a week of refusals the service stops asking the carrier. */
const TRIES_MAX = 168;
const TOGETHER_MAX = 50;

/**
 * Records texts that the carrier should also forget. Ids of texts that it does not keep are skipped when they are due.
 */
export async function recordCarrierCopies(tx: Tx, { now }: Moment, sids: readonly (string | null)[]): Promise<void> {
  for (const sid of sids) {
    if (sid === null) continue;
    await tx
      .insertInto('carrier_copy')
      .values({ sid, noted_at: now, tries: 0, retry_at: now })
      .onConflict((c) => c.column('sid').doNothing())
      .execute();
  }
}

/** Some of the texts that the carrier has not forgotten yet. */
export async function carrierCopiesDue(db: Db, now: string): Promise<{ sid: string; tries: number }[]> {
  return db
    .selectFrom('carrier_copy')
    .select(['sid', 'tries'])
    .where('retry_at', '<=', now)
    .orderBy('retry_at')
    .limit(TOGETHER_MAX)
    .execute();
}

/** Records the carrier's answer: forgotten, or to be repeated in an hour. */
export async function finishCarrierCopy(
  tx: Tx,
  { now }: Moment,
  copy: { sid: string; tries: number },
  outcome: 'forgotten' | 'again',
): Promise<void> {
  if (outcome === 'forgotten' || copy.tries + 1 >= TRIES_MAX) {
    await tx.deleteFrom('carrier_copy').where('sid', '=', copy.sid).execute();
    return;
  }
  const set = { tries: copy.tries + 1, retry_at: later(now, HOUR_MS) };
  await tx.updateTable('carrier_copy').set(set).where('sid', '=', copy.sid).execute();
}
