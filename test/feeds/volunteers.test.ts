import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/db/open.ts';
import { addCentre } from '../../src/domain/centres/centres.ts';
import { placeRegister } from '../../src/domain/places/places.ts';
import { listVolunteers, statusOf } from '../../src/domain/volunteers/volunteers.ts';
import { loadDemo } from '../../src/feeds/demo.ts';
import { importPlaces } from '../../src/feeds/places.ts';
import { volunteerTable } from '../../src/feeds/volunteer-columns.ts';
import { readVolunteer } from '../../src/feeds/volunteer-row.ts';
import { importVolunteers, readVolunteers } from '../../src/feeds/volunteers.ts';
import { writeTable } from '../../src/feeds/write-table.ts';
import { countedIds, START, testClock } from '../support/outbox.ts';
import { ENGINES, sqliteStore } from '../support/store.ts';

const moment = { now: START, ids: countedIds() };
const TODAY = '2026-11-24';
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLACES =
  'name,aliases,postcode,municipality,lat,lon\nArendal,,4836,Arendal,58.4592,8.7609\nHis,Hisøy,4817,Arendal,58.4323,8.7442\n';

async function withCentre(store: Store): Promise<void> {
  await importPlaces(store, moment, bytes(PLACES));
  await store.write((tx) => addCentre(tx, moment, { name: 'Arendal', number: '45600001', postcode: '4836' }));
}
const bring = (store: Store, text: string) => importVolunteers(store, moment, bytes(text), { centreId: 'arendal' });
const kept = async (store: Store) =>
  (await listVolunteers(store.db, null)).toSorted((a, b) => (a.number < b.number ? -1 : 1));

const NORWEGIAN = `Navn;Telefon;Språk;Postnummer;Interesser;Møtt;Notat;Snakker;Tider;Bil;Maks km;Taushetserklæring;Sko
Kari Nilsen;90 00 00 01;bokmål;4817;tur, kjøring, tur;03.11.2026;Ring etter fire.;norsk og ukrainsk;man-fre 9-15;ja;12 km;03.11.26;38
Ola;tlf 900 00 002;nynorsk;;;nei;;;;;;;
`;

describe.each(ENGINES)('importing volunteers on $engine', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await withCentre(store);
  });
  afterEach(() => store.close());

  test('a Norwegian file from Excel, and the same once more', async () => {
    expect(await bring(store, NORWEGIAN)).toEqual({
      imported: 2,
      updated: 0,
      unchanged: 0,
      rejected: [],
      warnings: [],
    });
    const [kari, ola] = await kept(store);
    expect(kari).toMatchObject({
      centre_id: 'arendal',
      name: 'Kari Nilsen',
      number: '+4790000001',
      language: 'nb',
      postcode: '4817',
      place_name: 'His',
      lat: 58.4323,
      interests: 'tur;kjøring',
      met_on: '2026-11-03',
      notes: 'Ring etter fire.',
      languages: 'nb;uk',
      times: 'man-fre 9-15',
      car: 1,
      max_km: 12,
      confidentiality_on: '2026-11-03',
      extra: '{"Sko":"38"}',
    });
    expect(ola).toMatchObject({ language: 'nn', postcode: null, interests: '', met_on: null, car: 0, max_km: null });
    expect(await bring(store, NORWEGIAN)).toEqual({
      imported: 0,
      updated: 0,
      unchanged: 2,
      rejected: [],
      warnings: [],
    });
    expect(await kept(store)).toEqual([kari, ola]);
    expect(await bring(store, NORWEGIAN.replace('Ring etter fire.', 'Ring etter fem.'))).toMatchObject({ updated: 1 });
    // What a file does not say takes nothing away.
    expect(await bring(store, 'name,phone,met_on\nKari Nilsen,90000001,\n')).toMatchObject({ imported: 0, updated: 0 });
    expect((await kept(store))[0]).toMatchObject({
      met_on: '2026-11-03',
      notes: 'Ring etter fem.',
      interests: 'tur;kjøring',
    });
  });

  test('what docs/rules.md X1 names is read', async () => {
    const file =
      'name,phone,language,postcode,interests,met_on,notes\nEmily,+4790000017,en,4836,tur;kafé,2026-11-01,"a, b"\n';
    expect(await bring(store, file)).toEqual({
      imported: 1,
      updated: 0,
      unchanged: 0,
      rejected: [],
      warnings: [],
    });
    expect(await kept(store)).toMatchObject([
      { language: 'en', interests: 'tur;kafé', met_on: '2026-11-01', notes: 'a, b' },
    ]);
  });
});

test.each([
  ['a title that is merged over two columns', 'Navn;;Telefon\nKari;Berg;91000301\n'],
  ['a row of groups above the header', 'Person;;Kontakt;\nFornavn;Etternavn;Mobil;Telefon\nKari;Berg;91000301;\n'],
  ['the header again on the next page', 'Navn;Telefon\nKari Berg;91000301\nNavn;Telefon\n'],
  ['"Telefon (mobil)" beside "Telefon"', 'Navn;Telefon;Telefon (mobil)\nKari Berg;;910 00 301\n'],
  ['a title, its date and an empty line above', 'Frivillige\nper 20.11.2026\n\nNavn;Telefon\nKari Berg;91000301\n'],
])('%s', async (_, file) => {
  const store = await sqliteStore();
  await withCentre(store);
  expect(await bring(store, file)).toMatchObject({ imported: 1, rejected: [] });
  expect(await kept(store)).toMatchObject([{ name: 'Kari Berg', number: '+4791000301' }]);
  await store.close();
});

test('a row that cannot be read is told with its line and reason, and the rest is kept', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const rows: [row: string, why: string | null][] = [
    ['Kari,90000001,,,,,,,,', null],
    [',90000002,,,,,,,,', 'The name is missing.'],
    ['Ola,,,,,,,,,', 'The telephone number is missing.'],
    ['Ola,12,,,,,,,,', '"12" is no telephone number.'],
    ['12345,90000002,,,,,,,,', '"12345" is no name.'],
    [`${'O'.repeat(81)},90000002,,,,,,,,`, 'The name is longer than 80 characters.'],
    ['Ola,900 00 001,,,,,,,,', 'It is the same number as in line 2.'],
    ['Ola,90000002,klingonsk,,,,,,,', '"klingonsk" is no language.'],
    ['Ola,90000002,constructor,,,,,,,', '"constructor" is no language.'],
    ['Ola,90000002,,48x,,,,,,', '"48x" is no postcode'],
    ['Ola,90000002,,9999,,,,,,', 'Import places first: ringerunde places import'],
    ['Ola,90000002,,,snart,,,,,', '"snart" is no date for met_on'],
    ['Ola,90000002,,,ja,,,,,', '"ja" is no date for met_on'],
    ['Ola,90000002,,,31.11.2026,,,,,', 'is no date for met_on'],
    ['Ola,90000002,,,-40d,,,,,', 'is no date for met_on'],
    ['Ola,90000002,,,2026-11-25,,,,,', 'met_on lies ahead: 2026-11-25.'],
    ['Ola,90000002,,,,på kvelden,,,,', '"på kvelden" does not say when they can'],
    ['Ola,90000002,,,,,kanskje,,,', 'car is neither yes nor no.'],
    ['Ola,90000002,,,,,,langt,,', '"langt" is no number of kilometres'],
    ['Ola,90000002,,,,,,-3,,', 'is no number of kilometres'],
    ['Ola,90000002,,,,,,,2027-01-01,', 'confidentiality_on lies ahead'],
    [`Ola,90000002,,,,,,,,${'x'.repeat(61)}`, 'An interest is longer than 60 characters.'],
    [`Ola,90000002,,,,,,,,${Array.from({ length: 21 }, (_, i) => `i${i}`).join(';')}`, 'more than 20 interests'],
    ['Åse,37 02 12 34,,,,,,,,', null],
    ["'); drop table volunteer; --,90000003,,,,,,,,", null],
  ];
  const file = `name,phone,language,postcode,met_on,times,car,max_km,confidentiality_on,interests\n${rows.map(([row]) => row).join('\n')}\n`;
  const { imported, rejected } = await bring(store, file);
  const expected = rows.flatMap(([, why], i) =>
    why === null ? [] : [{ line: i + 2, why: expect.stringContaining(why) as string }],
  );
  expect(rejected).toEqual(expected);
  expect(imported).toBe(3);
  await store.close();
});

test('reading writes nothing; a file needs its columns', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const options = { centreId: 'arendal', today: TODAY };
  expect((await readVolunteers(store.db, bytes(NORWEGIAN), options)).rows).toHaveLength(2);
  expect(await kept(store)).toEqual([]);
  await expect(readVolunteers(store.db, bytes('navn\nKari\n'), options)).rejects.toThrow('phone is not among them');
  await store.close();
});

test('of several languages the first is written in, and all are spoken', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  await bring(store, 'navn,telefon,språk\nOlena,90000004,"norsk, ukrainsk"\n');
  expect(await kept(store)).toMatchObject([{ language: 'nb', languages: 'nb;uk' }]);
  await store.close();
});

const ODD = ['ja', '+3d', 'constructor', '__proto__', '=1+1', '-1', '99999999', ';;;'];
const ALWAYS_FITTING = { name: true, phone: true };
const FITTING: Readonly<Record<string, readonly string[]>> = {
  name: ['Kari', 'Ola Å.'],
  phone: ['90000001', '+47 900 00 002', '37021234'],
  language: ['nb', 'nynorsk', ''],
  postcode: ['4836', '4817', ''],
  interests: ['tur;kafé', ''],
  met_on: ['2026-11-01', 'nei', ''],
  notes: ['Ring etter fire.', '=cmd', ''],
  languages: ['nb;uk', ''],
  times: ['man-fre 9-15', ''],
  car: ['ja', 'nei', ''],
  max_km: ['10', '7 km', ''],
  confidentiality_on: ['01.11.2026', ''],
  paused_until: ['2026-12-24', ''],
  certificate_for: ['leksehjelp', ''],
  certificate_asked_on: ['2026-11-01', ''],
  certificate_shown_on: ['2026-11-02', ''],
};

test('whatever stands in a row is read or told, and what is read is kept, and is the same when it comes again', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const columns = Object.keys(volunteerTable(true).columns);
  const context = { centreId: 'arendal', places: await placeRegister(store.db), today: TODAY, relativeTo: TODAY };
  const anything = fc.oneof(fc.string({ unit: 'binary' }), fc.string(), fc.constantFrom(...ODD));
  const cellOf = (column: string): fc.Arbitrary<string> => {
    const fits = fc.constantFrom(...(FITTING[column] ?? ['2026-11-01', '-3d', 'nei', 'ja', '10']));
    return column in ALWAYS_FITTING
      ? fits
      : fc.oneof({ arbitrary: fits, weight: 9 }, { arbitrary: anything, weight: 1 });
  };
  const row = fc
    .tuple(...columns.map(cellOf))
    .map((cells) => Object.fromEntries(columns.map((column, i) => [column, cells[i] ?? ''])));
  let taken = 0;
  fc.assert(
    fc.property(row, (cells) => {
      const read = readVolunteer({ line: 2, cells, extra: {} }, context);
      if ('why' in read) {
        expect(read.why).toMatch(/\.$/);
        return;
      }
      taken += 1;
      expect(read.number).toMatch(/^\+47\d{8}$/);
      for (const on of [read.metOn, read.confidentialityOn, read.certificateShownOn])
        if (on !== undefined) expect(on && on <= TODAY && /^\d{4}-\d\d-\d\d$/.test(on)).toBe(true);
    }),
    { numRuns: 500 },
  );
  expect(taken).toBeGreaterThan(20);
  await fc.assert(
    fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 3 }), async (rows) => {
      const file = writeTable(
        columns,
        rows.map((cells) => columns.map((c) => cells[c] ?? '')),
      );
      await bring(store, file);
      const before = await kept(store);
      expect(await bring(store, file)).toMatchObject({ imported: 0, updated: 0 });
      expect(await kept(store)).toEqual(before);
    }),
    { numRuns: 40 },
  );
  await store.close();
});

test.each(ENGINES)('the demo has volunteers of every standing on $engine', async ({ open }) => {
  const store = await open();
  await loadDemo(store, { clock: testClock(), ids: countedIds() });
  const all = await kept(store);
  const arendal = all.filter((v) => v.centre_id === 'arendal');
  const phones = ['+4790000001', '+4790000002', '+4790000003', '+4790000004'];
  for (const number of phones) {
    const v = arendal.find((one) => one.number === number);
    expect(v && statusOf(v, TODAY), number).toBe('active');
  }
  expect([arendal.length, all.length]).toEqual([14, 20]);
  expect(new Set(all.map((v) => statusOf(v, TODAY)))).toEqual(new Set(['new', 'active', 'paused']));
  expect(all.filter((v) => v.lat === null)).toEqual([]);
  const spoken = new Set(all.flatMap((v) => v.languages.split(';')));
  for (const code of ['uk', 'ar', 'pl', 'so', 'en']) expect(spoken, code).toContain(code);
  await store.close();
});
