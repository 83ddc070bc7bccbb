export interface Measured {
  /** The text to send: the measure holds for this text only. */
  text: string;
  encoding: 'GSM-7' | 'UCS-2';
  /** Number of parts that the carrier bills; an empty text is one. */
  parts: number;
}

/**
 * Characters of the GSM 03.38 default alphabet that cost one septet, without the control characters that `plain`
 * strips.
 */
const BASIC =
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** Cost two septets: an escape and a letter, which one part has to hold together. */
const EXTENDED = '^{}\\[~]|€';

const classOf = (letters: string): string => letters.replace(/[\\\]^-]/g, '\\$&');
const IS_GSM_7 = new RegExp(`^[${classOf(BASIC + EXTENDED)}]*$`);
const ANY_EXTENDED = new RegExp(`[${classOf(EXTENDED)}]`);

/**
 * A single typographic mark would reduce a part from 160 characters to 70; each has a plain look-alike (docs/rules.md T2).
 */
const PLAIN: Readonly<Record<string, string>> = {
  '«': '"',
  '»': '"',
  '“': '"',
  '”': '"',
  '„': '"',
  '’': "'",
  '‘': "'",
  '–': '-',
  '—': '-',
  '…': '...',
  '\u00a0': ' ',
  '\u202f': ' ',
  '•': '-',
  '½': '1/2',
};
const TYPOGRAPHIC = new RegExp(`[${Object.keys(PLAIN).join('')}]`, 'gu');
/** Control characters except the line break, lone surrogates, and noncharacters. */
const UNSENDABLE = /(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const GSM_7 = { whole: 160, part: 153 };
const UCS_2 = { whole: 70, part: 67 };

/**
 * The text that will be sent for `text`, and its cost: composed (NFC), with plain quotes and dashes, without control
 * characters. A single part holds 160 septets or 70 UTF-16 units (UCS-2), a part of several 153 or 67. A part never
 * ends inside a character; carriers differ on whether it may end inside joined emoji, and the dearer count holds.
 */
export function measure(text: string): Measured {
  const sent = plain(text);
  if (!IS_GSM_7.test(sent)) return { text: sent, encoding: 'UCS-2', parts: countUcs2(sent) };
  const parts = ANY_EXTENDED.test(sent)
    ? count(Array.from(sent), (c) => (EXTENDED.includes(c) ? 2 : 1), GSM_7)
    : Math.ceil(sent.length / (sent.length <= GSM_7.whole ? GSM_7.whole : GSM_7.part)) || 1;
  return { text: sent, encoding: 'GSM-7', parts };
}

function plain(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replaceAll('\t', ' ')
    .replace(UNSENDABLE, '')
    .normalize('NFC')
    .replace(TYPOGRAPHIC, (mark) => PLAIN[mark] ?? mark);
}

/** Letters without a plain form that Unicode would give: it knows them as letters of their own. */
const BARE: Readonly<Record<string, string>> = {
  ł: 'l',
  Ł: 'L',
  đ: 'd',
  Đ: 'D',
  ŋ: 'n',
  Ŋ: 'N',
  ŧ: 't',
  Ŧ: 'T',
  ı: 'i',
};
const OWN_LETTERS = new RegExp(`[${Object.keys(BARE).join('')}]`, 'gu');

/**
 * The text with Latin letters that GSM-7 lacks reduced to their plain forms ("językowa" to "jezykowa"); other scripts, emoji and the
 * letters of GSM-7 stay. For a text that would otherwise take too many parts.
 */
export const withPlainLetters = (text: string): string =>
  text
    .normalize('NFC')
    .replace(OWN_LETTERS, (letter) => BARE[letter] ?? letter)
    .replace(/\p{Script=Latin}/gu, (letter) => (IS_GSM_7.test(letter) ? letter : letter.normalize('NFD').charAt(0)));

/** Languages whose readers leave the marks out in texts themselves, so that a text without them is read as well. */
const WRITTEN_PLAIN: ReadonlySet<string> = new Set(['pl']);

/** The measure of a text in a language: without the marks on its letters where they would cost parts. */
export function measureIn(language: string, text: string): Measured {
  const whole = measure(text);
  if (whole.encoding === 'GSM-7' || whole.parts === 1 || !WRITTEN_PLAIN.has(language)) return whole;
  const plain = measure(withPlainLetters(text));
  return plain.parts < whole.parts ? plain : whole;
}

/** Joiners, variation selectors, skin tones, flags and accents: several code points that are seen as one character. */
const JOINED = /\p{M}|\p{Cf}|\p{Emoji_Modifier}|\p{Regional_Indicator}/u;
const clusters = new Intl.Segmenter('nb', { granularity: 'grapheme' });

function countUcs2(text: string): number {
  const cost = (c: string): number => c.length;
  const cut = count(Array.from(text), cost, UCS_2);
  if (text.length <= UCS_2.whole || !JOINED.test(text)) return cut;
  const seen = Array.from(clusters.segment(text), ({ segment }) => segment);
  return Math.max(cut, count(seen, cost, UCS_2));
}

function count(
  characters: readonly string[],
  cost: (c: string) => number,
  size: { whole: number; part: number },
): number {
  const total = characters.reduce((sum, c) => sum + cost(c), 0);
  if (total <= size.whole) return 1;
  let parts = 1;
  let used = 0;
  for (const c of characters) {
    if (used + cost(c) > size.part) {
      parts++;
      used = 0;
    }
    used += cost(c);
  }
  return parts;
}
