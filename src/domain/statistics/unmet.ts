import { compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { toWall } from '../base/time.ts';

const AREA_MAX = 60;

const add = compiledChange<{ centre: string; month: string; area: string; category: string }>((db, arg) =>
  db
    .insertInto('unmet_search')
    .values({ centre_id: arg('centre'), month: arg('month'), area: arg('area'), category: arg('category'), n: 1 })
    .onConflict((c) =>
      c.columns(['centre_id', 'month', 'area', 'category']).doUpdateSet((e) => ({ n: e('unmet_search.n', '+', 1) })),
    ),
);

/** Counts a search without a result in its month. */
export async function addUnmetSearch(
  tx: Tx,
  { now }: Moment,
  { centreId, area, category }: { centreId: string; area: string; category: string },
): Promise<void> {
  await add(tx, { centre: centreId, month: toWall(now).slice(0, 7), area: area.slice(0, AREA_MAX), category });
}

/** Searches without a result in a month, the most frequent first. */
export function unmetSearches(
  db: Db,
  centreId: string,
  month: string,
): Promise<{ area: string; category: string; n: number }[]> {
  return db
    .selectFrom('unmet_search')
    .select(['area', 'category', 'n'])
    .where('centre_id', '=', centreId)
    .where('month', '=', month)
    .orderBy('n', 'desc')
    .orderBy('area')
    .orderBy('category')
    .execute();
}
