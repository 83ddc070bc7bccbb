import { fileURLToPath } from 'node:url';
import { loadSentences, wordsFor, writtenLanguages, type Words } from '../../src/channels/words.ts';

/** The folder of package.json. */
export const ROOT = fileURLToPath(new URL('../..', import.meta.url));
export const LOCALES = `${ROOT}/locales`;
export const LANGUAGES = writtenLanguages(LOCALES);
export const sentences = loadSentences(LOCALES);
export const WORDS: ReadonlyMap<string, Words> = new Map(LANGUAGES.map((l) => [l, wordsFor(sentences, l)]));
