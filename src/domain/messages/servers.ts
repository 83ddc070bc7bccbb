import type { Db, Tx } from '../../db/schema/index.ts';
import { HOUR_MS, later, MINUTE_MS, type Instant } from '../base/time.ts';

const SERVER = 'database_server';
const FAILED_OVER_AT = 'failed_over_at';
/** By then the line has done again what a server forgot: it asks the carrier every few minutes what came in. */
const DOUBT_MS = HOUR_MS;

/**
 * Keeps the name of the server that has the database.
 * @returns since when another server has it, where that is less than an hour, and whether this is news
 */
export async function noteServer(
  tx: Tx,
  now: Instant,
  server: string,
): Promise<{ since: Instant | null; isNews: boolean }> {
  const kept = await keptIn(tx);
  if (kept.get(SERVER) === server) {
    const since = kept.get(FAILED_OVER_AT) ?? null;
    return { since: isDoubtful(since, now) ? since : null, isNews: false };
  }
  await keep(tx, SERVER, server);
  if (!kept.has(SERVER)) return { since: null, isNews: false };
  await keep(tx, FAILED_OVER_AT, now);
  return { since: now, isNews: true };
}

/**
 * Whether what is sent now may have left before another server took over, at `since`. The clock that noted it may have
 * been far ahead.
 */
export const isDoubtful = (since: Instant | null, now: Instant): since is Instant =>
  since !== null && since <= later(now, MINUTE_MS) && now < later(since, DOUBT_MS);

async function keptIn(db: Db): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('meta')
    .select(['key', 'value'])
    .where('key', 'in', [SERVER, FAILED_OVER_AT])
    .execute();
  return new Map(rows.map(({ key, value }) => [key, value]));
}

async function keep(tx: Tx, key: string, value: string): Promise<void> {
  await tx
    .insertInto('meta')
    .values({ key, value })
    .onConflict((c) => c.column('key').doUpdateSet({ value }))
    .execute();
}
