import { networkInterfaces } from 'node:os';
import { afterEach, describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from '../../../src/config.ts';
import { ARENDAL, openWeb, TWILIO, type Answered, type Web } from '../../support/web.ts';

let web: Web;
const open = async (env: Record<string, string> = {}): Promise<Web> => (web = await openWeb(env));
afterEach(() => web?.close());

const PHONE_ON = { RINGERUNDE_PHONE: 'on' };
const OPEN = { ...PHONE_ON, RINGERUNDE_PHONE_OPEN: 'on', PUBLIC_URL: 'https://line.example.no' };

/** Writes as the page does, or as a stranger who knows how it does. */
const write = (headers: Record<string, string> = {}): Promise<Answered> => {
  const host = headers['host'] ?? `127.0.0.1:${web.port}`;
  return web.ask({
    method: 'POST',
    path: '/phone/messages',
    headers: { 'content-type': 'application/json', 'x-ringerunde': 'phone', origin: `http://${host}`, ...headers },
    body: JSON.stringify({ from: '+4790000001', to: ARENDAL, body: 'HEI' }),
  });
};
const statusOf = async (path: string, headers: Record<string, string> = {}): Promise<number> =>
  (await web.ask({ path, headers })).status;

const refused = (env: Record<string, string>): string => {
  try {
    readConfig(env, '/srv/ringerunde');
  } catch (error) {
    if (error instanceof ConfigError) return error.problems.join('\n');
    throw error;
  }
  return '';
};

describe('the phone page behind a proxy', () => {
  test.each([
    { 'x-forwarded-for': '203.0.113.7' },
    { 'x-forwarded-host': 'line.example.no' },
    { 'x-forwarded-proto': 'https' },
    { forwarded: 'for=203.0.113.7' },
    { 'x-real-ip': '203.0.113.7' },
    { via: '1.1 proxy' },
  ] as Record<string, string>[])('%j: shut, whatever Host says', async (headers) => {
    await open();
    for (const path of ['/phone', '/phone/setup', '/phone/events'])
      expect(await statusOf(path, headers), path).toBe(421);
    expect((await write(headers)).status).toBe(421);
    expect(await web.arrivals()).toEqual([]);
  });

  test('the public name is not let in, unless the page is asked for twice', async () => {
    await open({ PUBLIC_URL: 'https://line.example.no' });
    expect(await statusOf('/phone', { host: 'line.example.no' })).toBe(421);
    await web.close();
    await open(OPEN);
    expect(await statusOf('/phone', { host: 'line.example.no', 'x-forwarded-for': '203.0.113.7' })).toBe(200);
  });

  test('another machine is not let in, unless the page is asked for twice', async () => {
    const address = Object.values(networkInterfaces())
      .flat()
      .find((a) => a?.family === 'IPv4' && !a.internal)?.address;
    if (address === undefined) return;
    await open({ HOST: '0.0.0.0' });
    const headers = { host: `localhost:${web.port}` };
    expect((await web.askAt(address, { path: '/phone', headers })).status).toBe(421);
    await web.close();
    await open({ HOST: '0.0.0.0', ...OPEN });
    const publicly = { host: 'line.example.no' };
    expect((await web.askAt(address, { path: '/phone', headers: publicly })).status).toBe(200);
  });
});

describe('the phone page where real or test telephones are reached', () => {
  test('another API address does not switch it on', async () => {
    await open({ ...TWILIO });
    expect(await statusOf('/phone')).toBe(404);
    expect((await write()).status).toBe(404);
  });

  test('asked for, it opens by the link that is printed at the start alone', async () => {
    await open({ ...TWILIO, ...PHONE_ON });
    // A proxy that sends the local name, as some do unless they are told otherwise.
    for (const path of ['/phone', '/phone/setup', '/phone/events', '/phone?key=wrong', '/phone?key='])
      expect(await statusOf(path), path).toBe(403);
    expect((await write()).status).toBe(403);
    expect((await write({ cookie: 'ringerunde-phone=wrong' })).status).toBe(403);
    expect(await web.arrivals()).toEqual([]);

    const opened = await web.ask({ path: web.server.phonePath ?? '' });
    expect(opened).toMatchObject({ status: 302, headers: { location: '/phone' } });
    const cookie = String(opened.headers['set-cookie']);
    expect(cookie).toMatch(/^ringerunde-phone=[\w-]{22,}; .*HttpOnly.*SameSite=Strict/);
    const own = { cookie: cookie.split(';')[0] ?? '' };
    expect(await statusOf('/phone', own)).toBe(200);
    expect((await write(own)).status).toBe(202);
  });

  test('never to everybody: the service does not start', () => {
    const real = { TWILIO_ACCOUNT_SID: TWILIO.TWILIO_ACCOUNT_SID, TWILIO_AUTH_TOKEN: TWILIO.TWILIO_AUTH_TOKEN };
    expect(refused({ ...real, ...OPEN })).toMatch(/RINGERUNDE_PHONE_OPEN.*Unset/);
    expect(refused({ ...real, ...OPEN, TWILIO_API_URL: 'http://127.0.0.1:4010' })).toMatch(/RINGERUNDE_PHONE_OPEN/);
    expect(refused({ RINGERUNDE_PHONE_OPEN: 'on' })).toMatch(/RINGERUNDE_PHONE=on/);
    expect(refused(OPEN)).toBe('');
  });
});
