import { afterEach, expect, test } from 'vitest';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';

const { Kari = '', Ola = '', Solveig = '' } = PEOPLE;
const STAFF = '+4745600002';

let app: TestApp | undefined;
afterEach(() => app?.close());

test('work that falls due again at the instant at which it was done is done again: staff hear of each person in need', async () => {
  app = await openTestApp({ clock: testClock('2026-11-23T10:00') });
  const told: string[] = [];
  for (const number of [Kari, Ola, Solveig]) {
    const heard = await app.text(number, 'jeg vil ikke leve lenger');
    heard.push(...(await app.goTo('2026-11-23T10:00')));
    told.push(...heard.filter(({ to }) => to === STAFF).map(({ body }) => /\d\d \d\d \d\d \d\d/.exec(body)?.[0] ?? ''));
  }
  expect(told).toEqual(['90 00 00 01', '90 00 00 02', '90 00 00 03']);
  expect(
    await app.store.db
      .selectFrom('agenda')
      .select('key')
      .where('due_at', '<=', app.clock.now().toISOString())
      .execute(),
  ).toEqual([]);
});
