import { afterEach, describe, expect, test } from 'vitest';
import { erase } from '../../../src/domain/privacy/erasure.ts';
import { CENTRE, openTestApp, type TestApp } from '../../support/app.ts';

const KARI = '+4790000001';
let app: TestApp;
let sids = 0;

afterEach(() => app.close());

const part = (number: number, of: number, body: string, ref = 7) =>
  app.after(() =>
    app.service.receiveText({
      sid: `part-${++sids}`,
      from: KARI,
      to: CENTRE,
      body,
      media: 0,
      optOutType: null,
      part: { ref, number, of },
    }),
  );
const texts = async (): Promise<string[]> => {
  const rows = await app.store.db
    .selectFrom('arrival')
    .select(['payload', 'outcome'])
    .where('kind', '=', 'text')
    .orderBy('seq')
    .execute();
  return rows
    .filter(({ outcome }) => outcome !== 'part')
    .map(({ payload }) => (JSON.parse(payload) as { body: string }).body);
};

describe('a text in parts', () => {
  test('is answered once, when the last part has come, whatever order they come in', async () => {
    app = await openTestApp();
    expect(await part(2, 3, 'på Torvet ')).toEqual([]);
    expect(await part(3, 3, 'i kveld?')).toEqual([]);
    expect(await part(1, 3, 'Hva skjer ')).not.toEqual([]);
    expect(await texts()).toEqual(['Hva skjer på Torvet i kveld?']);
  });

  test('of which one part comes twice is one text, and another with the same reference is another', async () => {
    app = await openTestApp();
    await part(1, 2, 'Hei ');
    await part(1, 2, 'Hei ');
    await part(2, 2, 'dere');
    await part(1, 2, 'Ha ');
    await part(2, 2, 'det');
    expect(await texts()).toEqual(['Hei dere', 'Ha det']);
  });

  test('keeps nothing else waiting', async () => {
    app = await openTestApp();
    await part(1, 2, 'Jeg lurer på ');
    expect(await app.text(KARI, 'AKTIVITET 4836')).not.toEqual([]);
  });

  test('of which one never comes is taken as it is, with a mark, after five minutes', async () => {
    app = await openTestApp();
    await part(1, 3, 'Ring meg ');
    await part(3, 3, 'etter klokka seks');
    await app.goTo('2026-11-23T12:04');
    expect(await texts()).toHaveLength(2);
    await app.goTo('2026-11-23T12:06');
    expect(await texts()).toEqual(['Ring meg [...]etter klokka seks']);
  });

  test('leaves no words behind when its sender is forgotten, whole or not', async () => {
    app = await openTestApp();
    await part(1, 2, 'hemmelig en ', 1);
    await part(2, 2, 'hemmelig to', 1);
    await part(1, 2, 'hemmelig tre', 2);
    const moment = { now: app.clock.now().toISOString(), ids: app.service.app.ids };
    await app.store.write((tx) => erase(tx, moment, { centreId: 'arendal', number: KARI }));
    const rows = await app.store.db.selectFrom('arrival').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain('hemmelig');
    expect(JSON.stringify(rows)).not.toContain(KARI);
  });
});
