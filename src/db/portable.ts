import { PostgresAdapter, sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Db } from './schema.ts';

/** A word written into the statement itself: a partial index is used only where its condition stands there literally. */
export const lit = <W extends string>(word: W): RawBuilder<W> => sql.lit(word);

/** Leaves out the rows that another process holds, on PostgreSQL; SQLite has one writer, and nothing to leave out. */
export function skipLocked<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return db.getExecutor().adapter instanceof PostgresAdapter ? query.forUpdate().skipLocked() : query;
}
