import { expect, test } from 'vitest';
import { exportText, FIELDS } from '../../../src/cli/people/lib/export-text.ts';
import { exportPerson } from '../../../src/domain/privacy/export.ts';
import { centreWithId } from '../../../src/domain/centres/centres.ts';
import { fillEveryColumn } from '../../support/checks/held.ts';
import { KARI } from '../../support/checks/sentinels.ts';
import { CENTRE_ID, momentsOf, openCentre, putActivities } from '../../support/people/centre.ts';
import { sqliteStore } from '../../support/store.ts';

test('the copy to be read names every list and every field in Norwegian', async () => {
  const store = await sqliteStore();
  const moments = momentsOf();
  await openCentre(store, ['ola']);
  await putActivities(store, moments(), [{ title: 'Strikk' }]);
  await fillEveryColumn(store, moments());
  const centre = await centreWithId(store.db, CENTRE_ID);
  const all = centre === undefined ? null : await exportPerson(store.db, centre, KARI);
  await store.close();
  if (all === null) throw new Error('nothing is exported');

  const { messages, centre: _, ...lists } = all;
  const rows = Object.values(lists).filter((part) => typeof part === 'object' && part !== null);
  const fields = new Set(rows.flat().flatMap((row) => Object.keys(row)));
  expect([...fields].filter((field) => !(field in FIELDS))).toEqual([]);
  const text = exportText(all);
  for (const said of ['regnbueøgle i Arendal / 1', 'Aktiviteter du står som arrangør for (1)', 'Telefonsamtaler (2)'])
    expect(text).toContain(said);
  expect(text).toContain(`Meldinger (${messages.length})`);
});
