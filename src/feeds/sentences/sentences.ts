import { en, type Sentences } from './en.ts';
import { nb } from './nb.ts';
import { nn } from './nn.ts';

export { en, type Sentences } from './en.ts';

const WRITTEN: Readonly<Record<string, Sentences>> = { nb, nn, en };

/** The sentences of an import in a language; English for a language without them. */
export const sentencesIn = (language: string): Sentences => WRITTEN[language] ?? en;
