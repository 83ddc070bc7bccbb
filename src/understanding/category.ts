import type { Speller } from './distance.ts';
import { speller } from './distance.ts';
import { FORE_WORDS, PLAIN_HEADS, TOPICS } from './lexicon/topics.ts';
import { STOP_WORDS } from './lexicon/common.ts';
import type { Token } from './normalise.ts';
import { fold, tokenise, words } from './normalise.ts';
import type { Category } from './reading.ts';
import { CATEGORIES } from './reading.ts';

/** A topic found in a word. */
export interface Topic {
  category: Category;
  /** The word to search for: as said, or as the lexicon spells it where a slip was corrected. */
  word: string;
  /** What decided: the whole word, or a part of a compound. */
  by: 'word' | 'compound' | 'typo';
}

const TOPIC_OF: ReadonlyMap<string, { category: Category; spelt: string }> = topicTable();
const HEAD_WORDS = new Set(words(PLAIN_HEADS).map(fold));
const FORES = new Set(words(FORE_WORDS).map(fold));
/** Longest first, so that "håndarbeid" wins over "arbeid". */
const HEADS = [...TOPIC_OF.keys()].filter((word) => /^[a-z]{3,}$/.test(word)).toSorted((a, b) => b.length - a.length);
const INFLECTIONS = [
  '',
  'en',
  'et',
  'a',
  'n',
  't',
  'er',
  'ar',
  'ene',
  'ane',
  'r',
  's',
  'ens',
  'ens',
  'e',
  'ing',
  'inga',
  'ingen',
  'es',
];
/** Sounds put between the parts of a compound. */
const LINKS = ['', 's', 'e', 'er', 'es'];

function topicTable(): Map<string, { category: Category; spelt: string }> {
  const table = new Map<string, { category: Category; spelt: string }>();
  for (const category of CATEGORIES) {
    if (category === 'other') continue;
    for (const spelt of words(TOPICS[category])) {
      const key = fold(spelt);
      if (!table.has(key)) table.set(key, { category, spelt });
    }
  }
  return table;
}

/** Every topic word, folded, for the vocabulary. */
export const TOPIC_VOCABULARY: readonly string[] = [...TOPIC_OF.keys()].filter((word) => !word.includes(' '));

let topicSpeller: Speller | undefined;

/** The topic of one word: itself, an inflected form, a compound with a known part, or one slip away. Null where it has none. */
export function topicOf(said: string): Topic | null {
  const folded = fold(said);
  if (STOP_WORDS.has(folded)) return null;
  const whole = inflected(folded);
  if (whole) return { category: whole.category, word: said, by: 'word' };
  const compound = decompounded(folded);
  if (compound) return { category: compound, word: said, by: 'compound' };
  return null;
}

/** Like {@link topicOf} for a word that nothing else knows: slips are forgiven, and the corrected word is answered. */
export function misspeltTopicOf(said: string): Topic | null {
  topicSpeller ??= speller(TOPIC_OF.keys());
  const nearest = topicSpeller.correct(fold(said));
  const topic = nearest === null ? undefined : TOPIC_OF.get(nearest);
  return topic ? { category: topic.category, word: topic.spelt, by: 'typo' } : null;
}

function inflected(folded: string): { category: Category; spelt: string } | null {
  for (const ending of INFLECTIONS) {
    if (!folded.endsWith(ending)) continue;
    const stem = folded.slice(0, folded.length - ending.length);
    if (stem.length < 3 && ending !== '') continue;
    const found = TOPIC_OF.get(stem);
    // Short stems take only the endings that nouns take: "koret", not "kore".
    if (found && (stem.length > 3 || ending === '' || /^(en|et|ene|er|ar|ane)$/.test(ending))) return found;
  }
  return null;
}

/** Splits a compound once: one part must be a topic, and where that is a short word the other part must be known too. */
function decompounded(folded: string): Category | null {
  if (folded.length < 6 || folded.length > 40 || !/^[a-z]+$/.test(folded)) return null;
  let fore: Category | null = null;
  for (const head of HEADS) {
    if (folded.startsWith(head) && folded.length >= head.length + 2 && fore === null) {
      const rest = folded.slice(head.length);
      if (
        head.length >= 5
          ? rest.length >= 3
          : LINKS.some((link) => rest.startsWith(link) && isHead(rest.slice(link.length)))
      )
        fore = TOPIC_OF.get(head)?.category ?? null;
    }
    for (const ending of INFLECTIONS) {
      if (!folded.endsWith(head + ending)) continue;
      const front = folded.slice(0, folded.length - head.length - ending.length);
      if (front.length < 2) continue;
      const known = LINKS.some(
        (link) =>
          front.endsWith(link) && (FORES.has(front.slice(0, front.length - link.length)) || isTopicPart(front, link)),
      );
      if (known || (head.length >= 5 && front.length >= 3)) {
        const category = TOPIC_OF.get(head)?.category ?? null;
        if (category) return frontDecides(front, head) ?? category;
      }
    }
  }
  return fore;
}

/** "Strikkekafé" is handwork with coffee: where the head is only the form, what stands before it decides. */
function frontDecides(front: string, head: string): Category | null {
  if (!FORM_HEADS.has(head)) return null;
  for (const link of LINKS) {
    if (!front.endsWith(link)) continue;
    const found = TOPIC_OF.get(front.slice(0, front.length - link.length));
    if (found) return found.category;
  }
  return null;
}

const FORM_HEADS = new Set(['kafe', 'cafe', 'klubb', 'treff', 'treffet', 'kafeen', 'senior', 'eldre']);

const isHead = (rest: string): boolean =>
  HEAD_WORDS.has(rest) ||
  (rest.length >= 3 && TOPIC_OF.has(rest)) ||
  HEAD_WORDS.has(rest.replace(/(en|et|a|er|ene)$/, ''));

function isTopicPart(front: string, link: string): boolean {
  const part = front.slice(0, front.length - link.length);
  return part.length >= 3 && TOPIC_OF.has(part);
}

/**
 * For the search: what a text asks for, as the commonest category named and the folded words that are left when stop words go.
 * The words are as said, corrected where a slip was obvious.
 */
export function topics(text: string): { category?: Category; words: string[] } {
  const found: Category[] = [];
  const kept: string[] = [];
  for (const token of tokenise(text)) {
    if (STOP_WORDS.has(token.fold) || /^\d+$/.test(token.fold) || !/\p{L}{2}/u.test(token.fold)) continue;
    const topic = topicOf(token.word) ?? misspeltTopicOf(token.word);
    if (topic) found.push(topic.category);
    kept.push(fold(topic?.word ?? token.word));
  }
  return found[0] ? { category: found[0], words: kept } : { words: kept };
}

/** The first topic among tokens, two words grown apart ("strikk kafe", "line dance") included, with the tokens it took. */
export function findTopic(
  tokens: readonly Token[],
  skip: ReadonlySet<number>,
  known: (fold: string) => boolean,
): (Topic & { from: number; to: number }) | null {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || skip.has(i)) continue;
    const topic = topicOf(token.word) ?? (known(token.fold) ? null : misspeltTopicOf(token.word));
    if (!topic) continue;
    return { ...topic, from: i, to: i + 1 };
  }
  return null;
}
