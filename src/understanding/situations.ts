import { stillComes } from './wordings/still-comes.ts';
import type { Analysis } from './analysis.ts';
import { readAnswer, isKindSign } from './answer.ts';
import { YES_SIGNS } from './lexicon/answers.ts';
import { ASIDE, SENTENCES } from './lexicon/asides.ts';
import { eachOffer, offerCode, withoutCodes } from './offers.ts';
import type { Intent, Situation, Slots, Meant } from './base/reading.ts';
import { organiser } from './news.ts';
import { lineChosen } from './slots.ts';

type Rule = (analysis: Analysis) => Meant | null;

/** Phrases at least this heavy are heard over an open question. */
const LOUD = 18;

const meant = (intent: Intent, confidence = 0.9, slots?: Slots): Meant =>
  slots ? { intent, confidence, slots } : { intent, confidence };

export const weight = (a: Analysis, intent: Intent): number => a.hits.get(intent)?.weight ?? 0;

/** The heaviest of some intents, if at least `least`. */
function loudest(a: Analysis, intents: readonly Intent[], least = LOUD): Intent | null {
  let best: Intent | null = null;
  for (const intent of intents)
    if (weight(a, intent) >= least && (best === null || weight(a, intent) > weight(a, best))) best = intent;
  return best;
}

const bareNumber = (a: Analysis): number | null => (/^\d$/.test(a.whole) ? Number(a.whole) : null);

/** How sure an answer is read whose words point both ways. */
const IN_DOUBT = 0.45;

function pendingOffer(a: Analysis, several: boolean): Meant | null {
  const answer = readAnswer(several ? withoutCodes(a) : a);
  const aside = loudest(a, ASIDE, 20);
  const code = several ? offerCode(a) : null;
  const slots = code === null ? undefined : { choice: code };
  const yesFirst = answer?.says === 'yes' && (startsWithAnswer(a) || aside !== 'talk_to_human');
  // Asked back rather than decided: less sure than a half.
  if (answer?.says === 'doubt') return meant('offer_yes', IN_DOUBT, slots);
  if (answer?.scoped && !several && !a.heard.text.includes('?'))
    return answer.says === 'yes' ? meant('offer_yes', answer.bare ? 0.95 : 0.7) : meant('offer_no', 0.85);
  if (weight(a, 'offer_question') >= 20) return meant('offer_question', 0.85, slots);
  if (aside && !(answer && answer.bare) && !(yesFirst && aside !== 'stop')) return meant(aside);
  const parts = several ? eachOffer(a) : null;
  if (parts) return parts;
  if (!several) {
    const number = bareNumber(a);
    if (number === 1) return meant('offer_yes', 0.9, { choice: 1 });
    if (number === 2) return meant('offer_no', 0.9, { choice: 2 });
  }
  if (weight(a, 'withdraw') >= 20) return meant('withdraw', 0.8);
  if (weight(a, 'my_assignments') >= 20 && !startsWithAnswer(a)) return meant('my_assignments', 0.8);
  if (answer?.says === 'yes' && !(a.question && !startsWithAnswer(a)))
    return meant('offer_yes', answer.bare && (!several || slots) ? 0.95 : 0.7, slots);
  if (
    answer?.says === 'no' &&
    !(a.question && !startsWithAnswer(a) && (weight(a, 'offer_question') > 0 || ASKS.test(a.whole)))
  )
    return meant('offer_no', answer.bare ? 0.95 : 0.8, slots);
  if (a.question) return loudest(a, ['pause', 'find_activities'], 14) ? null : meant('offer_question', 0.85, slots);
  const other = loudest(a, ['pause', 'become_volunteer', 'report_hours', 'ask_for_help'], 16);
  if (other) return meant(other, 0.8);
  if (loudest(a, ['withdraw', 'cancel_sign_up'], 11)) return meant('offer_no', 0.8, slots);
  if (answer?.says === 'unsure') return meant('unclear', 0.4);
  if (loudest(a, ['offer_question', 'activity_details'], 7)) return meant('offer_question', 0.75, slots);
  if (loudest(a, ['sign_up'], 10)) return meant('offer_yes', 0.7, slots);
  // Of two offers, to name one is to take it; it is asked again before it counts.
  return several && a.tokens.length <= 3 && (code !== null || /^(begge|both|begge to)$/.test(a.whole))
    ? meant('offer_yes', 0.5, slots)
    : null;
}

/** "Har ikke bil, går det likevel?" */
const ASKS = /\b(gar|gjeng|gjor|gjer|er|blir|vert) (det|den)\b|\bkan (jeg|eg|vi|me)\b|\b(does|is) (it|that)\b/;

const startsWithAnswer = (a: Analysis): boolean => {
  const answer = readAnswer({ ...a, tokens: a.tokens.slice(0, 1), signs: a.signs.slice(0, 1) });
  return answer !== null && answer.says !== 'unsure';
};

/**
 * "Can you not come after all?": a person who says once more that they cannot come agrees, and one who says that they
 * come does not.
 */
function givingUp(a: Analysis): Meant | null {
  const first = readAnswer({ ...a, tokens: a.tokens.slice(0, 1), signs: a.signs.slice(0, 1) })?.says ?? 'unsure';
  const skip = first === 'unsure' ? 0 : 1;
  const rest = { ...a, tokens: a.tokens.slice(skip), signs: a.signs.slice(skip) };
  const reason = rest.tokens.length < 2 ? null : readAnswer(rest)?.says;
  if (a.question) return meant('unclear', IN_DOUBT);
  if (SORRY.test(a.whole)) return meant('withdraw', 0.8);
  if (STAYS.test(a.whole)) return meant('offer_no', 0.8);
  if (reason === 'no' || Math.max(weight(a, 'withdraw'), weight(a, 'cancel_sign_up')) >= 11)
    return first === 'no' ? meant('unclear', IN_DOUBT) : meant('withdraw', 0.8);
  if (reason === 'yes') return meant('offer_no', 0.8);
  const answer = pendingOffer(a, false);
  return answer?.intent === 'offer_no' && first !== 'no' && bareNumber(a) === null
    ? meant('unclear', IN_DOUBT)
    : answer;
}

const SORRY = /^(dessverre|diverre|beklager|unnskyld|orsak|unfortunately|sorry)$/;

/** "Jeg vil ikke trekke meg." */
const STAYS =
  /\b(ikke|ikkje|ikkj|not|dont|don t|never|aldri)\b.{0,12}\b(trekk|avbestill|avlys|meld(e|er)? (meg )?av|cancel|withdraw)/;

/** A place at an activity that is held for the answer; `no` says what a no means. */
function signUpQuestion(a: Analysis): Meant | null {
  if (stillComes(a.whole)) return meant('sign_up', 0.85);
  const answer = readAnswer(a);
  const number = bareNumber(a);
  if (number === 1) return meant('sign_up', 0.9, { choice: 1 });
  if (number === 2) return meant('cancel_sign_up', 0.9, { choice: 2 });
  const aside = loudest(a, ASIDE, 20);
  if (aside && !answer?.bare) return meant(aside);
  const cancels = Math.max(weight(a, 'cancel_sign_up'), weight(a, 'withdraw'));
  const details = weight(a, 'activity_details');
  if (answer?.says === 'yes' && !(a.question && !startsWithAnswer(a)))
    return cancels >= 16 && !startsWithAnswer(a)
      ? meant('cancel_sign_up')
      : meant('sign_up', answer.bare ? 0.95 : 0.85);
  if (a.question && details >= 9 && cancels < 18) return meant('activity_details');
  if (answer?.says === 'no' || cancels >= 11) return meant('cancel_sign_up', 0.9);
  if (a.question && details > 0) return meant('activity_details', 0.8);
  if (a.question && a.persons === null && !a.place && weight(a, 'find_activities') < 11 && a.tokens.length > 3)
    return loudest(a, SENTENCES, 16) ? null : meant('activity_details', 0.6);
  if (a.persons !== null || weight(a, 'sign_up') >= 9) return meant('sign_up', 0.9);
  return null;
}

/** A yes to a list says that one of it is wanted, and not which; "fint" and "takk" are thanks. */
const YES_ALONE = /^(ja|jo|jada|japp|yes|yep|ja takk|yes please|gjerne|ja gjerne)$/;

const TELL_MORE = /\b(mer|meir|more|fortell|tell)\b/;

const browsing: Rule = (a) => {
  const line = lineChosen(a);
  const aside = loudest(a, ASIDE, 20);
  if (aside) return meant(aside);
  const signs = weight(a, 'sign_up');
  const details = weight(a, 'activity_details');
  const more = weight(a, 'next_page');
  const cancels = weight(a, 'cancel_sign_up');
  if (more >= 12 && a.place && line === null && a.question) return meant('find_activities', 0.8);
  if (more >= 12 && line === null && more >= details) return meant('next_page');
  if (cancels >= 16 && cancels >= signs) return meant('cancel_sign_up');
  if (details >= 9 && line !== null && !a.question && TELL_MORE.test(a.whole)) return meant('pick', 0.8);
  if (a.question && details >= 7 && details >= signs - 8) return meant('activity_details');
  if (signs >= 9 && signs >= details) return meant('sign_up');
  if (details >= 9) return meant('activity_details', 0.85);
  if (more >= 9) return meant('next_page');
  const finds = weight(a, 'find_activities');
  const answer = readAnswer(a);
  // Of one line, a yes is that line.
  if (a.heard.list?.length === 1 && answer?.says === 'yes' && answer.bare) return meant('pick', 0.85, { choice: 1 });
  if (answer?.says === 'yes' && answer.bare && a.persons === null && line === null && YES_ALONE.test(a.whole))
    return meant('offer_yes', 0.6);
  if (line !== null && a.persons !== null && a.persons > 1 && !a.question) return meant('sign_up', 0.8);
  if (line !== null && (finds < 11 || /^\d/.test(a.whole) || !a.question)) return meant('pick', 0.9);
  if (answer?.says === 'yes' && !answer.bare && a.persons !== null) return meant('sign_up');
  if (answer?.says === 'no')
    return answer.bare ? meant('unclear', 0.4) : finds >= 11 || a.topic ? null : meant('next_page', 0.5);
  if (line === null && a.question && details > 0) return meant('activity_details', 0.7);
  return null;
};

/** "Er det greit om jeg kommer for sent?" */
const ALLOWED = /\b(er|is) (det|it) (greit|ok|okay|fint|lov|mulig|muleg|possible)\b|\b(gar|gjeng) det an\b/;

const reminded: Rule = (a) => {
  if (stillComes(a.whole)) return meant('offer_yes', 0.85);
  const answer = readAnswer(a);
  const number = bareNumber(a);
  if (number === 1) return meant('offer_yes', 0.9, { choice: 1 });
  if (number === 2) return meant('withdraw', 0.9, { choice: 2 });
  const aside = loudest(a, ASIDE, 19);
  if (aside && !answer?.bare) return meant(aside);
  const drops = Math.max(weight(a, 'withdraw'), weight(a, 'cancel_sign_up'));
  if (answer?.says === 'yes' && !(a.question && !startsWithAnswer(a)) && drops < 18)
    return meant('offer_yes', answer.bare ? 0.95 : 0.8);
  const asks = a.question && ALLOWED.test(a.whole);
  if (asks || (a.question && drops < 16 && answer?.says !== 'no')) return meant('offer_question', 0.85);
  if (answer?.says === 'no' || drops >= 11) return meant('withdraw', 0.9);
  if (weight(a, 'sign_up') >= 10) return meant('offer_yes', 0.85);
  if (loudest(a, ['offer_question', 'activity_details'], 7)) return meant('offer_question', 0.7);
  return null;
};

const FINE =
  /^(bra|fint|flott|godt|kjempebra|kjempefint|supert|topp|koselig|koseleg|hyggelig|hyggeleg|trivelig|triveleg|great|fine|good|well|lovely|nice|perfect|perfekt|kjempehyggelig|kjempekoselig|kjempehyggeleg|kjempekoseleg|kjempekjekt|veldig|utmerket|utmerka|strålende|stralende|добре|хорошо|dobrze|świetnie|swietnie|super|deilig|gildt|greit|ok|gledelig|kjekt)$/;
const TROUBLE =
  /^(ingen|nobody|falt|datt|ramla|fell|bekymret|følges|folges|problem|problemer|problemet|dårlig|darlig|darleg|dårleg|bekymret|bekymra|vanskelig|vanskeleg|trist|syk|sjuk|worried|problem|bad|wrong|galt|feil|sint|uvel|klage|ubehagelig|ubehageleg|ikke|ikkje|not|itte)$/;

const afterwards: Rule = (a) => {
  const aside = loudest(a, ASIDE, 20);
  if (aside) return meant(aside);
  if (a.duration) return meant('report_hours', 0.95);
  const hours = /^(\d{1,2})([.,](\d))?$/.exec(a.heard.text.trim());
  if (hours && !hours[3] && Number(hours[1]) >= 15) return meant('report_hours', 0.7, { minutes: Number(hours[1]) });
  if (hours && Number(hours[1]) <= 12)
    return meant('report_hours', 0.8, { minutes: Number(hours[1]) * 60 + Math.round(Number(hours[3] ?? 0) * 6) });
  if (loudest(a, ['report_hours'], 6)) return meant('report_hours', 0.8);
  if (loudest(a, ['pause', 'withdraw', 'ask_for_help', 'become_volunteer'], 17)) return null;
  if (
    a.signs.some((s) => TROUBLE.test(s.fold)) &&
    !a.signs.some((s) => /^(problemer|problem)$/.test(s.fold) && /ingen|ikke|no|utan|uten/.test(a.whole))
  )
    return meant('talk_to_human', 0.5);
  if (isKindSign(a) || a.signs.some((s) => FINE.test(s.fold) || FINE.test(s.norm)) || readAnswer(a)?.says === 'yes')
    return meant('thanks', 0.85);
  return null;
};

const check: Rule = (a) => {
  const number = bareNumber(a);
  if (number === 1) return meant('activity_confirmed', 0.9, { choice: 1 });
  if (number === 2) return meant('activity_changed', 0.9, { choice: 2 });
  if (number === 3) return meant('activity_cancelled', 0.9, { choice: 3 });
  const aside = loudest(a, ASIDE, 22);
  if (aside) return meant(aside);
  const cancelled = weight(a, 'activity_cancelled');
  const changed = weight(a, 'activity_changed');
  const confirmed = weight(a, 'activity_confirmed');
  const answer = readAnswer(a);
  if (answer?.bare)
    return meant(answer.says === 'yes' ? 'activity_confirmed' : 'activity_changed', answer.says === 'yes' ? 0.95 : 0.6);
  const negated = a.signs.some((s) => /^(ikke|ikkje|itte|not|nei)$/.test(s.fold));
  if (cancelled >= 13 && cancelled >= changed) return meant('activity_cancelled');
  if (confirmed >= 14 && !negated && changed < 14) return meant('activity_confirmed');
  if (changed >= 11 || a.time) return meant('activity_changed');
  if (weight(a, 'new_activity') >= 17) return meant('new_activity', 0.8);
  if (confirmed >= 14) return meant(negated ? 'activity_changed' : 'activity_confirmed', 0.8);
  if (answer?.says === 'yes') return meant('activity_confirmed', 0.8);
  if (answer?.says === 'no' || a.when) return meant('activity_changed', 0.6);
  return null;
};

const broadcast: Rule = (a) => {
  if (isKindSign(a) || (a.tokens.length > 0 && a.tokens.every((t) => YES_SIGNS.has(t.word)))) return meant('thanks');
  const answer = readAnswer(a);
  const aside = loudest(a, ASIDE, 18);
  if (aside) return meant(aside);
  if (loudest(a, ['cancel_sign_up'], 16) && !a.question) return meant('cancel_sign_up', 0.7);
  if (weight(a, 'sign_up') >= 9 && !(a.question && weight(a, 'activity_details') >= 12)) return meant('sign_up', 0.8);
  if (weight(a, 'thanks') >= 4 && !a.question && !loudest(a, ['ask_for_help', 'pause', 'become_volunteer'], 14))
    return meant('thanks');
  if (answer?.says === 'yes' && !a.question) return answer.bare ? meant('unclear', 0.4) : meant('sign_up', 0.6);
  if (a.question && weight(a, 'activity_details') >= 7) return meant('activity_details', 0.8);
  // A question that we cannot answer about something that staff wrote goes to staff.
  return a.question && !loudest(a, SENTENCES, 10) ? meant('talk_to_human', 0.6) : null;
};

const RULES: Readonly<Record<Situation, Rule>> = {
  none: () => null,
  'first contact': () => null,
  'awaiting place': (a) => {
    const aside = loudest(a, [...ASIDE, 'find_activities', 'ask_for_help'], 11);
    return a.place && !(aside && aside !== 'find_activities') ? meant('set_place', 0.95) : null;
  },
  'browsing list of 3': browsing,
  'awaiting sign-up confirmation': signUpQuestion,
  'signed up, reminder sent': signUpQuestion,
  'pending offer': (a) => pendingOffer(a, false),
  'two pending offers': (a) => pendingOffer(a, true),
  'giving up': givingUp,
  'accepted assignment, reminder sent': reminded,
  'asked how assignment went': afterwards,
  'activity check sent': check,
  'broadcast received': broadcast,
  organiser,
  'opted out': (a) => (readAnswer(a)?.says === 'yes' || weight(a, 'start') >= 8 ? meant('start', 0.9) : null),
};

/** The answer to the last message to the person; null for a text that does not answer it. */
export function answerInSituation(a: Analysis): Meant | null {
  return RULES[a.heard.situation](a);
}
