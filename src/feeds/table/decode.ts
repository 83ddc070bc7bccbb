import { Refusal } from '../../domain/base/refusal.ts';
import type { Sentences } from '../sentences/sentences.ts';
import { decodeWith, encodeWith, OTHERS, WINDOWS_1252, type CodePage } from './code-pages.ts';

export interface Decoded {
  text: string;
  /** Sentences about text that was read differently from the file. */
  said: string[];
}

/**
 * The text of a file: UTF-8 with or without BOM, UTF-16 with or without one, Windows-1252, and the sets of old Macs and
 * DOS, with a remark. UTF-8 that a program misread and wrote again ("KjÃ¸kken") is repaired, with a remark.
 * @throws Refusal for a file that is not text, or whose letters cannot be determined
 */
export function decode(bytes: Uint8Array, say: Sentences): Decoded {
  const wide = wideKind(bytes);
  if (wide !== null) return repaired(new TextDecoder(wide).decode(bytes), say);
  if (bytes.includes(0)) throw new Refusal(say.noText());
  try {
    return repaired(new TextDecoder('utf-8', { fatal: true }).decode(bytes), say);
  } catch (error) {
    if (error instanceof Refusal) throw error;
  }
  const [best, next] = [WINDOWS_1252, ...OTHERS]
    .map((page, i) => ({ page, text: decodeWith(page, bytes), order: i }))
    .map((one) => ({ ...one, sense: senseOf(one.text) }))
    .toSorted((a, b) => b.sense - a.sense || a.order - b.order);
  // Most letters outside ASCII must be ones that are used here.
  const least = SENSE_LEAST * bytes.filter((byte) => byte >= 0x80).length;
  if (best === undefined || best.sense < least) throw new Refusal(say.unknownLetters());
  const torn = next !== undefined && next.sense === best.sense && next.text !== best.text && best.page !== WINDOWS_1252;
  if (torn) throw new Refusal(say.unknownLetters());
  const { text, page } = best;
  return { text, said: page === WINDOWS_1252 ? [] : [say.readAs(page.name)] };
}

const SENSE_LEAST = 0.5;

/** UTF-16 by its mark, or because every other byte is zero ("Unicode text" of Excel). */
function wideKind(bytes: Uint8Array): 'utf-16le' | 'utf-16be' | null {
  if (bytes[0] === 0xff && bytes[1] === 0xfe) return 'utf-16le';
  if (bytes[0] === 0xfe && bytes[1] === 0xff) return 'utf-16be';
  const sample = bytes.subarray(0, 1_000);
  const noughts = [0, 0];
  for (const [i, byte] of sample.entries()) if (byte === 0) noughts[i % 2] = (noughts[i % 2] ?? 0) + 1;
  const [even = 0, odd = 0] = noughts;
  const half = sample.length / 2;
  if (half < 4) return null;
  if (odd > half * 0.7 && even === 0) return 'utf-16le';
  return even > half * 0.7 && odd === 0 ? 'utf-16be' : null;
}

/**
 * How plausible the letters outside ASCII are: letters of the languages here count for a reading, signs inside words
 * against it.
 */
function senseOf(text: string): number {
  let sense = 0;
  for (const { 0: letter, index } of text.matchAll(/[^\0-\x7f]/g))
    sense += senseOfLetter(letter, text.charAt(index - 1), text.charAt(index + 1));
  return sense;
}

const NORWEGIAN = /[æøåÆØÅ]/;
const NEIGHBOURS = /[éèêëòóôöäüáíñčđŋšŧžÉÄÖÜÁŠŽČĐ]/;
const OTHER_LETTERS = /[àâãåçìîïðõùûýÀÂÃÇÈÊËÌÍÎÏÐÑÒÓÔÕÙÚÛÝ]/;
const SIGNS = /[–—‘’“”«»…•€£§°½¼¾²³´×©®™\u00a0]/;
const CYRILLIC = /[\u0400-\u04ff]/;

function senseOfLetter(letter: string, before: string, after: string): number {
  const isForeign = (beside: string): boolean => /\p{L}/u.test(beside) && beside > '\x7f';
  // No word mixes alphabets.
  if (CYRILLIC.test(letter) && /[a-z]/i.test(before + after)) return -6;
  if (CYRILLIC.test(letter)) return CYRILLIC.test(before) || CYRILLIC.test(after) ? 2 : -3;
  // Three such letters in a row are another alphabet, read with the wrong table.
  if (/\p{L}/u.test(letter) && isForeign(before) && isForeign(after)) return -3;
  // A capital in the middle of small letters is an error of the table.
  if (/\p{Lu}/u.test(letter) && /\p{Ll}/u.test(before)) return -3;
  const inWord = /[a-zæøå]/i.test(before) || /[a-zæøå]/i.test(after);
  if (NORWEGIAN.test(letter)) return inWord ? 4 : 2;
  if (NEIGHBOURS.test(letter)) return inWord ? 2 : 0;
  if (OTHER_LETTERS.test(letter)) return inWord ? 1 : -2;
  if (SIGNS.test(letter)) return /\p{L}/u.test(before) && /\p{L}/u.test(after) ? -2 : 1;
  return letter === '\ufffd' ? -20 : -4;
}

/** The first character of misread UTF-8: Ã Â â (Windows), √ (Mac), ├ (DOS). */
const READ_TWICE: readonly (readonly [RegExp, CodePage])[] = [
  [/[ÂÃâÄÅÆÐ][^\0-\x7f]+/g, WINDOWS_1252],
  ...OTHERS.filter(({ name }) => name !== 'ISO-8859-15').map(
    (page) => [page.name === 'Mac Roman' ? /[√¬‚ƒ≈][^\0-\x7f]+/g : /[├Ô─┼][^\0-\x7f]+/g, page] as const,
  ),
];
/** "KjÃƒÂ¸kken" was misread twice. */
const TIMES_MAX = 3;

function repaired(text: string, say: Sentences): Decoded {
  let [mended, example] = [text, ''];
  for (let i = 0; i < TIMES_MAX; i++) {
    const before = mended;
    for (const [suspect, page] of READ_TWICE)
      mended = mended.replace(suspect, (run, offset: number) => {
        const right = fromUtf8(encodeWith(page, run));
        if (right === null) return run;
        if (example === '') example = wordAt(before, offset);
        return right;
      });
    if (mended === before) break;
  }
  if (mended === text) return { text, said: [] };
  const at = text.indexOf(example);
  return { text: mended, said: [say.repaired(example, wordAt(mended, prefixLength(text, mended, at)))] };
}

function fromUtf8(bytes: Uint8Array | null): string | null {
  if (bytes === null) return null;
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return PLAUSIBLE.test(text) ? text : null;
  } catch {
    return null;
  }
}

/** "VÅGÅ–LOM" is right, and a repair would make Latvian of it. */
const PLAUSIBLE =
  /^[æøåÆØÅéèêëòóôöäüáàíñçčđŋšŧžÉÈÄÖÜÁŠŽČĐßÃÂâ€™œžŸ¸˜¥¦§¶–—‘’“”«»…•°½\u00a0\u0080-\u009f\u0400-\u04ff\u0600-\u06ff\u1200-\u137f]+$/;

const wordAt = (text: string, at: number): string => {
  const start = Math.max(...[' ', ';', ',', '\t', '\n', '"'].map((mark) => text.lastIndexOf(mark, at))) + 1;
  return /^[^ ;,\t\n"]+/.exec(text.slice(start, start + 40))?.[0] ?? '';
};

/** The first position from which the two differ; the same word is at it in both. */
function prefixLength(a: string, b: string, atLeast: number): number {
  let i = Math.max(0, Math.min(atLeast, b.length) - 40);
  while (i < a.length && a[i] === b[i]) i++;
  return i;
}
