import { afterEach, expect, test } from 'vitest';
import { previewOf } from '../../support/people/broadcasts.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

const { Kari = '' } = PEOPLE;

let app: TestApp | undefined;
afterEach(() => app?.close());

/** How many a broadcast that people have asked for would reach. */
const asked = async (h: TestApp): Promise<number> =>
  (await previewOf(h.service.app, { kind: 'requested', text: 'Ukas turer' })).recipients;

test('whoever subscribes has asked to be written to, until they end it or say STOPP', async () => {
  app = await openTestApp();
  await app.text(Kari, 'ABONNER TUR 4836');
  expect(await asked(app)).toBe(1);
  await app.text(Kari, 'AVSLUTT ABONNEMENT');
  expect(await asked(app)).toBe(0);
  await app.text(Kari, 'ABONNER TUR 4836');
  await app.text(Kari, 'ABONNER KAFE 4836');
  expect(await asked(app)).toBe(1);
  await app.text(Kari, 'STOPP');
  expect(await app.store.db.selectFrom('consent').selectAll().execute()).toEqual([]);
  expect(await asked(app)).toBe(0);
  await app.text(Kari, 'START');
  expect(await asked(app)).toBe(1);
  await app.text(Kari, 'AVSLUTT ABONNEMENT');
  expect(await asked(app)).toBe(0);
});
