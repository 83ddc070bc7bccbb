/** What is wrong with a row, in sentences, so that all of it is told at once. */
export interface Faults {
  why: string[];
  /** Takes what was read; null where it is a reason why not, which is kept. */
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
