import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

// A26: a number may stand in the data without being anybody's who writes to us. Its owner is told of that, too.

const { Kari = '', Ola = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

const organises = (number: string, titles: readonly string[]) =>
  app.store.db.updateTable('activity').set({ organiser_phone: number }).where('title', 'in', titles).execute();
const said = async (number: string, text: string) => (await app.text(number, text)).map(({ body }) => body).join('\n');

test('MINE DATA from an organiser names the activities that carry the number', async () => {
  await organises(Kari, ['Strikkekafé på biblioteket']);
  expect(await said(Kari, 'MINE DATA')).toContain('Nummeret ditt står på en aktivitet: Strikkekafé på biblioteket.');
});

test('of several two are named, and in English', async () => {
  const titles = (await app.store.db.selectFrom('activity').select('title').orderBy('title').execute()).map(
    (a) => a.title,
  );
  await organises(Ola, titles.slice(0, 4));
  await said(Ola, 'English');
  expect(await said(Ola, 'MY DATA')).toMatch(/Your number is on 4 activities: Bingo/);
});

test('the staff phone is told that it is one', async () => {
  await app.store.db.updateTable('centre').set({ staff_phone: Kari }).execute();
  expect(await said(Kari, 'MINE DATA')).toContain(
    'Nummeret ditt er telefonen til de ansatte i Frivilligsentralen Arendal.',
  );
});

test('whose number stands nowhere else hears nothing of it', async () => {
  expect(await said(Kari, 'MINE DATA')).not.toContain('Nummeret ditt');
});
