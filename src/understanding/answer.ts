import { words } from './base/normalise.ts';
import type { Analysis } from './analysis.ts';
import { BARE_TAIL, KIND_SIGNS, NO_SIGNS, NO_WORDS, YES_SIGNS, YES_WORDS } from './lexicon/answers.ts';
import { ANSWER_BOOK } from './words/phrasebook.ts';
import { readPolarity } from './wordings/polarity.ts';

export interface AnswerRead {
  /** `doubt`: the words point both ways, and the person is asked which is meant. */
  says: 'yes' | 'no' | 'unsure' | 'doubt';
  /** Nothing but the answer: "ja takk", "nei dessverre", a thumb. */
  bare: boolean;
  /** Told by the scope of the words, not by one of them: then a question word in it asks nothing ("hvorfor ikke"). */
  scoped?: true;
}

const NEGATIONS = new Set(words('ikke ikkje itte ikkj inte itj kje not cant cannot wont dont aldri never nie не لا'));
const OPENERS = new Set(
  words(
    'hei hallo heisann hi hello hey god dag kveld morgen a å oh og men so well aha hm hmm uff oi witam привіт مرحبا salaan dzien dobry takk',
  ),
);

/**
 * A text as an answer to a yes-or-no question; null for any other text. Only a whole word at the beginning counts, or a
 * sentence about being able to; "no" counts only alone or before a pause, since in nynorsk it begins "no kan eg" (now I
 * can).
 */
export function readAnswer(analysis: Analysis): AnswerRead | null {
  const { tokens, signs } = analysis;
  if (tokens.length === 0) return null;
  let at = 0;
  while (at < tokens.length - 1 && OPENERS.has(signs[at]?.fold ?? '')) at++;
  // "Nei, så hyggelig" is surprise, not refusal.
  if (
    /^(nei|neimen)$/.test(signs[at]?.fold ?? '') &&
    (/^(sa|for)$/.test(signs[at + 1]?.fold ?? '')
      ? !/^(dessverre|ikke|ikkje)$/.test(signs[at + 2]?.fold ?? '')
      : signs[at + 1]?.fold === 'men' && /^(sa|for|hei|oi|jo|ja|dette|kjaere)$/.test(signs[at + 2]?.fold ?? ''))
  )
    at += 2;
  const lead = leadingAnswer(analysis, at);
  const scoped = readPolarity(tokens, lead) ?? (isBoth(analysis, at) ? 'doubt' : null);
  if (scoped !== null) return { says: scoped, bare: scoped === 'yes' && isPleasant(tokens), scoped: true };
  const found = ANSWER_BOOK.find(signs);
  const yes = found.get('yes')?.weight ?? 0;
  const no = found.get('no')?.weight ?? 0;
  const unsure = found.get('unsure')?.weight ?? 0;
  if (lead) {
    const rest = signs.slice(at + 1);
    const bare =
      rest.every((sign) => BARE_TAIL.has(sign.fold) || isSign(sign.fold)) ||
      (lead === 'yes' && isPleasant(tokens.slice(at + 1)));
    // "Nei, ikke noe problem": the sentence outweighs the word.
    if (lead === 'no' && !bare && yes >= 12 && no < 12) return { says: 'yes', bare: false };
    if (lead === 'yes' && !bare && no >= 11 && /^(ok|okei|okay|oki|greit|jo|well)$/.test(signs[at]?.fold ?? ''))
      return { says: 'no', bare: false };
    return { says: lead, bare };
  }
  if (unsure >= 10 && unsure >= no) return { says: 'unsure', bare: false };
  // A sentence with a "not" in it is no consent, unless the not is of something else: "ikke noe problem", "hvis ingen andre kan".
  const negated =
    signs.some((sign) => NEGATIONS.has(sign.fold)) &&
    !signs.some((sign) => /^(hvis|viss|dersom|om|if|bare|problem)$/.test(sign.fold));
  if (negated && yes > 0 && yes < 12) return { says: 'no', bare: false };
  if (no >= 7 && no >= yes - 1) return { says: 'no', bare: false };
  if (yes >= 5 && yes > no) return { says: 'yes', bare: signs.length <= 3 };
  return null;
}

/** "Ja nei", "nei ja": contains both, and so is neither. */
function isBoth({ tokens, signs }: Analysis, at: number): boolean {
  const [first, second] = [signs[at]?.fold ?? '', signs[at + 1]?.fold ?? ''];
  if (!/^[ ,]+$/.test(tokens[at + 1]?.gap ?? '') || first.length < 2 || second.length < 2) return false;
  return (NO_WORDS.has(first) && YES_WORDS.has(second)) || (YES_WORDS.has(first) && NO_WORDS.has(second));
}

/** Words that only say a yes again, or how nice it will be. */
const PLEASANT = new Set(
  words(
    'ja jo jau yes det dæ den dette that it kan can jeg eg æ e i vi me gjør gjer gjerne godt fint bra flott greit ordner ordnar fikser fiksar skal klarer klarar tar tek kommer kjem blir vert er hyggelig hyggeleg koselig koseleg kjekt moro artig gøy nice lovely fun great good vel nok absolutt selvfølgelig sjølvsagt of course sure takk thanks thank you do will ill hvorfor kvifor why not ikke ikkje noe noko problem no ingen null da så for meg me sak fine works passer passar',
  ),
);
const isPleasant = (tokens: readonly { fold: string }[]): boolean =>
  tokens.length <= 8 && tokens.every(({ fold }) => PLEASANT.has(fold));

function leadingAnswer({ tokens, signs }: Analysis, at: number): 'yes' | 'no' | null {
  const sign = signs[at];
  const token = tokens[at];
  if (!sign || !token) return null;
  const next = tokens[at + 1];
  const paused = next === undefined || /[,.!:\n-]/.test(next.gap) || BARE_TAIL.has(next.fold);
  if (YES_SIGNS.has(token.word)) return 'yes';
  if (NO_SIGNS.has(token.word)) return 'no';
  if (sign.fold === 'no' || sign.fold === 'may' || sign.fold === 'ma')
    return paused && sign.fold === 'no' ? 'no' : null;
  if (NO_WORDS.has(sign.fold) || NO_WORDS.has(sign.norm)) return sign.fold.length > 1 || paused ? 'no' : null;
  if (YES_WORDS.has(sign.fold) || YES_WORDS.has(sign.norm)) {
    // "Takk/tak" is thanks in Norwegian; Polish "tak" and Ukrainian "так" are yes.
    if (
      /^(j|y|jo|may|klart|greit|sure|gjerne|ok|aye|jess|haye)$/.test(sign.fold) &&
      !paused &&
      /^(ikke|ikkje|not|itte|hvor|what|hva)$/.test(next?.fold ?? '')
    )
      return null;
    if (
      /^(certainly|absolutely|definitely|absolutt|selvfolgelig|selvsagt|sjolvsagt|avgjort)$/.test(sign.fold) &&
      NEGATIONS.has(next?.fold ?? '')
    )
      return 'no';
    if (/^[jy]$/.test(sign.fold) && !paused) return null;
    // "Ja/nei" and "ja eller nei" answer nothing.
    if (
      /^(eller|or|og|\/)$/.test(next?.gap === '/' ? '/' : (next?.fold ?? '')) &&
      tokens.slice(at + 1, at + 3).some((each) => NO_WORDS.has(each.fold))
    )
      return null;
    return 'yes';
  }
  return null;
}

const isSign = (fold: string): boolean => YES_SIGNS.has(fold) || KIND_SIGNS.has(fold);

/** Only kind signs: a heart, a smile. */
export function isKindSign({ tokens }: Analysis): boolean {
  return tokens.length > 0 && tokens.every((token) => KIND_SIGNS.has(token.word));
}
