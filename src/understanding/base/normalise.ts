/** Longest text that is read, in UTF-16 units; carriers join the parts of a long text up to this length (docs/rules.md T1). */
export const TEXT_MAX = 1600;
/** Number of words that are read; later ones are a greeting, a signature or an attack. */
export const TOKENS_MAX = 320;

/** A word, a number or an emoji, with its place in the text as it came. */
export interface Token {
  /** As said: NFKC, lower case, marks kept. */
  word: string;
  /** Folded for look-up: see {@link fold}. */
  fold: string;
  /** Punctuation and space between the previous token and this one. */
  gap: string;
  /** Place in the original text, in UTF-16 units: [start, end). */
  start: number;
  end: number;
}

const DROPPED = /[\p{Cc}\p{Cf}\p{Cs}\p{Cn}\u{FE00}-\u{FE0F}\u{E0100}-\u{E01EF}]/u;
const FRACTIONS: Readonly<Record<string, string>> = { '½': ',5', '¼': ',25', '¾': ',75' };
const LETTER_FOLDS: Readonly<Record<string, string>> = {
  æ: 'ae',
  ø: 'o',
  ł: 'l',
  đ: 'd',
  ß: 'ss',
  œ: 'oe',
  ð: 'd',
  þ: 'th',
  ı: 'i', // prettier-ignore
  أ: 'ا',
  إ: 'ا',
  آ: 'ا',
  ى: 'ي',
  ة: 'ه',
  ؤ: 'و',
  ئ: 'ي',
  '\u0640': '',
  ё: 'е',
  ґ: 'г',
};

/**
 * Folds a word so that spellings meet: lower case, æ->ae, ø->o, å->a, ł->l, marks off Latin and Arabic letters.
 * Letters of different scripts are never folded together: a Cyrillic "а" stays Cyrillic (docs/rules.md D10).
 */
export function fold(text: string): string {
  let folded = '';
  for (const letter of text.normalize('NFKC').toLowerCase()) {
    const known = LETTER_FOLDS[letter];
    if (known !== undefined) folded += known;
    // Й and Ї are letters of their own, not И and І with a mark.
    else if (letter >= 'Ѐ' && letter <= 'ӿ') folded += letter;
    else folded += letter < '\u0080' ? letter : letter.normalize('NFD').replace(/\p{M}/gu, '').normalize('NFC');
  }
  return folded;
}

interface Clean {
  text: string;
  /** For each UTF-16 unit of text: its position in the original. */
  from: number[];
}

/** Nearly every text: nothing in it is written differently, and each letter stays in its place. */
const PLAIN = new RegExp(`^[\\x20-\\x7eæøåÆØÅéÉ]{0,${TEXT_MAX}}$`);
const PLACES: number[] = Array.from({ length: TEXT_MAX }, (_, i) => i);

/** NFKC a letter at a time, so that every place is kept; any script's digits become 0-9; invisible characters go. */
function cleanKeepingPlaces(original: string): Clean {
  if (PLAIN.test(original)) return { text: original, from: PLACES };
  let text = '';
  const from: number[] = [];
  const add = (piece: string, at: number): void => {
    text += piece;
    for (let i = 0; i < piece.length; i++) from.push(at);
  };
  for (const cluster of original.slice(0, TEXT_MAX).matchAll(/\P{M}\p{M}{0,8}|\p{M}/gu)) {
    const at = cluster.index;
    const fraction = FRACTIONS[cluster[0]];
    if (fraction !== undefined) {
      add(/\d$/.test(text) ? fraction : `0${fraction}`, at);
      continue;
    }
    for (const char of cluster[0].normalize('NFKC')) {
      if (/\s/u.test(char)) add(' ', at);
      else if (/\p{Nd}/u.test(char)) add(digit(char), at);
      else if (!DROPPED.test(char)) add(char, at);
    }
  }
  return { text, from };
}

/** Unicode has decimal digits in runs of ten, each from zero to nine. */
function digit(char: string): string {
  const code = char.codePointAt(0) ?? 48;
  if (code < 128) return char;
  let zero = code;
  while (zero > code - 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero--;
  // Mathematical digits follow each other in five runs without a gap.
  return code >= 0x1d7ce && code <= 0x1d7ff ? String((code - 0x1d7ce) % 10) : String(code - zero);
}

/** The text as it is read: cut to {@link TEXT_MAX}, NFKC, without control, format and surrogate characters, digits as 0-9, trimmed. */
export function clean(original: string): string {
  return cleanKeepingPlaces(original).text.replace(/ {2,}/g, ' ').trim();
}

const TOKEN = /\d+|[\p{L}\p{M}]+(?:['’`´][\p{L}\p{M}]+)?|\p{Extended_Pictographic}/gu;

/** Splits a text into words, numbers and emojis. "2t" is two tokens, "don't" is one, "18.30" is two with "." between. */
export function tokenise(original: string): Token[] {
  const { text, from } = cleanKeepingPlaces(original);
  const tokens: Token[] = [];
  let last = 0;
  for (const match of text.matchAll(TOKEN)) {
    if (tokens.length === TOKENS_MAX) break;
    const word = match[0].toLowerCase();
    const endAt = match.index + match[0].length;
    tokens.push({
      word,
      fold: fold(word).replace(/['’`´]/g, ''),
      gap: text.slice(last, match.index),
      start: from[match.index] ?? 0,
      end: (from[endAt - 1] ?? 0) + 1,
    });
    last = endAt;
  }
  return tokens;
}

/** A list of words in a table, separated by space; "_" joins words that belong together. */
export function words(list: string): string[] {
  return list
    .split(/\s+/)
    .filter((word) => word !== '')
    .map((word) => word.replaceAll('_', ' '));
}
