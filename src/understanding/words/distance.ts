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

/** Number of forgiven slips in a word: none below five letters, one, and two from nine letters on. */
export function slipsAllowed(word: string): 0 | 1 | 2 {
  if (word.length < 5) return 0;
  return word.length < 9 ? 1 : 2;
}

/** A vocabulary that finds the word that a misspelt one means. Built once. */
export interface Speller {
  has(word: string): boolean;
  /** The known word nearest to this one within the slips allowed; the word itself if known; null if none is near. */
  correct(word: string): string | null;
}

const WORD_MAX = 24;
/** Longer words are compounds, and a second slip in them makes another word. */
const LONG = 14;

interface Known {
  word: string;
  letters: number;
  slips: number;
}

/**
 * Builds a speller that searches the words with the same beginning. Of two equally near words the earlier one wins. An
 * index of every deletion (SymSpell) finds a word at once, but takes 30 MB and a tenth of a second to build for a few
 * thousand words.
 */
export function speller(vocabulary: Iterable<string>): Speller {
  const known = new Set<string>(vocabulary);
  // A slip in the first letter is rare; correcting it finds other words: "tenner" for "venner".
  const byLetter = new Map<string, Known[]>();
  for (const word of known) {
    if (!/^\p{L}{4,24}$/u.test(word)) continue;
    const entry = { word, letters: lettersOf(word), slips: slipsAllowed(word) || 1 };
    for (const letter of new Set(word.slice(0, 2))) {
      const list = byLetter.get(letter);
      if (list) list.push(entry);
      else byLetter.set(letter, [entry]);
    }
  }
  return {
    has: (word) => known.has(word),
    correct(word) {
      if (known.has(word)) return word;
      const allowed = word.length > LONG ? 1 : slipsAllowed(word);
      if (allowed === 0 || word.length > WORD_MAX) return null;
      const letters = lettersOf(word);
      let best: string | null = null;
      let least = Infinity;
      for (const candidate of byLetter.get(word[0] ?? '') ?? []) {
        // "Julebordet" has two letters more than a word of eight, and is that word.
        const slips = word.startsWith(candidate.word) ? allowed : Math.min(allowed, candidate.slips);
        if (Math.abs(candidate.word.length - word.length) > slips) continue;
        const others = differing(letters, candidate.letters);
        // Each slip changes two kinds of letters at most: one goes, one comes.
        if (others > 2 * slips) continue;
        const slipped = distance(word, candidate.word, slips);
        if (slipped > slips) continue;
        const cost = slipped + unlikelihoodOf(candidate.word.length - word.length, others);
        if (cost >= least) continue;
        best = candidate.word;
        least = cost;
      }
      return best;
    },
  };
}

/** Between two that are as near: a letter was left out rather than two swapped, and those rather than a wrong one written. */
const unlikelihoodOf = (missing: number, others: number): number => (missing > 0 ? 0 : others === 0 ? 0.2 : 0.4);

/** Which letters a word has, a bit each; rare letters share one. */
function lettersOf(word: string): number {
  let letters = 0;
  for (let i = 0; i < word.length; i++) letters |= 1 << (word.charCodeAt(i) & 31);
  return letters;
}

function differing(a: number, b: number): number {
  let count = 0;
  for (let bits = a ^ b; bits !== 0; bits &= bits - 1) count++;
  return count;
}
