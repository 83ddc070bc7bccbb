import { NO_WORDS, YES_WORDS } from './lexicon/answers.ts';
import { fold, tokenise, words, type Token } from './base/normalise.ts';
import { ALL, EXCEPT, FILLERS, NO, NONE, ONLY, REST, TURNS, UNSURE, YES } from './lexicon/several.ts';
import { type Reference, reference, type OfferListed, PLURAL } from './several-references.ts';

export interface SeveralRead {
  yes: number[];
  no: number[];
  /** Whether the text says more than yes and no: a human reads it. */
  more: boolean;
  /** Whether it names none of them: "nei". */
  bare: boolean;
}

type Says = 'yes' | 'no';

/** Whether a text that is no certain answer is still meant as one: "bare den på torsdag", when none is on Thursday. */
export function meansSeveral(text: string): boolean {
  const [first, ...others] = tokenise(text).map((token) => token.fold);
  if (first === undefined || text.includes('?')) return false;
  const says = [YES, NO, YES_WORDS, NO_WORDS, NONE, ALL, ONLY, EXCEPT].some((list) => list.has(first));
  return says || others.some((word) => ALL.has(word) || REST.has(word) || NONE.has(word));
}

/** "Nei til tur" names something that is not in the list; "nei, er på tur" gives a reason. */
const NAMES_ANOTHER = /(?:^|\W)(?:nei|no|ikke|ikkje|not)(?: takk| thanks)? (?:til|to)\W/;

/** A stretch of the text that says one thing of some of the offers. */
interface Clause {
  says: Says | null;
  /** For each thing named, the numbers that it may be. */
  named: Set<number>[];
  whole: 'all' | 'rest' | null;
  only: boolean;
  plural: boolean;
  /** Has words that name nothing in the list. */
  foreign: boolean;
  /** Said after what it is about: "1 ja". */
  closed: boolean;
}

const clauseOf = (says: Says | null = null): Clause => ({
  says,
  named: [],
  whole: null,
  only: false,
  plural: false,
  foreign: false,
  closed: false,
});

/**
 * Takes apart an answer to several offers: "alle tre", "ja til 1 og 3", "ja til snømåking, nei til resten", "bare den på
 * torsdag", "none". An offer is named by its number, its code, its place in the list, words of its title, or its day.
 * @param now wall time, for "i morgen"
 * @returns null when it is not certain which offers are meant: then the person is asked
 */
export function readSeveral(text: string, offers: readonly OfferListed[], now: string): SeveralRead | null {
  if (text.includes('?') || offers.length === 0) return null;
  const found = clausesOf(tokenise(text), offers, now);
  return found === null ? null : settle(found, offers, NAMES_ANOTHER.test(fold(text)));
}

interface Found {
  clauses: Clause[];
  more: boolean;
}

function clausesOf(tokens: readonly Token[], offers: readonly OfferListed[], now: string): Found | null {
  const clauses: Clause[] = [];
  let clause = clauseOf();
  let more = false;
  let joined = false;
  const next = (says: Says | null = null): void => {
    clauses.push(clause);
    clause = clauseOf(says);
  };
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (token === undefined) break;
    const word = token.fold;
    if (UNSURE.has(word)) return null;
    const paused = /[,;.\n!]/.test(token.gap);
    if (paused && i > 0) next();
    if (TURNS.has(word)) {
      next();
      continue;
    }
    if (AND.has(word) || /[&+/]/.test(token.gap)) joined = true;
    if (AND.has(word)) continue;
    if (EXCEPT.has(word)) {
      next(clause.says === 'no' ? 'yes' : 'no');
      continue;
    }
    const said = polarity(word, tokens[i + 1]);
    if (said !== null) {
      if (isAbout(clause) && (joined || clause.says !== null) && !(clause.closed && said === 'no')) next();
      else if (isAbout(clause)) clause.closed = true;
      if (clause.says !== 'no' || said === 'no') clause.says = said;
      if (NONE.has(word) || (NO.has(word) && ANY.has(tokens[i + 1]?.fold ?? ''))) clause.whole = 'all';
      // "Ikke alle" may be some of them, or none.
      if (NO.has(word) && ALL.has(tokens[i + 1]?.fold ?? '')) return null;
      joined = false;
      continue;
    }
    if (ONLY.has(word)) {
      if (isAbout(clause)) next();
      clause.only = true;
      continue;
    }
    const ref = reference(tokens, i, offers, now);
    if (ref === 'no such number') return null;
    if (ref === null) {
      if (!FILLERS.has(word) && word !== 'to') more = clause.foreign = true;
      else if (PLURAL.has(word)) clause.plural = true;
      continue;
    }
    if (clause.closed) next();
    take(clause, ref, joined);
    joined = false;
    i += ref.length - 1;
  }
  next();
  return { clauses, more };
}

const ANY = new Set(words('noen nokon any'));
const AND = new Set(words('og and i а та plus samt'));
const isAbout = ({ named, whole }: Clause): boolean => named.length > 0 || whole !== null;

function polarity(word: string, following: Token | undefined): Says | null {
  if (NONE.has(word) || NO.has(word) || NO_WORDS.has(word)) return 'no';
  // "Kan ikke" is a no from its first word on.
  if (YES.has(word) || YES_WORDS.has(word)) return following !== undefined && NO.has(following.fold) ? 'no' : 'yes';
  return null;
}

function take(clause: Clause, { numbers, plural }: Reference, joined: boolean): void {
  if (plural) clause.plural = true;
  if (numbers === 'all' || numbers === 'rest') {
    clause.whole = numbers;
    return;
  }
  const before = clause.named.at(-1);
  const both = before === undefined || joined ? [] : [...numbers].filter((n) => before.has(n));
  // "Besøk på torsdag" is one thing, said in two ways.
  if (both.length > 0) clause.named[clause.named.length - 1] = new Set(both);
  else clause.named.push(numbers);
}

function settle({ clauses, more }: Found, offers: readonly OfferListed[], namesAnother: boolean): SeveralRead | null {
  const numbers = offers.map(({ number }) => number);
  const says = new Map<number, Says>();
  let rest: Says | null = null;
  let bare: Says | null = null;
  let before: Says | null = null;
  for (const clause of clauses) {
    const said: Says | null = clause.only ? 'yes' : (clause.says ?? before);
    if (!isAbout(clause)) {
      // "Ja til lege, nei til tur": which one is meant by the second is not certain.
      if (clause.says !== null && clause.foreign && clauses.some(isAbout)) return null;
      if (clause.says !== null) bare = before = clause.says;
      continue;
    }
    const meant = numbersOf(clause, numbers);
    if (meant === null) return null;
    if (meant === 'rest') {
      rest = said ?? 'yes';
      continue;
    }
    for (const number of meant) {
      if ((says.get(number) ?? said ?? 'yes') !== (said ?? 'yes') && !isNarrowing(clauses, clause)) return null;
      says.set(number, said ?? 'yes');
    }
    if (clause.only) rest = 'no';
    before = said;
  }
  const isBare = says.size === 0 && rest === null;
  if (isBare) {
    if (bare === null || (bare === 'yes' && (numbers.length > 1 || more)) || (bare === 'no' && namesAnother))
      return null;
    rest = bare;
  } else if (bare !== null && rest === null && [...says.values()].every((said) => said !== bare)) rest = bare;
  if (rest !== null) for (const number of numbers) if (!says.has(number)) says.set(number, rest);
  const of = (wanted: Says): number[] => numbers.filter((number) => says.get(number) === wanted);
  return { yes: of('yes'), no: of('no'), more, bare: isBare };
}

/** "Ja til alle, men ikke torsdag": an answer to a named offer goes before the answer to all. */
const isNarrowing = (clauses: readonly Clause[], clause: Clause): boolean =>
  clause.whole === null && clauses.some(({ whole }) => whole === 'all');

function numbersOf({ named, whole, plural }: Clause, all: readonly number[]): number[] | 'rest' | null {
  if (named.length === 0) {
    return whole === 'rest' ? 'rest' : [...all];
  }
  if (!plural && named.some(({ size }) => size > 1)) return null;
  return [...new Set(named.flatMap((numbers) => [...numbers]))];
}
