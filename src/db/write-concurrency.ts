/** The number of concurrent writes: fewer while they collide, more while they succeed. */
export interface WriteConcurrency {
  /** Waits for a lane, in order of arrival. */
  enter(): Promise<void>;
  /** Frees the lane and reports the result. */
  leave(how: 'well' | 'lost the race'): void;
}

/** Consecutive successes that add a lane. */
const WELL_MIN = 12;

/**
 * The number of lanes adapts like network congestion control: a lost race halves it, twelve successes add one. Thirty
 * turns about the same assignment would otherwise collide for seconds, and hold every connection meanwhile.
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
