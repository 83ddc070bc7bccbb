import { CompiledQuery } from 'kysely';
import type { Store } from './open.ts';

/**
 * Empties the write-ahead log, which still holds pages from before an erasure. In the database file itself
 * `secure_delete`, which every connection sets, has overwritten the data with zeros.
 * @returns 'busy' while another process is reading: call again later
 */
export async function truncateWal(store: Store): Promise<'clean' | 'busy'> {
  if (store.engine !== 'sqlite') return 'clean';
  const { rows } = await store.db.executeQuery<{ busy: number }>(CompiledQuery.raw('pragma wal_checkpoint(TRUNCATE)'));
  return rows[0]?.busy === 0 ? 'clean' : 'busy';
}
