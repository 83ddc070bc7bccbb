import type { Carrier } from '../../carriers/base/carrier.ts';
import { endCall, staleCalls } from '../../domain/calls/calls.ts';
import { recordErased, recordingsToErase } from '../../domain/calls/recordings.ts';
import { createLoop, type Loop } from '../engine/loop.ts';
import { momentOf, type App } from '../engine/scene.ts';

/**
 * Ends calls whose end the carrier did not report, and erases recordings whose time is over, at the carrier first. It
 * has no timer: it runs after the calls were resolved.
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
        // The next run tries again, until the recording is gone.
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
