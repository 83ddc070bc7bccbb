/** The clock is always an input: only `serve` and the command line read the time of the machine. */
export interface Clock {
  now(): Date;
}

/** Source of ids: random in the service, counted in tests. */
export interface Ids {
  /** A new id that starts with `kind`, such as "person_0f3a...". */
  next(kind: string): string;
}

/** The inputs of a write besides its transaction: the time, and a source of ids. */
export interface Moment {
  /** The instant, ISO 8601 UTC, 24 characters. */
  readonly now: string;
  readonly ids: Ids;
}
