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
  /** Takes everything that can be taken now; returns the number of turns. */
  drain(): Promise<number>;
  /** Starts no new turns; resolves when the running ones have finished. */
  stop: () => Promise<void>;
}

/**
 * Takes arrivals one after the other for each person, and in parallel for different people.
 * @param afterTurns called when turns have committed: there may be messages to send
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
          // The failure itself could not be stored. An immediate retry would loop for ever.
          const broken = turns.find((turn) => turn.status === 'rejected');
          if (broken !== undefined) throw broken.reason;
          // Another process holds all of them; an immediate look would find the same rows.
          if (turns.every((turn) => turn.status === 'fulfilled' && turn.value === 'already taken'))
            await new Promise((resolve) => setTimeout(resolve, OTHERS_MS));
        }
      } while (again);
      return taken;
    } finally {
      // Reset in the same tick as the last check. Otherwise a nudge in between would assume that the loop still runs.
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

/** Takes arrivals beside the worker. A failure is stored with the arrival, which then waits like every other. */
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
