import type { LineKey } from '../../locales/keys.ts';

/** A sentence of `locales/` and its parameters: data until a channel turns it into words. */
export interface Line {
  key: LineKey;
  params?: Readonly<Record<string, Param>>;
  /** The language in which a call says it, for a caller who may understand no other. */
  tongue?: string;
}

/** A parameter of a sentence. The channel turns tagged values into words in the person's language. */
export type Param = string | number | Tagged;
export type Tagged =
  /**
   * Wall time in Oslo: "tor. 26.11 kl. 11" (`day`), "torsdag 26. november kl. 11" (`fullDay`), "2.11.2026" (`date`).
   * `listDay` is `day` in a text and leaves out the month in a call: a caller forgets long list items.
   */
  | { as: 'day' | 'listDay' | 'fullDay' | 'date'; of: string }
  /** Wall times of the start and, if known, the end: "tor. 26.11 kl. 11-13". */
  | { as: 'span'; of: string; to: string | null }
  | { as: 'km'; of: number }
  | { as: 'phone'; of: string }
  /** Wall time of an activity in a list. A call says the weekday and the time, and the date too unless it is `soon`. */
  | { as: 'activityDay'; of: string; soon: boolean }
  /**
   * A title in a list. A call shortens it, because a caller forgets long list items: by words, to what is left in the line
   * beside the day.
   */
  | { as: 'listTitle'; of: string; beside?: Tagged & { as: 'activityDay' } }
  /** A price as it was written down: "40 kr", "50,- per gang". */
  | { as: 'price'; of: string }
  /** Text that staff wrote for the hearer. A call says it whole, while other free text is cut after a few words. */
  | { as: 'written'; of: string }
  /** Language codes, separated by `;`. */
  | { as: 'languages'; of: string }
  /** A language code, said as the language names itself: "Nynorsk". */
  | { as: 'ownName'; of: string }
  | { as: 'line'; of: Line }
  /**
   * Consecutive sentences, the most important first: a text that is too long drops the last, a call says only
   * `heardMax`.
   */
  | { as: 'lines'; of: readonly Line[]; heardMax?: number };

/** A person's action as a flow receives it. Plain JSON. */
export interface FlowEvent {
  type: string;
  [detail: string]: unknown;
}

/** The reading of a text. The engine treats intents and slots only as names. */
export interface Understood {
  intent: string;
  slots: Readonly<Record<string, string | number | true | undefined>>;
}

/** An answer that a question offers. Its place in the list gives its number in a text and its key in a call. */
export interface Choice<E extends FlowEvent = FlowEvent> {
  send: E;
  label: Line;
  /** Intents that select this choice: "mer", "flere" and "more" are all `next_page`. */
  means?: readonly string[];
  /** Shown as a numbered line of a text. A person selects any other choice with the words in `how`. */
  listed?: boolean;
  /** A key that works in a call without being announced. */
  unsaid?: boolean;
  /** The key in a call, when it differs from the place in the list. */
  key?: number;
  /**
   * The language in which a call says this choice, for a caller who understands no other; `another`: any but the
   * current one.
   */
  tongue?: string;
}

/**
 * A free answer that a question takes: an intent or a slot, and the event that it becomes (with all slots in `slots`).
 */
export interface Taking<T extends string = string> {
  intent?: string;
  slot?: string;
  send: T;
}

/** The question that a resting conversation waits with. Derived from context, so that any channel can ask it again. */
export interface Ask<E extends FlowEvent = FlowEvent> {
  line: Line;
  choices: readonly Choice<E>[];
  takes?: readonly Taking<E['type']>[];
  /** Said in a call once, before the question is first asked. */
  introduction?: Line;
  /** How to answer by text; a call announces the keys instead. */
  how?: Line;
  /** The context in which the answer is read: one of the situations in `src/understanding/base/reading.ts`. */
  situation: string;
}

export const CHOICES_MAX = 9;

/** The `meta` of each state in which a flow rests. */
export interface Asking<C, E extends FlowEvent> {
  ask: (context: C) => Ask<E>;
}
