import type { Keyword, KeywordDetail } from '../base/reading.ts';
import { between, withoutPolite, type KeywordText, type Span } from './frame.ts';
import { lengthAt, phraseList, type PhraseList } from './phrase-list.ts';
import { KEYWORD_TABLES, WHOLE_KEYWORDS } from './tables.ts';

/** A keyword, and what belongs to it. */
export interface KeywordFound {
  keyword: Keyword;
  what?: KeywordDetail['what'];
  /** The text after the keyword, as written. */
  rest?: string;
}

/** A keyword with what it is about: "ABONNER TUR 4836", "AVSLUTT ABONNEMENT", "RETT NAVN Kari", "AKTIVITET 4836". */
export function beginKeyword(heard: KeywordText): KeywordFound | null {
  const span = between(heard);
  if (span === null) return null;
  return unsubscribed(heard, span) ?? subscribed(heard, span) ?? corrected(heard, span) ?? named(heard, span);
}

/** The beginnings of each language that has some, compiled. */
const BEGINNINGS = KEYWORD_TABLES.flatMap(({ begin }) => {
  if (begin === undefined) return [];
  const { subscribe, unsubscribe, correct, about } = begin;
  return {
    subscribe: phraseList(subscribe),
    end: phraseList(unsubscribe.end),
    mine: phraseList(unsubscribe.mine),
    subscription: phraseList(unsubscribe.subscription),
    alone: phraseList(correct.alone),
    corrects: phraseList(correct.named),
    name: phraseList(correct.name),
    place: phraseList(correct.place),
    language: phraseList(correct.language),
    data: phraseList(correct.data),
    about: phraseList(about),
  };
});

const taken = ({ tokens }: KeywordText, at: number, list: PhraseList): number => lengthAt(tokens, at, list);

/** The position after all words of the list at this position. */
function past(heard: KeywordText, at: number, list: PhraseList): number {
  const length = taken(heard, at, list);
  return length === 0 ? at : past(heard, at + length, list);
}

/** The original text of some words, without the mark that ends a sentence. */
const writtenIn = ({ text, tokens }: KeywordText, [from, to]: Span): string =>
  from >= to ? '' : text.slice(tokens[from]?.start, tokens[to - 1]?.end).replace(/\s+/g, ' ');

function unsubscribed(heard: KeywordText, span: Span): KeywordFound | null {
  const [from, to] = withoutPolite(heard, span);
  for (const { end, mine, subscription } of BEGINNINGS) {
    const ended = taken(heard, from, end);
    if (ended === 0) continue;
    const at = from + ended + taken(heard, from + ended, mine);
    const what = taken(heard, at, subscription);
    if (what > 0 && at + what === to) return { keyword: 'unsubscribe', rest: '' };
  }
  return null;
}

function subscribed(heard: KeywordText, span: Span): KeywordFound | null {
  const [from, to] = withoutPolite(heard, span);
  for (const { subscribe, about } of BEGINNINGS) {
    if (taken(heard, from, subscribe) === 0) continue;
    return { keyword: 'subscribe', rest: writtenIn(heard, [past(heard, from + 1, about), to]) };
  }
  return null;
}

const CORRECTED = ['name', 'place', 'language', 'data'] as const;

function corrected(heard: KeywordText, [from, to]: Span): KeywordFound | null {
  const last = withoutPolite(heard, [from, to])[1];
  for (const { alone, corrects, about, ...lists } of BEGINNINGS) {
    if (last === from + 1 && taken(heard, from, alone) === 1) return { keyword: 'correct', what: null, rest: '' };
    const verb = taken(heard, from, corrects);
    if (verb === 0) continue;
    // "Rett på sak" is about something else, and Endre is a name: a correction names what is wrong, or is RETT alone.
    const at = past(heard, from + verb, about);
    const what = CORRECTED.find((name) => taken(heard, at, lists[name]) > 0);
    if (what === undefined) continue;
    const rest = writtenIn(heard, [past(heard, at + 1, about), to]);
    return { keyword: 'correct', what: what === 'data' ? null : what, rest };
  }
  return null;
}

const REST_WORDS_MAX = 6;
/** A keyword that takes what was named, and one of the tags that such words have. */
const NAMED: Partial<Record<Keyword, readonly string[]>> = {
  find_activities: ['place', 'topic', 'when', 'time', 'num'],
  pause: ['when', 'dur', 'num'],
  set_language: ['lang'],
};

/** "AKTIVITET 4836", "PAUSE 2 UKER", "SPRÅK ENGELSK": the text after the keyword was understood. */
function named(heard: KeywordText, [from, to]: Span): KeywordFound | null {
  const { tokens, signs, text } = heard;
  const keyword = WHOLE_KEYWORDS.get(tokens[from]?.fold ?? '') ?? WHOLE_KEYWORDS.get(signs[from]?.norm ?? '');
  const tags = keyword === undefined ? undefined : NAMED[keyword];
  if (keyword === undefined || tags === undefined || to - from < 2 || to - from > REST_WORDS_MAX + 1) return null;
  if (/[?؟፧]/u.test(text)) return null;
  const isNamed = signs.slice(from + 1, to).some((sign) => tags.some((tag) => sign.tags.has(tag)));
  return isNamed ? { keyword, rest: writtenIn(heard, [from + 1, to]) } : null;
}
