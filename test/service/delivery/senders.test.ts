import { afterEach, describe, expect, test } from 'vitest';
import { CENTRE, openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { queueMessage } from '../../../src/domain/messages/outbox.ts';
import { message } from '../../support/outbox.ts';

const { Kari = '' } = PEOPLE;
const LANDLINE = '+4737012345';
const PREMIUM = '+4782012345';
const NEW_YORK = '+12125550123';
const POLISH = '+48512345678';

describe.each(ENGINES)('who is answered, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());
  const opened = async (): Promise<TestApp> => (app = await openTestApp({ store: await open() }));
  const inbox = () => app.store.db.selectFrom('inbox_item').select(['number', 'reason']).execute();
  const outcomes = async () =>
    (await app.store.db.selectFrom('arrival').select(['outcome', 'state']).orderBy('seq').execute()).map(
      ({ outcome, state }) => `${outcome}, ${state}`,
    );

  test.each(['Posten', '2242', NEW_YORK, PREMIUM])(
    'D7: %s is kept, not answered, and nobody is made up for it',
    async (from) => {
      await opened();
      expect(await app.text(from, 'aktivitet 4836')).toEqual([]);
      expect(await outcomes()).toEqual(['cannot be answered, ignored']);
      expect(await app.store.db.selectFrom('person').select('id').execute()).toEqual([]);
      expect(await inbox()).toEqual([]);
    },
  );

  test('D6: a landline is never texted; staff find it, and can ring', async () => {
    await opened();
    expect(await app.text(LANDLINE, 'Hva skjer på torsdag?')).toEqual([]);
    expect(await inbox()).toEqual([{ number: LANDLINE, reason: 'cannot be texted' }]);
  });

  test('somebody in need is found, whatever the number; STOPP is written down for any', async () => {
    await opened();
    await app.text(NEW_YORK, 'jeg vil ikke leve lenger');
    expect(await inbox()).toEqual([{ number: NEW_YORK, reason: 'crisis' }]);
    await app.text(LANDLINE, 'STOPP');
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toEqual([{ how: 'text' }]);
  });

  test('a mobile of a country that we write to is answered', async () => {
    await opened();
    expect(await app.text(POLISH, 'aktivitet 4836')).not.toEqual([]);
  });

  test('a picture without words, and nothing at all, reach a human who knows what came', async () => {
    await opened();
    const mms = (sid: string, media: number) =>
      app.after(() => app.service.receiveText({ sid, from: Kari, to: CENTRE, body: ' ', media, optOutType: null }));
    expect((await mms('SMpicture1', 1)).map((h) => h.body).join()).toContain('Vi kan ikke se bilder her');
    expect((await mms('SMpicture2', 2)).map((h) => h.body).join()).toContain('Vi kan ikke se bilder her');
    await mms('SMnothing1', 0);
    await mms('SMnothing2', 0);
    expect(await app.store.db.selectFrom('inbox_item').select('body').orderBy('id').execute()).toEqual([
      { body: '[MMS 1]' },
      { body: '[MMS 2]' },
      { body: ' ' },
    ]);
  });

  test('who has said STOPP and writes a hundred texts does not bury the inbox', async () => {
    await opened();
    await app.text(Kari, 'STOPP');
    for (let n = 0; n < 30; n++) await app.text(Kari, `hva ${n}`);
    expect((await inbox()).length).toBe(20);
  });

  test('a text to a number that is no centre’s is kept and does nothing', async () => {
    await opened();
    const text = { sid: 'SMelsewhere', from: Kari, to: '+4745699999', body: 'hei', media: 0, optOutType: null };
    expect(await app.after(() => app.service.receiveText(text))).toEqual([]);
    expect(await outcomes()).toEqual(['no such centre, ignored']);
  });

  test.each([LANDLINE, PREMIUM, NEW_YORK, 'Posten'])('nothing is ever queued for %s', async (number) => {
    await opened();
    const wish = { ...message({ number }), centreId: 'arendal', fromNumber: CENTRE };
    const moment = { now: app.clock.now().toISOString(), ids: app.service.app.ids };
    const outcome = await app.store.write((tx) => queueMessage(tx, moment, wish));
    expect(outcome).toBe('cannot be texted');
  });
});

describe.each(ENGINES)('D6: a wrong number, on $engine', ({ open }) => {
  test.each([
    'Feil nummer!',
    'Hei, dere har fått feil nummer',
    'Det er ikke meg',
    'ikkje meg',
    'You have the wrong number',
  ])('"%s" stops everything at once, and staff hear of it', async (body) => {
    const app = await openTestApp({ store: await open() });
    await app.text(Kari, 'strikk 4836');
    await app.text(Kari, '1');
    const [receipt] = await app.text(Kari, body);
    expect(receipt?.body).toMatch(/Takk for at du sa fr|Thank you for telling us/);
    expect(await app.store.db.selectFrom('inbox_item').select(['reason', 'body']).execute()).toEqual([
      { reason: 'wrong number', body },
    ]);
    expect(await app.text(Kari, 'aktivitet')).toEqual([]);
    expect(await app.text(Kari, 'START')).not.toEqual([]);
    await app.close();
  });

  test.each([
    'Jeg har skrevet feil nummer på søknaden',
    'ikke meg som kommer, men Ola',
    'Feil nummer på plakaten, hva er det rette?',
  ])('"%s" is about something else', async (body) => {
    const app = await openTestApp({ store: await open() });
    await app.text(Kari, body);
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toEqual([]);
    await app.close();
  });
});
