import { afterEach, beforeEach, expect, test } from 'vitest';
import { CENTRE, openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

const { Kari = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

/** A text as the network hands it over; the same text may come again. */
const receive = (sid: string, body: string) =>
  app.after(() => app.service.receiveText({ sid, from: Kari, to: CENTRE, body, media: 0, optOutType: null }));
const answered = async (): Promise<string[]> =>
  (
    await app.store.db.selectFrom('arrival').select(['id', 'state']).where('kind', '=', 'text').orderBy('seq').execute()
  ).map(({ id, state }) => `${id} ${state}`);

test('F10: the second text comes before the first: both are answered as they come, and neither signs anybody up unasked', async () => {
  const [early] = await receive('SM2', '1');
  expect(early?.body).toContain('Hva vil du?');
  const [list] = await receive('SM1', 'strikk 4836');
  expect(list?.body).toContain('Strikkekafé');
  expect(await app.store.db.selectFrom('sign_up').select('id').execute()).toEqual([]);
  expect(await receive('SM2', '1')).toEqual([]);
  expect(await receive('SM1', 'strikk 4836')).toEqual([]);
  expect(await answered()).toEqual(['SM2 done', 'SM1 done']);
});

test('F10: a YES that comes before its STOP does not outlive it, whatever comes again', async () => {
  await receive('SM1', 'strikk 4836');
  await receive('SM3', 'STOPP');
  expect(await receive('SM2', '1')).toEqual([]);
  expect(await receive('SM3', 'STOPP')).toEqual([]);
  expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toHaveLength(1);
  expect(await app.store.db.selectFrom('sign_up').select('id').execute()).toEqual([]);
});
