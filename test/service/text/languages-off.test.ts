import { afterEach, beforeEach, expect, test } from 'vitest';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ring } from '../../support/provider/caller.ts';
import { sqliteStore } from '../../support/store.ts';

const OLENA = PEOPLE['Olena'] ?? '';

let app: TestApp;
beforeEach(async () => void (app = await openTestApp({ store: await sqliteStore() })));
afterEach(() => app.close());

const off = (...codes: string[]): Promise<unknown> =>
  app.store.write((tx) => changeCentre(tx, { id: 'arendal', languagesOff: codes }));
const say = async (body: string): Promise<string> =>
  (await app.text(OLENA, body)).map((heard) => heard.body).join('\n');

test('a language that is switched off is not guessed, not offered, and promised a call', async () => {
  await off('uk');
  expect(await say('Добрий день, що цікавого є поруч?')).toContain('Dette er Frivilligsentralen Arendal');
  const offered = await say('SPRÅK');
  expect(offered).toContain('Polski');
  expect(offered).not.toContain('Українська');
  expect(await say('українська')).toContain('ukrainsk');
  const callback = await app.store.db.selectFrom('callback').select(['reason', 'language']).executeTakeFirst();
  expect(callback).toEqual({ reason: 'wants uk', language: 'uk' });
});

test('a person who had chosen it is answered in the language of the centre, and in theirs once it is on again', async () => {
  expect(await say('українська')).toContain('Тепер пишемо вам українською.');
  await off('uk');
  expect(await say('допомога')).toContain('SPRÅK for andre språk');
  const call = await ring(app.service, OLENA, { sid: 'CA1' });
  expect(JSON.stringify(call.heard)).toContain('Hei fra');
  await off();
  expect(await say('допомога')).toContain('МОВА');
});

test('an emergency is answered in it all the same', async () => {
  await off('uk');
  expect(await say('я не хочу більше жити')).toContain('Загроза життю');
});

test('neither bokmål nor the language of the centre can be switched off', async () => {
  await expect(off('nb')).rejects.toThrow('nb cannot be switched off');
  await expect(off('ukrainsk')).rejects.toThrow('cannot be switched off');
});
