/** What a person can mean. A closed list: `explain` prints these names (docs/rules.md R3). */
export const INTENTS = [
  'find_activities',
  'activity_details',
  'activity_question',
  'centre_question',
  'pick',
  'next_page',
  'sign_up',
  'cancel_sign_up',
  'my_sign_ups',
  'set_place',
  'set_language',
  'offer_yes',
  'offer_no',
  'offer_question',
  'withdraw',
  'my_assignments',
  'report_hours',
  'pause',
  'become_volunteer',
  'ask_for_help',
  'talk_to_human',
  'activity_confirmed',
  'activity_changed',
  'activity_cancelled',
  'new_activity',
  'stop',
  'start',
  'my_data',
  'erase_me',
  'subscribe',
  'unsubscribe',
  'wrong_number',
  'deceased',
  'leave',
  'worry',
  'lonely',
  'running_late',
  'availability',
  'profile',
  'need_volunteers',
  'help',
  'thanks',
  'greeting',
  'crisis',
  'automatic',
  'unclear',
] as const;
export type Intent = (typeof INTENTS)[number];

/** What a reserved word does. Those that say the same as an intent have its name. */
export const KEYWORDS = [
  'stop',
  'start',
  'help',
  'talk_to_human',
  'ring',
  'find_activities',
  'next_page',
  'my_sign_ups',
  'sign_up',
  'cancel_sign_up',
  'set_language',
  'my_data',
  'erase_me',
  'my_assignments',
  'pause',
  'become_volunteer',
  'new_activity',
  'ask_for_help',
  'subscribe',
  'unsubscribe',
  'correct',
  'undo',
  'wrong_number',
  'no_calls',
  'offer_code',
] as const;
export type Keyword = (typeof KEYWORDS)[number];

/** A fact of an activity, an offer or a sign-up that a question asks for; `other` is none of these. */
export const ACTIVITY_ASKS = [
  'price',
  'place',
  'way',
  'start',
  'end',
  'duration',
  'places',
  'step_free',
  'toilet',
  'language',
  'alone',
  'transport',
  'contact',
  'sign_up',
  'freshness',
  'audience',
  'bring',
  'repeats',
  'persons',
  'needed',
  'car',
  'about',
  'other',
] as const;
export type ActivityAsk = (typeof ACTIVITY_ASKS)[number];

/** A fact of the centre that a question asks for. */
export const CENTRE_ASKS = ['opening', 'address', 'phone', 'who', 'machine', 'text_cost', 'privacy'] as const;
export type CentreAsk = (typeof CENTRE_ASKS)[number];

/** What has just been said to the person, in whose light an answer is read. A closed list (docs/rules.md R3). */
export const SITUATIONS = [
  'none',
  'first contact',
  'awaiting place',
  'browsing list of 3',
  'awaiting sign-up confirmation',
  'signed up, reminder sent',
  'pending offer',
  'two pending offers',
  'accepted assignment, reminder sent',
  'asked how assignment went',
  'activity check sent',
  'broadcast received',
  'opted out',
] as const;
export type Situation = (typeof SITUATIONS)[number];

export const LANGUAGES = ['nb', 'nn', 'en', 'uk', 'pl', 'ar', 'so', 'ti'] as const;
export type Language = (typeof LANGUAGES)[number];

/** The nine activity categories of frivilligsentral.no (docs/rules.md N4). */
export const CATEGORIES = [
  'meeting_place',
  'one_to_one',
  'physical_outdoor',
  'inclusion',
  'event',
  'course',
  'craft_music',
  'lending_reuse',
  'other',
] as const;
export type Category = (typeof CATEGORIES)[number];

/** What was named in the text; only what is really there. */
export interface Slots {
  /** A postcode ("4836") or the name as the register spells it ("Hisøy"). */
  place?: string;
  /** Wall time in Europe/Oslo: a date, or an interval "a/b" of dates or of date-times ("2026-11-26T17:00/2026-11-26T23:00"). */
  when?: string;
  category?: Category;
  /** 1-9: the line of a list, the answer's number, or an offer's code. */
  choice?: number;
  persons?: number;
  language?: Language;
  minutes?: number;
  /** ISO date. */
  until?: string;
  /** The search words or the activity named, lower case. */
  activity?: string;
  /** Limits of a wish: `free`, at most so many kroner, step-free, for whom, part of day, wall times "17:00", kilometres. */
  free?: true;
  price_max?: number;
  step_free?: true;
  audience?: 'children' | 'youth' | 'adults' | 'old';
  part?: 'morning' | 'daytime' | 'afternoon' | 'evening';
  from_time?: string;
  to_time?: string;
  km?: number;
  /** The facts that a question asks for, separated by `;`: {@link ACTIVITY_ASKS} or {@link CENTRE_ASKS}. */
  asks?: string;
}

export interface Reading {
  intent: Intent;
  slots: Slots;
  /** The language it is written in; null where it cannot be told ("4836"). */
  language: Language | null;
  /** 0..1; below 0.5 the line asks rather than acts. */
  confidence: number;
  /** What a reserved word in the text does; null where there is none. */
  keyword: Keyword | null;
  /** What belongs to the keyword, and the words of the text that are left. */
  with: KeywordDetail;
}

export interface KeywordDetail {
  /** The code of the person's own offer that the text names; null where it names none. */
  code: number | null;
  /** What RETT corrects; null where that is not said. */
  what: 'name' | 'place' | 'language' | null;
  /** The text without the keyword or the code, as it was written; the whole text where there is neither. */
  rest: string;
  /** Whether that rest is an answer and nothing else: "ja takk", "1". What stands beside an answer is for a human to read. */
  bare: boolean;
  /** Whether it is a no and says no more: "nei takk", "none of these for me". */
  refuses: boolean;
  /** Whether the words are those of a STOP too: "AVSLUTT ABONNEMENT" from a person who has no subscription. */
  stops: boolean;
}

/** A place name or postcode found in a text, with the words it took. */
export interface PlaceFound {
  /** As the register spells it, or the postcode. */
  name: string;
  /** 1 for an exact name or postcode, lower for a prefix or a typo. */
  certainty: number;
}

/** Finds a place in a few words; the house backs it with the register. Never throws. */
export type PlaceFinder = (words: string) => PlaceFound | null;

export interface TextHeard {
  text: string;
  /** Wall time in Europe/Oslo, "2026-11-23T12:00". */
  now: string;
  situation: Situation;
  /** The lines shown, when browsing a list. */
  list?: readonly string[];
  places: PlaceFinder;
  /** The codes of the person's offers. */
  codes?: readonly number[];
  /** What was last sent to the person: a reaction quotes it. */
  sent?: readonly string[];
  /** The person is signed up for something, or has said yes to something that is still to come. */
  expected?: boolean;
  /** The person was on an assignment in the last two days: what worries them may be about it. */
  visited?: boolean;
}

/** What was meant, before the slots that the words hold are added. */
export interface Meant {
  intent: Intent;
  confidence: number;
  /** Slots that only the situation tells. */
  slots?: Slots;
}
