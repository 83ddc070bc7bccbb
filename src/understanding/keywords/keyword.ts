import { beginKeyword, type KeywordFound } from './begin.ts';
import { courteousParts, isPolite, partsThatSay, withoutPolite, type KeywordText, type Span } from './frame.ts';
import { phraseList, placesIn } from './phrase-list.ts';
import { KEYWORD_TABLES, WHOLE_KEYWORDS } from './tables.ts';

const WORDS_MAX = 6;

/** The reserved word of a text, in any language, with its details; null without one. Never part of a word. */
export function keywordIn(heard: KeywordText): KeywordFound | null {
  return wholeKeyword(heard) ?? beginKeyword(heard) ?? (saysNoCalls(heard) ? { keyword: 'no_calls' } : null);
}

const NO_CALLS = KEYWORD_TABLES.flatMap(({ noCalls }) =>
  noCalls === undefined ? [] : { phrases: phraseList(noCalls.phrases), unless: phraseList(noCalls.unless) },
);

/** "Ikke ring meg mer"; "ikke ring før klokka ti" is no such wish. */
const saysNoCalls = ({ tokens }: KeywordText): boolean =>
  NO_CALLS.some(({ phrases, unless }) => {
    const said = placesIn(tokens, phrases);
    const last = said.at(-1);
    return last !== undefined && placesIn(tokens.slice(last), unless).length === 0;
  });

function wholeKeyword(heard: KeywordText): KeywordFound | null {
  const { tokens } = heard;
  // A question mark alone asks for help.
  if (tokens.length === 0) return heard.text.includes('?') ? { keyword: 'help' } : null;
  const whole = tokens.length > WORDS_MAX ? null : lookUp(heard, [0, tokens.length]);
  if (whole !== null) return whole;
  const courteous = firstOf(courteousParts(heard).map((span) => lookUp(heard, span)));
  const [first, ...others] = partsThatSay(heard);
  if (first === undefined || first[1] - first[0] > WORDS_MAX) return courteous;
  const said = (span: Span): string => foldsIn(heard, span);
  return (others.every((span) => said(span) === said(first)) ? lookUp(heard, first) : null) ?? courteous;
}

const firstOf = (all: (KeywordFound | null)[]): KeywordFound | null => all.find((found) => found !== null) ?? null;

const foldsIn = ({ tokens }: KeywordText, [from, to]: Span): string =>
  tokens
    .slice(from, to)
    .map((token) => token.fold)
    .join(' ');

function lookUp(heard: KeywordText, span: Span): KeywordFound | null {
  for (const [from, to] of lessPolite(heard, span)) {
    const norms = heard.signs.slice(from, to).map((sign) => sign.norm);
    const keyword = WHOLE_KEYWORDS.get(foldsIn(heard, [from, to])) ?? WHOLE_KEYWORDS.get(norms.join(' '));
    if (keyword !== undefined) return { keyword };
    // "Stopp stopp stopp"
    if (new Set(norms).size === 1 && WHOLE_KEYWORDS.get(norms[0] ?? '') === 'stop') return { keyword: 'stop' };
  }
  return languageNamed(heard, withoutPolite(heard, span, true)) ? { keyword: 'set_language' } : null;
}

/** The same words with ever fewer polite ones around them: "hei ring meg", "ring meg", "ring"; the longest comes first. */
function lessPolite(heard: KeywordText, [first, last]: Span): Span[] {
  const [from, to] = withoutPolite(heard, [first, last], true);
  const spans: Span[] = [];
  for (let start = first; start <= from; start++) for (let end = last; end >= to; end--) spans.push([start, end]);
  return spans.toSorted((a, b) => b[1] - b[0] - (a[1] - a[0]));
}

/** "ENGELSK", "polsk takk": one language, and nothing else. */
function languageNamed({ signs, tokens }: KeywordText, [from, to]: Span): boolean {
  const said = signs.slice(from, to);
  const languages = said.filter((sign) => sign.tags.has('lang')).length;
  return languages === 1 && said.every((sign, i) => sign.tags.has('lang') || isPolite(tokens[from + i]));
}
