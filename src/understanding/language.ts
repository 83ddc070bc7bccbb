import {
  BOKMAL_WORDS,
  ENGLISH_TOPICS,
  POLISH_TOPICS,
  ENGLISH_WORDS,
  NORWEGIAN_WORDS,
  NYNORSK_WORDS,
  POLISH_WORDS,
  SOMALI_WORDS,
} from './lexicon/language-words.ts';
import { topicOf } from './named/category.ts';
import { type Token, tokenise, words } from './base/normalise.ts';
import type { Language } from './base/reading.ts';

/** Told from bokmål or Danish by a letter that folding takes away. */
const NYNORSK_AS_SPELT = new Set(['frå', 'då', 'òg', 'ifrå']);

const KOR_VERBS = new Set(words('er finn gar ligg skal mange mykje lenge lengje langt moter kan'));
const ME_VERBS = new Set(
  words(
    'har hadde ma er kan skal vil ville tek blir vert held flyttar startar byrjar sluttar kjem bur treng avlyser meiner onskjer',
  ),
);

/** Words that are the same in every language people text in, or names of our own commands. */
const ANY_LANGUAGE = new Set([
  'ok',
  'okay',
  'okei',
  'oki',
  'sms',
  'stop',
  'yoga',
  'bingo',
  'pause',
  'app',
  'bridge',
  'start',
  'info',
]);

/**
 * The language of a short text: by script (Ethiopic ti, Arabic ar, Cyrillic uk), else by small lists of words. Null for
 * numbers, signs and names, which do not show it. Russian written by Ukrainians counts as uk, the nearest language we
 * have.
 */
export function languageOf(text: string | readonly Token[]): Language | null {
  const tokens = typeof text === 'string' ? tokenise(text) : text;
  return byScript(tokens) ?? byWords(tokens);
}

function byScript(tokens: readonly Token[]): Language | null {
  let latin = 0;
  const letters = { ti: 0, ar: 0, uk: 0 };
  for (const { word } of tokens) {
    if (/\p{Script=Ethiopic}/u.test(word)) letters.ti += word.length;
    else if (/\p{Script=Arabic}/u.test(word)) letters.ar += word.length;
    else if (/\p{Script=Cyrillic}/u.test(word)) letters.uk += word.length;
    else if (/\p{Script=Latin}/u.test(word)) latin += word.length;
  }
  const [best, count] = (Object.entries(letters) as ['ti' | 'ar' | 'uk', number][]).reduce((a, b) =>
    b[1] > a[1] ? b : a,
  );
  return count > 0 && count * 2 >= latin ? best : null;
}

function byWords(tokens: readonly Token[]): Language | null {
  const score = { no: 0, en: 0, pl: 0, so: 0 };
  let nynorsk = 0;
  let bokmal = 0;
  tokens.forEach(({ fold, word }, i) => {
    if (ANY_LANGUAGE.has(fold)) return;
    // "Please" is said in one language only, whatever the activity is called.
    const weight = fold.length <= 2 ? 0.6 : fold === 'please' ? 1.8 : 1;
    if (NORWEGIAN_WORDS.has(fold) || NYNORSK_WORDS.has(fold)) score.no += weight;
    if (ENGLISH_WORDS.has(fold)) score.en += fold === 'i' && word === 'i' && tokens.length > 1 && i > 0 ? 0.3 : weight;
    if (POLISH_WORDS.has(fold)) score.pl += weight;
    if (SOMALI_WORDS.has(fold)) score.so += weight;
    if (NYNORSK_WORDS.has(fold) && !BOKMAL_WORDS.has(fold))
      nynorsk += fold === 'me' || fold === 'no' || fold === 'ei' ? 0.4 : 1;
    // "Kor er det" asks where; a "kor" elsewhere sings.
    if (fold === 'kor' && KOR_VERBS.has(tokens[i + 1]?.fold ?? '')) nynorsk += 0.8;
    if (NYNORSK_AS_SPELT.has(word)) nynorsk++;
    // "Me" before a verb is the nynorsk "we".
    if (fold === 'me' && ME_VERBS.has(tokens[i + 1]?.fold ?? '')) nynorsk += 0.6;
    if (BOKMAL_WORDS.has(fold) && !NYNORSK_AS_SPELT.has(word)) bokmal++;
    if (ENGLISH_TOPICS.has(fold)) score.en += weight;
    else if (POLISH_TOPICS.has(fold)) score.pl += weight;
    else if (fold.length > 3 && topicOf(word)) score.no += 0.7;
    if (/[æøå]/.test(word)) score.no += 0.6;
    if (/[ąćęłńóśźż]/.test(word)) score.pl += 1.2;
  });
  const best = (Object.keys(score) as (keyof typeof score)[]).reduce((a, b) => (score[b] > score[a] ? b : a));
  if (score[best] < 0.5) return null;
  if (best !== 'no') return best;
  // "Ei" and "no" alone are bokmål too.
  return nynorsk > 0.5 && nynorsk >= bokmal ? 'nn' : 'nb';
}

/** Greetings in languages that the line does not read; none of them is a word of a language that it reads. */
const ABROAD =
  /^\W*(?:hola|buenas|buenos d[ií]as|bonjour|salut|ciao|buongiorno|guten tag|merhaba|selam|namaste|sawasdee|sveiki|labas|bună|buna ziua|olá)(?:\W|$)/iu;

/** Whether a text greets in a language that is not read: the line then answers in English rather than in Norwegian. */
export const greetsAbroad = (text: string): boolean => ABROAD.test(text);
