import { expect, onTestFinished, test } from 'vitest';
import { queueCall } from '../../../src/domain/calls/outgoing-calls.ts';
import { hearFrom } from '../../../src/domain/centres/people.ts';
import { createService } from '../../../src/service/app/service.ts';
import { countedIds, seed, SILENT, testClock } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { sqliteStore } from '../../support/store.ts';

test('with a carrier that places no calls, whom the line would ring stands on the list for staff', async () => {
  const store = await sqliteStore();
  const clock = testClock();
  const ids = countedIds();
  const moment = { now: clock.now().toISOString(), ids };
  await seed(store, moment);
  const service = createService({
    store,
    clock,
    ids,
    log: SILENT,
    root: ROOT,
    carrier: () => ({
      name: 'texts only',
      send: () => Promise.resolve({ outcome: 'rejected', code: 'none', because: 'other' }),
    }),
  });
  onTestFinished(async () => {
    await service.stop();
    await store.close();
  });
  const liv = '+4737000005';
  await store.write(async (tx) => {
    const centre = await tx.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
    const { person } = await hearFrom(tx, moment, { centreId: centre.id, number: liv, language: 'nb' });
    const queued = await queueCall(tx, moment, {
      dedupe: 'test/1',
      centre,
      person,
      kind: 'change',
      purpose: { said: [] },
      expiresAt: null,
    });
    expect(queued).toBe('queued');
  });
  await service.settle();
  const calls = await store.db.selectFrom('outgoing_call').select(['state', 'reason']).execute();
  expect(calls).toEqual([{ state: 'failed', reason: 'not offered' }]);
  const callbacks = await store.db.selectFrom('callback').select(['number', 'reason']).execute();
  expect(callbacks).toEqual([{ number: liv, reason: 'change, call not offered' }]);
});
