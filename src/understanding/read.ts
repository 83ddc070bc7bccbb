import { type Analysis, analyse, isKnownWord } from './analysis.ts';
import { readAnswer } from './answer.ts';
import { isAutomatic } from './automatic.ts';
import type { KeywordFound } from './keywords/begin.ts';
import { ownCode } from './keywords/codes.ts';
import { framed } from './keywords/frame.ts';
import { keywordIn } from './keywords/keyword.ts';
import { saysOwnerDied, saysWrongNumber } from './keywords/owner.ts';
import { TEXT_MAX } from './base/normalise.ts';
import { offerCode, withoutCodes } from './offers.ts';
import { asQuestion } from './asked-facts.ts';
import { aroundQuotation } from './reaction.ts';
import { INTENTS, type TextHeard, type Intent, type Keyword, type Reading, type Meant } from './base/reading.ts';
import { remains, sentence } from './sentence.ts';
import { answerInSituation, weight } from './situations.ts';
import { slotsFor } from './slots.ts';
import { readNeed } from './wordings/need.ts';
import { isWorrying, readSaying } from './wordings/sayings.ts';

/** From this weight on, a phrase asks for no more messages. */
const STOP = 20;
/** Confidence in a cry for help: at least this when it is certain, less when it is doubtful. */
export const NEED_CERTAIN = 0.9;
const NEED_DOUBTFUL = 0.6;

/**
 * Reads one text from a person: its meaning, the named things, and its reserved word. Pure; never throws; the text is
 * cut to {@link TEXT_MAX} first. The order (docs/rules.md R1): automatic, crisis, stop and start, the owner of the
 * number (wrong number, death), a keyword with its subject, the open question, an offer's code, a keyword, a sentence,
 * a place, unclear.
 */
export function read(heard: TextHeard): Reading {
  const whole = heard.text.slice(0, TEXT_MAX);
  const quoting = aroundQuotation(whole, heard.sent ?? []);
  const cut = { ...heard, text: quoting?.says === 'an answer' ? quoting.words : whole };
  const coded = ownCode(cut.text, heard.codes ?? []);
  const said = coded === null ? cut : inLightOfOffer(cut, coded.rest);
  const seen = see(said);
  const found = quoting?.says === 'a reaction' ? AUTOMATIC : asQuestion(seen, decide(seen), seen.keyword !== null);
  const slots = { ...slotsFor(found.intent, subjectOf(seen, found.intent)), ...found.slots };
  const { keyword, what = null, rest } = keywordOf(seen, found, coded?.code ?? null);
  return {
    intent: found.intent,
    slots,
    language: seen.language,
    confidence: found.confidence,
    keyword,
    with: {
      code: coded?.code ?? null,
      what,
      rest: rest ?? said.text,
      bare: isBare(seen),
      stops: found.intent === 'stop' || weight(seen, 'stop') >= STOP,
    },
  };
}

const AUTOMATIC: Meant = { intent: 'automatic', confidence: 0.95 };

/**
 * A text with the code of an offer is read in the situation of that offer; the text of a person who opted out, in that
 * one.
 */
const inLightOfOffer = (heard: TextHeard, text: string): TextHeard => ({
  ...heard,
  text,
  situation: heard.situation === 'opted out' ? 'opted out' : 'pending offer',
});

/** An analysis with its reserved word. */
interface Seen extends Analysis {
  keyword: KeywordFound | null;
  wrongNumber: ReturnType<typeof saysWrongNumber>;
  ownerDied: boolean;
}

function see(heard: TextHeard): Seen {
  const analysis = analyse(heard);
  const { tokens, signs } = analysis;
  const text = framed({ text: heard.text, tokens, signs, known: isKnownWord });
  const keyword = keywordIn(text);
  // RETT is a yes to the question "is this still right?".
  const isAnswer = keyword?.keyword === 'correct' && keyword.what === null && heard.situation === 'activity check sent';
  return {
    ...analysis,
    keyword: isAnswer ? null : keyword,
    wrongNumber: saysWrongNumber(text),
    ownerDied: saysOwnerDied(text),
  };
}

/** The reserved word of the text; none in a text from a machine, or from a person in need. */
function keywordOf(
  a: Seen,
  { intent, slots }: Meant,
  code: number | null,
): Omit<KeywordFound, 'keyword'> & { keyword: Keyword | null } {
  if (intent === 'automatic' || intent === 'crisis') return { keyword: null };
  if (a.wrongNumber === 'yes' || a.wrongNumber === 'as an answer') return { keyword: 'wrong_number' };
  if (intent === 'cancel_sign_up' && a.keyword?.keyword === 'stop') return { keyword: 'cancel_sign_up' };
  if (a.keyword !== null) return a.keyword;
  const isCoded = (intent === 'offer_yes' || intent === 'offer_no') && (slots?.choice ?? 0) > 99;
  return { keyword: code !== null || isCoded ? 'offer_code' : null };
}

/** The subject of a subscription comes after the keyword, and is analysed by itself. */
function subjectOf(a: Seen, intent: Intent): Analysis {
  const rest = a.keyword?.rest;
  if (intent !== 'subscribe' || rest === undefined) return a;
  return analyse({ ...a.heard, text: rest, situation: 'none' });
}

/** A bare answer has no more words than these. */
const BARE_MAX = 12;

/** Whether a text is only an answer. */
function isBare(a: Analysis): boolean {
  if (a.tokens.length > BARE_MAX) return false;
  return /^\W*\d\W*$/.test(a.heard.text) || (readAnswer(a)?.bare ?? false);
}

function decide(a: Seen): Meant {
  if (isAutomatic(a.heard.text)) return AUTOMATIC;
  const need = readNeed(a.tokens);
  // A report of a visit is about the past, unless it is certain that a person is in need now.
  if (need === 'doubtful' && isAfterVisit(a.heard)) return { intent: 'worry', confidence: 0.85 };
  if (need !== null) return { intent: 'crisis', confidence: need === 'certain' ? NEED_CERTAIN : NEED_DOUBTFUL };
  return (
    stopOrStart(a) ??
    ofTheNumber(a) ??
    saying(a) ??
    beginning(a) ??
    openKeyword(a) ??
    answerInSituation(a) ??
    (a.wrongNumber === 'as an answer' ? WRONG_NUMBER : null) ??
    codedAnswer(a) ??
    keyword(a) ??
    sentence(a) ??
    remains(a)
  );
}

/** One of the carrier's words for STOP, and the English word for giving up a place. */
const CANCEL = /^\W*(?:please\W+)?cancel(?:\W+please)?\W*$/iu;

function stopOrStart({ keyword: found, heard }: Seen): Meant | null {
  if (found?.keyword !== 'stop' && found?.keyword !== 'start') return null;
  if (heard.expected === true && CANCEL.test(heard.text)) return { intent: 'cancel_sign_up', confidence: 0.9 };
  return { intent: found.keyword, confidence: 1 };
}

const WRONG_NUMBER: Meant = { intent: 'wrong_number', confidence: 0.95 };

/** The present owner's words about the number. */
function ofTheNumber(a: Seen): Meant | null {
  if (a.ownerDied) return { intent: 'deceased', confidence: 0.9 };
  if (a.wrongNumber === 'yes') return WRONG_NUMBER;
  const isOpen = a.heard.situation !== 'none' && a.heard.situation !== 'first contact';
  return a.wrongNumber === 'perhaps' && !isOpen ? { intent: 'talk_to_human', confidence: 0.7 } : null;
}

/** Situations with an open question about an offer or a place: a word about days answers that question. */
const ASKED = /offer|sign-up|awaiting place/;
/** A text after an assignment is read for worrying words first. */
const AFTERWARDS = 'asked how assignment went';

const isAfterVisit = ({ situation, visited = false }: TextHeard): boolean => situation === AFTERWARDS || visited;

/** A person's statement about leaving, lateness, times or loneliness, and worrying words after a visit. */
function saying(a: Seen): Meant | null {
  const { situation } = a.heard;
  if (isAfterVisit(a.heard) && isWorrying(a.tokens)) return { intent: 'worry', confidence: 0.85 };
  if (a.keyword !== null) return null;
  const said = readSaying(a.tokens);
  if (said === null || (said === 'availability' && (ASKED.test(situation) || a.question))) return null;
  if (said === 'running_late' && a.question) return null;
  // A person who asks for activities gets those, and one who asks on behalf of another gets help.
  const wishes = (a.question && weight(a, 'find_activities') >= 11) || weight(a, 'ask_for_help') >= 15;
  if (said === 'lonely' && wishes) return null;
  return { intent: said, confidence: 0.85 };
}

/** "ABONNER TUR 4836", "AVSLUTT ABONNEMENT", "RETT NAVN Kari": valid with any open question. */
function beginning({ keyword: found, heard }: Seen): Meant | null {
  if (found?.keyword === 'subscribe') {
    // One of the carrier's words for START.
    if (heard.situation === 'opted out' && found.rest === '') return { intent: 'start', confidence: 1 };
    return { intent: 'subscribe', confidence: 0.95 };
  }
  if (found?.keyword === 'unsubscribe') return { intent: 'unsubscribe', confidence: 0.95 };
  if (found?.keyword !== 'correct') return null;
  const intent = found.what === 'place' ? 'set_place' : found.what === 'language' ? 'set_language' : 'my_data';
  return { intent, confidence: 0.9 };
}

/** Keywords that take precedence over any open question; the others may be an answer to it. */
const OVER_QUESTIONS = new Set<Intent>([
  'talk_to_human',
  'help',
  'my_sign_ups',
  'my_data',
  'erase_me',
  'my_assignments',
  'set_language',
  'become_volunteer',
  'pause',
  'find_activities',
  'sign_up',
  'new_activity',
]);

function openKeyword(a: Seen): Meant | null {
  if (a.heard.situation === 'none' || a.heard.situation === 'first contact') return null;
  const found = keyword(a);
  if (!found || !OVER_QUESTIONS.has(found.intent)) return null;
  if (a.heard.situation === 'asked how assignment went' && found.intent === 'find_activities') return null;
  if (found.intent === 'sign_up' && /offer/.test(a.heard.situation)) return null;
  return found;
}

/** An answer with an offer's code is valid with any open question: "12 JA". */
function codedAnswer(a: Analysis): Meant | null {
  const code = offerCode(a);
  const answer = code === null || a.tokens.length > 4 ? null : readAnswer(withoutCodes(a));
  if (code === null || !answer?.bare || answer.says === 'unsure') return null;
  return { intent: answer.says === 'yes' ? 'offer_yes' : 'offer_no', confidence: 0.9, slots: { choice: code } };
}

/** The intents of keywords with a name of their own; ANGRE and "ikke ring" have none. */
const MEANS: Partial<Record<Keyword, Intent | null>> = {
  ring: 'talk_to_human',
  undo: null,
  no_calls: null,
  correct: null,
};

function keyword({ keyword: found, tokens }: Seen): Meant | null {
  if (found === null) return null;
  if (tokens.length === 0) return { intent: 'help', confidence: 0.6 };
  const intent = found.keyword in MEANS ? MEANS[found.keyword] : INTENTS.find((name) => name === found.keyword);
  if (intent === undefined || intent === null) return null;
  return { intent, confidence: intent === 'set_language' ? 0.9 : 0.95 };
}
