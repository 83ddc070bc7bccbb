import type { Token } from '../base/normalise.ts';
import type { Sign } from '../words/phrase.ts';
import { lengthAt, phraseList } from './phrase-list.ts';
import { KEYWORD_TABLES, setOf } from './tables.ts';

/** Words of a text, from and up to, not including, the second. */
export type Span = readonly [from: number, to: number];

interface Words {
  /** The original text. */
  text: string;
  tokens: readonly Token[];
  signs: readonly Sign[];
  /** Whether a folded word is one that the line knows: a name seldom is. */
  known: (fold: string) => boolean;
}

/** A text as keywords are looked for in it. */
export interface KeywordText extends Words {
  parts: readonly Part[];
}

interface Part {
  span: Span;
  kind: 'says something' | 'courtesy' | 'name' | 'device';
  /** It begins with words that come before a name: "Mvh". */
  closes: boolean;
}

/** Splits a text into its message and the greeting, thanks, name and signature around it. */
export function framed(words: Words): KeywordText {
  const parts: Part[] = [];
  for (const span of partsOf(words)) {
    const kind = kindOf(words, span);
    parts.push({ span, kind, closes: lengthAt(words.tokens, span[0], CLOSING) > 0 });
    if (kind === 'device') break;
  }
  return { ...words, parts };
}

const POLITE = setOf((table) => table.polite);
const COURTESY = new Set([...POLITE, ...setOf((table) => table.courtesy)]);
const CLOSING = phraseList(...KEYWORD_TABLES.map((table) => table.closing));
const DEVICE = phraseList(...KEYWORD_TABLES.map((table) => table.device));
const SIGNS_OFF = phraseList(...KEYWORD_TABLES.flatMap((table) => [table.closing, table.device]));
/** "Mvh Kari og Ola", "hilsen oss på Hisøy". */
const BESIDE_NAMES = new Set('og and fra fra from i pa oss alle familien und z з и та i'.split(' '));
const NAME_WORDS_MAX = 3;
const SIGNED_WORDS_MAX = 5;

const BREAK = /[.!?,;:\n\r،؛؟።፣፤፥…()]|\s[-–—]+\s|[-–—]{2}/u;

/**
 * The parts of a text with a message; greetings, thanks, good wishes, a name and a telephone's signature have none.
 * "Hei! STOPP. Mvh Kari Nordmann" has one such part, "Stopp, jeg kommer litt senere" has two.
 */
export function partsThatSay({ parts }: KeywordText): Span[] {
  const says: Span[] = [];
  for (const { kind, span } of parts) {
    // A name says nothing after the words that it signs; at the beginning it may be anything.
    if (kind === 'says something' || (kind === 'name' && says.length === 0)) says.push(span);
  }
  return says;
}

/**
 * The parts of a text that are only courtesy, or a name: "videre" is a keyword, and a word of "ha en fin dag videre".
 */
export const courteousParts = ({ parts }: KeywordText): Span[] =>
  parts.some(({ kind }) => kind === 'says something')
    ? []
    : parts.flatMap(({ kind, span }) => (kind === 'courtesy' ? [span] : []));

/** The text between greeting and signature, names included. */
export function between({ parts, tokens }: KeywordText): Span | null {
  let from: number | null = null;
  let to = 0;
  for (const { kind, span, closes } of parts) {
    if (kind === 'device' || (from !== null && closes)) break;
    if (kind === 'courtesy') continue;
    from ??= span[0];
    to = span[1];
  }
  if (from === null) return null;
  while (to - from > 1 && isPolite(tokens[from])) from++;
  return [from, to];
}

/** Whether a word, or a picture, beside a keyword leaves the meaning of the sentence unchanged. */
export const isPolite = (token: Token | undefined): boolean => POLITE.has(token?.fold ?? '') || isPicture(token);

/** The words without polite ones at the end, and at the beginning with `both`; at least one is left. */
export function withoutPolite({ tokens }: KeywordText, [first, last]: Span, both = false): Span {
  let [from, to] = [first, last];
  while (to - from > 1 && isPolite(tokens[to - 1])) to--;
  while (both && to - from > 1 && isPolite(tokens[from])) from++;
  return [from, to];
}

function partsOf({ text, tokens }: Words): Span[] {
  const starts = [0];
  tokens.forEach((token, i) => {
    if (i === 0) return;
    const before = text.slice(tokens[i - 1]?.end ?? 0, token.start);
    if ((before !== ' ' && BREAK.test(before)) || lengthAt(tokens, i, SIGNS_OFF) > 0) starts.push(i);
  });
  return tokens.length === 0 ? [] : starts.map((from, k) => [from, starts[k + 1] ?? tokens.length]);
}

function kindOf(heard: Words, [from, to]: Span): Part['kind'] {
  const { tokens } = heard;
  if (lengthAt(tokens, from, DEVICE) > 0) return 'device';
  const courteous = (at: number): boolean => COURTESY.has(tokens[at]?.fold ?? '') || isPicture(tokens[at]);
  const all = (since: number, test: (at: number) => boolean): boolean => {
    for (let at = since; at < to; at++) if (!test(at)) return false;
    return true;
  };
  if (to - from <= SIGNED_WORDS_MAX && lengthAt(tokens, from, CLOSING) > 0) {
    const isSigned = (at: number): boolean =>
      courteous(at) || BESIDE_NAMES.has(tokens[at]?.fold ?? '') || isCapital(heard, at) || isUnknown(heard, at);
    if (all(from + 1, isSigned)) return 'courtesy';
  }
  if (all(from, courteous)) return 'courtesy';
  if (to - from > NAME_WORDS_MAX) return 'says something';
  const mayBeName = (at: number): boolean => isCapital(heard, at) && !isNamed(heard, at);
  const unknown = tokens.slice(from, to).some((_, i) => isUnknown(heard, from + i));
  if (!unknown) return 'says something';
  // "Hei Anne!"
  if (courteous(from) && all(from + 1, (at) => courteous(at) || mayBeName(at))) return 'courtesy';
  return all(from, mayBeName) ? 'name' : 'says something';
}

const isPicture = (token: Token | undefined): boolean => /^\p{Extended_Pictographic}/u.test(token?.word ?? '');

function isCapital({ text, tokens }: Words, at: number): boolean {
  return /^[\p{Lu}\p{Lt}]/u.test(text.slice(tokens[at]?.start ?? 0));
}

/** No word that the line knows, and nothing that it found in the text. */
function isUnknown(heard: Words, at: number): boolean {
  const sign = heard.signs[at];
  return sign !== undefined && !heard.known(sign.norm) && !isNamed(heard, at) && /\p{L}/u.test(sign.fold);
}

const isNamed = ({ signs }: Words, at: number): boolean => (signs[at]?.tags.size ?? 0) > 0;
