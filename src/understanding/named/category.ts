import { type Speller, speller } from '../words/distance.ts';
import { FORE_WORDS, PLAIN_HEADS, TOPICS } from '../lexicon/topics.ts';
import { STOP_WORDS } from '../lexicon/common.ts';
import { type Token, fold, tokenise, words } from '../base/normalise.ts';
import { type Category, CATEGORIES } from '../base/reading.ts';

/** A topic found in a word. */
export interface Topic {
  category: Category;
  /** The search word: as written, or in the lexicon's spelling after a correction. */
  word: string;
  /** The basis: the whole word, a part of a compound, or a slip. */
  by: 'word' | 'compound' | 'typo';
}

const TOPIC_OF: ReadonlyMap<string, { category: Category; spelt: string }> = topicTable();
const HEAD_WORDS = new Set(words(PLAIN_HEADS).map(fold));
const FORES = new Set(words(FORE_WORDS).map(fold));
const INFLECTIONS = ['', ...words('en et a n t er ar ene ane r s ens e ing inga ingen es')];
/** Sounds between the parts of a compound. */
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

/**
 * The topic of one word: itself, an inflected form, a compound with a known part, or one slip away. Null for a word
 * without one.
 */
export function topicOf(said: string): Topic | null {
  const folded = fold(said);
  if (STOP_WORDS.has(folded)) return null;
  const whole = inflected(folded);
  if (whole) return { category: whole.category, word: said, by: 'word' };
  const compound = decompounded(folded);
  if (compound) return { category: compound, word: said, by: 'compound' };
  return null;
}

/** Like {@link topicOf} for an unknown word: forgives slips, and returns the corrected word. */
function misspeltTopicOf(said: string): Topic | null {
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

/**
 * Splits a compound once: one part must be a topic, and beside a short topic the other part must be known too. Every
 * position is tried with a look-up, so the cost grows with the word, not with the list; the longest head wins
 * ("håndarbeid" over "arbeid").
 */
function decompounded(folded: string): Category | null {
  if (folded.length < 6 || folded.length > COMPOUND_MAX || !/^[a-z]+$/.test(folded)) return null;
  for (let cut = 2; cut <= folded.length - 3; cut++) {
    const front = folded.slice(0, cut);
    const head = headOf(folded.slice(cut));
    if (!head) continue;
    const known = LINKS.some((link) => front.endsWith(link) && isFore(front.slice(0, front.length - link.length)));
    if (known || (head.length >= 5 && front.length >= 3))
      return frontDecides(front, head) ?? TOPIC_OF.get(head)?.category ?? null;
  }
  for (let cut = folded.length - 2; cut >= 3; cut--) {
    const fore = TOPIC_OF.get(folded.slice(0, cut));
    const rest = folded.slice(cut);
    if (!fore) continue;
    if (cut >= 5 ? rest.length >= 3 : LINKS.some((link) => rest.startsWith(link) && isHead(rest.slice(link.length))))
      return fore.category;
  }
  return null;
}

const COMPOUND_MAX = 32;

/** The topic at the end of a compound, without its ending. */
function headOf(tail: string): string | null {
  for (const ending of INFLECTIONS) {
    if (!tail.endsWith(ending)) continue;
    const stem = tail.slice(0, tail.length - ending.length);
    if (stem.length >= 3 && TOPIC_OF.has(stem)) return stem;
  }
  return null;
}

/** "Strikkekafé" is handwork with coffee: when the head is only the form, the part before it decides. */
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

/** Whether the first part of a compound is a known word. */
function isFore(part: string): boolean {
  return FORES.has(part) || (part.length >= 3 && TOPIC_OF.has(part));
}

/**
 * For the search: the most common category that a text names, and its folded words without stop words. An obvious slip
 * is corrected.
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

/** A topic with the tokens it took: [from, to). */
export type TopicSeen = Topic & {
  from: number;
  to: number;
  /** Said as one that both know: "turen", "koret", "the choir". */
  definite?: boolean;
};

/**
 * The topic of a text, with its tokens: the first one that is not in the name of an organiser, else the first.
 * Neighbouring topics are one ("kurs norweskiego", "language cafe"), and so are the halves of a split word ("strikke
 * kaffe", "bing go"). `norms` are the corrected words of the tokens. The word is returned in its dictionary form:
 * "turen" is "tur".
 */
export function findTopic(
  tokens: readonly Token[],
  skip: ReadonlySet<number>,
  norms: readonly string[],
): TopicSeen | null {
  let organiser: TopicSeen | null = null;
  for (let i = 0; i < tokens.length; i++) {
    const seen = skip.has(i) ? null : topicAt(tokens, i, norms);
    if (!seen) continue;
    const joined = objectOf(tokens, seen, skip, norms) ?? joinNext(tokens, seen, skip, norms);
    if (!ORGANISER.test(seen.word)) return joined;
    organiser ??= joined;
  }
  return organiser;
}

/** "Synge i kor", "spille bridge på kafé": if a verb has a place after it, the verb is the topic. */
function objectOf(
  tokens: readonly Token[],
  seen: TopicSeen,
  skip: ReadonlySet<number>,
  norms: readonly string[],
): TopicSeen | null {
  if (!/^(synge|syngje|syngja|song|sing|singing)$/.test(fold(seen.word)) || skip.has(seen.to + 1)) return null;
  return /^(i|in|med|pa)$/.test(tokens[seen.to]?.fold ?? '') ? topicAt(tokens, seen.to + 1, norms) : null;
}

const ORGANISER =
  /(forening|foreninga|foreningen|foreining|foreininga|laget|lag|laget|sentralen|sentral|korps|korpset|senteret|nemnda)$/;

function topicAt(tokens: readonly Token[], at: number, norms: readonly string[]): TopicSeen | null {
  const token = tokens[at];
  if (!token) return null;
  const own = token.fold === 'kor' ? choirAt(tokens, at) : topicOf(token.word);
  if (own) {
    const word = lemma(own.word);
    const definite = tokens[at - 1]?.fold === 'the' || isDefinite(fold(own.word), fold(word));
    return { ...own, word, from: at, to: at + 1, definite };
  }
  const next = tokens[at + 1];
  const together =
    next && next.gap === ' ' && !STOP_WORDS.has(token.fold) ? TOPIC_OF.get(token.fold + next.fold) : undefined;
  if (together) return { category: together.category, word: together.spelt, by: 'typo', from: at, to: at + 2 };
  const meant = norms[at] ?? token.fold;
  const slip = meant === token.fold ? undefined : TOPIC_OF.get(meant);
  return slip ? { category: slip.category, word: slip.spelt, by: 'typo', from: at, to: at + 1 } : null;
}

const isDefinite = (said: string, word: string): boolean =>
  said !== word && /(en|et|a|ene|ane)$/.test(said.slice(word.length - 1));

const CAFES = new Set(['kafe', 'kaffe', 'cafe', 'kafeen']);

function joinNext(
  tokens: readonly Token[],
  seen: TopicSeen,
  skip: ReadonlySet<number>,
  norms: readonly string[],
): TopicSeen {
  const next = tokens[seen.to];
  if (!next || next.gap !== ' ' || skip.has(seen.to) || STOP_WORDS.has(next.fold)) return seen;
  const other = topicAt(tokens, seen.to, norms);
  if (!other) return seen;
  if (CAFES.has(next.fold) && /^[a-zæøå]+$/.test(seen.word) && !ENGLISH.test(seen.word)) {
    const fore = seen.word.replace(/ing$/, 'e').replace(/kk$/, 'kke');
    return {
      ...seen,
      word: `${fore}kafé`,
      to: other.to,
      category: FORM_LANGUAGE.test(fore) ? 'meeting_place' : seen.category,
    };
  }
  const category = seen.category === 'course' || FORM_LANGUAGE.test(seen.word) ? other.category : seen.category;
  return {
    ...seen,
    word: `${tokens[seen.from]?.word ?? seen.word} ${tokens[other.from]?.word ?? other.word}`,
    to: other.to,
    category,
  };
}

const ENGLISH = /^(language|knitting|coffee|repair|book|sewing)$/;
const FORM_LANGUAGE = /^(language|språk)/;

/** "Turen", "turar", "turene" to "tur": an ending is removed if a topic or a compound of one is left. */
function lemma(word: string): string {
  const cafe = word.replace(/(kaf|caf)(e|é)(en|er|ar|ane|ene|ene|n)?$/, (_, stem: string) => `${stem}é`);
  if (cafe !== word) return cafe;
  const folded = fold(word);
  const listed = TOPIC_OF.get(folded);
  for (const ending of ['ene', 'ane', 'en', 'et', 'er', 'ar', 'a']) {
    if (!folded.endsWith(ending)) continue;
    const stem = folded.slice(0, -ending.length);
    // "Trimmen": the consonant doubled before an ending.
    if (/([bdgklmnprst])\1$/.test(stem) && TOPIC_OF.has(stem.slice(0, -1)) && !TOPIC_OF.has(stem))
      return word.slice(0, -ending.length - 1);
    // "Strikkinga" is the knitting, "dansen" the dance.
    if (stem.length >= 3 && (TOPIC_OF.has(stem) || (!listed && decompounded(stem) !== null && !FORES.has(stem))))
      return word.slice(0, -ending.length);
  }
  return word;
}

/** "Kor" is a choir, and in half the country's dialects "where": a choir alone, or after "noe", "et", "i". */
function choirAt(tokens: readonly Token[], at: number): Topic | null {
  const before = tokens[at - 1]?.fold ?? '';
  const choir =
    tokens.length === 1 ||
    (before === 'det' && /^(for|i|pa|her|)$/.test(tokens[at + 1]?.fold ?? '')) ||
    /^(noe|noko|noen|nokon|nake|et|eit|ett|i|pa|syngje|synge|blandet|blanda|med|ikke|ikkje|til)$/.test(before);
  return choir ? { category: 'craft_music', word: 'kor', by: 'word' } : null;
}
