import { fileURLToPath } from 'node:url';
import { isSpoken } from '../../src/channels/voices.ts';
import { withPlainLetters, measure } from '../../src/channels/parts.ts';
import { loadSentences, wordsFor, writtenLanguages, type Words } from '../../src/channels/words.ts';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const LOCALES = `${ROOT}/locales`;
export const LANGUAGES = writtenLanguages(LOCALES);
/** The languages that a call is held in. */
export const SPOKEN = LANGUAGES.filter(isSpoken);
export const sentences = loadSentences(LOCALES);
export const WORDS: ReadonlyMap<string, Words> = new Map(LANGUAGES.map((l) => [l, wordsFor(sentences, l)]));

const isPlain = (language: string): boolean =>
  measure(withPlainLetters(JSON.stringify(sentences.getDataByLanguage(language)))).encoding === 'GSM-7';

/** The languages in whose letters a part holds 160: of a text in another, a part holds 70. */
export const PLAIN: ReadonlySet<string> = new Set(LANGUAGES.filter(isPlain));

/** Languages in Latin letters with marks that GSM-7 lacks. */
export const WRITTEN_WITH_MARKS: ReadonlySet<string> = new Set(['pl']);
