import { clean } from '../base/normalise.ts';

/** The code of one of the person's own offers in a text, and the text without it; null when the text has none. */
export function ownCode(text: string, codes: readonly number[]): { code: number; rest: string } | null {
  if (codes.length === 0) return null;
  for (const [word] of clean(text).matchAll(/(?<![\d.,:])\d{3}(?!\d|:\d)/g)) {
    const code = Number(word);
    if (codes.includes(code)) return { code, rest: clean(text).replace(word, ' ').replace(/\s+/g, ' ').trim() };
  }
  return null;
}
