import type { Arrival } from '../../db/schema/index.ts';
import { dueArrivals } from '../engine/journal.ts';
import { takeTurn } from './take-turn.ts';
import type { App } from '../engine/scene.ts';

/** About as long as a turn takes on a database beyond a network. */
const OTHERS_MS = 15;

export interface Worker {
  /** Something has arrived. */
  nudge: () => void;
  /** Takes an arrival before all that wait. */
  takeFirst: (arrival: Arrival) => void;
  /** Whether others wait for their turn. */
  readonly busy: boolean;
  /** Takes everything that can be taken now; answers how many turns that were. */
  drain(): Promise<number>;
  /** No new turns; answers when those that run have finished. */
  stop: () => Promise<void>;
}

/**
 * Takes arrivals one after the other for each person, side by side for different people.
 * @param afterTurns called when turns have committed: there may be something to send
 */
export function createWorker(app: App, afterTurns: () => void): Worker {
  let running: Promise<number> | null = null;
  let again = false;
  let stopped = false;

  async function takeAll(): Promise<number> {
    let taken = 0;
    try {
      do {
        again = false;
        for (;;) {
          if (stopped) return taken;
          const due = await dueArrivals(app.store.db, app.clock.now().toISOString());
          if (due.length === 0) break;
          const turns = await Promise.allSettled(due.map((arrival) => takeTurn(app, arrival)));
          taken += due.length;
          afterTurns();
          // Not even the failure could be noted: to go on at once would be to try the same for ever.
          const broken = turns.find((turn) => turn.status === 'rejected');
          if (broken !== undefined) throw broken.reason;
          // Another process is at all of them: to look again at once would be to find the same.
          if (turns.every((turn) => turn.status === 'fulfilled' && turn.value === 'already taken'))
            await new Promise((resolve) => setTimeout(resolve, OTHERS_MS));
        }
      } while (again);
      return taken;
    } finally {
      // In one breath with the last look: a nudge in between would be told that somebody is looking.
      running = null;
    }
  }

  function drain(): Promise<number> {
    if (stopped) return Promise.resolve(0);
    if (running !== null) {
      again = true;
      return running;
    }
    running = takeAll().catch((error: unknown) => {
      app.log.error({ error: nameOf(error) }, 'arrivals could not be taken');
      return 0;
    });
    return running;
  }

  const urgent = createUrgent(app, afterTurns);

  return {
    nudge: () => void drain(),
    takeFirst: (arrival) => (stopped ? undefined : urgent.take(arrival)),
    get busy() {
      return running !== null;
    },
    drain,
    stop: async () => {
      stopped = true;
      await Promise.all([running, urgent.finished()]);
    },
  };
}

/** Takes arrivals beside the worker. A failure is noted with the arrival, which then waits like every other. */
function createUrgent(
  app: App,
  afterTurns: () => void,
): { take(arrival: Arrival): void; finished(): Promise<unknown> } {
  const turns = new Set<Promise<unknown>>();
  return {
    take(arrival) {
      const turn: Promise<unknown> = takeTurn(app, arrival, 'first')
        .then(afterTurns, (error: unknown) => {
          app.log.error({ error: nameOf(error) }, 'need could not be taken first');
        })
        .finally(() => turns.delete(turn));
      turns.add(turn);
    },
    finished: () => Promise.all(turns),
  };
}

const nameOf = (error: unknown): string => (error instanceof Error ? error.name : 'unknown');
