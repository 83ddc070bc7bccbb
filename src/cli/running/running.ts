import type { Store } from '../../db/open.ts';
import type { Db } from '../../db/schema/index.ts';

/** Real time, also where the clock of the house is a pretended one: this is about processes. */
const BEAT_MS = 5_000;
const GONE_AFTER_MS = 20_000;
const NAME = 'serve:';

/** Says in the database that a service runs on it. Answers how to say that it has stopped. */
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
  // A beat that is missed is made up for by the next.
  const timer = setInterval(() => void beat().catch(() => {}), BEAT_MS);
  return async () => {
    clearInterval(timer);
    await store.write((tx) => tx.deleteFrom('lease').where('name', '=', name).execute());
  };
}

/** Whether a service runs on this database: it said so lately. */
export async function isRunning(db: Db): Promise<boolean> {
  const row = await db
    .selectFrom('lease')
    .select('name')
    .where('name', 'like', `${NAME}%`)
    .where('until', '>', new Date().toISOString())
    .executeTakeFirst();
  return row !== undefined;
}
