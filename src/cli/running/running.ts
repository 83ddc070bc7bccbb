import type { Store } from '../../db/open.ts';
import type { Db } from '../../db/schema/index.ts';

/** Real time, even under a simulated clock: these times are about processes. */
const BEAT_MS = 5_000;
const GONE_AFTER_MS = 20_000;
const NAME = 'serve:';

/** Records in the database that a service runs on it. Returns the function that records its end. */
export async function sayRunning(store: Store, holder: string): Promise<() => Promise<void>> {
  const name = `${NAME}${holder}`;
  const beat = async (): Promise<void> => {
    const until = new Date(Date.now() + GONE_AFTER_MS).toISOString();
    await store.write((tx) =>
      tx
        .insertInto('lease')
        .values({ name, holder, fence: 1, until })
        .onConflict((c) => c.column('name').doUpdateSet({ until }))
        .execute(),
    );
  };
  await beat();
  // The next beat makes up for a missed one.
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  return async () => {
    clearInterval(timer);
    await store.write((tx) => tx.deleteFrom('lease').where('name', '=', name).execute());
  };
}

/** Whether a service runs on this database: its last beat is recent. */
export async function isRunning(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('lease')
    .select('name')
    .where('name', 'like', `${NAME}%`)
    .where('until', '>', new Date().toISOString())
    .executeTakeFirst();
  return row !== undefined;
}
