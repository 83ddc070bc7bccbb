import type { Analysis } from './analysis.ts';
import { topicOf } from './named/category.ts';
import { limitsIn } from './named/limits.ts';
import { tokenise } from './base/normalise.ts';
import { numberedLine, pickByWords } from './named/pick.ts';
import type { Intent, Slots } from './base/reading.ts';
import { isoDay, dayOf } from './days/calendar.ts';
import { parseUntil } from './days/when.ts';

/** Number of lines that a number can mean without a list. */
const LINES_MAX = 9;

type Filler = (analysis: Analysis, slots: Slots) => void;

const place: Filler = (a, slots) => {
  if (a.place && slots.choice === undefined) slots.place = a.place.name;
};
const when: Filler = (a, slots) => {
  if (a.when && !a.when.recurring) slots.when = a.when.when;
};
const category: Filler = (a, slots) => {
  if (a.topic) slots.category = a.topic.category;
};
const activity: Filler = (a, slots) => {
  if (a.topic && slots.choice === undefined) slots.activity = a.topic.word;
};
/** The activity of a question; a thing that the person brings is not one: "kan jeg ta med hunden". */
const activityAsked: Filler = (a, slots) => {
  if (a.topic === null || (PASSING.test(a.whole) && !a.topic.definite)) return;
  if (!BROUGHT.test(wordsBefore(a, a.topic.from))) activity(a, slots);
};
/** "Ta med hunden", and not "være med på turen". */
const BROUGHT = /\b(med|bring)( (?!pa|i|til|to|on|in|at)\w+)?$/;
/** In a question about a bus or a parking space, a word of a topic is seldom the activity: "parkering, har hc-kort". */
const PASSING = /\b(buss|bussen|bus|parkering|parkere|parking|ferge|ferga|ferja|toalett)\b/;
const wordsBefore = (a: Analysis, at: number): string =>
  a.tokens
    .slice(Math.max(0, at - 2), at)
    .map((token) => token.fold)
    .join(' ');
/** "Bor på Bjorbekk, er mest interessert i tur": a wish told along with the place. */
const interest: Filler = (a, slots) => {
  if (!/\b(interessert|interesserte|interested|liker|likar|like|onsker|lyst|gjerne|noe|noko)\b/.test(a.whole)) return;
  category(a, slots);
  activity(a, slots);
};
const persons: Filler = (a, slots) => {
  if (a.persons !== null) slots.persons = a.persons;
};
const choice: Filler = (a, slots) => {
  const line = lineChosen(a);
  if (line !== null) slots.choice = line;
};
const language: Filler = (a, slots) => {
  if (a.named) slots.language = a.named;
};
const minutes: Filler = (a, slots) => {
  if (a.duration) slots.minutes = a.duration.minutes;
};
const until: Filler = (a, slots) => {
  const back =
    a.signs.some((s) => /^(tilbake|attende|back|klar|ready|ferdig|slutt)$/.test(s.fold)) &&
    !/\b(til|until|frem|fram)\b/.test(a.whole);
  const day = parseUntil(a.tokens, a.heard.now);
  if (day) slots.until = day;
  else if (back) slots.until = isoDay(dayOf(a.heard.now));
};
/** A no that says how long one is away. */
const awayUntil: Filler = (a, slots) => {
  if (/\b(til|until|till)\b/.test(a.whole) && AWAY.test(a.whole)) until(a, slots);
};
const AWAY =
  /\b(ferie|ferien|syden|bortreist|reist|reise|reiser|borte|away|holiday|vacation|sykmeldt|sjukmeld|utenlands|utanlands|spania|opptatt|abroad|travelling)\b/;

const limits: Filler = (a, slots) => {
  Object.assign(slots, limitsIn(a));
};

/** The slots of each intent; other named things do not belong to it. */
const FILLERS: Partial<Record<Intent, readonly Filler[]>> = {
  find_activities: [place, when, category, activity, limits],
  activity_details: [choice, place, when, activity],
  activity_question: [choice, place, when, activityAsked],
  pick: [choice],
  sign_up: [choice, persons, when, activity],
  cancel_sign_up: [choice, when, activity],
  set_place: [place, interest],
  set_language: [language],
  withdraw: [when],
  my_assignments: [when],
  my_sign_ups: [when, activity],
  talk_to_human: [when],
  report_hours: [minutes],
  pause: [until],
  ask_for_help: [place, when],
  activity_changed: [place, when, activity],
  activity_cancelled: [place, when, activity],
  new_activity: [place, when, activity],
  subscribe: [place, category, activity],
  offer_no: [awayUntil],
  offer_question: [place],
};

/** The slots of an intent, from what was seen in the text. */
export function slotsFor(intent: Intent, analysis: Analysis): Slots {
  const slots: Slots = {};
  for (const fill of FILLERS[intent] ?? []) fill(analysis, slots);
  return slots;
}

/** The line of the list that the text means, by number or by words; null for no line, or without a list. */
export function lineChosen(a: Analysis): number | null {
  const list = a.heard.list ?? [];
  if (a.heard.situation !== 'browsing list of 3') return null;
  return (
    numberedLine(a.tokens, list.length || LINES_MAX) ??
    (list.length > 0 ? (lineOnDay(a, list) ?? pickByWords(a.tokens, list) ?? lineAbout(a, list)) : null)
  );
}

/** "Den på torsdag": the one line that is on that day. */
function lineOnDay({ whole, when }: Analysis, list: readonly string[]): number | null {
  const [, month, day] = /^\d{4}-(\d\d)-(\d\d)$/.exec(when?.when ?? '') ?? [];
  if (month === undefined || day === undefined || !THE_ONE.test(whole)) return null;
  const date = new RegExp(`(^|\\D)${Number(day)}[./]${Number(month)}(\\D|$)`);
  const there = list.flatMap((line, i) => (date.test(line) ? [i + 1] : []));
  return there.length === 1 ? (there[0] ?? null) : null;
}
const THE_ONE = /^(ja |nei |og |men )?(den|det|dei|han|the one)( \w+)? (pa|i|on|til|som er|kommende)\b/;

/** The one line of the same kind as what is named in another language: "the dance one" is "Dans på Fevik". */
function lineAbout(a: Analysis, list: readonly string[]): number | null {
  const { topic, language } = a;
  if (!topic || a.place || language === null || language === 'nb' || language === 'nn') return null;
  const same = list.flatMap((line, i) =>
    tokenise(line).some((token) => topicOf(token.word)?.category === topic.category) ? [i + 1] : [],
  );
  return same.length === 1 ? (same[0] ?? null) : null;
}
