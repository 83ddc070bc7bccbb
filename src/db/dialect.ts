import { PostgresAdapter, sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Db } from './schema/index.ts';

/** A word written into the statement itself: a partial index is used only where its condition stands there literally. */
export const lit = <W extends string>(word: W): RawBuilder<W> => sql.lit(word);

/** Whether others may be at work in the same tables at the same moment; SQLite has one writer at a time. */
export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** Leaves out the rows that another process holds, on PostgreSQL; SQLite has one writer, and nothing to leave out. */
export function skipLocked<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return isPostgres(db) ? query.forUpdate().skipLocked() : query;
}

/** How far, in kilometres, the columns `lat` and `lon` of `table` are from a point, on both databases. */
export function kmFrom(table: string, point: { lat: number; lon: number }): RawBuilder<number> {
  const [lat, lon] = [sql.ref(`${table}.lat`), sql.ref(`${table}.lon`)];
  const half = (of: RawBuilder<unknown>, from: number): RawBuilder<number> =>
    sql<number>`sin(radians(${of} - ${from}) / 2) * sin(radians(${of} - ${from}) / 2)`;
  return sql<number>`12742 * asin(sqrt(${half(lat, point.lat)} + cos(radians(${point.lat})) * cos(radians(${lat})) * ${half(lon, point.lon)}))`;
}
