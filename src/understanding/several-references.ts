import { fold, words, type Token } from './base/normalise.ts';
import { ALL, COUNTS, FILLERS, ORDINALS, REST, WEEKDAYS } from './lexicon/several.ts';

export interface Reference {
  numbers: Set<number> | 'all' | 'rest';
  /** Number of its words. */
  length: number;
  /** It means several, and not one of them. */
  plural: boolean;
}

/** "Begge besøkene" are two of three. */
const isNamedNext = (after: string): boolean => after.length >= STEM_MIN;

const TWO = new Set(words('begge bade both обидва oba'));

/** Words beside which "to" is not the Norwegian two. */
const isEnglish = (before: string, after: string): boolean => BEFORE_TO.has(before) || AFTER_TO.has(after);

const BEFORE_TO = new Set(words('yes no'));

const AFTER_TO = new Set(words('the all both everything one number first last any them'));

const one = (numbers: Iterable<number>, length = 1, plural = false): Reference => ({
  numbers: new Set(numbers),
  length,
  plural,
});

export function reference(
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
    // "Alle tre" with two offers: the person means another list.
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
  // No offer on that day: the person means another list.
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

/** One of several offers that a text may answer, with its number in the message. */
export interface OfferListed {
  number: number;
  code: number;
  title: string;
  /** Wall time. */
  startsAt: string;
}

export const PLURAL = new Set(words('de dei those dem dei them'));

/** From this number on, offers are open but not in any list that the person has seen. */
export const UNLISTED = 1000;
