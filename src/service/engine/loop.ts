export interface LoopParts<T> {
  /** Milliseconds between the end of one run and the next; left out, only `tick` and `nudge` run it. */
  everyMs?: number;
  /** Whether `start` runs it at once, rather than after `everyMs`. */
  atOnce?: boolean;
  /** One run; never two at the same time. The signal says that the loop is being stopped. */
  work: (signal: AbortSignal) => Promise<T>;
  /** A run that the timer began has failed. */
  onError: (error: unknown) => void;
  /** Joins the results of runs that follow one another because of a nudge; the last one counts where it is left out. */
  add?: (before: T, after: T) => T;
}

export interface Loop<T> {
  /** Runs it now, or joins the run that is under way. */
  tick: () => Promise<T>;
  /**
   * Something new may be there: runs it now, or once more after the run that is under way, which may have looked too early.
   * Resolves when that is done.
   */
  nudge: () => Promise<T>;
  start: () => void;
  /** Ends the timer, and waits for the run that is under way. */
  stop: () => Promise<void>;
}

/** Work in the background that is done again and again. Its timer does not keep the process alive. */
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
      // In the same step as the last look at `nudged`: a nudge in between would join a run that has ended.
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
