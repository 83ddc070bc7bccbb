import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/db/open.ts';
import { findPlaces } from '../../src/domain/places/places.ts';
import { importPlaces, readPlaces } from '../../src/feeds/places.ts';
import { countedIds, START } from '../support/outbox.ts';
import { ENGINES } from '../support/store.ts';

const moment = { now: START, ids: countedIds() };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const latin1 = (text: string): Uint8Array => Uint8Array.from(text, (c) => c.charCodeAt(0));
const AGDER = readFileSync(new URL('../fixtures/places/agder.csv', import.meta.url));
const BOLSTAD = readFileSync(new URL('../fixtures/places/bolstad.tsv', import.meta.url));
const GEONAMES = bytes(
  [
    'NO\t4836\tArendal\tAgder\t42\tArendal\t4203\t\t\t58.4592\t8.7609\t6',
    'NO\t4817\tHis\tAgder\t42\tArendal\t4203\t\t\t58.4323\t8.7442\t6',
    'SE\t41101\tGöteborg\tVästra Götaland\t28\tGöteborg\t1480\t\t\t57.7\t11.9\t4',
    'NO\t48\tKort\tAgder\t42\tArendal\t4203\t\t\t58.4\t8.7\t6',
    'NO\t4800\tFeil\tAgder\t42\tArendal\t4203\t\t\t8.7\t58.4\t6',
  ].join('\n'),
);
const BRING = latin1(
  '4817\tHIS\t4203\tARENDAL\tG\r\n4420\tÅNA-SIRA\t4207\tFLEKKEFJORD\tB\r\n4754\tHOVDEN I SETESDAL\t4222\tBYKLE\tP\r\n4604\tKRISTIANSAND S\t4204\tKRISTIANSAND\tG\r\n',
);
const OWN = bytes(
  'Navn;Andre navn;Postnummer;Kommune;Lat;Lon\nHis;Hisøy, Hisøya;4817;Arendal;58,4323;8,7442\nTom;;;;;\n',
);

test('a file is told by its header or its columns', async () => {
  const files = await Promise.all([BOLSTAD, GEONAMES, BRING, OWN].map((file) => readPlaces(file)));
  expect(files.map(({ format }) => format)).toEqual(['bolstad', 'geonames', 'bring', 'own']);
  await expect(readPlaces(bytes('a,b,c\n1,2,3\n'))).rejects.toThrow('name and postcode are not among them');
});

test('GeoNames: other countries and impossible rows are told', async () => {
  const { rows, rejected } = await readPlaces(GEONAMES);
  expect(rows.map((r) => r.postcode)).toEqual(['4836', '4817']);
  expect(rejected.map((r) => r.line)).toEqual([3, 4, 5]);
  expect(rejected.map((r) => r.why).join(' ')).toMatch(/about SE.*"48" is no postcode.*8.7, 58.4 is not in Norway/);
});

test('Bring: names in normal case, no coordinates', async () => {
  expect((await readPlaces(BRING)).rows.map((r) => [r.name, r.municipality, r.lat, r.aliases])).toEqual([
    ['His', 'Arendal', null, []],
    ['Åna-Sira', 'Flekkefjord', null, []],
    ['Hovden i Setesdal', 'Bykle', null, []],
    ['Kristiansand', 'Kristiansand', null, ['Kristiansand S']],
  ]);
});

test('Bolstad: postcodes out of use are skipped, post boxes stay, a wrong coordinate is told', async () => {
  const { rows, skipped, rejected } = await readPlaces(BOLSTAD);
  expect(skipped).toBe(3);
  expect(rows.map((r) => r.postcode)).toEqual(
    expect.arrayContaining(['0001', '4801', '4604', '4817', '4836', '6501', '9170']),
  );
  expect(rejected.map((r) => r.why)).toEqual([
    '69.00995, 84 is not in Norway. Are latitude and longitude the right way round, in degrees?',
  ]);
});

describe.each(ENGINES)('importing places on $engine', ({ open }) => {
  let store: Store;
  beforeEach(async () => void (store = await open()));
  afterEach(() => store.close());

  test('every kind of file, twice: the second time nothing changes', async () => {
    for (const file of [BOLSTAD, GEONAMES, OWN]) {
      await importPlaces(store, moment, file);
      expect(await importPlaces(store, moment, file)).toMatchObject({ imported: 0, updated: 0 });
    }
  });

  test('a file without coordinates takes none away, and aliases are added to', async () => {
    expect(await importPlaces(store, moment, OWN)).toMatchObject({ imported: 1, updated: 0, rejected: [{ line: 3 }] });
    expect(await importPlaces(store, moment, BRING)).toMatchObject({ imported: 3, updated: 0, rejected: [] });
    expect(await findPlaces(store.db, 'Hisøya')).toEqual([
      { postcode: '4817', name: 'His', municipality: 'Arendal', lat: 58.4323, lon: 8.7442 },
    ]);
    expect((await findPlaces(store.db, 'kristiansand s'))[0]).toMatchObject({ postcode: '4604', name: 'Kristiansand' });
  });

  test('a file of a county, with progress told', async () => {
    const told: [number, number][] = [];
    const { imported, rejected } = await importPlaces(store, moment, AGDER, {
      progress: (done, total) => told.push([done, total]),
    });
    expect(rejected).toEqual([]);
    expect(told.at(-1)).toEqual([imported, imported]);
    expect((await findPlaces(store.db, 'Tromøy'))[0]?.postcode).toBe('4818');
    expect((await findPlaces(store.db, 'Liknes'))[0]?.postcode).toBe('4480');
  });
});
