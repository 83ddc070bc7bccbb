import type { Token } from '../base/normalise.ts';
import { folded } from './tables.ts';

/** Phrases of one or more folded words, by their first word; longer ones come first. */
export type PhraseList = ReadonlyMap<string, readonly (readonly string[])[]>;

/** Compiles some lists of a table; done once, when the module is loaded. */
export function phraseList(...lists: readonly string[]): PhraseList {
  const byFirst = new Map<string, string[][]>();
  for (const phrase of lists.flatMap(folded).map((words) => words.split(' '))) {
    const first = phrase[0] ?? '';
    byFirst.set(
      first,
      [...(byFirst.get(first) ?? []), phrase].toSorted((a, b) => b.length - a.length),
    );
  }
  return byFirst;
}

/** Number of words of the longest phrase that begins at this position; 0 for none. */
export function lengthAt(tokens: readonly Token[], at: number, list: PhraseList): number {
  const first = tokens[at]?.fold;
  const found = first === undefined ? undefined : list.get(first);
  return found?.find((phrase) => phrase.every((word, i) => tokens[at + i]?.fold === word))?.length ?? 0;
}

/** The places of all words that belong to a phrase of the list. */
export function placesIn(tokens: readonly Token[], list: PhraseList): number[] {
  return tokens.flatMap((_, at) => Array.from({ length: lengthAt(tokens, at, list) }, (_word, i) => at + i));
}
