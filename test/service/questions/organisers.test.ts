import { afterEach, beforeEach, expect, test } from 'vitest';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

const KARI = PEOPLE['Kari'] ?? '';
const OLA = PEOPLE['Ola'] ?? '';
let app: TestApp;

beforeEach(async () => {
  app = await openTestApp();
  await app.store.db
    .updateTable('activity')
    .set({ organiser_phone: KARI })
    .where('title', '=', 'Strikkekafé på biblioteket')
    .execute();
});
afterEach(() => app.close());

const answer = async (text: string): Promise<string> => (await app.text(KARI, text)).map(({ body }) => body).join('\n');

test('an organiser hears how many have signed up for their own activity', async () => {
  for (const text of ['strikk 4836', '1', '1', 'vi er to']) await app.text(OLA, text);
  expect(await answer('Hvor mange står på lista hos dere')).toContain('Strikkekafé på biblioteket: 2 er påmeldt');
  expect(await answer('kor mange er påmelde no')).toMatch(/Strikkekafé på biblioteket: 2 er påmeld/);
  expect(await answer('how many people have signed up')).toContain('2 people have signed up');
});

test('an activity without sign-up has no number', async () => {
  await app.store.db.updateTable('activity').set({ sign_up: 0, capacity: null }).execute();
  expect(await answer('Hvor mange er det som kommer egentlig')).toContain('Det er ingen påmelding');
});

test.each([
  'Vi har fullt nå, kan dere stenge påmeldingen?',
  'me har fullt på strikkekafeen',
  'please close the sign-up, we are full',
])('staff hear that it is full: %s', async (text) => {
  await app.text(KARI, text);
  const items = await app.store.db.selectFrom('inbox_item').select(['reason', 'body']).execute();
  expect(items).toEqual([{ reason: 'request', body: text }]);
});
