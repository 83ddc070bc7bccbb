/** A place in a test: "service/notify/need.test.ts > is not told that a human knows where none does", from `test/` on. */
export type Named = `${string} > ${string}`;

/** One thing that went wrong when the line was tried, and what holds that it does not any more. */
export interface Case {
  /** Its name in the list of trials. */
  line: string;
  /** What must be so, in a sentence. */
  sense: string;
  /** Tests by their titles, or transcripts by a line in them. */
  held: readonly Named[];
  /** Further examples of its kind. */
  others: readonly Named[];
  /** One in another language; or why there is none. */
  language: Named | { none: string };
  /** One by phone; or why it cannot be said there. */
  phone: Named | { none: string };
  /** What of it is not done. */
  left?: string;
}
