/** The faults of a row, as sentences, so that the user gets all of them at once. */
export interface Faults {
  why: string[];
  /** Passes a value on; stores the reason instead when there is one, and returns null. */
  add: <T extends object>(read: T | { why: string }) => T | null;
}

export function faultList(): Faults {
  const why: string[] = [];
  return {
    why,
    add: <T extends object>(read: T | { why: string }) => {
      if (!('why' in read && typeof read.why === 'string')) return read as T;
      why.push(read.why);
      return null;
    },
  };
}
