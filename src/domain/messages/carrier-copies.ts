import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later } from '../base/time.ts';

/** A carrier that says no for a week is asked no more. */
const TRIES_MAX = 168;
const TOGETHER_MAX = 50;

/** Notes texts that the carrier is to forget too. What is no id of a text that it keeps is left out when it is its turn. */
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

/** Some that are still to be forgotten. */
export async function carrierCopiesDue(db: Db, now: string): Promise<{ sid: string; tries: number }[]> {
  return db
    .selectFrom('carrier_copy')
    .select(['sid', 'tries'])
    .where('retry_at', '<=', now)
    .orderBy('retry_at')
    .limit(TOGETHER_MAX)
    .execute();
}

/** Notes what the carrier answered: forgotten, or to be asked again in an hour. */
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
