import { en, type Sentences } from './en.ts';
import { nb } from './nb.ts';
import { nn } from './nn.ts';

export { en, type Sentences } from './en.ts';

const WRITTEN: Readonly<Record<string, Sentences>> = { nb, nn, en };

/** What an import says in a language; English where nothing is written in it. */
export const sentencesIn = (language: string): Sentences => WRITTEN[language] ?? en;
