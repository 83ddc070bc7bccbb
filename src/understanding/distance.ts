/**
 * Damerau-Levenshtein distance (optimal string alignment): insertion, deletion, substitution and a swap of two neighbours count 1.
 * Stops early and answers max + 1 when the distance is greater than max.
 */
export function distance(a: string, b: string, max: number): number {
  if (a === b) return 0;
  if (Math.abs(a.length - b.length) > max) return max + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    let least = i;
    for (let j = 1; j <= b.length; j++) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      let cost = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      if (i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1])
        cost = Math.min(cost, (beforeLast[j - 2] ?? 0) + 1);
      row.push(cost);
      if (cost < least) least = cost;
    }
    if (least > max) return max + 1;
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? max + 1;
}

/** How many slips are forgiven in a word: none below five letters, one, and two from nine letters on. */
export function slipsAllowed(word: string): 0 | 1 | 2 {
  if (word.length < 5) return 0;
  return word.length < 9 ? 1 : 2;
}

/** A vocabulary that finds the word meant by a misspelt one. Built once; look-ups cost the square of the word's length, not the size. */
export interface Speller {
  has(word: string): boolean;
  /** The known word nearest to this one within the slips allowed; the word itself if known; null if none is near. */
  correct(word: string): string | null;
}

const WORD_MAX = 24;
const LONG = 14;

/** Builds a speller by the words' deletions (as SymSpell does). Earlier words win where two are equally near. */
export function speller(vocabulary: Iterable<string>): Speller {
  const known = new Set<string>(vocabulary);
  const near = new Map<string, string[]>();
  for (const word of known) {
    if (!/^\p{L}{4,24}$/u.test(word)) continue;
    for (const part of deletions(word, slipsAllowed(word) === 2 ? 2 : 1)) {
      const list = near.get(part);
      if (list) list.push(word);
      else near.set(part, [word]);
    }
  }
  return {
    has: (word) => known.has(word),
    correct(word) {
      if (known.has(word)) return word;
      const slips = slipsAllowed(word);
      if (slips === 0 || word.length > WORD_MAX) return null;
      let best: string | null = null;
      let bestDistance = slips + 1;
      // Two slips in a very long word would cost hundreds of look-ups, and such words are compounds, not slips.
      for (const part of deletions(word, word.length > LONG ? 1 : slips)) {
        for (const candidate of near.get(part) ?? []) {
          // A slip in the first letter is rare, and taking it for one finds other words: "tenner" for "venner".
          if (candidate[0] !== word[0] && candidate[1] !== word[0]) continue;
          const cost = distance(word, candidate, Math.min(slips, slipsAllowed(candidate) || 1));
          if (cost < bestDistance) {
            best = candidate;
            bestDistance = cost;
          }
        }
      }
      return best;
    },
  };
}

function deletions(word: string, depth: number): Set<string> {
  const all = new Set([word]);
  let edge = [word];
  for (let d = 0; d < depth; d++) {
    const next: string[] = [];
    for (const part of edge) {
      for (let i = 0; i < part.length; i++) {
        const shorter = part.slice(0, i) + part.slice(i + 1);
        if (!all.has(shorter)) {
          all.add(shorter);
          next.push(shorter);
        }
      }
    }
    edge = next;
  }
  return all;
}
