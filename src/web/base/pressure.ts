import { monitorEventLoopDelay } from 'node:perf_hooks';
import { getHeapStatistics } from 'node:v8';

/** The longest time in which the process did nothing else; a carrier gives up on a webhook after 15 s. */
const BLOCKED_MAX_MS = 5000;
/** The share of the memory above which the process is about to end. */
const HEAP_MAX = 0.95;
/** A block is reported for one window to two. */
const WINDOW_MS = 60_000;
const NS_IN_MS = 1e6;

/** What weighs on the process itself: how long its event loop was blocked lately, and how full its memory is. */
export interface Pressure {
  /** `blockedMs` is a time, `heap` a share of what Node allows. */
  read(): { blockedMs: number; heap: number };
  reasons(): string[];
}

/**
 * Watches the process from now on.
 * @param heap a share between 0 and 1; that of the process, where it is left out
 */
export function watchPressure({ blockedMaxMs = BLOCKED_MAX_MS, heap = heapShare } = {}): Pressure {
  const delay = monitorEventLoopDelay({ resolution: 20 });
  delay.enable();
  let before = 0;
  const turn = setInterval(() => {
    before = delay.max / NS_IN_MS;
    delay.reset();
  }, WINDOW_MS);
  turn.unref();
  const read = (): { blockedMs: number; heap: number } => ({
    blockedMs: Math.round(Math.max(before, delay.max / NS_IN_MS)),
    heap: heap(),
  });
  return {
    read,
    reasons: () => {
      const now = read();
      const reasons: string[] = [];
      if (now.blockedMs > blockedMaxMs)
        reasons.push(
          `the process did nothing else for ${Math.round(now.blockedMs / 100) / 10} s within the last two minutes`,
        );
      if (now.heap > HEAP_MAX)
        reasons.push('the memory is nearly used up: restart the service, and see NODE_OPTIONS=--max-old-space-size');
      return reasons;
    },
  };
}

function heapShare(): number {
  const { used_heap_size: used, heap_size_limit: limit } = getHeapStatistics();
  return Math.round((1000 * used) / limit) / 1000;
}
