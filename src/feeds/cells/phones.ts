import { canText, numberIn } from '../../domain/base/phone-numbers.ts';

/** The telephone numbers of a cell. */
export type PhonesRead =
  | { number: string; others: string[]; words: string }
  /** Excel has written a long number as 9,12E+07. */
  | 'shortened'
  | null;

/** Separators of two numbers; a number itself may contain a single space. */
const BETWEEN = /[/;,|\n]| (?:eller|og|or|and|samt|el\.?) /i;
/** Words beside a number that name its kind. */
const LABELS =
  /\b(?:tlf|telefon|phone|mobil|mob|mobile|cell|privat|hjemme|heime|jobb|arbeid|arb|fasttelefon|m|h|a|p)\b[.:]?|[:()]/gi;
const NUMBER = /(?<!\d)(?:(?:\+|00)\d{1,3}[ .-]?)?\d(?:[ .-]?\d){7}(?!\d)/g;

/**
 * The numbers in a cell, in E.164: the first mobile of several, the others, and words beside them ("etter 18"). A
 * spreadsheet writes "91234567.0" for a number. Null for a cell without a number.
 */
export function readPhones(text: string): PhonesRead {
  const plain = text.replace(/[\u00a0\u2007\u202f]/g, ' ').trim();
  if (/^\d(?:[.,]\d+)?E\+?\d+$/i.test(plain)) return 'shortened';
  const whole = numberIn(tidied(plain));
  if (whole !== null) return { number: whole, others: [], words: '' };
  const found: string[] = [];
  const words: string[] = [];
  for (const part of plain.split(BETWEEN).map(tidied)) {
    const one = numberIn(part);
    if (one !== null) found.push(one);
    else words.push(...numbersWithin(part, found));
  }
  const distinct = [...new Set(found)];
  const number = distinct.find(canText) ?? distinct[0];
  if (number === undefined) return null;
  return { number, others: distinct.filter((one) => one !== number), words: words.join(' ') };
}

/** Puts the numbers of a text into `found`; returns the other words. */
function numbersWithin(text: string, found: string[]): string[] {
  let rest = text;
  for (const [written] of text.matchAll(NUMBER)) {
    const number = numberIn(written);
    if (number === null) continue;
    found.push(number);
    rest = rest.replace(written, ' ');
  }
  const left = rest.replace(LABELS, ' ').replace(/\s+/g, ' ').trim();
  return /[\p{L}\d]/u.test(left) ? [left] : [];
}

/** "(+47) 912 34 567", "+47 (0) 912 34 567", "91234567.0". */
const tidied = (text: string): string =>
  text
    .trim()
    .replace(/^(\+?\d{8,14})[.,]0+$/, '$1')
    .replace(/\(0\)/g, ' ')
    .replace(/^\((\+?\d{1,3})\)/, '$1')
    .replace(LABELS, ' ')
    .replace(/\s+/g, ' ')
    .trim();
