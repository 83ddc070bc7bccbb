import { search, type ActivityIndex, type Found, type Query } from '../../domain/search/search.ts';
import { pick } from '../../understanding/named/pick.ts';

/** Hits among which the one is looked for whose title has the words. */
const NAMED_MAX = 12;

/** The activities whose titles have the words, in the order of the search. */
export function namedBy(index: ActivityIndex, words: string, query: Omit<Query, 'words' | 'limit' | 'skip'>): Found[] {
  const { found } = search(index, { ...query, words, limit: NAMED_MAX, skip: 0 });
  return found.filter(({ title }) => pick(words, [title]) !== null);
}

/** The only activity that the words name; null where there is none, or several of which none fits better than the others. */
export function theOneNamed(
  index: ActivityIndex,
  words: string,
  query: Omit<Query, 'words' | 'limit' | 'skip'>,
): Found | null {
  const named = namedBy(index, words, query);
  if (named.length < 2) return named[0] ?? null;
  const line = pick(
    words,
    named.map(({ title }) => title),
  );
  return line === null ? null : (named[line - 1] ?? null);
}
