import type { Carrier } from '../../carriers/carrier.ts';
import { endCall, staleCalls } from '../../domain/calls/calls.ts';
import { noteErased, recordingsToErase } from '../../domain/calls/recordings.ts';
import { momentOf, type House } from '../engine/scene.ts';

export interface Sweeper {
  /** Ends calls of which nobody said that they ended, and erases messages whose time is up, at the carrier first. */
  sweep(): Promise<void>;
}

export function createSweeper({ house, carrier }: { house: House; carrier: Carrier }): Sweeper {
  const { store, log } = house;
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    const { now } = momentOf(house);
    for (const { id } of await staleCalls(store.db, now)) {
      await store.write((tx) => endCall(tx, momentOf(house), id));
    }
    if (carrier.eraseRecording === undefined) return;
    for (const { id } of await recordingsToErase(store.db, now)) {
      try {
        await carrier.eraseRecording(id);
        await store.write((tx) => noteErased(tx, momentOf(house), id));
      } catch (error) {
        // It is tried again at the next beat, until it is gone.
        log.warn({ error: error instanceof Error ? error.name : 'unknown' }, 'a message on the line was not erased');
      }
    }
  }

  return {
    sweep: () =>
      (running ??= work().finally(() => {
        running = null;
      })),
  };
}
