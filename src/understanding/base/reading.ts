/** The meanings of a text. A closed list: `explain` prints these names (docs/rules.md R3). */
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

/** The meanings of reserved words. One with the same meaning as an intent has its name. */
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
  'attends',
  'needed',
  'car',
  'about',
  'other',
] as const;
export type ActivityAsk = (typeof ACTIVITY_ASKS)[number];

/** A fact of the centre that a question asks for. */
export const CENTRE_ASKS = ['opening', 'address', 'phone', 'who', 'machine', 'text_cost', 'privacy'] as const;
export type CentreAsk = (typeof CENTRE_ASKS)[number];

/** The last message to the person, which decides how an answer is read. A closed list (docs/rules.md R3). */
export const SITUATIONS = [
  'none',
  'first contact',
  'awaiting place',
  'browsing list of 3',
  'awaiting sign-up confirmation',
  'signed up, reminder sent',
  'pending offer',
  'two pending offers',
  'giving up',
  'accepted assignment, reminder sent',
  'asked how assignment went',
  'activity check sent',
  'broadcast received',
  'organiser',
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

/** The facts that the text names; nothing is guessed. */
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
  /**
   * Limits of a wish: `free`, highest price in kroner, step-free, audience, part of day, wall times "17:00",
   * kilometres.
   */
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
  /** The language of the text; null for one that cannot be recognised ("4836"). */
  language: Language | null;
  /** 0..1; below 0.5 the line asks back and does not act. */
  confidence: number;
  /** The reserved word in the text; null without one. */
  keyword: Keyword | null;
  /** The facts that belong to the keyword, and the other words of the text. */
  with: KeywordDetail;
}

export interface KeywordDetail {
  /** The code of the person's own offer that the text names; null without one. */
  code: number | null;
  /** The fact that RETT corrects; null when the text does not name it. */
  what: 'name' | 'place' | 'language' | null;
  /** The text without the keyword or the code, as it was written; the whole text without either. */
  rest: string;
  /** Whether that rest is only an answer: "ja takk", "1". A human reads words beside an answer. */
  bare: boolean;
  /** Whether it is a no and says no more: "nei takk", "none of these for me". */
  refuses: boolean;
  /** Whether the words also mean STOP: "AVSLUTT ABONNEMENT" from a person without a subscription. */
  stops: boolean;
}

/** A place name or postcode found in a text, with its words. */
export interface PlaceFound {
  /** The spelling of the register, or the postcode. */
  name: string;
  /** 1 for an exact name or postcode, lower for a prefix or a typo. */
  certainty: number;
}

/** Finds a place in a few words; the service uses the register. Never throws. */
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
  /** The last messages to the person, because a reaction quotes one. */
  sent?: readonly string[];
  /** The person has a coming sign-up or assignment. */
  expected?: boolean;
  /** The person was on an assignment in the last two days, so a worry may be about it. */
  visited?: boolean;
}

/** The meaning, before the slots of the words are added. */
export interface Meant {
  intent: Intent;
  confidence: number;
  /** Slots that come from the situation. */
  slots?: Slots;
}
