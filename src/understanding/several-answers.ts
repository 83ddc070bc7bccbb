import { NO_WORDS, YES_WORDS } from './lexicon/answers.ts';
import { fold, tokenise, words, type Token } from './base/normalise.ts';
import {
  ALL,
  COUNTS,
  EXCEPT,
  FILLERS,
  NO,
  NONE,
  ONLY,
  ORDINALS,
  REST,
  TURNS,
  UNSURE,
  WEEKDAYS,
  YES,
} from './lexicon/several.ts';

/** One of several offers that a text may answer, with the number under which it was told. */
export interface OfferListed {
  number: number;
  code: number;
  title: string;
  /** Wall time. */
  startsAt: string;
}

/** A number that was told to nobody: the offers are open, and stand in no list. */
export const UNLISTED = 1000;

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
const PLURAL = new Set(words('de dei those dem dei them'));

const isAbout = ({ named, whole }: Clause): boolean => named.length > 0 || whole !== null;

function polarity(word: string, following: Token | undefined): Says | null {
  if (NONE.has(word) || NO.has(word) || NO_WORDS.has(word)) return 'no';
  // "Kan ikke" is a no from its first word on.
  if (YES.has(word) || YES_WORDS.has(word)) return following !== undefined && NO.has(following.fold) ? 'no' : 'yes';
  return null;
}

interface Reference {
  numbers: Set<number> | 'all' | 'rest';
  /** Words that it takes. */
  length: number;
  /** Several are meant, and not one of them. */
  plural: boolean;
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

/** "Begge besøkene" are two of three. */
const isNamedNext = (after: string): boolean => after.length >= STEM_MIN;
const TWO = new Set(words('begge bade both обидва oba'));

/** Where "to" is not the Norwegian two. */
const isEnglish = (before: string, after: string): boolean => BEFORE_TO.has(before) || AFTER_TO.has(after);
const BEFORE_TO = new Set(words('yes no'));
const AFTER_TO = new Set(words('the all both everything one number first last any them'));

const one = (numbers: Iterable<number>, length = 1, plural = false): Reference => ({
  numbers: new Set(numbers),
  length,
  plural,
});

function reference(
  tokens: readonly Token[],
  at: number,
  offers: readonly OfferListed[],
  now: string,
): Reference | 'no such number' | null {
  const word = tokens[at]?.fold ?? '';
  const after = tokens[at + 1]?.fold ?? '';
  const before = tokens[at - 1]?.fold ?? '';
  if (ALL.has(word)) {
    if (after === 'andre') return { numbers: 'rest', length: 2, plural: true };
    const said = COUNTS.get(after) ?? (/^[2-9]$/.test(after) ? Number(after) : null);
    const count = said ?? (TWO.has(word) ? 2 : offers.length);
    // "Alle tre" of two: another list is meant.
    if (count !== offers.length && !(TWO.has(word) && isNamedNext(after))) return 'no such number';
    return { numbers: 'all', length: said === null ? 1 : 2, plural: true };
  }
  if (REST.has(word) || (word === 'andre' && PLURAL.has(before))) return { numbers: 'rest', length: 1, plural: true };
  if (word === 'to' && isEnglish(before, after)) return null;
  return (
    placed(word, after, offers) ??
    (/^\d+$/.test(word) ? numbered(tokens, at, offers) : dayOrTitle(word, before, offers, now))
  );
}

/** "Den første", "dei to fyrste", "the last two", "nr to". */
function placed(word: string, after: string, offers: readonly OfferListed[]): Reference | null {
  // "The last" is the last of a list.
  if ((offers[0]?.number ?? 0) >= UNLISTED) return null;
  const many = COUNTS.get(word);
  const ordinal = ORDINALS.get(many === undefined ? word : after);
  const numbers = offers.map(({ number }) => number);
  if (many !== undefined && ordinal !== undefined)
    return one(ordinal > 0 ? numbers.slice(0, many) : numbers.slice(-many), 2, true);
  if (many !== undefined) return numbers.includes(many) ? one([many]) : null;
  if (ordinal === undefined) return null;
  const count = COUNTS.get(after);
  if (count !== undefined) return one(ordinal > 0 ? numbers.slice(0, count) : numbers.slice(-count), 2, true);
  const number = numbers.at(ordinal > 0 ? ordinal - 1 : -1);
  return number === undefined ? null : one([number]);
}

function numbered(
  tokens: readonly Token[],
  at: number,
  offers: readonly OfferListed[],
): Reference | 'no such number' | null {
  const value = Number(tokens[at]?.fold);
  const [before, next] = [tokens[at - 1]?.fold ?? '', tokens[at + 1]];
  if (/^[./]$/.test(next?.gap ?? '') && /^\d+$/.test(next?.fold ?? '')) {
    const date = `${String(Number(next?.fold)).padStart(2, '0')}-${String(value).padStart(2, '0')}`;
    const on = offers.filter(({ startsAt }) => startsAt.slice(5, 10) === date);
    return on.length === 0
      ? 'no such number'
      : one(
          on.map(({ number }) => number),
          2,
        );
  }
  if (CLOCK.has(before)) {
    const then = offers.filter(({ startsAt }) => Number(startsAt.slice(11, 13)) === value);
    return then.length === 0 ? 'no such number' : one(then.map(({ number }) => number));
  }
  const meant = offers.find(({ number, code }) => number === value || code === value);
  if (meant !== undefined) return one([meant.number]);
  return value <= 9 ? 'no such number' : null;
}

const CLOCK = new Set(words('kl klokka klokken at'));

function dayOrTitle(
  word: string,
  before: string,
  offers: readonly OfferListed[],
  now: string,
): Reference | 'no such number' | null {
  const day = WEEKDAYS.get(word);
  const date = dateSaid(word, before, now);
  const hits = offers.filter(({ title, startsAt }) => {
    const on = startsAt.slice(0, 10);
    if (date !== null) return on === date;
    return day === undefined ? isInTitle(word, title) : new Date(`${on}T12:00Z`).getUTCDay() === day;
  });
  // A day on which there is none: another list is meant.
  if (hits.length === 0) return day === undefined && date === null ? null : 'no such number';
  return one(hits.map(({ number }) => number));
}

function dateSaid(word: string, before: string, now: string): string | null {
  const days =
    word === 'today' || (before === 'i' && word === 'dag')
      ? 0
      : word === 'tomorrow' || (before === 'i' && /^morg[eo]n$/.test(word))
        ? 1
        : null;
  if (days === null) return null;
  const date = new Date(`${now.slice(0, 10)}T12:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

const STEM_MIN = 4;

/** "Snømåkingen" and "lekse" name "Snømåking hos naboen" and "Leksehjelp". */
function isInTitle(word: string, title: string): boolean {
  if (word.length < STEM_MIN || FILLERS.has(word)) return false;
  return fold(title)
    .split(/[^\p{L}\d]+/u)
    .some((part) => part.length >= STEM_MIN && !FILLERS.has(part) && (part.startsWith(word) || word.startsWith(part)));
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

/** "Ja til alle, men ikke torsdag": what is named one by one goes before what was said of all. */
const isNarrowing = (clauses: readonly Clause[], clause: Clause): boolean =>
  clause.whole === null && clauses.some(({ whole }) => whole === 'all');

function numbersOf({ named, whole, plural }: Clause, all: readonly number[]): number[] | 'rest' | null {
  if (named.length === 0) {
    return whole === 'rest' ? 'rest' : [...all];
  }
  if (!plural && named.some(({ size }) => size > 1)) return null;
  return [...new Set(named.flatMap((numbers) => [...numbers]))];
}
