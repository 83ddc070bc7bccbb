import { activityIndex } from '../../domain/search/search.ts';
import { categoryOfWord, soughtKeys } from '../../domain/search/search-words.ts';
import type { Slots } from '../../understanding/base/reading.ts';
import type { Scene } from '../engine/scene.ts';
import { namedBy } from './named.ts';

/** Shorter words are in many titles by chance. */
const WORD_MIN = 4;

/**
 * What a question about nothing that is shown may be looked for with: a word for a kind of activity, or one of a title of
 * the centre's activities. "Driver dere kor? Jeg har sunget mye før" gets the choir and not a human.
 * @returns null for a question that names nothing of the kind
 */
export async function soughtIn({ tx, centre, moment }: Scene, said: string): Promise<Slots | null> {
  const keys = soughtKeys(said);
  const known = keys.find((key) => categoryOfWord(key) !== null);
  if (known !== undefined) return { activity: known };
  const index = await activityIndex(tx, centre.id);
  const titled = keys.find((key) => key.length >= WORD_MIN && namedBy(index, key, { now: moment.now }).length > 0);
  return titled === undefined ? null : { activity: titled };
}
