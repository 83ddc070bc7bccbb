import { clean } from '../base/normalise.ts';

/** The only number of a text, of two digits or more, as a code: "SLETT 48 21" is 4821, right or wrong. A lone digit is a choice. */
export function codeIn(text: string): string | null {
  const [only, ...others] = clean(text).match(/\d(?:[ .-]?\d)+/g) ?? [];
  if (only === undefined || others.length > 0) return null;
  const digits = only.replace(/\D/g, '');
  return digits.length <= CODE_MAX ? digits : null;
}

/** More digits are a telephone number. */
const CODE_MAX = 7;

/** The code of one of the person's own offers in a text, and the text without it; null when the text has none. */
export function ownCode(text: string, codes: readonly number[]): { code: number; rest: string } | null {
  if (codes.length === 0) return null;
  for (const [word] of clean(text).matchAll(/(?<![\d.,:])(?:\d{3}|\d{6}|\d{3} \d{3})(?!\d|:\d| \d{3})/g)) {
    const code = Number(word.replace(' ', ''));
    if (codes.includes(code)) return { code, rest: clean(text).replace(word, ' ').replace(/\s+/g, ' ').trim() };
  }
  return null;
}
