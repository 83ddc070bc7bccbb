export interface LoopParts<T> {
  /** Milliseconds between the end of one run and the next; without it, only `tick` and `nudge` run the work. */
  everyMs?: number;
  /** Whether `start` runs the work at once, and not after `everyMs`. */
  atOnce?: boolean;
  /** One run; never two at the same time. The signal says that the loop is being stopped. */
  work: (signal: AbortSignal) => Promise<T>;
  /** Called when a run that the timer began has failed. */
  onError: (error: unknown) => void;
  /** Joins the results of runs that follow one another after a nudge; without it, the last result counts. */
  add?: (before: T, after: T) => T;
}

export interface Loop<T> {
  /** Runs the work now, or joins the current run. */
  tick: () => Promise<T>;
  /**
   * Says that new work may be there: runs now, or once more after the current run, which may have looked too early.
   * Resolves afterwards.
   */
  nudge: () => Promise<T>;
  start: () => void;
  /** Ends the timer, and waits for the current run. */
  stop: () => Promise<void>;
}

/** Repeated work in the background. Its timer does not keep the process alive. */
export function createLoop<T>({ everyMs, atOnce = false, work, onError, add }: LoopParts<T>): Loop<T> {
  let running: Promise<T> | null = null;
  let nudged = false;
  let timer: NodeJS.Timeout | null = null;
  let stopping = new AbortController();

  async function run(): Promise<T> {
    try {
      nudged = false;
      let result: T = await work(stopping.signal);
      while (nudged) {
        nudged = false;
        const after: T = await work(stopping.signal);
        result = add === undefined ? after : add(result, after);
      }
      return result;
    } finally {
      // Reset in the same tick as the last look at `nudged`. Otherwise a nudge in between would join a run that has
      // ended.
      running = null;
    }
  }

  const tick = (): Promise<T> => (running ??= run());

  function nudge(): Promise<T> {
    nudged = true;
    return tick();
  }

  function schedule(ms: number): void {
    const own = setTimeout(() => {
      void tick()
        .catch(onError)
        .finally(() => {
          if (timer === own) schedule(ms);
        });
    }, ms);
    own.unref();
    timer = own;
  }

  return {
    tick,
    nudge,
    start() {
      if (timer !== null || everyMs === undefined) return;
      stopping = new AbortController();
      schedule(everyMs);
      if (atOnce) tick().catch(onError);
    },
    async stop() {
      stopping.abort();
      if (timer !== null) clearTimeout(timer);
      timer = null;
      await running?.catch(() => {});
    },
  };
}
