import { compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import { CATEGORIES } from '../base/categories.ts';
import { categoryOfWord } from '../search/search-words.ts';
import type { SearchResult } from '../search/search.ts';
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

export interface MadeSearch {
  /** The name of the place around which the person searched. */
  area: string;
  category: string | null;
  words: string | null;
  answer: Pick<SearchResult, 'found' | 'by' | 'wider'>;
  /** True when nothing was within what the wish was limited to: free, for children, in the evening. */
  missed: boolean;
}

/** Counts a search without a relevant or nearby result. Stores a number and a place, and no person. */
export async function recordUnmetSearch(
  tx: Tx,
  moment: Moment,
  centreId: string,
  { area, category, words, answer, missed }: MadeSearch,
): Promise<void> {
  const asked = words !== null && answer.by !== 'words' && answer.by !== 'some words';
  if (answer.found.length > 0 && !answer.wider && !asked && !missed) return;
  const wanted = category ?? (words === null ? null : categoryOfWord(words));
  const known = wanted !== null && wanted in CATEGORIES ? wanted : 'other';
  await addUnmetSearch(tx, moment, { centreId, area, category: known });
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
