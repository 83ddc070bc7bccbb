/** How many writes are under way at a time: fewer while they get in each other's way, more again when they do not. */
export interface WriteConcurrency {
  /** Waits for a lane; first come, first served. */
  enter(): Promise<void>;
  /** Leaves it, and says how it went. */
  leave(how: 'well' | 'lost the race'): void;
}

/** So many in a row must go well before there is one lane more. */
const WELL_MIN = 12;

/**
 * Lanes that adapt as a network does: halved by a lost race, one more after a dozen that went well. Thirty turns about the same
 * assignment would otherwise lose to one another for seconds, and hold every connection meanwhile.
 */
export function createWriteConcurrency(max: number): WriteConcurrency {
  const waiting: (() => void)[] = [];
  let [open, busy, well] = [max, 0, 0];

  const next = (): void => {
    while (busy < open && waiting.length > 0) {
      busy++;
      waiting.shift()?.();
    }
  };
  return {
    enter: () =>
      new Promise((resolve) => {
        waiting.push(resolve);
        next();
      }),
    leave(how) {
      busy--;
      if (how === 'lost the race') [open, well] = [Math.max(1, open >> 1), 0];
      else if (++well >= WELL_MIN) [open, well] = [Math.min(max, open + 1), 0];
      next();
    },
  };
}
