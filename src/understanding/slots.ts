import type { Analysis } from './analysis.ts';
import { STOP_WORDS } from './lexicon/common.ts';
import { numberedLine, pickByWords } from './pick.ts';
import type { Intent, Slots } from './reading.ts';
import { isoDay, dayOf } from './calendar.ts';
import { parseUntil } from './when.ts';

/** Most lines that numbers can mean where no list is at hand. */
const LINES_MAX = 9;

type Filler = (analysis: Analysis, slots: Slots) => void;

const place: Filler = (a, slots) => {
  if (a.place) slots.place = a.place.name;
};
const when: Filler = (a, slots) => {
  if (a.when) slots.when = a.when.when;
};
const topic: Filler = (a, slots) => {
  const said = activityWords(a);
  if (said !== null) slots.activity = said;
  if (a.topic) slots.category = a.topic.category;
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

/** Which slots each intent takes; what else was said is not part of it. */
const FILLERS: Partial<Record<Intent, readonly Filler[]>> = {
  find_activities: [place, when, topic],
  activity_details: [choice, place, when, topic],
  pick: [choice],
  sign_up: [choice, persons, when, topic],
  cancel_sign_up: [choice, when, topic],
  set_place: [place],
  set_language: [language],
  withdraw: [when],
  report_hours: [minutes],
  pause: [until],
  ask_for_help: [place, when],
  activity_changed: [when, topic],
  activity_cancelled: [when, topic],
  new_activity: [place, when, topic],
  offer_question: [],
};

/** The slots of an intent, from what was seen in the text. */
export function slotsFor(intent: Intent, analysis: Analysis): Slots {
  const slots: Slots = {};
  for (const fill of FILLERS[intent] ?? []) fill(analysis, slots);
  return slots;
}

/** The line of the list that is meant, by number or by words; null where none is, or no list is shown. */
export function lineChosen(a: Analysis): number | null {
  const list = a.heard.list ?? [];
  if (a.heard.situation !== 'browsing list of 3') return null;
  return numberedLine(a.tokens, list.length || LINES_MAX) ?? (list.length > 0 ? pickByWords(a.tokens, list) : null);
}

/** The activity as it was said, lower case. */
export function activityWords(a: Analysis): string | null {
  return a.topic && !STOP_WORDS.has(a.topic.word) ? a.topic.word : null;
}
