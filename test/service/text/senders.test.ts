import { afterEach, describe, expect, it, test } from 'vitest';
import { senderOf } from '../../../src/domain/base/phone-numbers.ts';
import { shownNumber } from '../../../src/domain/calls/calls.ts';
import { isOptedOut } from '../../../src/domain/centres/opt-out.ts';
import { ring } from '../../support/provider/caller.ts';
import { CENTRE, openTestApp, type TestApp } from '../../support/app.ts';

let app: TestApp | undefined;
afterEach(() => app?.close());

const people = async ({ store }: TestApp): Promise<string[]> =>
  (await store.db.selectFrom('person').select('number').orderBy('number').execute()).map(({ number }) => number);

const inbox = ({ store }: TestApp): Promise<object[]> =>
  store.db.selectFrom('inbox_item').select(['number', 'reason', 'body']).orderBy('id').execute();

const SPELLINGS = ['+4740000001', '4740000001', '004740000001', '40000001', '+47 400 00 001', 'tel:+4740000001'];

describe('a sender is one person, however the network spells the number', () => {
  it.each(SPELLINGS)('%s', (address) => {
    expect(senderOf(address)).toEqual({ number: '+4740000001', channel: null });
    expect(shownNumber(address)).toBe('+4740000001');
  });

  it.each([
    ['46701740605', '+46701740605'],
    ['0046701740605', '+46701740605'],
    ['Posten', 'Posten'],
    ['2440', '2440'],
    ['', ''],
  ])('%s is %s', (address, number) => {
    expect(senderOf(address)).toEqual({ number, channel: null });
  });

  test('one conversation, and a STOP that holds for all spellings', async () => {
    app = await openTestApp();
    await app.text('+4740000001', 'strikk 4836');
    const [details] = await app.text('4740000001', '1');
    expect(details?.to).toBe('+4740000001');
    expect(details?.body).toMatch(/^Strikkekafé på biblioteket/);
    await app.text('004740000001', 'STOPP');
    for (const from of SPELLINGS.slice(0, 5)) expect(await app.text(from, 'AKTIVITET')).toEqual([]);
    expect(await people(app)).toEqual(['+4740000001']);
  });

  test('a number without plus in the To, too', async () => {
    app = await openTestApp();
    const { service } = app;
    const text = { sid: 'SMx', from: '40000001', to: CENTRE.slice(1), body: 'strikk 4836', media: 0, optOutType: null };
    const heard = await app.after(() => service.receiveText(text));
    expect(heard.map(({ to }) => to)).toEqual(['+4740000001']);
  });
});

describe('a channel that is not ours', () => {
  const channels = ['whatsapp:+4740000001', 'WhatsApp:+4740000001', 'rcs:+4740000001'];

  it.each(channels)('%s is kept for staff, and never answered', async (from) => {
    app = await openTestApp();
    const { service } = app;
    const to = `${from.split(':')[0]}:${CENTRE}`;
    const send = (sid: string, body: string) =>
      service.receiveText({ sid, from, to, body, media: 0, optOutType: null });
    expect(await app.after(() => send('SM1', 'Når er strikkekafeen?'))).toEqual([]);
    expect(await inbox(app)).toEqual([
      { number: '+4740000001', reason: 'another channel', body: 'Når er strikkekafeen?' },
    ]);
    expect(await people(app)).toEqual([]);
  });

  test('a STOP there holds for the number', async () => {
    app = await openTestApp();
    const { service } = app;
    await app.text('+4740000001', 'strikk 4836');
    const stop = { sid: 'SM1', from: 'whatsapp:+4740000001', to: `whatsapp:${CENTRE}`, media: 0, optOutType: null };
    expect(await app.after(() => service.receiveText({ ...stop, body: 'Stopp. Mvh Ola' }))).toEqual([]);
    expect(await isOptedOut(app.store.db, { centreId: 'arendal', number: '+4740000001' })).toBe(true);
    expect(await app.text('40000001', 'AKTIVITET')).toEqual([]);
  });
});

describe('a caller who hides the number', () => {
  const HIDDEN = ['+266696687', '+7378742833', '+2562533', '+8656696', '+86282452253', '8656696', 'anonymous', ''];

  it.each(HIDDEN)('%j is nobody', async (from) => {
    expect(shownNumber(from)).toBeNull();
    app = await openTestApp();
    const caller = await ring(app.service, from, { sid: 'CA1' });
    await caller.say('abonner tur 4836');
    await caller.hangUp();
    expect(await people(app)).toEqual([]);
    expect(app.rung).toEqual([]);
  });

  test('no person is made of one that comes as the sender of a text', async () => {
    app = await openTestApp();
    for (const from of HIDDEN.filter((each) => each !== '')) expect(await app.text(from, 'AKTIVITET 4836')).toEqual([]);
    expect(await people(app)).toEqual([]);
  });
});
