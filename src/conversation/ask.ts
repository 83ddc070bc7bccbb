import type { LineKey } from '../../locales/keys.ts';

/** A sentence of `locales/` and what goes into its places: data until a channel puts it into words. */
export interface Line {
  key: LineKey;
  params?: Readonly<Record<string, Param>>;
}

/** What may stand in a sentence. Tagged values are put into words by the channel, in the person's language. */
export type Param = string | number | Tagged;
export type Tagged =
  /**
   * Wall time in Oslo: "tor. 26.11 kl. 11" (`day`), "torsdag 26. november kl. 11" (`fullDay`), "2.11.2026" (`date`); `listDay` is `day`, and on a phone
   * says no month: in a list what it is must be said before it is forgotten.
   */
  | { as: 'day' | 'listDay' | 'fullDay' | 'date'; of: string }
  /** Wall times of a beginning and, where it is known, an end: "tor. 26.11 kl. 11-13". */
  | { as: 'span'; of: string; to: string | null }
  | { as: 'km'; of: number }
  | { as: 'phone'; of: string }
  /** A title in a list; on a phone it is cut to what is said before the list is forgotten. */
  | { as: 'listTitle'; of: string }
  /** As people wrote it down: "40 kr", "50,- per gang". */
  | { as: 'price'; of: string }
  /** What staff wrote for whoever hears it: said whole, where what anybody wrote is cut after a few words. */
  | { as: 'written'; of: string }
  /** Language codes, separated by `;`. */
  | { as: 'languages'; of: string }
  /** A language code: the language in its own words, "Nynorsk". */
  | { as: 'ownName'; of: string }
  | { as: 'line'; of: Line }
  /** Sentences after one another, the most wanted first: a text that is too long loses the last, and a phone says `heardMax`. */
  | { as: 'lines'; of: readonly Line[]; heardMax?: number };

/** What a person did, as a flow hears it. Plain JSON. */
export interface FlowEvent {
  type: string;
  [detail: string]: unknown;
}

/** What was understood of a text: the engine knows intents and slots only as names. */
export interface Understood {
  intent: string;
  slots: Readonly<Record<string, string | number | undefined>>;
}

/** One answer that a question offers: its number in a text and its key on a phone come from its place in the list. */
export interface Choice<E extends FlowEvent = FlowEvent> {
  send: E;
  label: Line;
  /** Intents that mean this choice: "mer", "flere", "more" are all `next_page`. */
  means?: readonly string[];
  /** Written as a numbered line of a text; the others are answered with the words that `how` names. */
  listed?: boolean;
  /** A key that is not said again on the phone, and still works. */
  unsaid?: boolean;
  /** Its key on a phone, where that is not its place in the list. */
  key?: number;
  /** On a phone, the language that it is said in, for whoever understands no other; `another`: than the one that is spoken. */
  tongue?: string;
}

/** A free answer that a question takes: an intent or a slot, and the event that it becomes (with all slots in `slots`). */
export interface Taking<T extends string = string> {
  intent?: string;
  slot?: string;
  send: T;
}

/** What a resting conversation waits for. Derived from context, so that it can be asked again, and on another channel. */
export interface Ask<E extends FlowEvent = FlowEvent> {
  line: Line;
  choices: readonly Choice<E>[];
  takes?: readonly Taking<E['type']>[];
  /** How to answer, in a text; a phone says the keys instead. */
  how?: Line;
  /** In whose light the answer is read: one of the situations of `src/understanding/base/reading.ts`. */
  situation: string;
}

export const CHOICES_MAX = 9;

/** What a flow's `meta` holds for each state in which it rests. */
export interface Asking<C, E extends FlowEvent> {
  ask: (context: C) => Ask<E>;
}
