import { keysOf, stemOf, wordKey } from './search-words.ts';
import { normaliseName } from '../base/normalise-name.ts';

/** Words of questions, which say nothing of what is asked. */
const NOISE = new Set(
  `trenger treng trengs kommer kjem kunne kan koster kostar koste være vere skal hvordan korleis noen nokon noko hver kvar
  dette denne deres dykk dere eller bare berre mange mykje lenge hvilke hvilken there what when where does have with that
  this they need must ikke ikkje også også også gjerne altså altso sånn hvem kven gang gong etter alle
  vise måtte likevel ganske heter heite egentlig vanlig menn siden`
    .split(/\s+/)
    .map((word) => wordKey(normaliseName(word))),
);
const WORD_MIN = 4;

const telling = (text: string): Set<string> =>
  new Set(
    keysOf(text)
      .filter((key) => key.length >= WORD_MIN && !NOISE.has(key) && !/^\d+$/.test(key))
      .map((key) => stemOf(key) ?? key),
  );

/**
 * The sentence of a description that shares the most words with a question: "Ta med gitar" for "har dere gitar?". Words
 * of the title do not count, because every sentence is about it. Null when no sentence shares a word.
 */
export function sentenceAbout(description: string, question: string, title: string): string | null {
  const asked = telling(question);
  for (const word of telling(title)) asked.delete(word);
  let best: string | null = null;
  let most = 0;
  for (const sentence of sentencesOf(description)) {
    const shared = [...telling(sentence)].filter((word) => asked.has(word)).length;
    if (shared > most) [best, most] = [sentence, shared];
  }
  return best;
}

/** The first sentence of a description that matches. */
export const sentenceWith = (description: string, pattern: RegExp): string | null =>
  sentencesOf(description).find((sentence) => pattern.test(sentence)) ?? null;

/** A description in sentences, with their marks. */
const sentencesOf = (text: string): string[] =>
  text
    .split(/(?<=[.!?])\s+/)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
