import type { Carrier } from '../../carriers/carrier.ts';
import { endCall, staleCalls } from '../../domain/calls/calls.ts';
import { recordErased, recordingsToErase } from '../../domain/calls/recordings.ts';
import { momentOf, type App } from '../engine/scene.ts';

export interface RecordingEraser {
  /** Ends calls of which nobody said that they ended, and erases messages whose time is up, at the carrier first. */
  sweep(): Promise<void>;
}

export function createRecordingEraser({ app, carrier }: { app: App; carrier: Carrier }): RecordingEraser {
  const { store, log } = app;
  let running: Promise<void> | null = null;

  async function work(): Promise<void> {
    const { now } = momentOf(app);
    for (const { id } of await staleCalls(store.db, now)) {
      await store.write((tx) => endCall(tx, momentOf(app), id));
    }
    if (carrier.eraseRecording === undefined) return;
    for (const { id } of await recordingsToErase(store.db, now)) {
      try {
        await carrier.eraseRecording(id);
        await store.write((tx) => recordErased(tx, momentOf(app), id));
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
