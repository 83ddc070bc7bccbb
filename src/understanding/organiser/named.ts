import { STOP_WORDS } from '../lexicon/common.ts';
import { slipsAllowed, distance } from '../words/distance.ts';
import { tokenise, type Token } from '../base/normalise.ts';

const WORD_MIN = 3;

/**
 * The places of the titles that the words name: those that share the most words with it, endings left aside. Empty where
 * no title is named.
 */
export function activitiesNamed(tokens: readonly Token[], titles: readonly string[]): number[] {
  const points = titles.map((title) => likeness(tokens, title));
  const most = Math.max(0, ...points);
  return most === 0 ? [] : points.flatMap((n, i) => (n === most ? [i] : []));
}

/** The part of the title's words that the text has. */
function likeness(tokens: readonly Token[], title: string): number {
  const wanted = tokenise(title).filter(isTelling);
  if (wanted.length === 0) return 0;
  const met = wanted.filter(({ fold }) => tokens.some((token) => isTelling(token) && isAlike(token.fold, fold)));
  return met.length === 0 ? 0 : met.length + met.length / wanted.length;
}

const isTelling = ({ fold }: Token): boolean => fold.length >= WORD_MIN && !STOP_WORDS.has(fold) && !/^\d+$/.test(fold);

/** The same word, with another ending, as a part of a compound ("koret", "strikkekafeen", "kafe"), or with a slip. */
function isAlike(one: string, other: string): boolean {
  const [said, title] = [inNorwegian(one), inNorwegian(other)];
  if (said === title) return true;
  const [short, long] = said.length < title.length ? [said, title] : [title, said];
  if (short.length >= 4 && (long.startsWith(short) || long.endsWith(short))) return true;
  if (short.length >= WORD_MIN && long.startsWith(short) && ENDING.test(long.slice(short.length))) return true;
  for (const stem of stemsOf(said)) {
    if (title.startsWith(stem) && stem.length >= WORD_MIN) return true;
    if (stem.length >= 4 && [title, ...stemsOf(title)].some((word) => word.endsWith(stem))) return true;
  }
  const allowed = slipsAllowed(title);
  return allowed > 0 && distance(said, title, allowed) <= allowed;
}

/** What English speakers call things in Norwegian titles. */
const IN_NORWEGIAN: Readonly<Record<string, string>> = {
  course: 'kurs',
  class: 'kurs',
  choir: 'kor',
  walk: 'tur',
  walking: 'tur',
  hike: 'tur',
  knitting: 'strikk',
  book: 'bok',
  dance: 'dans',
};

const inNorwegian = (word: string): string => IN_NORWEGIAN[word] ?? word.replace('cafe', 'kafe');

const ENDING = /^(?:e|en|et|a|n|t|er|ar|ene|ane|na|s|ens|ets|met|men|ma)$/;
/** The word without each ending that it may have: "kafeen" is "kafe". */
const stemsOf = (word: string): string[] =>
  ['ene', 'ane', 'en', 'et', 'er', 'ar', 'a', 'e', 's', 'ens', 'ets'].flatMap((ending) =>
    word.endsWith(ending) && word.length - ending.length >= WORD_MIN ? [word.slice(0, -ending.length)] : [],
  );
