import { partsThatSay, type KeywordText } from './frame.ts';
import { phraseList, placesIn, type PhraseList } from './phrase-list.ts';
import { folded, KEYWORD_TABLES } from './tables.ts';

/** Number of other words in a text that only says that the number is wrong. */
const WORDS_MAX = 10;

interface OwnerWords {
  wrong: PhraseList;
  answers: PhraseList;
  around: ReadonlySet<string>;
  dead: PhraseList;
  owner: ReadonlySet<string>;
  number: ReadonlySet<string>;
  theirs: PhraseList;
  leaveUs: PhraseList;
  self: ReadonlySet<string>;
}

const WORDS: readonly OwnerWords[] = KEYWORD_TABLES.map(({ wrongNumber, deceased, courtesy, polite, closing }) => ({
  wrong: phraseList(wrongNumber.phrases),
  answers: phraseList(wrongNumber.answers ?? ''),
  around: new Set([wrongNumber.around, courtesy, polite, closing].flatMap(folded)),
  dead: phraseList(deceased.dead),
  owner: new Set(folded(deceased.owner)),
  number: new Set(folded(deceased.number)),
  theirs: phraseList(deceased.theirs),
  leaveUs: phraseList(deceased.leaveUs),
  self: new Set(folded(deceased.self)),
}));

/**
 * Whether a text says that we write to the wrong person (docs/rules.md D6). `as an answer` could also answer a question
 * that is open ("nei, ikke meg"); `perhaps` says more beside it, and may be about another number.
 */
export function saysWrongNumber(heard: KeywordText): 'yes' | 'as an answer' | 'perhaps' | 'no' {
  for (const words of WORDS) {
    const wrong = placesIn(heard.tokens, words.wrong);
    const said = new Set([...wrong, ...placesIn(heard.tokens, words.answers)]);
    if (said.size === 0) continue;
    const others = partsThatSay(heard).flatMap(([from, to]) => placesFrom(from, to).filter((at) => !said.has(at)));
    const isAll = others.length <= WORDS_MAX && others.every((at) => isBeside(heard, at, words));
    if (isAll && !asks(heard.text)) return wrong.length > 0 ? 'yes' : 'as an answer';
    if (wrong.length > 0) return 'perhaps';
  }
  return 'no';
}

const placesFrom = (from: number, to: number): number[] => Array.from({ length: to - from }, (_, i) => from + i);

const asks = (text: string): boolean => /[?؟፧]/u.test(text);

/** A word that says nothing of its own, or the name of the person who has the number now. */
function isBeside({ tokens, text, known }: KeywordText, at: number, { around }: OwnerWords): boolean {
  const [token, before] = [tokens[at], tokens[at - 1]];
  if (token === undefined || around.has(token.fold)) return true;
  // "Feil nummer til Kari" is about her number.
  if (before === undefined || TO.has(before.fold)) return false;
  return !known(token.fold) && /^\p{Lu}/u.test(text.slice(token.start));
}

const TO = new Set('til to for pa do для al'.split(' '));

/** Whether a text says that the person whose number it was has died. */
export function saysOwnerDied(heard: KeywordText): boolean {
  return WORDS.some((words) => {
    const [dead] = placesIn(heard.tokens, words.dead);
    if (dead === undefined || asks(heard.text) || words.self.has(heard.tokens[dead - 1]?.fold ?? '')) return false;
    const holds = (list: PhraseList): boolean => placesIn(heard.tokens, list).length > 0;
    return holds(words.theirs) || holds(words.leaveUs) || isOwner(heard, words);
  });
}

/** Words between an owner and the number: "som hadde dette nummeret". */
const NEAR = 3;

function isOwner({ tokens }: KeywordText, { owner, number, self }: OwnerWords): boolean {
  return tokens.some((token, i) => {
    if (!owner.has(token.fold) || self.has(tokens[i - 1]?.fold ?? '')) return false;
    return tokens.some((other, k) => number.has(other.fold) && Math.abs(k - i) <= NEAR);
  });
}
