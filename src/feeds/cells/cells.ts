const YES = new Set(['ja', 'yes', 'j', 'y', 'x', 'true', 'sann', '1']);
const NO = new Set(['nei', 'no', 'n', 'false', 'usann', 'ikkje', 'ikke', '0']);

/** 1 for yes, 0 for no, null for an empty cell. */
export function readYesNo(text: string): 0 | 1 | null | 'unreadable' {
  const word = text.trim().toLowerCase();
  if (word === '') return null;
  return YES.has(word) ? 1 : NO.has(word) ? 0 : 'unreadable';
}

/** A number with a decimal point or a decimal comma; null for an empty cell. */
export function readDecimal(text: string): number | null | 'unreadable' {
  const plain = text
    .trim()
    .replace(/[\s\u00a0]/g, '')
    .replace('\u2212', '-')
    .replace(',', '.');
  if (plain === '') return null;
  return /^-?\d{1,12}(\.\d{1,15})?$/.test(plain) ? Number(plain) : 'unreadable';
}

/** Separators of several values in one cell: "nb;en", "strikk, tur". */
export const readList = (text: string): string[] =>
  text
    .split(/[;,|\n]/)
    .map((part) => part.replace(/\s+/g, ' ').trim())
    .filter((part) => part !== '');
