import { afterEach, expect, test } from 'vitest';
import { previewOf } from '../../support/people/broadcasts.ts';
import { openTestHouse, PEOPLE, type TestHouse } from '../../support/app.ts';

const { Kari = '' } = PEOPLE;

let house: TestHouse | undefined;
afterEach(() => house?.close());

/** How many a broadcast that people have asked for would reach. */
const asked = async (h: TestHouse): Promise<number> =>
  (await previewOf(h.service.house, { kind: 'requested', text: 'Ukas turer' })).recipients;

test('whoever subscribes has asked to be written to, until they end it or say STOPP', async () => {
  house = await openTestHouse();
  await house.text(Kari, 'ABONNER TUR 4836');
  expect(await asked(house)).toBe(1);
  await house.text(Kari, 'AVSLUTT ABONNEMENT');
  expect(await asked(house)).toBe(0);
  await house.text(Kari, 'ABONNER TUR 4836');
  await house.text(Kari, 'ABONNER KAFE 4836');
  expect(await asked(house)).toBe(1);
  await house.text(Kari, 'STOPP');
  expect(await house.store.db.selectFrom('consent').selectAll().execute()).toEqual([]);
  expect(await asked(house)).toBe(0);
  await house.text(Kari, 'START');
  expect(await asked(house)).toBe(1);
  await house.text(Kari, 'AVSLUTT ABONNEMENT');
  expect(await asked(house)).toBe(0);
});
