import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { today } from '../../../src/domain/staff/today.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { fillWith, KARI } from '../../support/checks/sentinels.ts';
import { ENGINES } from '../../support/store.ts';

describe.each(ENGINES)('what waits today on $engine', ({ open }) => {
  let store: Store;
  const moments = momentsOf();
  beforeEach(async () => {
    store = await open();
    await openCentre(store, ['ola']);
    await putActivities(store, moments('2026-06-01T12:00'), [{ title: 'Gammel' }]);
    await putActivities(store, moments(), [
      { title: 'Ny' },
      { title: 'Over', startsAt: '2026-01-02T18:00', repeats: null, confirmedAt: null },
    ]);
    await fillWith(store, moments());
  });
  afterEach(() => store.close());

  test('each list with the most urgent first, and nothing that is over', async () => {
    const { now } = moments('2026-11-23T13:00');
    await store.write(async (tx) => {
      await tx.updateTable('offer').set({ status: 'accepted' }).execute();
      await tx.updateTable('assignment').set({ status: 'open' }).execute();
      await tx
        .updateTable('outbox')
        .set({ state: 'failed', kind: 'change', reason: 'landline' })
        .where('id', '=', 'out_1')
        .execute();
      await tx
        .updateTable('callback')
        .set({ due_at: '2026-11-23T11:30:00.000Z' })
        .where('id', '=', 'callback_k')
        .execute();
    });
    const waits = await today(store.db, CENTRE_ID, now);
    expect(waits.inbox.map((i) => i.id)).toEqual(['inbox_k1', 'inbox_k2', 'inbox_o']);
    expect(waits.callbacks).toMatchObject([{ id: 'callback_k', overdue: true, number: KARI }]);
    expect(waits.unconfirmed).toMatchObject([{ offerId: 'offer_k', assignmentId: 'assignment_k' }]);
    expect(waits.short.map((a) => [a.id, a.confirmed, a.needs])).toEqual([
      ['assignment_k', 0, 1],
      ['assignment_r', 0, 1],
    ]);
    expect(waits.undelivered).toMatchObject([{ id: 'out_1', kind: 'change', reason: 'landline' }]);
    expect(waits.stale.map((a) => a.title)).toEqual(['Gammel']);
    expect(await today(store.db, 'elsewhere', now)).toEqual({
      inbox: [],
      callbacks: [],
      unconfirmed: [],
      undelivered: [],
      short: [],
      stale: [],
    });
  });
});
