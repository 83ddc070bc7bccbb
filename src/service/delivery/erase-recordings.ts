import type { Carrier } from '../../carriers/base/carrier.ts';
import { endCall, staleCalls } from '../../domain/calls/calls.ts';
import { recordErased, recordingsToErase } from '../../domain/calls/recordings.ts';
import { createLoop, type Loop } from '../engine/loop.ts';
import { momentOf, type App } from '../engine/scene.ts';

/**
 * Ends calls of which nobody said that they ended, and erases messages whose time is up, at the carrier first. It has no timer:
 * it runs after the calls have been looked after.
 */
export function createRecordingEraser({ app, carrier }: { app: App; carrier: Carrier }): Loop<void> {
  const { store, log } = app;

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

  return createLoop({
    work,
    onError: (error) =>
      log.error({ error: error instanceof Error ? error.name : 'unknown' }, 'recordings were not erased'),
  });
}
