import { findTime } from '../days/clock.ts';
import { findWhen, parseUntil } from '../days/when.ts';
import { fold, type Token } from '../base/normalise.ts';
import { CLASSES } from '../lexicon/classes.ts';
import { phrases, PhraseBook, type Phrase, type Sign } from '../words/phrase.ts';
import { activitiesNamed } from './named.ts';
import { contactIn, priceIn, venueIn } from './facts.ts';
import { FOR_GOOD, NEWS, NEWS_PHRASES, ONCE, type NewsKind } from './words.ts';

/** What an organiser tells about their own activities. An unsaid fact is null. */
export interface News {
  kind: NewsKind;
  /** Places in the list of activities that the words fit; all of them where none is named. */
  activities: number[];
  /** Whether the words name the activity. */
  named: boolean;
  /** ISO date that it is about: the evening that is off, or that is moved. */
  day: string | null;
  /** One time only, or from now on. */
  reach: 'once' | 'for good' | null;
  /** The new day and the new time. */
  toDay: string | null;
  toTime: string | null;
  venue: string | null;
  price: string | null;
  /** ISO date of the first day after a break. */
  until: string | null;
  contact: { name: string | null; number: string | null };
}

/** A text as it was taken apart before. */
export interface NewsText {
  tokens: readonly Token[];
  signs: readonly Sign[];
  question: boolean;
  text: string;
  /** Oslo wall time. */
  now: string;
  /** Titles of the organiser's activities. */
  activities: readonly string[];
}

const compiled = (table: string): Phrase[] => phrases(table, CLASSES);
let booksMade: { kinds: PhraseBook<NewsKind>; reach: PhraseBook<'once' | 'for good'> } | undefined;

/** Made at the first text of an organiser: most persons are none. */
const books = () =>
  (booksMade ??= {
    kinds: new PhraseBook<NewsKind>(
      Object.fromEntries(NEWS.map((kind) => [kind, compiled(NEWS_PHRASES[kind])])) as Record<NewsKind, Phrase[]>,
    ),
    reach: new PhraseBook({ once: compiled(ONCE), 'for good': compiled(FOR_GOOD) }),
  });

/** A lighter phrase is no news: the text goes to staff. */
const WEIGHT_MIN = 11;

/**
 * Reads what an organiser tells; null for a text that tells nothing of the kind, or that asks. Pure; never throws.
 */
export function readNewsIn({ text, tokens, signs, question, now, activities }: NewsText): News | null {
  const { kinds, reach } = books();
  const found = kinds.find(signs);
  const kind = heaviest(found, tokens);
  if (kind === null) return null;
  if (question && kind !== 'read back') return null;
  const { before, after } = aroundTo(tokens);
  const isMove = kind === 'moved' || kind === 'place';
  const toTime = kind === 'moved' ? ((findTime(after) ?? findTime(tokens))?.time ?? null) : null;
  const venue = isMove ? venueIn(text, tokens, { now, only: kind === 'moved' ? 'after to' : 'anywhere' }) : null;
  const isPlace = kind === 'place' || (kind === 'moved' && venue !== null && toTime === null);
  const [oldDay, newDay] = !isMove || isPlace ? [dayIn(tokens, now), null] : daysOfMove(tokens, before, after, now);
  const named = activitiesNamed(tokens, activities);
  return {
    kind: isPlace ? 'place' : kind,
    activities: named.length > 0 ? named : activities.map((_, i) => i),
    named: named.length > 0,
    day: oldDay,
    reach: reachOf(reach.find(signs), tokens, now),
    toDay: newDay,
    toTime,
    venue,
    price: kind === 'price' ? priceIn(text) : null,
    until: kind === 'break' ? parseUntil(tokens, now) : null,
    contact: kind === 'hand over' ? contactIn(text) : { name: null, number: null },
  };
}

type Hits = ReadonlyMap<NewsKind, { weight: number }>;

/** The heaviest kind; of two with one weight the first in {@link NEWS}, which is the more careful one. */
function heaviest(found: Hits, tokens: readonly Token[]): NewsKind | null {
  let best: { kind: NewsKind; weight: number } | null = null;
  for (const kind of NEWS) {
    const weight = found.get(kind)?.weight ?? 0;
    if (weight >= WEIGHT_MIN && weight > (best?.weight ?? 0)) best = { kind, weight };
  }
  if (best === null) return null;
  // "Det stemmer ikke" is no confirmation, and says not what is wrong.
  if (best.kind === 'right' && tokens.some((token) => NEGATIONS.has(token.fold)) && !UNCHANGED.test(joined(tokens)))
    return null;
  // "Vi avlyser ikke likevel" takes something back: a human reads it.
  return best.kind === 'off' && TAKEN_BACK.test(joined(tokens)) ? null : best.kind;
}

const joined = (tokens: readonly Token[]): string => tokens.map((token) => token.fold).join(' ');
const NEGATIONS: ReadonlySet<string> = new Set('ikke ikkje itte ikkj not isnt nei no feil wrong nie не لا'.split(' '));
const UNCHANGED =
  /\b(?:ingen|inga|no|ikke|ikkje|not) (?:\w+ )?(?:endring\w*|changes?|endret|endra|changed|forandr\w*)\b|без змін/;
const TAKEN_BACK =
  /\b(?:ikke|ikkje|not|ikkje?) (?:\w+ )?(?:avlyst|avlyses|avlyse|avlyser|innstilt|cancelled|canceled|cancel)\b|\b(?:avlyser|avlyst|cancel\w*) (?:den |det |it )?(?:ikke|ikkje|not)\b|\blikevel\b|\ballikevel\b|\bafter all\b/;

const TO = new Set('til to do na до на الى إلى ila ናብ'.split(' ').map(fold));

/** The tokens before and after the word that says where to: "fra onsdag TIL torsdag". */
function aroundTo(tokens: readonly Token[]): { before: Token[]; after: Token[] } {
  const at = tokens.findLastIndex((token) => TO.has(token.fold));
  return at < 0 ? { before: [...tokens], after: [] } : { before: tokens.slice(0, at), after: tokens.slice(at + 1) };
}

/** One day, not a period. */
function dayIn(tokens: readonly Token[], now: string): string | null {
  const when = findWhen(tokens, now);
  return when === null || when.recurring || when.when.includes('/') ? null : when.when.slice(0, 10);
}

/** The day that no longer holds, and the day instead. */
function daysOfMove(
  tokens: readonly Token[],
  before: readonly Token[],
  after: readonly Token[],
  now: string,
): [old: string | null, next: string | null] {
  const next = dayIn(after, now);
  const old = dayIn(
    before.filter(({ fold: word }) => !MOVED.test(word)),
    now,
  );
  if (next !== null) return [old, next];
  const only = dayIn(tokens, now) ?? old;
  return [only, null];
}

const MOVED = /^(?:flytt\w*|moved|moving|moves?|utsatt|utsett\w*|endret|endra|postponed)$/;

/** A day of every week is for good; a date, and nothing else, is one time. */
function reachOf(
  found: ReadonlyMap<'once' | 'for good', { weight: number }>,
  tokens: readonly Token[],
  now: string,
): News['reach'] {
  const [once, good] = [found.get('once')?.weight ?? 0, found.get('for good')?.weight ?? 0];
  if (once === 0 && good === 0) {
    const when = findWhen(tokens, now);
    if (when === null || (when.when.includes('/') && !when.recurring)) return null;
    return when.recurring ? 'for good' : null;
  }
  return good > once ? 'for good' : 'once';
}
