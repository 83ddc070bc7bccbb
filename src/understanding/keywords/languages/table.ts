import type { Keyword } from '../../base/reading.ts';

/**
 * The reserved words of one group of languages, separated by spaces; "_" joins words that belong together. The
 * carrier's CANCEL, END, QUIT and INFO are not keywords of ours: they stop or give help, as there (docs/rules.md T3).
 */
export interface KeywordTable {
  /** Keywords as the whole message, with at most a greeting, thanks or a signature beside them. */
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
    /** Words between the keyword and its subject. */
    readonly about: string;
  };
  /** A wish for no calls, anywhere in a sentence; a word of `unless` after it limits the wish to this time. */
  readonly noCalls?: { readonly phrases: string; readonly unless: string };
  /** Said by a person who has another person's number (docs/rules.md D6). */
  readonly wrongNumber: {
    readonly phrases: string;
    /** The same, while no question is open to which it would be an answer: "ikke meg". */
    readonly answers?: string;
    /**
     * Words that may surround it. With any other word the sentence has another subject: "ikke meg som kommer, men Ola".
     */
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
  /** Words beside a keyword that leave the meaning of the sentence unchanged. */
  readonly polite: string;
  /** More words of a greeting, thanks or good wishes; a part of a message with no other words says nothing else. */
  readonly courtesy: string;
  /** Words before a name at the end of a message. */
  readonly closing: string;
  /** The first words of a telephone's signature: "Sendt fra min iPhone". */
  readonly device: string;
}
