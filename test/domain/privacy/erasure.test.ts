import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { CompiledQuery } from 'kysely';
import type { Store } from '../../../src/db/open.ts';
import { isOptedOut, optOut } from '../../../src/domain/centres/opt-out.ts';
import { listErasures, replayErasures } from '../../../src/domain/privacy/erasure-list.ts';
import { erase } from '../../../src/domain/privacy/erasure.ts';
import { REMOVED } from '../../../src/domain/privacy/personal-data.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { FATES } from '../../support/checks/fates.ts';
import { ENGINES } from '../../support/store.ts';
import { fillEveryColumn } from '../../support/checks/held.ts';
import { everyRow } from '../../support/checks/tables.ts';
import { fillWith, KARI, NAME, OTHER, SPELLINGS, WORD } from '../../support/checks/sentinels.ts';

describe.each(ENGINES)('erasure on $engine', ({ open }) => {
  let store: Store;
  const moments = momentsOf();
  beforeEach(async () => {
    store = await open();
    await openCentre(store, ['ola']);
    await putActivities(store, moments(), [{ title: 'Strikk' }]);
  });
  afterEach(() => store.close());

  test('every column of the schema says what becomes of it', async () => {
    const tables = await store.db.introspection.getTables();
    const real = Object.fromEntries(tables.map((t) => [t.name, t.columns.map((c) => c.name).toSorted()]));
    const said = Object.fromEntries(Object.entries(FATES).map(([t, columns]) => [t, Object.keys(columns).toSorted()]));
    expect(said).toEqual(real);
  });

  test('what is said to be emptied or to go holds nothing of the person any more', async () => {
    await fillWith(store, moments());
    const before = JSON.stringify(await everyRow(store));
    for (const sentinel of [KARI, NAME, WORD, ...SPELLINGS]) expect(before, sentinel).toContain(sentinel);
    const { counts } = await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    const after = JSON.stringify(await everyRow(store));
    for (const sentinel of [KARI, KARI.slice(3), NAME, WORD, ...SPELLINGS])
      expect(after, sentinel).not.toContain(sentinel);
    expect(counts).toMatchObject({ person: 1, outbox: 4, offer: 1, volunteer: 1, sign_up: 1, inbox_item: 3 });
    // The words of another person stay: only the traces are gone.
    expect(after).toContain(OTHER);
    expect(after).toContain(`Jeg heter Ola, ring heller ${REMOVED}`);
  });

  test('what was said in a call, and what the line answered, goes too', async () => {
    await fillEveryColumn(store, moments());
    const answer = `<Say>Hei ${NAME}</Say>`;
    await store.write((tx) => tx.updateTable('arrival').set({ answer }).where('id', '=', 'CA1:1').execute());
    await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    const after = JSON.stringify(await everyRow(store));
    for (const sentinel of [NAME, WORD]) expect(after, sentinel).not.toContain(sentinel);
    // A call whose id begins alike is another one.
    expect(after).toContain('another call');
  });

  test('what is under way is finished or cancelled, and nothing waits for them', async () => {
    await fillWith(store, moments());
    const { promoted, freed } = await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    expect(promoted).toEqual([]);
    expect(freed).toEqual(['assignment_k']);
    const states = await store.db.selectFrom('outbox').select(['state', 'reason']).orderBy('seq').execute();
    expect(states.map((s) => s.state)).toEqual(['cancelled', 'unknown', 'delivered', 'pending']);
    const arrivals = await store.db.selectFrom('arrival').select('state').where('state', '=', 'new').execute();
    expect(arrivals).toEqual([]);
    const agenda = await store.db.selectFrom('agenda').selectAll().execute();
    expect(agenda).toEqual([]);
    const copies = await store.db.selectFrom('carrier_copy').select('sid').orderBy('sid').execute();
    // Every text; the carrier says later of which it keeps a copy.
    expect(copies.map((c) => c.sid)).toEqual([`SM${'a'.repeat(32)}`, `SM${'b'.repeat(32)}`, 'SMnew']);
  });

  test('a STOP outlives the erasure, and says nothing of the number', async () => {
    await fillWith(store, moments());
    await store.write((tx) => optOut(tx, moments(), { centreId: CENTRE_ID, number: KARI, how: 'text' }));
    await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    expect(await isOptedOut(store.db, { centreId: CENTRE_ID, number: KARI })).toBe(true);
  });

  test('the second time there is nothing left; another centre keeps what is its own', async () => {
    await fillWith(store, moments());
    await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    const again = await store.write((tx) => erase(tx, moments(), { centreId: CENTRE_ID, number: KARI }));
    expect(again.counts).toEqual({});
  });

  test('an erasure is done once more in what a backup brings back, but not to whoever came back', async () => {
    await fillWith(store, moments());
    await store.write((tx) => erase(tx, moments('2026-11-23T13:00'), { centreId: CENTRE_ID, number: KARI }));
    const list = await listErasures(store.db);
    expect(list.erasures).toHaveLength(1);
    // As in a backup that was made before.
    for (const table of [
      'erasure',
      'arrival',
      'outbox',
      'inbox_item',
      'callback',
      'service_hours',
      'assignment',
      'broadcast',
    ])
      await store.db.executeQuery(CompiledQuery.raw(`delete from ${table}`));
    await fillWith(store, moments());
    expect(await store.write((tx) => replayErasures(tx, moments('2026-11-23T14:00'), list))).toBe(1);
    expect(JSON.stringify(await everyRow(store))).not.toContain(KARI);
    expect(await store.write((tx) => replayErasures(tx, moments('2026-11-23T15:00'), list))).toBe(0);
  });
});
