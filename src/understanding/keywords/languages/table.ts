import type { Keyword } from '../../base/reading.ts';

/**
 * The reserved words of one group of languages. Words stand with a space between; "_" joins words that belong together.
 * None of the carrier's CANCEL, END, QUIT and INFO is a keyword of ours: they stop or give help, as there (docs/rules.md T3).
 */
export interface KeywordTable {
  /** Keywords as the whole message, with no more than a greeting, thanks or a signature beside them. */
  readonly whole: Partial<Readonly<Record<Keyword, string>>>;
  /** Keywords at the beginning of a message, with what they are about after them. */
  readonly begin?: {
    readonly subscribe: string;
    /** "AVSLUTT ABONNEMENT": one of each, and nothing else. */
    readonly unsubscribe: { readonly end: string; readonly mine: string; readonly subscription: string };
    /** "RETT NAVN Kari"; `alone` also without what is wrong. */
    readonly correct: { readonly alone: string; readonly named: string } & Readonly<
      Record<'name' | 'place' | 'language' | 'data', string>
    >;
    /** May stand between the keyword and what it is about. */
    readonly about: string;
  };
  /** A wish not to be rung, anywhere in a sentence; a word of `unless` behind it is about this time only. */
  readonly noCalls?: { readonly phrases: string; readonly unless: string };
  /** Said by a person who has another person's number (docs/rules.md D6). */
  readonly wrongNumber: {
    readonly phrases: string;
    /** The same, where no question is open to which it is an answer: "ikke meg". */
    readonly answers?: string;
    /** May stand around it. With any other word the sentence is about something else: "ikke meg som kommer, men Ola". */
    readonly around: string;
  };
  /** Said when the person whose number it was has died: `dead` beside one of the others. */
  readonly deceased: {
    readonly dead: string;
    /** Next to a `number`: "eieren av dette nummeret". */
    readonly owner: string;
    readonly number: string;
    /** A number of the dead person's: "hennes nummer". */
    readonly theirs: string;
    /** A wish to be left in peace, or struck off a list. */
    readonly leaveUs: string;
    /** The writer: "jeg hadde dette nummeret" is said by a living person. */
    readonly self: string;
  };
  /** May stand beside a keyword in one sentence without changing it. */
  readonly polite: string;
  /** More words of a greeting, thanks or good wishes; a part of a message with no other words says nothing else. */
  readonly courtesy: string;
  /** Words before a name at the end of a message. */
  readonly closing: string;
  /** The first words of a telephone's signature: "Sendt fra min iPhone". */
  readonly device: string;
}
