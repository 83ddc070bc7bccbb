import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { TWILIO_CODES } from '../../../src/carriers/twilio/codes.ts';
import { startFakeTwilio, type FakeTwilio, type Fault } from '../../support/provider/fake-twilio.ts';
import { KARI, OUR_NUMBER, testClock } from '../../support/outbox.ts';

const hello = { id: 'f00d', from: OUR_NUMBER, to: KARI, body: 'Hei Kari, kl. 10 på «Kløveret»?', validForS: 7200 };

describe('the Twilio carrier', () => {
  const clock = testClock();
  let twilio: FakeTwilio;
  beforeEach(async () => {
    twilio = await startFakeTwilio({ clock });
  });
  afterEach(async () => {
    expect(twilio.wrong).toEqual([]);
    await twilio.close();
  });
  const carrier = (more = {}) =>
    createTwilioCarrier({
      accountSid: twilio.accountSid,
      authToken: twilio.authToken,
      apiUrl: twilio.url,
      publicUrl: 'https://sentral.example.no',
      ...more,
    });

  test('sends what Twilio describes, with an address for reports', async () => {
    const outcome = await carrier().send(hello);
    const [message] = twilio.messages;
    expect(outcome).toEqual({ outcome: 'accepted', sid: message?.sid, status: 'queued' });
    expect(message).toMatchObject({
      from: OUR_NUMBER,
      to: KARI,
      body: hello.body,
      statusCallback: 'https://sentral.example.no/twilio/status/f00d',
      messagingServiceSid: null,
    });
  });

  test('sends through a messaging service where there is one', async () => {
    const messagingServiceSid = `MG${'b'.repeat(32)}`;
    await carrier({ messagingServiceSid }).send(hello);
    expect(twilio.messages[0]).toMatchObject({ from: OUR_NUMBER, messagingServiceSid });
  });

  const table: [string, Fault, object, 'sent' | 'not sent'][] = [
    [
      'F12: 429',
      'busy',
      { outcome: 'refused', code: '20429', because: 'busy', http: 429, retryAfterMs: 1000 },
      'not sent',
    ],
    ['F13: 500 before it accepts', 'error before', { outcome: 'unknown', code: '20500', http: 500 }, 'not sent'],
    ['F13: 500 after it accepted', 'error after', { outcome: 'unknown', code: '20500', http: 500 }, 'sent'],
    ['F14: a reset after the bytes were written', 'reset after', { outcome: 'unknown', code: 'ECONNRESET' }, 'sent'],
    ['F14: no answer, not taken', 'silence before', { outcome: 'unknown', code: 'ECONNABORTED' }, 'not sent'],
    ['F14: no answer, but taken', 'silence after', { outcome: 'unknown', code: 'ECONNABORTED' }, 'sent'],
    ['F18: wrong credentials', 'unauthorised', { outcome: 'halted', code: '20003', http: 401 }, 'not sent'],
    [
      'F19: opted out at Twilio',
      21610,
      { outcome: 'rejected', code: '21610', because: 'opted out', http: 400 },
      'not sent',
    ],
    ['F20: a 201 that is cut off', 'malformed 201', { outcome: 'unknown' }, 'sent'],
    ['F20: a 201 without a sid', 'no sid', { outcome: 'unknown', code: 'no sid' }, 'sent'],
    ['F20: a 504 page in HTML', 'html 504', { outcome: 'unknown', code: 'http 504', http: 504 }, 'sent'],
    ['F34: a landline', 21614, { outcome: 'rejected', code: '21614', because: 'landline', http: 400 }, 'not sent'],
    [
      'F34: a code that nobody knows',
      29999,
      { outcome: 'rejected', code: '29999', because: 'other', http: 400 },
      'not sent',
    ],
    ['a full queue', 21611, { outcome: 'refused', code: '21611', because: 'busy', http: 400 }, 'not sent'],
  ];
  test.each(table)('%s', async (_name, fault, expected, sent) => {
    twilio.fail(fault);
    // Short only where no answer comes: elsewhere a busy machine would run into it.
    const timeoutMs = String(fault).startsWith('silence') ? 200 : 60_000;
    expect(await carrier({ timeoutMs }).send(hello)).toMatchObject(expected);
    expect(twilio.sent()).toHaveLength(sent === 'sent' ? 1 : 0);
    expect(twilio.creates()).toBe(1);
  });

  test('F15: nobody listens', async () => {
    await twilio.down();
    expect(await carrier().send(hello)).toEqual({ outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' });
    await twilio.up();
  });

  test('F15: there is no such host', async () => {
    const outcome = await carrier({ apiUrl: 'http://twilio.invalid' }).send(hello);
    expect(outcome).toMatchObject({ outcome: 'refused', because: 'unreachable' });
  });

  test('F15: TLS fails', async () => {
    // The fake speaks plain HTTP, so the handshake goes wrong.
    const outcome = await carrier({ apiUrl: twilio.url.replace('http:', 'https:') }).send(hello);
    expect(outcome).toMatchObject({ outcome: 'refused', because: 'unreachable' });
  });

  test('a wrong token halts', async () => {
    expect(await carrier({ authToken: 'another' }).send(hello)).toMatchObject({ outcome: 'halted', code: '20003' });
  });

  test('takes the words out of what Twilio keeps; what Twilio does not have is forgotten already', async () => {
    await carrier().send(hello);
    const [message] = twilio.messages;
    expect(await carrier().forget?.(message?.sid ?? '')).toBe('forgotten');
    expect(twilio.messages.map((m) => m.body)).toEqual(['']);
    expect(await carrier().forget?.(`SM${'0'.repeat(32)}`)).toBe('forgotten');
    const nobody = carrier({ apiUrl: 'http://127.0.0.1:1' });
    expect(await nobody.forget?.(message?.sid ?? '')).toBe('again');
  });

  test('finds a message by number and text, not what came before or from others', async () => {
    const one = carrier();
    await one.send(hello);
    clock.pass(10_000);
    await one.send({ ...hello, body: 'Something else' });
    await one.send(hello);
    twilio.receive({ from: KARI, to: OUR_NUMBER, body: hello.body });
    const since = new Date(clock.now().getTime() - 2000).toISOString();
    const found = await one.find?.({ to: KARI, body: hello.body, since });
    expect(found?.map((m) => m.sid)).toEqual([twilio.messages[2]?.sid]);
  });

  test('lists what came in since then, oldest first, over several pages', async () => {
    const old = new Date(clock.now().getTime() - 86_400_000);
    twilio.receive({ from: KARI, to: OUR_NUMBER, body: 'yesterday', at: old });
    for (let i = 1; i <= 3; i++) {
      clock.pass(1000);
      twilio.receive({ from: KARI, to: OUR_NUMBER, body: `text ${i}` });
    }
    await carrier().send({ ...hello, to: OUR_NUMBER });
    const since = new Date(clock.now().getTime() - 3_600_000).toISOString();
    const found = await carrier().inbound?.({ to: OUR_NUMBER, since });
    expect(found?.map((m) => m.body)).toEqual(['text 1', 'text 2', 'text 3']);
    expect(found?.[0]).toMatchObject({ from: KARI, to: OUR_NUMBER, mediaCount: 0, sid: twilio.messages[1]?.sid });
  });
});

test('every code says in a sentence what it means', () => {
  for (const { says } of Object.values(TWILIO_CODES)) expect(says).toMatch(/^[A-Z].{15,}\.$|\?$/);
});

test('the fake refuses what the description does not name', async () => {
  const twilio = await startFakeTwilio();
  const url = `${twilio.url}/2010-04-01/Accounts/${twilio.accountSid}/Messages.json`;
  const authorization = `Basic ${Buffer.from(`${twilio.accountSid}:${twilio.authToken}`).toString('base64')}`;
  const post = async (params: Record<string, string>) =>
    (await fetch(url, { method: 'POST', headers: { authorization }, body: new URLSearchParams(params) })).status;
  expect(await post({ To: KARI, From: OUR_NUMBER, Body: 'Hei' })).toBe(201);
  expect(await post({ To: KARI, From: OUR_NUMBER, Boddy: 'Hei' })).toBe(400);
  expect(await post({ To: KARI, From: OUR_NUMBER, Body: 'Hei', StatusCallback: 'not an address' })).toBe(400);
  expect(await post({ To: KARI, Body: 'Hei' })).toBe(400);
  expect(await post({ To: 'Kari Nordmann fra Arendal', From: OUR_NUMBER, Body: 'Hei' })).toBe(400);
  expect(twilio.sent()).toEqual(['Hei']);
  await twilio.close();
});
