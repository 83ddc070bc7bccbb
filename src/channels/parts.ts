export interface Measured {
  /** The text as it should be sent: what was measured, no other. */
  text: string;
  encoding: 'GSM-7' | 'UCS-2';
  /** How many messages it is billed as; an empty text is one. */
  parts: number;
}

/** The septets of the GSM 03.38 default alphabet that cost one, without the control characters that are stripped. */
const BASIC =
  '@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà';
/** These cost two: an escape and a letter, which may not stand in different parts. */
const EXTENDED = '^{}\\[~]|€';

const classOf = (letters: string): string => letters.replace(/[\\\]^-]/g, '\\$&');
const IS_GSM_7 = new RegExp(`^[${classOf(BASIC + EXTENDED)}]*$`);
const ANY_EXTENDED = new RegExp(`[${classOf(EXTENDED)}]`);

/** One typographic mark would turn 160 characters a part into 70; each has a plain look-alike (docs/rules.md T2). */
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
/** Control characters other than the line break, surrogates without their other half, and code points that are no character. */
const UNSENDABLE = /(?!\n)[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu;

const GSM_7 = { whole: 160, part: 153 };
const UCS_2 = { whole: 70, part: 67 };

/**
 * What will be sent for `text`, and what it costs: composed (NFC), with plain quotes and dashes, without control characters.
 * A part holds 160 septets alone or 153 in a row, and in UCS-2 70 or 67 UTF-16 units; no character is split between two.
 */
export function measure(text: string): Measured {
  const sent = plain(text);
  if (!IS_GSM_7.test(sent)) return { text: sent, encoding: 'UCS-2', parts: count(sent, (c) => c.length, UCS_2) };
  const parts = ANY_EXTENDED.test(sent)
    ? count(sent, (c) => (EXTENDED.includes(c) ? 2 : 1), GSM_7)
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

function count(text: string, cost: (c: string) => number, size: { whole: number; part: number }): number {
  const characters = Array.from(text);
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
