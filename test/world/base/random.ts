/** Chance that follows from a seed alone, so that a year that went wrong can be lived again. */
export interface Random {
  /** At least 0, less than 1. */
  next(): number;
  chance(p: number): boolean;
  /** A whole number, both ends included. */
  int(from: number, to: number): number;
  pick<T>(of: readonly T[]): T;
}

/** The generator "mulberry32": 32 bits of state, and the same numbers on every machine. */
export function createRandom(seed: number): Random {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296;
  };
  const int = (from: number, to: number): number => from + Math.floor(next() * (to - from + 1));
  return {
    next,
    int,
    chance: (p) => next() < p,
    pick: (of) => {
      const found = of[int(0, of.length - 1)];
      if (found === undefined) throw new Error('nothing to pick from');
      return found;
    },
  };
}
