import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../src/db/open.ts';
import { upsertActivity } from '../../src/domain/activities/write-activities.ts';
import { addCentre } from '../../src/domain/centres/centres.ts';
import { changeCountOf } from '../../src/domain/base/change-counter.ts';
import { importActivities, readActivities } from '../../src/feeds/activities.ts';
import { loadDemo } from '../../src/feeds/demo.ts';
import { importPlaces } from '../../src/feeds/places.ts';
import { countedIds, START, testClock } from '../support/outbox.ts';
import { ENGINES, sqliteStore } from '../support/store.ts';

const moment = { now: START, ids: countedIds() };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLACES =
  'name,aliases,postcode,municipality,lat,lon\nArendal,,4836,Arendal,58.4592,8.7609\nHis,Hisøy,4817,Arendal,58.4323,8.7442\n';
const centre = { id: 'arendal', postcode: '4836' };

async function withCentre(store: Store): Promise<void> {
  await importPlaces(store, moment, bytes(PLACES));
  await store.write((tx) => addCentre(tx, moment, { name: 'Arendal', number: '45600001', postcode: '4836' }));
}
const bring = (store: Store, text: string) => importActivities(store, moment, bytes(text), { centre });
const kept = (store: Store) => store.db.selectFrom('activity').selectAll().orderBy('id').execute();

const NORWEGIAN = `tittel;beskrivelse;kategori;arrangør;arrangør_telefon;sted;adresse;postnummer;starter;slutter;gjentas;pris;trinnfritt;språk;kapasitet;påmelding;Husk
Strikkekafé;"Ta med
det du har";Håndverk, hobby, musikk og sang;Pollen strikkelag;45 60 01 11;Frivilligsentralen;Torvet 6;4817;01.12.2026 18:00;20.30;hver tirsdag;20;ja;norsk og engelsk;12;nei;nøkkel
Julegrøt;;Arrangement;;;Grendehuset;;;5.12.26 kl 16;;;gratis;;;;ja;
`;

describe.each(ENGINES)('importing activities on $engine', ({ open }) => {
  let store: Store;
  beforeEach(async () => {
    store = await open();
    await withCentre(store);
  });
  afterEach(() => store.close());

  test('a Norwegian file from Excel', async () => {
    expect(await bring(store, NORWEGIAN)).toEqual({
      imported: 2,
      updated: 0,
      unchanged: 0,
      told: 0,
      rejected: [],
      warnings: [],
    });
    const [knitting, porridge] = await kept(store);
    expect(knitting).toMatchObject({
      centre_id: 'arendal',
      title: 'Strikkekafé',
      description: 'Ta med\ndet du har',
      category: 'craft_music',
      organiser: 'Pollen strikkelag',
      organiser_phone: '+4745600111',
      postcode: '4817',
      lat: 58.4323,
      starts_at: '2026-12-01T18:00',
      ends_at: '2026-12-01T20:30',
      repeats: 'FREQ=WEEKLY;BYDAY=TU',
      price: '20 kr',
      step_free: 1,
      languages: 'nb;en',
      capacity: 12,
      sign_up: 0,
      status: 'active',
      confirmed_at: null,
      extra: '{"Husk":"nøkkel"}',
    });
    expect(porridge).toMatchObject({ postcode: '4836', lat: 58.4592, repeats: null, sign_up: 1, step_free: null });
  });

  test('the same file again changes nothing; a changed row is one update', async () => {
    await bring(store, NORWEGIAN);
    const before = await kept(store);
    const revision = await changeCountOf(store.db, 'activities');
    expect(await bring(store, NORWEGIAN)).toMatchObject({ imported: 0, updated: 0, unchanged: 2, rejected: [] });
    expect(await kept(store)).toEqual(before);
    expect(await changeCountOf(store.db, 'activities')).toBe(revision);
    expect(await bring(store, NORWEGIAN.replace('Torvet 6', 'Torvet 8'))).toMatchObject({ imported: 0, updated: 1 });
    const [knitting] = await kept(store);
    expect(knitting).toMatchObject({ address: 'Torvet 8', revision: revision + 1, id: before[0]?.id });
  });

  test('what staff cancelled or an organiser confirmed stands when the file comes again', async () => {
    await bring(store, NORWEGIAN);
    await store.write((tx) =>
      tx
        .updateTable('activity')
        .set({ status: 'cancelled', confirmed_at: START })
        .where('title', '=', 'Julegrøt')
        .execute(),
    );
    expect(await bring(store, NORWEGIAN)).toMatchObject({ imported: 0, updated: 0 });
    expect((await kept(store))[1]).toMatchObject({ status: 'cancelled', confirmed_at: START });
  });

  test('the same thing at the same hour on two days is two; the same row twice is told', async () => {
    const file =
      'title,starts_at,repeats\nTrim,2026-12-01T10:00,hver tirsdag\nTrim,2026-12-03T10:00,hver torsdag\nTrim,2026-12-01T10:00,hver tirsdag\nTrim,2026-12-03T10:00,hver torsdag\n';
    const first = await bring(store, file);
    expect(first).toMatchObject({ imported: 3 });
    expect(await bring(store, file)).toMatchObject({ imported: 0, updated: 0 });
  });
});

test('a row that cannot be read is told with its line and reason, and the rest is kept', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const rows: [row: string, why: string | null][] = [
    ['Tur,2026-12-01T18:00,,,,,,,', null],
    [',2026-12-01T18:00,,,,,,,', 'The title is missing.'],
    ['Tur,,,,,,,,', 'not said when it begins'],
    ['Tur,snart,,,,,,,', '"snart" is no date and time'],
    ['Tur,31.11.2026 18:00,,,,,,,', 'is no date and time'],
    ['Tur,2026-12-01,,,,,,,', 'has no time of day'],
    ['Tur,+3d 18:00,,,,,,,', 'is no date and time'],
    ['Tur,2026-12-01T18:00,17:00,,,,,,', 'ends (2026-12-01T17:00) before it begins'],
    ['Tur,2026-12-01T18:00,,FREQ=MINUTELY,,,,,', 'more often than once a day'],
    ['Tur,2026-12-01T18:00,,,9999,,,,', 'Import places first: ringerunde places import'],
    ['Tur,2026-12-01T18:00,,,48x,,,,', 'is no postcode'],
    ['Tur,2026-12-01T18:00,,,,fyrverkeri,,,', 'is no category. Choose one of: Social meeting places'],
    ['Tur,2026-12-01T18:00,,,,,mange,,', 'is no number of places'],
    ['Tur,2026-12-01T18:00,,,,,-3,,', 'is no number of places'],
    ['Tur,2026-12-01T18:00,,,,,,kanskje,', 'sign_up is neither yes nor no'],
    ['Tur,2026-12-01T18:00,,,,,,,ring meg', 'is no telephone number'],
    ['Tur,2026-12-01T18:00,,,,,,,', 'It is the same activity as in line 2.'],
    [`${'T'.repeat(201)},2026-12-01T18:00,,,,,,,`, 'The title is longer than 200 characters'],
    ['=HYPERLINK(1),2026-12-01T18:00,,,,,,,', null],
    ["'); drop table activity; --,2026-12-01T18:00,,,,,,,", null],
  ];
  const file = `title,starts_at,ends_at,repeats,postcode,category,capacity,sign_up,organiser_phone\n${rows.map(([row]) => row).join('\n')}\n`;
  const { imported, rejected } = await bring(store, file);
  const expected = rows.flatMap(([, why], i) =>
    why === null ? [] : [{ line: i + 2, why: expect.stringContaining(why) as string }],
  );
  expect(rejected).toEqual(expected);
  expect(imported).toBe(3);
  await store.close();
});

test('reading writes nothing', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const { rows } = await readActivities(store.db, bytes(NORWEGIAN), { centre });
  expect(rows).toHaveLength(2);
  expect(await kept(store)).toEqual([]);
  await store.close();
});

test('a demo file may count days and name exceptions', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const file =
    'title,starts_at,ends_at,repeats,exceptions,status,confirmed_at\nTrim,2026-09-01T10:00,,FREQ=WEEKLY;BYDAY=TU,2026-12-22 cancelled; 2026-12-15 moved 2026-12-16T11:00; +7d cancelled,active,2026-11-10\nKino,+3d 18:00,+3d 20:00,,,cancelled,\nFeil,2026-09-01T10:00,,FREQ=WEEKLY;BYDAY=TU,2026-12-23 cancelled,active,\n';
  const options = { centre, relativeTo: '2026-11-23' };
  const { imported, rejected } = await importActivities(store, moment, bytes(file), options);
  expect([imported, rejected.map((r) => r.why)]).toEqual([
    2,
    ['The exception "2026-12-23 cancelled" names a day on which it does not take place.'],
  ]);
  expect(await importActivities(store, moment, bytes(file), options)).toMatchObject({ imported: 0, updated: 0 });
  expect(await kept(store)).toMatchObject([
    { title: 'Trim', confirmed_at: '2026-11-10T11:00:00.000Z' },
    { title: 'Kino', starts_at: '2026-11-26T18:00', ends_at: '2026-11-26T20:00', status: 'cancelled' },
  ]);
  const changes = await store.db.selectFrom('occurrence_change').selectAll().orderBy('occurrence').execute();
  expect(changes.map((c) => [c.occurrence, c.kind, c.new_starts_at])).toEqual([
    ['2026-12-01T10:00', 'cancelled', null],
    ['2026-12-15T10:00', 'moved', '2026-12-16T11:00'],
    ['2026-12-22T10:00', 'cancelled', null],
  ]);
  await store.close();
});

test('an activity by hand needs a title and a beginning', async () => {
  const store = await sqliteStore();
  await withCentre(store);
  const wish = { centreId: 'arendal', title: 'Trim', startsAt: '2026-12-01T10:00', repeats: 'FREQ=WEEKLY;BYDAY=TU' };
  const write = (more = {}) => store.write((tx) => upsertActivity(tx, moment, { ...wish, ...more }));
  const { outcome, id } = await write();
  expect(outcome).toBe('imported');
  expect(await write()).toEqual({ outcome: 'unchanged', id });
  expect(await write({ status: 'cancelled' })).toEqual({ outcome: 'updated', id });
  expect(await write()).toEqual({ outcome: 'unchanged', id });
  await store.close();
});

test.each(ENGINES)('the demo is loaded once, into an empty database only, on $engine', async ({ open }) => {
  const store = await open();
  const from = { clock: testClock(), ids: countedIds() };
  expect(await loadDemo(store, from)).toBe('loaded');
  const rows = await kept(store);
  expect(new Set(rows.map((r) => r.centre_id))).toEqual(new Set(['arendal', 'kvinesdal']));
  expect(rows.length).toBeGreaterThan(60);
  expect(rows.filter((r) => r.lat === null)).toEqual([]);
  expect(rows.filter((r) => r.repeats === null && r.starts_at < '2026-11-24').map((r) => r.title)).toEqual([]);
  expect(await loadDemo(store, from)).toBe('already there');
  expect(await kept(store)).toEqual(rows);
  await store.close();
});
