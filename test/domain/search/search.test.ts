import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../../../src/db/open.ts';
import {
  cancelActivity,
  cancelOccurrence,
  confirmActivity,
  moveOccurrence,
} from '../../../src/domain/activities/activities.ts';
import type { NewActivity } from '../../../src/domain/activities/write-activities.ts';
import { countChange } from '../../../src/domain/base/change-counter.ts';
import { activityIndex, search, type Query } from '../../../src/domain/search/search.ts';
import { headsOf, stemOf, wordKey } from '../../../src/domain/search/search-words.ts';
import { toInstant } from '../../../src/domain/base/time.ts';
import { CENTRE_ID, momentsOf, NOON, openCentre, putActivities } from '../../support/people/centre.ts';
import { plantActivities } from '../../support/people/many-activities.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

const ARENDAL = { lat: 58.4592, lon: 8.7609 };
const HISOY = { lat: 58.4323, lon: 8.7442 };
const FROLAND = { lat: 58.5046, lon: 8.6465 };
const MYKLAND = { lat: 58.6323, lon: 8.2887 };
const KVINESDAL = { lat: 58.3122, lon: 6.9618 };

type Wish = Partial<NewActivity> & { title: string };
const weekly = (day: string, time = '18:00'): Pick<NewActivity, 'startsAt' | 'repeats'> => ({
  startsAt: `2026-09-01T${time}`,
  repeats: `FREQ=WEEKLY;BYDAY=${day}`,
});
const TITLES: Wish[] = [
  { title: 'Strikkekafé', category: 'meeting_place', ...ARENDAL, ...weekly('TH', '11:00') },
  { title: 'Formiddagstreff', description: 'Kaffe og vafler. Noen strikker.', category: 'meeting_place', ...ARENDAL },
  { title: 'Trilletur', category: 'physical_outdoor', ...HISOY, ...weekly('WE') },
  { title: 'Turgruppe på Hisøy', category: 'physical_outdoor', ...HISOY, ...weekly('TH') },
  { title: 'Kulturkveld', category: 'event', ...ARENDAL },
  { title: 'Turnering i sjakk', category: 'other', ...ARENDAL },
  { title: 'Sangkor', category: 'craft_music', ...FROLAND },
  { title: 'Datahjelp', description: 'Hjelp med mobil og nettbrett.', category: 'one_to_one', ...ARENDAL },
  { title: 'Gåfotball', category: 'physical_outdoor', ...FROLAND },
  { title: 'Hekling og håndarbeid', category: 'craft_music', ...KVINESDAL },
];

let store: Store;
const moment = momentsOf();
beforeEach(async () => {
  store = await sqliteStore();
  await openCentre(store);
});
afterEach(() => store.close());

const put = (wishes: readonly Wish[]) => putActivities(store, moment(), wishes);
const ask = async (query: Partial<Query>, db = store.db) =>
  search(await activityIndex(db, CENTRE_ID), { now: toInstant(NOON), limit: 3, skip: 0, ...query });
const titles = async (query: Partial<Query>): Promise<string[]> => (await ask(query)).found.map((f) => f.title);

describe('words', () => {
  beforeEach(() => put(TITLES));
  const near = { ...ARENDAL };

  test('"strikk" finds the knitting café first, and then who only mentions it', async () => {
    expect(await titles({ ...near, words: 'strikk' })).toEqual(['Strikkekafé', 'Formiddagstreff']);
  });

  test.each(['strikking', 'strikkekafe', 'STRIKKEKAFÉ', 'strikkekaffe', 'strik cafe', 'strikkekafeen', 'strikkekfae'])(
    '"%s" finds the knitting café',
    async (words) => {
      expect((await titles({ ...near, words }))[0]).toBe('Strikkekafé');
    },
  );

  test('"tur" finds what ends and what begins with it, and nothing that only looks like it', async () => {
    expect((await titles({ ...near, words: 'tur' })).toSorted()).toEqual(['Trilletur', 'Turgruppe på Hisøy']);
    expect((await titles({ ...near, words: 'turer' })).toSorted()).toEqual(['Trilletur', 'Turgruppe på Hisøy']);
  });

  test('words that only fill a sentence are passed over', async () => {
    expect(await titles({ ...near, words: 'er det noe kor i nærheten' })).toEqual(['Sangkor']);
  });

  test('other words for the same thing', async () => {
    expect(await titles({ ...near, words: 'choir' })).toEqual(['Sangkor']);
    expect(await titles({ ...near, words: 'pc' })).toEqual(['Datahjelp']);
    expect(await titles({ ...near, words: 'vandring' })).toContain('Trilletur');
  });

  test('typos, in words of five letters or more', async () => {
    expect(await titles({ ...near, words: 'gafotbal' })).toEqual(['Gåfotball']);
    expect(await titles({ ...near, words: 'trilltur' })).toEqual(['Trilletur']);
    expect(await titles({ ...near, words: 'dtaahjelp' })).toEqual(['Datahjelp']);
    expect(await titles({ ...near, words: 'kur' })).toEqual([]);
  });

  test('all the words, and when nothing holds them all, some', async () => {
    expect(await ask({ ...near, words: 'turgruppe hisøy' })).toMatchObject({ by: 'words', found: [{ km: 3.1 }] });
    const some = await ask({ ...near, words: 'datahjelp hisøy' });
    expect(some.by).toBe('some words');
    expect(some.found.map((f) => f.title)).toContain('Datahjelp');
  });

  test('a word that nothing holds, but that tells a category', async () => {
    const { by, found } = await ask({ ...near, words: 'trekkspill' });
    expect({ by, titles: found.map((f) => f.title) }).toEqual({ by: 'category', titles: ['Sangkor'] });
    expect(await ask({ ...near, words: 'romfart' })).toEqual({ found: [], more: false, wider: false, by: 'words' });
  });

  test('what is written apart is found when it is asked for in one', async () => {
    await put([{ title: 'Suppe og bingo', ...ARENDAL }]);
    expect(await titles({ ...near, words: 'suppebingo' })).toEqual(['Suppe og bingo']);
  });

  test('a category, by distance and waiting', async () => {
    expect(await titles({ ...near, category: 'physical_outdoor' })).toEqual([
      'Trilletur',
      'Turgruppe på Hisøy',
      'Gåfotball',
    ]);
    expect(await titles({ ...near, category: 'lending_reuse' })).toEqual([]);
  });

  test('without a place: the soonest, and no distance', async () => {
    const { found } = await ask({ category: 'physical_outdoor' });
    expect(found.map((f) => [f.title, f.km])).toEqual([
      ['Gåfotball', null],
      ['Trilletur', null],
      ['Turgruppe på Hisøy', null],
    ]);
  });
});

describe('near, soon and fresh', () => {
  test('who is close comes first; a week of waiting weighs as much as eight kilometres', async () => {
    await put([
      { title: 'I Froland i morgen', ...FROLAND, ...weekly('TU') },
      { title: 'I Arendal i dag om tre uker', ...ARENDAL, startsAt: '2026-12-14T18:00', repeats: null },
      { title: 'I Arendal på torsdag', ...ARENDAL, ...weekly('TH') },
    ]);
    expect(await titles(ARENDAL)).toEqual([
      'I Arendal på torsdag',
      'I Froland i morgen',
      'I Arendal i dag om tre uker',
    ]);
  });

  test('when nothing is near, it looks further, and says so', async () => {
    await put([{ title: 'Kor', ...KVINESDAL }]);
    expect(await ask({ ...ARENDAL, words: 'kor' })).toMatchObject({
      wider: true,
      found: [{ title: 'Kor', km: 106.1 }],
    });
    await put([{ title: 'Kor i Mykland', ...MYKLAND, organiser: 'x' }]);
    expect(await ask({ ...ARENDAL, words: 'kor' })).toMatchObject({ wider: true, found: [{ title: 'Kor i Mykland' }] });
    expect(await ask({ ...KVINESDAL, words: 'kor' })).toMatchObject({ wider: false, found: [{ title: 'Kor', km: 0 }] });
  });

  test('what nobody has confirmed for a year comes after what somebody has', async () => {
    const [old = ''] = await put([
      { title: 'Gammel', ...ARENDAL, ...weekly('TU'), confirmedAt: '2025-01-01T10:00:00.000Z' },
      { title: 'Ny', ...ARENDAL, ...weekly('TH') },
    ]);
    expect(await titles(ARENDAL)).toEqual(['Ny', 'Gammel']);
    await store.write((tx) => confirmActivity(tx, moment(), old));
    expect(await titles(ARENDAL)).toEqual(['Gammel', 'Ny']);
  });

  test('what stands nowhere on the map is found, without a distance, after what is near', async () => {
    await put([
      { title: 'Telefonvenn', ...weekly('TU') },
      { title: 'Treff', ...ARENDAL, ...weekly('TU') },
    ]);
    expect((await ask(ARENDAL)).found.map((f) => [f.title, f.km])).toEqual([
      ['Treff', 0],
      ['Telefonvenn', null],
    ]);
  });

  test('one line an activity, by its next time in the window', async () => {
    await put([
      { title: 'Hver dag', ...ARENDAL, startsAt: '2026-09-01T10:00', repeats: 'FREQ=DAILY' },
      { title: 'Tirsdager', ...ARENDAL, ...weekly('TU') },
      { title: 'Over', ...ARENDAL, startsAt: '2026-11-20T10:00', repeats: null },
    ]);
    const thursday = { fromUtc: toInstant('2026-11-26T00:00'), toUtc: toInstant('2026-11-27T00:00') };
    expect((await ask({ ...ARENDAL, ...thursday })).found.map((f) => f.startsAt)).toEqual(['2026-11-26T10:00']);
    expect((await ask(ARENDAL)).found.map((f) => [f.title, f.startsAt])).toEqual([
      ['Hver dag', '2026-11-24T10:00'],
      ['Tirsdager', '2026-11-24T18:00'],
    ]);
  });

  test('time passes: what has begun gives way to its next time, on the minute', async () => {
    await put([
      { title: 'Tirsdager', ...ARENDAL, ...weekly('TU') },
      { title: 'Onsdager', ...ARENDAL, ...weekly('WE') },
    ]);
    const at = async (wall: string) =>
      (await ask({ ...ARENDAL, now: toInstant(wall) })).found.map((f) => f.startsAt.slice(0, 10));
    expect(await at('2026-11-24T17:59')).toEqual(['2026-11-24', '2026-11-25']);
    expect(await at('2026-11-24T18:00')).toEqual(['2026-11-24', '2026-11-25']);
    expect(await at('2026-11-24T18:01')).toEqual(['2026-11-25', '2026-12-01']);
    expect(await at('2026-11-24T17:59')).toEqual(['2026-11-24', '2026-11-25']);
  });

  test('pages follow each other: each activity once, and the last says that it is the last', async () => {
    await plantActivities(store, { centreId: CENTRE_ID, count: 300 });
    for (const query of [{ ...ARENDAL, words: 'kafé' }, { ...ARENDAL }, { category: 'meeting_place' }]) {
      const seen: string[] = [];
      for (let skip = 0, more = true; more; skip += 3) {
        const page = await ask({ ...query, skip });
        seen.push(...page.found.map((f) => f.activityId));
        more = page.more;
      }
      expect(new Set(seen).size).toBe(seen.length);
      expect(seen.length).toBeGreaterThan(20);
    }
  });
});

describe.each(ENGINES)('the index on $engine', ({ open }) => {
  test('follows every change: added, changed, moved, cancelled', async () => {
    const other = await open();
    try {
      await openCentre(other);
      const see = async () => (await ask(ARENDAL, other.db)).found.map((f) => `${f.title} ${f.startsAt}`);
      const [id = ''] = await putActivities(other, moment(), [{ title: 'Kor', ...ARENDAL }]);
      expect(await see()).toEqual(['Kor 2026-11-24T18:00']);
      await other.write((tx) => cancelOccurrence(tx, moment(), { activityId: id, on: '2026-11-24' }));
      expect(await see()).toEqual(['Kor 2026-12-01T18:00']);
      const move = { activityId: id, occurrence: '2026-12-01T18:00', newStartsAt: '2026-11-30T11:00' };
      await other.write((tx) => moveOccurrence(tx, moment(), move));
      expect(await see()).toEqual(['Kor 2026-11-30T11:00']);
      await putActivities(other, moment(), [
        { title: 'Kor', description: 'Nå med kaffe', ...ARENDAL },
        { title: 'Bingo' },
      ]);
      expect((await ask({ ...ARENDAL, words: 'kaffe' }, other.db)).found.map((f) => f.title)).toEqual(['Kor']);
      expect(await see()).toHaveLength(2);
      await other.write((tx) => cancelActivity(tx, moment(), { activityId: id }));
      expect(await see()).toEqual(['Bingo 2026-11-24T18:00']);
    } finally {
      await other.close();
    }
  });

  test('is the same inside a transaction, and keeps nothing of one that is undone', async () => {
    const other = await open();
    try {
      await openCentre(other);
      const [id = ''] = await putActivities(other, moment(), [{ title: 'Kor', ...ARENDAL }]);
      const count = async () => (await ask({}, other.db)).found.length;
      expect(await other.write(async (tx) => (await ask({}, tx)).found.length)).toBe(1);
      const undone = other.write(async (tx) => {
        await cancelActivity(tx, moment(), { activityId: id });
        await ask({}, tx);
        throw new Error('undone');
      });
      await expect(undone).rejects.toThrow('undone');
      await other.write((tx) => countChange(tx, 'activities'));
      expect(await count()).toBe(1);
    } finally {
      await other.close();
    }
  });
});

test('another process that changes the file is noticed', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-'));
  const file = join(folder, 'a.db');
  const here = await sqliteStore(file);
  const there = await openStore(`sqlite:${file}`);
  await openCentre(here);
  await putActivities(here, moment(), [{ title: 'Kor', ...ARENDAL }]);
  expect((await ask({}, here.db)).found).toHaveLength(1);
  const [id = ''] = await putActivities(there, moment(), [{ title: 'Bingo', ...ARENDAL }]);
  expect((await ask({}, here.db)).found).toHaveLength(2);
  await there.write((tx) => cancelActivity(tx, moment(), { activityId: id }));
  expect((await ask({}, here.db)).found).toHaveLength(1);
  await here.close();
  await there.close();
  rmSync(folder, { recursive: true });
});

test('the spellings of a word meet', () => {
  expect(new Set(['kafe', 'kaffe', 'cafe', 'caffe'].map(wordKey)).size).toBe(1);
  expect(stemOf('turene')).toBe('tur');
  expect(stemOf('tur')).toBeNull();
  expect(headsOf('triletur')).toContain('tur');
  expect(headsOf('strikekafe').toSorted()).toEqual(['kafe', 'strik']);
  for (const word of ['kultur', 'natur', 'turnering', 'dansker', 'format']) expect(headsOf(word)).not.toContain('tur');
});

describe('what has just begun', () => {
  const today = (title: string, from: string, to?: string): Wish => ({
    title,
    ...ARENDAL,
    startsAt: `2026-11-23T${from}`,
    endsAt: to === undefined ? null : `2026-11-23T${to}`,
    repeats: null,
  });
  const shown = (at: string, begun = true) => titles({ now: toInstant(`2026-11-23T${at}`), begun });

  test('is found within a third of its length, at most half an hour', async () => {
    await put([today('Foredrag', '12:00', '12:45'), today('Basar', '12:00', '17:00'), today('Åpent hus', '12:00')]);
    expect(await shown('12:15')).toEqual(['Foredrag', 'Basar', 'Åpent hus']);
    expect(await shown('12:20')).toEqual(['Basar', 'Åpent hus']);
    expect(await shown('12:30')).toEqual(['Basar']);
    expect(await shown('12:31')).toEqual([]);
    expect(await shown('12:10', false)).toEqual([]);
  });

  test('gives way to the next time of a series, in whatever order the line is asked', async () => {
    await put([
      { title: 'Trim', ...ARENDAL, startsAt: '2026-11-02T12:00', endsAt: '2026-11-02T12:30', repeats: 'FREQ=WEEKLY' },
    ]);
    const next = async (at: string) =>
      (await ask({ now: toInstant(`2026-11-23T${at}`), begun: true })).found[0]?.startsAt;
    expect(await next('12:20')).toBe('2026-11-30T12:00');
    expect(await next('12:05')).toBe('2026-11-23T12:00');
    expect(await next('12:11')).toBe('2026-11-30T12:00');
    expect(await next('12:00')).toBe('2026-11-23T12:00');
  });
});
