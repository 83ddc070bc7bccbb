import { fold, type Token } from '../base/normalise.ts';

/**
 * Sentences that are recognised by a combination of words in any order: "har tatt alle pillene mine" is a word for
 * taking, one for a quantity and one for medicine within a few words. One combination a line:
 *
 * level /8 took|tatt & alle|hele & pill*|*tablett* -kurs
 *
 * - the level that it counts as, then the most words from the first to the last of its terms (8 if left out)
 * - terms with `&` between them come in any order, with `>` in this one; `a|b` one of them, `@took` a class of words
 * - `pill*` a beginning, `*tablett*` a part of a word, `ta_livet` words that follow each other, `=dø` as spelt (folded
 *   it is "do"), `mer$` the last word before a pause
 * - `-kurs` a word that must not occur within a few words of them
 *
 * Everything else is folded ({@link fold}). The cost is bounded by words times combinations, whatever the text.
 */
export interface Combination<Level extends string> {
  level: Level;
  span: number;
  terms: readonly Term[];
  not: Term | null;
}

interface Term {
  /** It comes after the term before it. */
  after: boolean;
  words: ReadonlySet<string>;
  spelt: ReadonlySet<string>;
  begins: readonly string[];
  holds: readonly string[];
  last: ReadonlySet<string>;
  several: readonly (readonly string[])[];
}

const SPAN = 8;
/** Within this number of words, a word still belongs to a combination. */
const NEAR = 6;

/** Compiles a table; throws on a line that it cannot read. */
export function combinations<Level extends string>(
  table: string,
  levels: readonly Level[],
  classes: Readonly<Record<string, string>>,
): Combination<Level>[] {
  return table
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '' && !line.startsWith('//'))
    .map((line) => compile(line, levels, classes));
}

function compile<Level extends string>(
  line: string,
  levels: readonly Level[],
  classes: Readonly<Record<string, string>>,
): Combination<Level> {
  const [first = '', ...items] = line.split(/\s+/);
  const level = levels.find((each) => each === first);
  if (level === undefined) throw new Error(`No level of ${levels.join(', ')}: ${line}`);
  const terms: Term[] = [];
  const not: string[] = [];
  let span = SPAN;
  let after = false;
  for (const item of items) {
    if (/^\/\d+$/.test(item)) span = Number(item.slice(1));
    else if (item === '&' || item === '>') after = item === '>';
    else if (item.startsWith('-')) not.push(item.slice(1));
    else terms.push(termOf(item, after, classes));
  }
  if (terms.length === 0) throw new Error(`A combination without words: ${line}`);
  return { level, span, terms, not: not.length === 0 ? null : termOf(not.join('|'), false, classes) };
}

function termOf(item: string, after: boolean, classes: Readonly<Record<string, string>>): Term {
  const term = {
    after,
    words: new Set<string>(),
    spelt: new Set<string>(),
    begins: [] as string[],
    holds: [] as string[],
    last: new Set<string>(),
    several: [] as string[][],
  };
  for (const word of item.split('|').flatMap((each) => membersOf(each, classes))) {
    if (word.startsWith('=')) term.spelt.add(word.slice(1));
    else if (word.includes('_')) term.several.push(word.split('_').map(fold));
    else if (word.startsWith('*')) term.holds.push(fold(word.replaceAll('*', '')));
    else if (word.endsWith('*')) term.begins.push(fold(word.slice(0, -1)));
    else if (word.endsWith('$')) term.last.add(fold(word.slice(0, -1)));
    else term.words.add(fold(word));
  }
  return term;
}

function membersOf(word: string, classes: Readonly<Record<string, string>>): string[] {
  if (!word.startsWith('@')) return [word];
  const members = classes[word.slice(1)];
  if (members === undefined) throw new Error(`No such class of words: ${word}`);
  return members.trim().split(/\s+/);
}

/** A stretch of words, [from, to). */
export type Stretch = readonly [from: number, to: number];

/** The position of a combination in the text; null when it does not occur. */
export function find<Level extends string>(tokens: readonly Token[], it: Combination<Level>): Stretch | null {
  const places: Stretch[][] = [];
  for (const term of it.terms) {
    const here = placesOf(tokens, term);
    // Nearly every combination ends here, at its first or second term.
    if (here.length === 0) return null;
    places.push(here);
  }
  for (const start of places[0] ?? []) {
    const found = fit(places, it, [start]);
    if (found !== null && !isDenied(tokens, it, found)) return found;
  }
  return null;
}

/** The first choice of a place for each further term, so that none overlap and all are close enough. */
function fit<Level extends string>(places: Stretch[][], it: Combination<Level>, taken: Stretch[]): Stretch | null {
  const n = taken.length;
  const from = Math.min(...taken.map(([a]) => a));
  const to = Math.max(...taken.map(([, b]) => b));
  if (to - from > it.span) return null;
  if (n === places.length) return [from, to];
  const before = taken[n - 1];
  for (const place of places[n] ?? []) {
    if (it.terms[n]?.after && before !== undefined && place[0] < before[1]) continue;
    if (taken.some(([a, b]) => place[0] < b && a < place[1])) continue;
    const found = fit(places, it, [...taken, place]);
    if (found !== null) return found;
  }
  return null;
}

function isDenied<Level extends string>(
  tokens: readonly Token[],
  { not }: Combination<Level>,
  [from, to]: Stretch,
): boolean {
  if (not === null) return false;
  return placesOf(tokens, not).some(([a, b]) => b > from - NEAR && a < to + NEAR);
}

function placesOf(tokens: readonly Token[], term: Term): Stretch[] {
  const found: Stretch[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    const size = token === undefined ? 0 : sizeAt(tokens, term, i, token);
    if (size > 0) found.push([i, i + size]);
  }
  return found;
}

/** Number of words of the text that the term covers here; 0 when it does not occur. */
function sizeAt(tokens: readonly Token[], term: Term, i: number, { fold: folded, word }: Token): number {
  for (const words of term.several) {
    if (words[0] === folded && words.every((each, n) => tokens[i + n]?.fold === each)) return words.length;
  }
  if (term.words.has(folded) || term.spelt.has(word)) return 1;
  for (const begin of term.begins) if (folded.startsWith(begin)) return 1;
  for (const part of term.holds) if (folded.includes(part)) return 1;
  return term.last.has(folded) && isLast(tokens, i) ? 1 : 0;
}

/** Words that may come between the end of a sentence and the pause. */
const TRAILING = new Set(['na', 'no', 'now', 'igjen', 'more', 'her', 'takk']);

function isLast(tokens: readonly Token[], i: number): boolean {
  const next = tokens[i + 1];
  if (next === undefined || /[.,!?;:\n…-]/.test(next.gap)) return true;
  return TRAILING.has(next.fold) && isLast(tokens, i + 1);
}
