import SearchableMap from 'minisearch/SearchableMap';
import { headsOf, isHead, stemOf, synonymsOf } from './search-words.ts';

/**
 * Maps words to the texts that hold them. MiniSearch's radix tree finds exact words, beginnings and typos; MiniSearch's
 * document index would take milliseconds to gather tens of thousands of hits, of which three are shown.
 */
export interface WordIndex {
  words: SearchableMap<Posting>;
}

/** The texts that hold a word, and the cost of the word in each (0 in the title). */
interface Posting {
  slots: number[];
  costs: number[];
}

/**
 * The distance of a match from the searched word; 0 is the word itself in the title. A distance of 8 km, or a week,
 * weighs 1.
 */
const COST = { stem: 0.05, head: 0.1, beginning: 0.15, split: 0.2, synonym: 0.5, swap: 0.6, typo: 0.7 };
const BEGINNINGS_MAX = 500;
const TYPOS_MAX = 60;
const KEY_MAX = 40;

export const newWordIndex = (): WordIndex => ({ words: new SearchableMap<Posting>() });

/** Adds a text; `parts` are the keys of its words, with the cost of their field. A slot is used once. */
export function addWords(index: WordIndex, slot: number, parts: readonly { keys: string[]; cost: number }[]): void {
  const costs = new Map<string, number>();
  const note = (key: string, cost: number): void => {
    if (cost < (costs.get(key) ?? Infinity)) costs.set(key, cost);
  };
  for (const { keys, cost } of parts) {
    for (const key of keys) {
      if (key.length > KEY_MAX) continue;
      note(key, cost);
      const stem = stemOf(key);
      if (stem !== null) note(stem, cost + COST.stem);
      for (const whole of stem === null ? [key] : [key, stem])
        for (const head of headsOf(whole)) note(head, cost + COST.head);
    }
  }
  for (const [key, cost] of costs) {
    const posting = index.words.fetch(key, () => ({ slots: [], costs: [] }));
    posting.slots.push(slot);
    posting.costs.push(cost);
  }
}

/**
 * The texts that match a word, each with its cost: the word itself, its stem, words that start with it, and synonyms;
 * if none match, its two halves ("strikkekafe" for "Strikk og kafé"); if none match, one or two wrong letters in a word
 * of five letters or more.
 */
export function textsWith(index: WordIndex, key: string): Map<number, number> {
  const found = direct(index, key);
  if (found.size > 0) return found;
  const halves = split(index, key);
  return halves.size > 0 ? halves : withTypos(index, key);
}

function direct(index: WordIndex, key: string): Map<number, number> {
  const found = new Map<number, number>();
  const stem = stemOf(key);
  gather(found, index.words.get(key), 0);
  if (stem !== null) gather(found, index.words.get(stem), COST.stem);
  if (key.length >= 4 && !isHead(key)) {
    let n = 0;
    for (const [word, posting] of index.words.atPrefix(key)) {
      if (word !== key) gather(found, posting, COST.beginning);
      if (++n >= BEGINNINGS_MAX) break;
    }
  }
  for (const other of new Set([...synonymsOf(key), ...(stem === null ? [] : synonymsOf(stem))]))
    gather(found, index.words.get(other), COST.synonym);
  return found;
}

/** Only when one half is a known head: any two adjacent words would match too much. */
function split(index: WordIndex, key: string): Map<number, number> {
  for (const head of headsOf(key)) {
    const rest = key.startsWith(head) ? key.slice(head.length) : key.slice(0, -head.length);
    const spellings = [rest, rest.replace(/^[se]|[se]$/, '')].filter((r) => r.length >= 3 && index.words.has(r));
    for (const other of spellings) {
      const both = new Map<number, number>();
      const first = direct(index, head);
      for (const [slot, cost] of direct(index, other)) {
        const more = first.get(slot);
        if (more !== undefined) both.set(slot, cost + more + COST.split);
      }
      if (both.size > 0) return both;
    }
  }
  return new Map();
}

function withTypos(index: WordIndex, key: string): Map<number, number> {
  const found = new Map<number, number>();
  if (key.length < 5 || key.length > KEY_MAX) return found;
  for (let i = 0; i + 1 < key.length; i++) {
    const swapped = key.slice(0, i) + key.charAt(i + 1) + key.charAt(i) + key.slice(i + 2);
    gather(found, index.words.get(swapped), COST.swap);
  }
  if (found.size > 0) return found;
  const near = [...index.words.fuzzyGet(key, key.length >= 8 ? 2 : 1).values()]
    .toSorted(([, a], [, b]) => a - b)
    .slice(0, TYPOS_MAX);
  for (const [posting, slips] of near) gather(found, posting, COST.typo * slips);
  return found;
}

function gather(found: Map<number, number>, posting: Posting | undefined, cost: number): void {
  if (posting === undefined) return;
  for (const [i, slot] of posting.slots.entries()) {
    const total = cost + (posting.costs[i] ?? 0);
    if (total < (found.get(slot) ?? Infinity)) found.set(slot, total);
  }
}
