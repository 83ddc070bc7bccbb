const SLIP_MIN = 5;
/** Words that may surround a place's name without changing it. */
const BEFORE = /^(?:i|pa|ved|til|fra|nar|naer|in|near|postnummer|n|no) (?=.)/;
const AFTER = / (?:kommune|sentrum|tettsted|by|norge|norway)$/;

export type DeletionIndex = ReadonlyMap<string, string[]>;

/** The place's name that a text may hold, without the words around it. */
export function forms(folded: string): string[] {
  const bare = folded.replace(BEFORE, '');
  const plain = [folded, bare, folded.replace(AFTER, ''), bare.replace(AFTER, '')];
  // "Tromsoe" and "Bodoe", as keyboards abroad have it.
  return [...new Set([...plain, ...plain.map((form) => form.replaceAll('oe', 'o'))])];
}

/** The strings of a sorted list that begin so, `max` at most. */
export function startingWith(sorted: readonly string[], start: string, max: number): string[] {
  let [low, high] = [0, sorted.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] ?? '') < start) low = middle + 1;
    else high = middle;
  }
  const found: string[] = [];
  for (let i = low; found.length < max && sorted[i]?.startsWith(start); i++) found.push(sorted[i] ?? '');
  return found;
}

/**
 * Every name under each of its spellings with one letter left out: two words with one slip between them share such a
 * spelling.
 */
export function deletionIndex(names: readonly string[]): DeletionIndex {
  const index = new Map<string, string[]>();
  for (const name of names) {
    if (name.length < SLIP_MIN - 1 || name.length > 30) continue;
    for (const part of withOneLess(name)) {
      const list = index.get(part);
      if (list === undefined) index.set(part, [name]);
      else list.push(name);
    }
  }
  return index;
}

const withOneLess = (word: string): Set<string> =>
  new Set([word, ...Array.from(word, (_, i) => word.slice(0, i) + word.slice(i + 1))]);

/** The names that differ from a word of five letters or more by one slip of the finger. */
export function oneSlipAway(index: DeletionIndex, word: string): string[] {
  if (word.length < SLIP_MIN) return [];
  const found = new Set<string>();
  for (const part of withOneLess(word)) {
    for (const name of index.get(part) ?? []) if (isOneSlip(word, name)) found.add(name);
  }
  return [...found];
}

/** One letter more, less or other, or two neighbours swapped (Damerau), in names of SLIP_MIN letters or more. */
function isOneSlip(a: string, b: string): boolean {
  if (Math.min(a.length, b.length) < SLIP_MIN - 1) return false;
  let front = 0;
  while (front < a.length && a[front] === b[front]) front++;
  let back = 0;
  while (back < Math.min(a.length, b.length) - front && a[a.length - 1 - back] === b[b.length - 1 - back]) back++;
  const [left, right] = [a.slice(front, a.length - back), b.slice(front, b.length - back)];
  if (left.length <= 1 && right.length <= 1) return true;
  return left.length === 2 && right.length === 2 && left[0] === right[1] && left[1] === right[0];
}
