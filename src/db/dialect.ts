import { PostgresAdapter, sql, type RawBuilder, type SelectQueryBuilder } from 'kysely';
import type { Db } from './schema/index.ts';

/** A word written into the statement: a partial index is used only when its condition is literal in the statement. */
export const lit = <W extends string>(word: W): RawBuilder<W> => sql.lit(word);

/** True when other processes may write to the same tables at the same time; SQLite has one writer at a time. */
export const isPostgres = (db: Db): boolean => db.getExecutor().adapter instanceof PostgresAdapter;

/** Skips rows that another process has locked, on PostgreSQL. SQLite has one writer, so no row is locked. */
export function skipLocked<DB, TB extends keyof DB, O>(
  db: Db,
  query: SelectQueryBuilder<DB, TB, O>,
): SelectQueryBuilder<DB, TB, O> {
  return isPostgres(db) ? query.forUpdate().skipLocked() : query;
}

/** Distance in kilometres from a point to the columns `lat` and `lon` of `table`, on both databases. */
export function kmFrom(table: string, point: { lat: number; lon: number }): RawBuilder<number> {
  const [lat, lon] = [sql.ref(`${table}.lat`), sql.ref(`${table}.lon`)];
  const half = (of: RawBuilder<unknown>, from: number): RawBuilder<number> =>
    sql<number>`sin(radians(${of} - ${from}) / 2) * sin(radians(${of} - ${from}) / 2)`;
  return sql<number>`12742 * asin(sqrt(${half(lat, point.lat)} + cos(radians(${point.lat})) * cos(radians(${lat})) * ${half(lon, point.lon)}))`;
}
