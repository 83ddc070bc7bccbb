import { CATEGORIES } from '../../domain/base/categories.ts';
import type { SearchResult } from '../../domain/search/search.ts';
import { categoryOfWord } from '../../domain/search/search-words.ts';
import { addUnmetSearch } from '../../domain/statistics/unmet.ts';
import type { Scene } from '../engine/scene.ts';

interface Searched {
  place: { name: string; postcode?: string | null };
  category: string | null;
  words: string | null;
  answer: Pick<SearchResult, 'found' | 'by' | 'wider'>;
}

/** Counts a search that found nothing of what was asked for, or nothing nearby: a number and a place, and nobody's name. */
export async function recordUnmetSearch(scene: Scene, { place, category, words, answer }: Searched): Promise<void> {
  const asked = words !== null && answer.by !== 'words' && answer.by !== 'some words';
  if (answer.found.length > 0 && !answer.wider && !asked) return;
  const wanted = category ?? (words === null ? null : categoryOfWord(words));
  await addUnmetSearch(scene.tx, scene.moment, {
    centreId: scene.centre.id,
    area: place.name,
    category: wanted !== null && wanted in CATEGORIES ? wanted : 'other',
  });
}
