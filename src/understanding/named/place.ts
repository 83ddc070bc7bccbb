import { words, type Token } from '../base/normalise.ts';
import { STOP_WORDS } from '../lexicon/common.ts';
import { numberOf } from '../words/numbers.ts';
import type { PlaceFinder } from '../base/reading.ts';

export interface PlaceSeen {
  /** As the register spells it, or a postcode. */
  name: string;
  from: number;
  to: number;
  /** Said as a place: after a preposition, as a postcode, or as the whole text. */
  sure: boolean;
}

/** Words before a place. */
const BEFORE = new Set(
  words('i på ved nær nære til te fra frå ifra rundt omkring utenfor innenfor hos bor bur nærheten ute in near from around at to w we koło blisko в у біля возле около في قرب ku ኣብ om av med about postnummer postcode adresse adressen address sted stad kommune heter mellom live').map((w) => w.normalize('NFC')), // prettier-ignore
);
const BY_CONTEXT_ONLY = new Set(words('his sand lund hei valle ana eg vik nes hus berg moen mo bo by os ski bu ha are an dal haugen stranda skogen sira feda vanse lista holt hove strand sund vegard hamre rand elva tvedt rise')); // prettier-ignore
/** Most questions put to the register for one text. */
const QUESTIONS_MAX = 40;
/** Most words of a place's name. */
const WORDS_MAX = 3;

/**
 * The place named in a text, or null. An ordinary word is a place only after a preposition, as the whole text, or as
 * the answer to a question for a place; a guess of the register (a typo, a prefix) likewise.
 * @param taken tokens that are days, numbers or topics
 * @param known whether a word is an ordinary word of the lexicon
 */
export function findPlace(
  tokens: readonly Token[],
  text: string,
  finder: PlaceFinder,
  options: Options,
): PlaceSeen | null {
  const postcode = findPostcode(tokens, options.taken) ?? (options.awaited ? spokenPostcode(tokens) : null);
  if (postcode) return postcode;
  let questions = 0;
  let best: Ranked | null = null;
  for (let from = 0; from < tokens.length && questions < QUESTIONS_MAX; from++) {
    for (let length = Math.min(WORDS_MAX, tokens.length - from); length >= 1; length--) {
      const span = spanAt(tokens, from, length, options.taken);
      if (span === null || !mayBePlace(span, options.awaited)) continue;
      questions++;
      const seen = asked(span, text, finder, options);
      if (seen !== null && (best === null || seen.rank > best.rank)) best = seen;
    }
  }
  return best && { name: best.name, from: best.from, to: best.to, sure: best.sure };
}

interface Options {
  awaited: boolean;
  taken: ReadonlySet<number>;
  known: (fold: string) => boolean;
}

type Ranked = PlaceSeen & { rank: number };

/** Words that may be a place, and how they are said. */
interface PlaceSpan {
  from: number;
  tokens: readonly Token[];
  first: Token;
  last: Token;
  before: Token | undefined;
  /** After a preposition. */
  lead: boolean;
  /** The whole text. */
  whole: boolean;
  /** The whole text except one word of grammar. */
  alone: boolean;
}

/**
 * The span at a position; null for one that holds another kind of word, crosses a sentence, or begins or ends without a
 * letter.
 */
function spanAt(tokens: readonly Token[], from: number, length: number, taken: ReadonlySet<number>): PlaceSpan | null {
  const span = tokens.slice(from, from + length);
  const [first, last] = [span[0], span.at(-1)];
  if (!first || !last || !/\p{L}/u.test(first.fold) || !/\p{L}/u.test(last.fold)) return null;
  if (span.some((_, i) => taken.has(from + i)) || span.slice(1).some((t) => /[.!?;:]/.test(t.gap))) return null;
  const before = tokens[from - 1];
  const isGrammar = (token: Token | undefined): boolean => STOP_WORDS.has(token?.fold ?? '');
  const whole = length === tokens.length;
  return {
    from,
    tokens: span,
    first,
    last,
    before,
    lead: before !== undefined && BEFORE.has(before.word) && !/[.!?;]/.test(first.gap),
    whole,
    alone: whole || (length === tokens.length - 1 && (isGrammar(tokens[0]) || isGrammar(tokens.at(-1)))),
  };
}

/** Whether the register is asked at all: ordinary words are no places unless they are said as one. */
const mayBePlace = (span: PlaceSpan, awaited: boolean): boolean =>
  span.tokens.length === 1 ? mayWordBePlace(span, awaited) : mayWordsBePlace(span);

const mayWordsBePlace = ({ first, last, whole }: PlaceSpan): boolean =>
  whole || !(STOP_WORDS.has(first.fold) || STOP_WORDS.has(last.fold));

function mayWordBePlace({ first: { fold }, lead, whole }: PlaceSpan, awaited: boolean): boolean {
  const byContext = BY_CONTEXT_ONLY.has(fold);
  if (STOP_WORDS.has(fold)) {
    const isSaidAsPlace = byContext && (lead || (whole && fold !== 'hei'));
    if (!isSaidAsPlace && !(awaited && whole)) return false;
  }
  if ((STOP_WORDS.has(fold) || byContext) && !lead && !whole && !awaited) return false;
  return fold.length >= 3 || whole || lead;
}

/** The register's match for the words, and how well it fits their context. */
function asked(span: PlaceSpan, text: string, finder: PlaceFinder, { awaited, known }: Options): Ranked | null {
  const { from, tokens, first, last, before, lead, whole, alone } = span;
  const { length } = tokens;
  const found = ask(finder, text.slice(first.start, last.end).replace(/\s+/g, ' '));
  if (!found) return null;
  const exact = found.certainty >= 0.99;
  const sure = lead || whole || awaited || alone;
  // A guess of the register counts only for an unknown word that is said as a place.
  if (!exact && ((known(first.fold) && length === 1) || !sure || found.certainty < 0.5)) return null;
  const rank =
    (exact ? 4 : 0) +
    (lead && !awaited ? 2 : 0) +
    (whole ? 2 : 0) +
    length * 0.5 -
    (LEFT.has(before?.word ?? '') ? 0.3 : 0);
  return { name: found.name, from, to: from + length, sure, rank };
}

/** "Frå Feda til Liknes": of two places the one that is left counts less. */
const LEFT = new Set(['fra', 'frå', 'from']);

function ask(finder: PlaceFinder, words: string): { name: string; certainty: number } | null {
  try {
    // A case ending is no part of the name: "в Арендалі", "w Arendalu".
    const bare = /[\u0400-\u04ff]$/.test(words) && words.length > 5 ? words.slice(0, -1) : null;
    return finder(words) ?? (bare === null ? null : finder(bare));
  } catch {
    // read() promises never to throw; a register that does is a place not found.
    return null;
  }
}

/** Four digits that are no year, hour, price or part of a number: 0001 to 9999. */
function findPostcode(tokens: readonly Token[], taken: ReadonlySet<number>): PlaceSeen | null {
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i];
    if (!token || !/^\d{4}$/.test(token.fold) || taken.has(i)) continue;
    const before = tokens[i - 1];
    const after = tokens[i + 1];
    if (
      (before && /\d/.test(before.fold) && /^[-.,/ ]?$/.test(token.gap)) ||
      (after && /\d/.test(after.fold) && /^[-.,/ ]?$/.test(after.gap))
    )
      continue;
    if (
      /^(kr|kroner|kl|klokka|klokken|nok|år|kode|kr)$/.test(before?.word ?? '') ||
      /^(kr|kroner|nok|år|timer)$/.test(after?.word ?? '')
    )
      continue;
    if (/^20[2-3]\d$/.test(token.fold) && tokens.length > 1) continue;
    return { name: token.fold, from: i, to: i + 1, sure: true };
  }
  return null;
}

/** A spoken postcode as a phone writes it: "fire åtte tre seks", "48 36", "førtiåtte trettiseks". */
function spokenPostcode(tokens: readonly Token[]): PlaceSeen | null {
  for (let i = 0; i < tokens.length; i++) {
    let digits = '';
    for (let at = i; at < tokens.length && digits.length < 4; at++) {
      const token = tokens[at];
      const value = token && (at === i || /^[ -]$/.test(token.gap)) ? numberOf(token.fold) : null;
      if (value === null || value > 99) break;
      digits += token?.fold.length === 2 && /^\d/.test(token.fold) ? token.fold : String(value);
      if (digits.length === 4) return { name: digits, from: i, to: at + 1, sure: true };
    }
  }
  return null;
}
