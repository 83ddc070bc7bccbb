import { NO_PHRASES, UNSURE_PHRASES, YES_PHRASES } from '../lexicon/answers.ts';
import { CLASSES } from '../lexicon/classes.ts';
import { ACTIVITIES } from '../lexicon/phrases-activities.ts';
import { ALWAYS } from '../lexicon/phrases-always.ts';
import { ORGANISER } from '../lexicon/phrases-organiser.ts';
import { RESIDENT } from '../lexicon/phrases-resident.ts';
import { VOLUNTEER } from '../lexicon/phrases-volunteer.ts';
import { type Phrase, PhraseBook, phrases, phraseWords } from './phrase.ts';
import type { Intent } from '../base/reading.ts';

const compiled = <Name extends string>(tables: Readonly<Record<Name, string>>): Record<Name, Phrase[]> =>
  Object.fromEntries(Object.entries<string>(tables).map(([name, table]) => [name, phrases(table, CLASSES)])) as Record<
    Name,
    Phrase[]
  >;

/** Intents without phrases: keywords mean them, or a rule of its own. The compiler requires phrases for all others. */
type WithoutPhrases =
  | 'activity_question'
  | 'automatic'
  | 'availability'
  | 'centre_question'
  | 'crisis'
  | 'deceased'
  | 'leave'
  | 'lonely'
  | 'offer_no'
  | 'offer_yes'
  | 'pick'
  | 'running_late'
  | 'subscribe'
  | 'unclear'
  | 'unsubscribe'
  | 'worry'
  | 'wrong_number';

const INTENT_PHRASES: Readonly<Record<Exclude<Intent, WithoutPhrases>, Phrase[]>> = compiled({
  ...ALWAYS,
  ...ACTIVITIES,
  ...RESIDENT,
  ...VOLUNTEER,
  ...ORGANISER,
});
const ANSWER_PHRASES = compiled({ yes: YES_PHRASES, no: NO_PHRASES, unsure: UNSURE_PHRASES });

/** Phrases by intent. */
export const INTENT_BOOK = new PhraseBook<Intent>(INTENT_PHRASES);
/** Phrases that answer a yes-or-no question. */
export const ANSWER_BOOK = new PhraseBook<'yes' | 'no' | 'unsure'>(ANSWER_PHRASES);

export const PHRASE_VOCABULARY: readonly string[] = [
  ...Object.values(INTENT_PHRASES),
  ...Object.values(ANSWER_PHRASES),
].flatMap((list) => phraseWords(list ?? []));
