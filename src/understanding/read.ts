import { type Analysis, analyse } from './analysis.ts';
import { readAnswer, isKindSign } from './answer.ts';
import { isAutomatic } from './automatic.ts';
import { KEYWORDS, POLITE, START_KEYWORDS, STOP_KEYWORDS } from './lexicon/keywords.ts';
import { TEXT_MAX } from './base/normalise.ts';
import { offerCode, withoutCodes } from './offers.ts';
import type { TextHeard, Intent, Reading, Meant } from './base/reading.ts';
import { answerInSituation, weight } from './situations.ts';
import { slotsFor } from './slots.ts';

/** Phrases at least this heavy are a cry for help, over everything else. */
const CRISIS = 30;

/**
 * Reads one text from a person: what is meant, with what was named in it. Pure; never throws; the text is cut to {@link TEXT_MAX} first.
 * The order is that of docs/rules.md R1: automatic, crisis, stop and start as the whole message, the open question, an offer's code,
 * a keyword, a sentence, a place, unclear.
 */
export function read(heard: TextHeard): Reading {
  const cut = { ...heard, text: heard.text.slice(0, TEXT_MAX) };
  const analysis = analyse(cut);
  const found = decide(analysis);
  const slots = { ...slotsFor(found.intent, analysis), ...found.slots };
  return { intent: found.intent, slots, language: analysis.language, confidence: found.confidence };
}

function decide(a: Analysis): Meant {
  if (isAutomatic(a.heard.text)) return { intent: 'automatic', confidence: 0.95 };
  if (weight(a, 'crisis') >= CRISIS) return { intent: 'crisis', confidence: 0.9 };
  return (
    stopOrStart(a) ??
    openKeyword(a) ??
    answerInSituation(a) ??
    codedAnswer(a) ??
    keyword(a) ??
    sentence(a) ??
    remains(a)
  );
}

/** The message without the words of politeness around it. */
function core(a: Analysis): string {
  const folds = a.signs.map((sign) => sign.fold);
  let from = 0;
  let to = folds.length;
  while (to - from > 1 && POLITE.has(folds[to - 1] ?? '')) to--;
  while (to - from > 1 && POLITE.has(folds[from] ?? '')) from++;
  return folds.slice(from, to).join(' ');
}

function stopOrStart(a: Analysis): Meant | null {
  for (const said of [a.whole, core(a), a.signs.map((sign) => sign.norm).join(' ')]) {
    if (STOP_KEYWORDS.has(said)) return { intent: 'stop', confidence: 1 };
    if (START_KEYWORDS.has(said)) return { intent: 'start', confidence: 1 };
  }
  const repeated = new Set(a.signs.map((sign) => sign.norm));
  if (repeated.size === 1 && a.signs.length > 1 && STOP_KEYWORDS.has([...repeated][0] ?? ''))
    return { intent: 'stop', confidence: 1 };
  return null;
}

/** Keywords that are heard over any open question; the others may be an answer to it. */
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

function openKeyword(a: Analysis): Meant | null {
  if (a.heard.situation === 'none' || a.heard.situation === 'first contact') return null;
  const found = keyword(a);
  if (!found || !OVER_QUESTIONS.has(found.intent)) return null;
  if (a.heard.situation === 'asked how assignment went' && found.intent === 'find_activities') return null;
  if (found.intent === 'sign_up' && /offer/.test(a.heard.situation)) return null;
  return found;
}

/** An answer with an offer's code counts whatever is open: "12 JA". */
function codedAnswer(a: Analysis): Meant | null {
  const code = offerCode(a);
  const answer = code === null || a.tokens.length > 4 ? null : readAnswer(withoutCodes(a));
  if (code === null || !answer?.bare || answer.says === 'unsure') return null;
  return { intent: answer.says === 'yes' ? 'offer_yes' : 'offer_no', confidence: 0.9, slots: { choice: code } };
}

function keyword(a: Analysis): Meant | null {
  if (a.tokens.length === 0) return a.heard.text.includes('?') ? { intent: 'help', confidence: 0.6 } : null;
  if (a.tokens.length > 6) return null;
  const intent =
    KEYWORDS.get(a.whole) ?? KEYWORDS.get(core(a)) ?? KEYWORDS.get(a.signs.map((sign) => sign.norm).join(' '));
  if (intent) return { intent, confidence: 0.95 };
  const languages = a.signs.filter((sign) => sign.tags.has('lang')).length;
  return languages === 1 && a.signs.every((sign) => sign.tags.has('lang') || POLITE.has(sign.fold))
    ? { intent: 'set_language', confidence: 0.9 }
    : null;
}

/** Courtesy is heard only where nothing else is said. */
const COURTESY = new Set<Intent>(['thanks', 'greeting']);
/** Said as a question these ask, they do not tell. */
const TELLING = new Set<Intent>([
  'activity_cancelled',
  'activity_changed',
  'activity_confirmed',
  'new_activity',
  'withdraw',
  'report_hours',
  'offer_question',
]);

function sentence(a: Analysis): Meant | null {
  let best: Intent | null = null;
  let most = 0;
  for (const [intent, { weight: raw }] of a.hits) {
    if (intent === 'crisis') continue;
    let score: number = raw;
    if (TELLING.has(intent) && a.question) score -= 6;
    if (intent === 'offer_question') score = 0;
    if (intent === 'activity_confirmed' && a.heard.situation !== 'activity check sent') score -= 8;
    if (intent === 'report_hours' && raw < 9 && a.tokens.length > 4) score = 0;
    if (intent === 'next_page' && a.heard.situation !== 'browsing list of 3') score -= 5;
    if (intent === 'find_activities' && a.topic) score += 1;
    if (score > most) {
      most = score;
      best = intent;
    }
  }
  if (best === null || most < 3) return null;
  // "Går bingoen i kveld?" is asked of one that is known; "er det noe på kafeen?" is not.
  if (best === 'find_activities' && a.question && a.topic?.definite && !SEEKING.test(a.whole))
    best = 'activity_details';
  // "Eg bur på Gyland, er det noko eg kan vere med på?": the place belongs to the wish.
  if (best === 'set_place' && a.question && weight(a, 'find_activities') >= 11) best = 'find_activities';
  if (best === 'unclear') return { intent: 'unclear', confidence: 0.3 };
  if (COURTESY.has(best) && most < 10) {
    const other = remains(a);
    return other.intent !== 'unclear' ? other : { intent: best, confidence: 0.9 };
  }
  return { intent: best, confidence: Math.min(0.95, 0.5 + most / 40) };
}

const SEEKING =
  /\b(noe|noko|nake|noka|finnes|finst|fins|skjer|skje|hender|foregar|aktiviteter|aktivitetar|tilbud|tilbod|something|anything|happening|any)\b/;

/** What the named things say when no phrase does: a topic or a day asks what is on, a place says where one is. */
function remains(a: Analysis): Meant {
  if (isKindSign(a)) return { intent: 'thanks', confidence: 0.7 };
  if (a.topic || (a.when && (a.tokens.length <= 6 || a.place))) return { intent: 'find_activities', confidence: 0.75 };
  if (a.place?.sure && a.tokens.length <= 8) return { intent: 'set_place', confidence: 0.8 };
  return { intent: 'unclear', confidence: 0.2 };
}
