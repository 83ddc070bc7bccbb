import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { placeRegisterOf } from '../../src/domain/places/place-register.ts';
import { findPlaces, loadPlaceRegister } from '../../src/domain/places/places.ts';
import { importPlaces, readPlaces } from '../../src/feeds/places.ts';
import { bundledPlaces, ensurePlaces } from '../../src/feeds/register.ts';
import { countedIds, START } from '../support/outbox.ts';
import { ENGINES, sqliteStore } from '../support/store.ts';

const moment = { now: START, ids: countedIds() };
const bytes = (text: string): Uint8Array => new TextEncoder().encode(text);
const PLACES = bundledPlaces();
const NORWAY = placeRegisterOf(PLACES);
const KVINESDAL = { lat: 58.3122, lon: 6.9618 };
const ARENDAL = { lat: 58.4592, lon: 8.7609 };
const TROMSO = { lat: 69.65, lon: 18.96 };
const OSLO = { lat: 59.91, lon: 10.75 };

test('the register that comes with the project is read as any file of places', async () => {
  const file = readFileSync(new URL('../../data/places-norway.csv', import.meta.url));
  const { rows, rejected } = await readPlaces(file);
  expect(rejected).toEqual([]);
  expect(rows).toEqual(PLACES);
  expect(PLACES.length).toBeGreaterThan(5_000);
  expect(new Set(PLACES.map((p) => p.postcode)).size).toBe(PLACES.length);
  expect(new Set(PLACES.map((p) => p.municipality)).size).toBeGreaterThan(355);
  expect(PLACES.filter((p) => p.name === p.name.toUpperCase() && p.name.length > 2)).toEqual([]);
  expect(file.length).toBeLessThan(300 * 1024);
});

test.each(ENGINES)(
  'an empty register is filled once; an import adds to it and loses no other name, on $engine',
  async ({ open }) => {
    const store = await open();
    expect(await ensurePlaces(store)).toBe('filled');
    expect(await ensurePlaces(store)).toBe('already there');
    expect((await loadPlaceRegister(store.db)).size).toBe(PLACES.length);
    const bring =
      'name,aliases,postcode,municipality\nHis,Sørsia,4817,Arendal\nKVINESDAL,,4480,KVINESDAL\nNYSTED,,4999,ARENDAL\n';
    expect(await importPlaces(store, moment, bytes(bring))).toMatchObject({ imported: 1, updated: 1, unchanged: 1 });
    for (const name of ['Hisøy', 'Sørsia', 'His'])
      expect((await findPlaces(store.db, name))[0]?.postcode, name).toBe('4817');
    expect((await findPlaces(store.db, 'Liknes'))[0]).toMatchObject({
      postcode: '4480',
      name: 'Kvinesdal',
      lat: 58.3122,
    });
    expect((await findPlaces(store.db, 'nysted'))[0]).toMatchObject({ name: 'Nysted', municipality: 'Arendal' });
    await store.close();
  },
);

test('filling takes well under a second', async () => {
  const store = await sqliteStore();
  const began = process.cpuUsage();
  await ensurePlaces(store);
  const { user, system } = process.cpuUsage(began);
  expect((user + system) / 1000).toBeLessThan(500);
  await store.close();
});

describe('places near the centre first', () => {
  const found = (text: string, near = KVINESDAL) => NORWAY.find(text, near);

  test('Liknes is no slip of Leknes, 1142 km away', () => {
    expect(found('Liknes')).toMatchObject({ postcode: '4480', certainty: 1, km: 0 });
    // Also where no one has another name for it.
    const bare = placeRegisterOf(PLACES.map((p) => ({ ...p, aliases: [] })));
    expect(bare.find('Liknes', KVINESDAL)).toBeNull();
    expect(bare.find('Liknes')).toMatchObject({ name: 'Leknes', certainty: 0.7 });
  });

  test('of places with one name the nearest', () => {
    expect(found('Øye')).toMatchObject({ postcode: '4484' });
    expect(found('Herøy', { lat: 62.3, lon: 5.6 })).toMatchObject({ municipality: 'Herøy' });
    expect(found('Herøy', { lat: 62.3, lon: 5.6 })?.lat).toBeLessThan(63);
    expect(found('Herøy', { lat: 66, lon: 12.6 })?.lat).toBeGreaterThan(65);
    expect(found('Våler', OSLO)?.km).toBeLessThan(100);
    expect(found('Os', { lat: 60.39, lon: 5.32 })).toMatchObject({ postcode: '5200' });
    expect(found('Os', { lat: 62.4, lon: 11.2 })).toMatchObject({ postalName: 'Os i Østerdalen' });
  });

  test('a place that is meant, far away, is found and says how far', () => {
    expect(found('Bodø')).toMatchObject({ postalName: 'Bodø', certainty: 1 });
    expect(found('Bodø')?.km).toBeGreaterThan(900);
    expect(found('Lillehammer')).toMatchObject({ certainty: 1 });
    expect(found('9008')).toMatchObject({ certainty: 1, postalName: 'Tromsø' });
  });

  test('small words are no sure places, and no guess lies far away', () => {
    for (const word of ['sto', 'sta', 'rod', 'bo', 'mo', 'vi', 'ut']) {
      const place = found(word);
      expect(place === null || place.certainty < 0.99 || (place.km ?? 999) <= 120, word).toBe(true);
    }
    for (const word of [
      'høst',
      'i høst',
      'Anne',
      'sommer',
      'vinter',
      'kveld',
      'strikking',
      'kaffe',
      'bingo',
      'quiz',
      'norsk',
    ]) {
      const place = found(word);
      expect(place === null || (place.km ?? 999) <= 120, `${word}: ${place?.name}`).toBe(true);
    }
  });

  test('a slip is mended near', () => {
    expect(found('Flekefjord')).toMatchObject({ postalName: 'Flekkefjord', certainty: 0.7 });
    expect(found('Kvinesda')).toMatchObject({ postalName: 'Kvinesdal', certainty: 0.8 });
    expect(found('Tromøya', ARENDAL)?.postcode).toBe('4818');
  });
});

describe('other names', () => {
  test.each([
    ['Guovdageaidnu', '9520'],
    ['Kárášjohka', '9730'],
    ['karasjohka', '9730'],
    ['Deatnu', '9845'],
    ['Gáivuotna', '9144'],
    ['Kaivuono', '9144'],
    ['Snåase', '7760'],
    ['Tråante', '7012'],
    ['Porsanki', '9700'],
    ['Romsa', '9008'],
  ])('%s is %s', (name, postcode) => expect(NORWAY.find(name, TROMSO)?.postcode).toBe(postcode));

  test.each([
    ['Tromso', 'Tromsø'],
    ['Tromsoe', 'Tromsø'],
    ['Bodoe', 'Bodø'],
    ['Ålesund', 'Ålesund'],
    ['Aalesund', 'Ålesund'],
    ['Alesund', 'Ålesund'],
    ['Faervik', 'Færvik'],
    ['Grunerlokka', 'Oslo'],
    ['Åsane', 'Ulset'],
    ['Skedsmo', 'Lillestrøm'],
    ['Haram', undefined],
  ])('%s is %s, without æ, ø and å by rule', (name, postal) => {
    const place = NORWAY.find(name);
    if (postal === undefined) expect(place?.municipality).toBe('Haram');
    else expect(place?.postalName).toBe(postal);
  });
});
