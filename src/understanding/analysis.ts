import { findTopic, type TopicSeen, TOPIC_VOCABULARY } from './named/category.ts';
import { type Speller, speller } from './words/distance.ts';
import { languageOf } from './language.ts';
import { STOP_WORDS } from './lexicon/common.ts';
import { AFTER_TOMORROW, MONTHS, PARTS, TODAY, TOMORROW, WEEKDAYS, WEEKENDS, WEEKS } from './lexicon/days.ts';
import { LANGUAGE_NAMES } from './keywords/language-names.ts';
import { KEYWORD_VOCABULARY } from './keywords/tables.ts';
import {
  BOKMAL_WORDS,
  ENGLISH_WORDS,
  NORWEGIAN_WORDS,
  NYNORSK_WORDS,
  POLISH_WORDS,
  SOMALI_WORDS,
} from './lexicon/language-words.ts';
import { bokmalOf } from './lexicon/variants.ts';
import { NO_WORDS, YES_WORDS } from './lexicon/answers.ts';
import { type Token, clean, fold, TEXT_MAX, tokenise, words } from './base/normalise.ts';
import { findMinutes, NUMBER_VOCABULARY, numberOf, type MinutesFound } from './words/numbers.ts';
import type { Sign } from './words/phrase.ts';
import { INTENT_BOOK, PHRASE_VOCABULARY } from './words/phrasebook.ts';
import { findPersons } from './named/persons.ts';
import { findPlace, type PlaceSeen } from './named/place.ts';
import type { TextHeard, Intent, Language } from './base/reading.ts';
import { findTime } from './days/clock.ts';
import { findWhen, type WhenFound } from './days/when.ts';

/** Everything found in a text before its meaning is decided. */
export interface Analysis {
  heard: TextHeard;
  tokens: readonly Token[];
  signs: readonly Sign[];
  /** The whole message, folded, single spaces, no punctuation. */
  whole: string;
  hits: ReadonlyMap<Intent, { weight: number; from: number; to: number }>;
  when: WhenFound | null;
  time: { time: string; from: number; to: number } | null;
  place: PlaceSeen | null;
  topic: TopicSeen | null;
  duration: MinutesFound | null;
  persons: number | null;
  named: Language | null;
  question: boolean;
  language: Language | null;
}

let spellerBuilt: Speller | undefined;

/** Known words, which are never corrected, and to which misspelt words are corrected. Built at the first reading. */
function vocabulary(): Speller {
  spellerBuilt ??= speller([
    ...PHRASE_VOCABULARY,
    ...KEYWORD_VOCABULARY,
    ...YES_WORDS,
    ...NO_WORDS,
    ...TOPIC_VOCABULARY,
    ...LANGUAGE_NAMES.keys(), // prettier-ignore
    ...STOP_WORDS,
    ...NORWEGIAN_WORDS,
    ...NYNORSK_WORDS,
    ...BOKMAL_WORDS,
    ...ENGLISH_WORDS,
    ...POLISH_WORDS,
    ...SOMALI_WORDS, // prettier-ignore
    ...NUMBER_VOCABULARY,
    ...WEEKDAYS.keys(),
    ...MONTHS.keys(),
    ...PARTS.keys(),
    ...WEEKENDS,
    ...WEEKS,
    ...TODAY,
    ...TOMORROW,
    ...AFTER_TOMORROW, // prettier-ignore
  ]);
  return spellerBuilt;
}

/** Whether a folded word is one of the vocabulary. */
export const isKnownWord = (fold: string): boolean => vocabulary().has(fold);

/** Number of words that are corrected in one text; a long text is not a misspelt keyword. */
const CORRECTED_MAX = 40;

/** The word itself, or the known word of which it is a misspelling: "paa" is "pa", "aktivtet" is "aktivitet". */
function normOf(fold: string, correct: boolean): string {
  const known = vocabulary();
  if (known.has(fold) || fold.length < 3) return fold;
  const plain = fold.replaceAll('aa', 'a').replaceAll('oe', 'o');
  if (plain !== fold && known.has(plain)) return plain;
  // "Jaaaa", "heiiii": letters held down.
  const short = fold.replace(/(\p{L})\1{2,}/gu, '$1');
  if (short !== fold && known.has(short)) return short;
  return (correct ? known.correct(fold) : null) ?? fold;
}

const QUESTION_WORDS = new Set(
  words(
    'hva hvor hvem hvordan hvorfor hvilken hvilke hvilket når kva kvar kor kven korleis kossen kordan kvifor ka kem hen åssen åffer what where who how when which why is does do are що де коли як хто скільки чи что где когда как сколько co gdzie kiedy jak ile czy ما ماذا اين أين متى كيف هل كم maxaa goorma xaggee immisa እንታይ ኣበይ መዓስ ክንደይ',
  ).map(fold),
);

/** Reads the parts of a text: days, places, topics, numbers, phrases. Never throws for any text. */
export function analyse(heard: TextHeard): Analysis {
  const text = heard.text.slice(0, TEXT_MAX);
  const tokens = tokenise(text);
  const known = isKnownWord;
  // Polish and Somali use the same letters as Norwegian, and our lists of their words are short: a right word would be
  // "corrected".
  const guessed = languageOf(tokens);
  const correct = guessed !== 'pl' && guessed !== 'so';
  const norms = tokens.map((token, i) => normOf(token.fold, correct && i < CORRECTED_MAX));
  const when = findWhen(tokens, heard.now);
  const duration = findMinutes(tokens);
  const time = findTime(tokens);
  const taken = new Set<number>(when?.taken ?? []);
  if (time) for (let i = time.from; i < time.to; i++) taken.add(i);
  const place = findPlace(tokens, text, heard.places, { awaited: heard.situation === 'awaiting place', taken, known });
  const topicTaken = new Set(taken);
  if (place) for (let i = place.from; i < place.to; i++) topicTaken.add(i);
  const topic = findTopic(tokens, topicTaken, norms);
  const tags = tokens.map((token, i) => {
    const set = new Set<string>();
    if (when?.taken.has(i)) set.add('when');
    if (time && i >= time.from && i < time.to) set.add('time');
    if (place && i >= place.from && i < place.to) set.add('place');
    if (topic && i >= topic.from && i < topic.to) set.add('topic');
    if (duration && i >= duration.from && i < duration.to) set.add('dur');
    if (numberOf(token.fold) !== null) set.add('num');
    if (languageNamed(token.fold)) set.add('lang');
    return set;
  });
  const norwegian = guessed === null || guessed === 'nb' || guessed === 'nn';
  const signs: Sign[] = tokens.map((token, i) => {
    const bokmal = norwegian ? bokmalOf(token.fold, known) : null;
    const sign = { fold: token.fold, norm: norms[i] ?? token.fold, tags: tags[i] ?? new Set<string>() };
    return bokmal === null ? sign : { ...sign, bokmal };
  });
  const named = languageAskedFor(signs);
  const first = signs.find((sign) => !/^(hei|hallo|og|men|ja|hello|hi)$/.test(sign.fold));
  const question =
    /[?؟፧]/.test(clean(text)) || (first !== undefined && (QUESTION_WORDS.has(first.fold) || isInverted(signs)));
  return {
    heard,
    tokens,
    signs,
    when,
    time,
    place,
    topic,
    duration,
    named,
    question, // prettier-ignore
    whole: tokens.map((token) => token.fold).join(' '),
    hits: INTENT_BOOK.find(signs),
    persons: findPersons(tokens),
    language: languageHeard(text, tokens, signs),
  };
}

function languageNamed(fold: string): Language | null {
  return LANGUAGE_NAMES.get(fold) ?? LANGUAGE_NAMES.get(fold.replace(/^(po|по|ب|بال|ب)/, '')) ?? null;
}

/**
 * The language that the person asks for: the first named one that they do not say they cannot understand ("forstår ikke
 * norsk, engelsk takk").
 */
function languageAskedFor(signs: readonly Sign[]): Language | null {
  const all = signs.flatMap((sign, i) => {
    const code = languageNamed(sign.fold) ?? languageNamed(sign.norm);
    const negated = signs.slice(Math.max(0, i - 4), i).some((before) => NEGATIONS.has(before.fold));
    return code ? [{ code, negated }] : [];
  });
  return (all.find((each) => !each.negated) ?? all.at(-1))?.code ?? null;
}

const NEGATIONS = new Set(words('ikke ikkje itte not dont cant nie не لا ma no darlig bad'));
const INVERTING = new Set(
  words(
    'kan far ma er e har finnes finst blir vert gar trenger treng bor skal ska vil var va kommer kjem can could may should will would did have has was stopper',
  ),
);
const SUBJECTS = new Set(
  words(
    'jeg eg e ae vi me man en ein det dae den de dere dokker du han hun ho noen nokon i we it there you he she they',
  ),
);

/** "Kan jeg", "får man", "er det" at the beginning ask; "kan eg godt" and "kan jeg" alone answer. */
function isInverted(signs: readonly Sign[]): boolean {
  const at = signs.findIndex((sign) => !/^(hei|hallo|hi|hello|takk|og|men)$/.test(sign.fold));
  const third = signs[at + 2];
  if (
    third === undefined ||
    /^(godt|gjerne|fint|absolutt|ikke|ikkje|itte|sikkert|nok|visst|klare|alltids)$/.test(third.fold)
  )
    return false;
  // "Kan jeg ta den" offers, "kan jeg ta med hunden" asks.
  if (
    /^(ta|stille|gjore|gjere|hjelpe|hjelpa|komme|kome)$/.test(third.fold) &&
    /^(|den|det|oppdraget|dette|opp|da|na|no)$/.test(signs[at + 3]?.fold ?? '')
  )
    return false;
  return INVERTING.has(signs[at]?.fold ?? '') && SUBJECTS.has(signs[at + 1]?.fold ?? '');
}

/** The language of the person's own words: without places, and in a reaction only the words before the quotation. */
function languageHeard(text: string, tokens: readonly Token[], signs: readonly Sign[]): Language | null {
  const quote = text.search(/["“«„]/);
  const own = signs.flatMap((sign, i) => {
    const token = tokens[i];
    if (!token || sign.tags.has('place') || (quote > 0 && token.start > quote && i > 0)) return [];
    return [{ ...token, fold: sign.norm }];
  });
  return languageOf(own) ?? (/[\u0660-\u0669]/.test(text) ? 'ar' : null);
}
