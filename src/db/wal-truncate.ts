import { CompiledQuery } from 'kysely';
import type { Store } from './open.ts';

/**
 * Empties the write-ahead log, where the pages lie as they were before something was erased. With `secure_delete`, which
 * every connection sets, the database file itself has zeros there.
 * @returns 'busy' when another process is reading just now: ask again later
 */
export async function truncateWal(store: Store): Promise<'clean' | 'busy'> {
  if (store.engine !== 'sqlite') return 'clean';
  const { rows } = await store.db.executeQuery<{ busy: number }>(CompiledQuery.raw('pragma wal_checkpoint(TRUNCATE)'));
  return rows[0]?.busy === 0 ? 'clean' : 'busy';
}
