import { afterEach, describe, expect, test } from 'vitest';
import { importActivities } from '../../../src/feeds/activities.ts';
import { importAndNotify } from '../../../src/service/activities/import-activity.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';
import { openTestApp, PEOPLE, type Heard, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';

const { Kari = '', Ola = '', Solveig = '' } = PEOPLE;
const HEADER =
  'title,category,organiser,venue,address,postcode,starts_at,ends_at,repeats,capacity,sign_up,exceptions\n';
const SEWING =
  'Sying for alle,craft_music,Sykroken,Grendehuset,Torvet 6,4836,2026-11-26T18:00,2026-11-26T20:00,hver torsdag,2,ja,\n';

describe.each(ENGINES)('a file that comes again with one thing changed, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());

  const bring = (file: string) =>
    importActivities(app.store, momentOf(app.service.app), new TextEncoder().encode(HEADER + file), {
      centre: { id: 'arendal', postcode: '4836' },
      keep: (tx, moment, wish) => importAndNotify(app.service.app, tx, { moment, wish }),
    });
  /** Kari and the other named persons sign up for Thursday's sewing. */
  async function signedUp(...people: string[]): Promise<void> {
    app = await openTestApp({ store: await open() });
    expect(await bring(SEWING)).toMatchObject({ imported: 1 });
    for (const person of people) for (const text of ['sying 4836', '1', '1', '1']) await app.text(person, text);
    expect(await list()).toHaveLength(people.length);
  }
  const list = () =>
    app.store.db
      .selectFrom('sign_up')
      .innerJoin('person', 'person.id', 'sign_up.person_id')
      .select(['number', 'occurrence', 'status', 'starts_utc'])
      .where('status', '<>', 'cancelled')
      .orderBy('sign_up.created_at')
      .execute();
  const sewing = () =>
    app.store.db.selectFrom('activity').selectAll().where('organiser', '=', 'Sykroken').orderBy('id').execute();
  /** Brings a file, and answers what it said and what people heard. */
  async function again(file: string): Promise<{ done: Awaited<ReturnType<typeof bring>>; heard: Heard[] }> {
    let done: Awaited<ReturnType<typeof bring>> | undefined;
    const heard = await app.after(async () => void (done = await bring(file)));
    if (done === undefined) throw new Error('Nothing was brought.');
    return { done, heard };
  }

  test('another place: it is that activity, and who is signed up hears of the place', async () => {
    await signedUp(Kari, Ola);
    const { done, heard } = await again(SEWING.replace('Grendehuset,Torvet 6', 'Biblioteket,Torvet 2'));
    expect(done).toMatchObject({ imported: 0, updated: 1, told: 2 });
    expect(heard.map((h) => h.to)).toEqual([Kari, Ola]);
    expect(heard[0]?.body).toContain('Sying for alle, tor. 26.11 kl. 18 har fått nytt sted: Biblioteket, Torvet 2.');
    expect(await sewing()).toHaveLength(1);
  });

  test('another time: no second activity; they stay signed up, for the new time', async () => {
    await signedUp(Kari);
    const { done, heard } = await again(SEWING.replaceAll('T18:00', 'T17:00'));
    expect(done).toMatchObject({ imported: 0, updated: 1, told: 1 });
    expect(heard[0]?.body).toMatch(/kl\. 18 er flyttet til .*kl\. 17/);
    expect(await sewing()).toMatchObject([{ starts_at: '2026-11-26T17:00' }]);
    expect(await list()).toMatchObject([{ occurrence: '2026-11-26T17:00', starts_utc: '2026-11-26T16:00:00.000Z' }]);
  });

  test('another day of the week: they are moved within the week', async () => {
    await signedUp(Kari);
    const moved = SEWING.replaceAll('2026-11-26', '2026-11-27').replace('torsdag', 'fredag');
    const { done, heard } = await again(moved);
    expect(done).toMatchObject({ imported: 0, updated: 1, told: 1 });
    expect(heard[0]?.body).toMatch(/tor\. 26\.11 kl\. 18 er flyttet til fre\. 27\.11 kl\. 18/);
    expect(await list()).toMatchObject([{ occurrence: '2026-11-27T18:00' }]);
  });

  test('a title that is corrected: the same activity, and nobody is told', async () => {
    await signedUp(Kari);
    const { done, heard } = await again(SEWING.replace('Sying for alle', 'Sying og søm for alle'));
    expect(done).toMatchObject({ imported: 0, updated: 1, told: 0 });
    expect(heard).toEqual([]);
    expect(await sewing()).toMatchObject([{ title: 'Sying og søm for alle' }]);
    expect(await list()).toHaveLength(1);
  });

  test('more places: who waits goes first, and the next stranger comes after', async () => {
    await signedUp(Kari, Ola, Solveig);
    expect((await list()).map((r) => r.status)).toEqual(['signed_up', 'signed_up', 'waiting']);
    const { done, heard } = await again(SEWING.replace(',2,ja', ',4,ja'));
    expect(done).toMatchObject({ updated: 1, told: 1 });
    expect(heard).toMatchObject([{ to: Solveig, body: expect.stringContaining('Du har fått plass') as string }]);
    expect((await list()).map((r) => r.status)).toEqual(['signed_up', 'signed_up', 'signed_up']);
  });

  test('a day in the column exceptions: it is cancelled, and who is signed up is told', async () => {
    await signedUp(Kari);
    const { done, heard } = await again(SEWING.replace('ja,', 'ja,26.11.2026'));
    expect(done).toMatchObject({ updated: 1, told: 1 });
    expect(heard[0]?.body).toContain('Sying for alle, tor. 26.11 kl. 18 er dessverre avlyst');
    expect(await list()).toEqual([]);
  });

  test('a price or a description: that activity, and nobody is told', async () => {
    await signedUp(Kari);
    const { done, heard } = await again(SEWING.replace('craft_music', 'course'));
    expect(done).toMatchObject({ imported: 0, updated: 1, told: 0 });
    expect(heard).toEqual([]);
    expect((await again(SEWING.replace('craft_music', 'course'))).done).toMatchObject({ updated: 0, unchanged: 1 });
  });

  test('two groups of one title are two, also when one of them moves', async () => {
    await signedUp(Kari);
    const second = SEWING.replaceAll('2026-11-26', '2026-11-24').replace('torsdag', 'tirsdag');
    const { done } = await again(SEWING + second);
    expect(done).toMatchObject({ imported: 1, updated: 0, unchanged: 1 });
    expect(await sewing()).toHaveLength(2);
    const later = await again(SEWING + second.replaceAll('T18:00', 'T19:00').replace('T20:00', 'T21:00'));
    expect(later.done).toMatchObject({ imported: 0, updated: 1, unchanged: 1, told: 0 });
    expect((await sewing()).map((a) => a.starts_at).toSorted()).toEqual(['2026-11-24T19:00', '2026-11-26T18:00']);
  });

  test('another thing at the same place and hour is another activity', async () => {
    await signedUp(Kari);
    const { done } = await again(SEWING.replace('Sying for alle', 'Bridge'));
    expect(done).toMatchObject({ imported: 1, updated: 0 });
    expect(await sewing()).toHaveLength(2);
  });
});
