/** The clock is an input everywhere: nothing below `serve` and the command line asks the machine what time it is. */
export interface Clock {
  now(): Date;
}

/** Where ids come from: random in the service, counted in tests. */
export interface Ids {
  /** An id that has not been given before, such as "person_0f3a..."; `kind` stands in front. */
  next(kind: string): string;
}

/** What a write needs beside its transaction: when it happens, and a source of ids. */
export interface Moment {
  /** The instant, ISO 8601 UTC, 24 characters. */
  readonly now: string;
  readonly ids: Ids;
}
