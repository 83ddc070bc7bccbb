import { get } from 'node:http';
import { afterEach, describe, expect, test } from 'vitest';
import { measure } from '../../../src/channels/parts.ts';
import { ARENDAL, openWeb, TWILIO, type Answered, type Web } from '../../support/web.ts';
import { until } from '../../support/until.ts';

let web: Web;
const open = async (env: Record<string, string> = {}): Promise<Web> => (web = await openWeb(env));
afterEach(() => web.close());

const PHONE = '+4790000001';
const here = (): string => `127.0.0.1:${web.port}`;
const post = (path: string, data: object, headers: Record<string, string> = {}): Promise<Answered> =>
  web.ask({
    method: 'POST',
    path,
    headers: {
      'content-type': 'application/json',
      'x-ringerunde': 'phone',
      origin: `http://${here()}`,
      cookie: web.phoneCookie,
      ...headers,
    },
    body: JSON.stringify(data),
  });
const write = (body: string, headers?: Record<string, string>) =>
  post('/phone/messages', { from: PHONE, to: ARENDAL, body }, headers);

describe('the page of the phone', () => {
  test('is served with everything shut that it does not need', async () => {
    await open();
    const page = await web.ask({ path: '/phone' });
    expect(page.status).toBe(200);
    expect(page.body).toContain('<html lang="nb">');
    expect(page.headers['content-security-policy']).toBe(
      "default-src 'none';script-src 'self';style-src 'self';connect-src 'self';img-src 'self';form-action 'none';base-uri 'none';frame-ancestors 'none'",
    );
    expect(page.headers['x-content-type-options']).toBe('nosniff');
    for (const [, file] of page.body.matchAll(/(?:src|href)="(phone\/[^"]+)"/g)) {
      expect((await web.ask({ path: `/${file}` })).status, file).toBe(200);
    }
    expect(await web.ask({ path: '/' })).toMatchObject({ status: 302, headers: { location: '/phone' } });
    for (const path of ['/phone/phone.ts', '/phone/../server.ts', '/phone/%2e%2e/server.ts', '/phone/package.json']) {
      expect((await web.ask({ path })).status, path).toBe(404);
    }
  });

  test('does not exist where it is not wanted', async () => {
    await open({ RINGERUNDE_PHONE: 'off' });
    for (const path of ['/', '/phone', '/phone/setup', '/phone/events', '/phone/phone.js']) {
      expect((await web.ask({ path })).status, path).toBe(404);
    }
    expect((await write('HEI')).status).toBe(404);
    expect(await web.arrivals()).toEqual([]);
  });

  test('answers only to names that are ours', async () => {
    await open();
    for (const host of [here(), `localhost:${web.port}`, `[::1]:${web.port}`]) {
      expect((await web.ask({ path: '/phone/setup', headers: { host } })).status, host).toBe(200);
    }
    for (const host of [
      'evil.example',
      'line.example.no',
      `evil.example:${web.port}`,
      'localhost',
      `localhost:1`,
      `localhost.evil.example:${web.port}`,
    ]) {
      for (const path of ['/phone', '/phone/setup', '/phone/events', '/phone/phone.js']) {
        expect((await web.ask({ path, headers: { host } })).status, `${host} ${path}`).toBe(421);
      }
      expect((await write('HEI', { host, origin: `http://${host}` })).status, host).toBe(421);
    }
    expect(await web.arrivals()).toEqual([]);
  });

  test('with Twilio’s own account behind it, is served when asked for, and to this machine only', async () => {
    const { TWILIO_API_URL: _none, ...own } = TWILIO;
    await open({ ...own, RINGERUNDE_PHONE: 'on' });
    expect((await web.ask({ path: '/phone', headers: { host: 'line.example.no' } })).status).toBe(421);
    const opened = { cookie: web.phoneCookie };
    expect(JSON.parse((await web.ask({ path: '/phone/setup', headers: opened })).body)).toMatchObject({
      carrier: 'real',
      clockMoves: false,
    });
    expect((await post('/phone/clock', { byMs: 1000 })).status).toBe(422);
  });
});

describe('what the phone posts', () => {
  test('is refused without its own origin and header', async () => {
    await open();
    for (const headers of [
      { origin: '' },
      { origin: 'null' },
      { origin: 'https://evil.example' },
      { origin: `http://localhost:${web.port + 1}` },
      { origin: `http://${here()}.evil.example` },
      { 'x-ringerunde': '' },
      { 'x-ringerunde': 'other' },
    ]) {
      expect((await write('HEI', headers)).status, JSON.stringify(headers)).toBe(403);
      expect((await post('/phone/clock', { byMs: 1000 }, headers)).status).toBe(403);
    }
    const bare = await web.ask({ method: 'POST', path: '/phone/messages', body: '{}' });
    expect(bare.status).toBe(403);
    expect(await web.arrivals()).toEqual([]);
  });

  test('enters as an inbound text, once', async () => {
    await open();
    const answer = await write('Hei æøå 😀');
    expect(answer.status).toBe(202);
    const [kept] = await web.arrivals();
    expect(kept).toMatchObject({ id: (JSON.parse(answer.body) as { id: string }).id, kind: 'text', peer: PHONE });
    expect(kept?.id).toMatch(/^SM[0-9a-f]{32}$/);
  });

  test('is limited in size and shape, and never a 500', async () => {
    await open();
    expect((await write('a'.repeat(1601))).status).toBe(422);
    expect((await write('')).status).toBe(422);
    expect((await post('/phone/messages', { from: 'x', to: ARENDAL, body: 'a' })).status).toBe(422);
    expect((await post('/phone/messages', { from: PHONE, to: '+4799999999', body: 'a' })).status).toBe(422);
    expect((await post('/phone/messages', { from: PHONE, to: ARENDAL, body: 'a', sid: 'x' })).status).toBe(422);
    expect((await post('/phone/messages', { from: PHONE, to: ARENDAL, body: 'a'.repeat(20_000) })).status).toBe(413);
    expect((await post('/phone/messages', [])).status).toBe(422);
    expect((await post('/phone/clock', { byMs: -1 })).status).toBe(422);
    expect((await post('/phone/clock', { byMs: 1e12 })).status).toBe(422);
    expect((await post('/phone/clock', { to: '2020-01-01T00:00:00.000Z' })).status).toBe(422);
    expect((await post('/phone/clock', { toReminderOf: [PHONE] })).status).toBe(409);
    expect((await post('/phone/numbers', { text: 'hei' })).status).toBe(422);
    expect(JSON.parse((await post('/phone/numbers', { text: ' 900 00 002' })).body)).toEqual({ number: '+4790000002' });
    const broken = await web.ask({
      method: 'POST',
      path: '/phone/messages',
      headers: { 'content-type': 'application/json', 'x-ringerunde': 'phone', origin: `http://${here()}` },
      body: '{"from":',
    });
    expect(broken.status).toBe(400);
    expect(await web.arrivals()).toEqual([]);
  });

  test('moves the clock forward, and keeps that for other processes', async () => {
    await open();
    const before = web.clock.now().getTime();
    const answer = await post('/phone/clock', { byMs: 3_600_000 });
    expect(answer.status).toBe(200);
    expect(web.clock.now().getTime() - before).toBeGreaterThanOrEqual(3_600_000);
    const kept = await web.store.db.selectFrom('meta').selectAll().where('key', '=', 'clock_ahead_ms').execute();
    expect(Number(kept[0]?.value)).toBe(web.clock.aheadMs);
  });
});

describe('GET /phone/events', () => {
  test('tells the history first and then what is new, of these phones only', async () => {
    await open();
    await write('HJELP');
    await web.service.settle();
    const heard = await hear(`/phone/events?phone=${encodeURIComponent(PHONE)}&phone=../x`, async (so) => {
      if (so.includes('HJELP') && !so.includes('MINE-ONE-MORE')) await write('MINE-ONE-MORE');
      return so.includes('MINE-ONE-MORE') && so.includes('"direction":"received"');
    });
    expect(heard).toMatch(/^event: clock\ndata: \{"now":"2026-11-23T/);
    expect(heard).toContain('"encoding":"GSM-7"');
  });

  test('ends when the server closes', async () => {
    await open();
    let begun = false;
    const ended = hear(`/phone/events?phone=${encodeURIComponent(PHONE)}`, async (soFar) => {
      begun = soFar !== '';
      return false;
    });
    await until(() => begun);
    await web.server.close();
    await ended;
  });
});

test('the phone counts the parts of a text as the centre does', async () => {
  await open();
  const page: { measure(text: string): { parts: number; encoding: string } } = await import(
    // @ts-expect-error a script for the browser, without types
    '../../../src/web/phone/page/parts.js'
  );
  for (const text of [
    '',
    'a'.repeat(160),
    'a'.repeat(161),
    `${'a'.repeat(152)}€${'b'.repeat(10)}`,
    'Ж'.repeat(70),
    '😀'.repeat(36),
    'Ж'.repeat(135),
    '^'.repeat(81),
  ]) {
    const { parts, encoding } = measure(text);
    expect(page.measure(text)).toMatchObject({ parts, encoding });
  }
});

function hear(path: string, enough: (soFar: string) => Promise<boolean>): Promise<string> {
  return new Promise((resolve, reject) => {
    const request = get({ host: '127.0.0.1', port: web.port, path, agent: false }, (response) => {
      let soFar = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => {
        soFar += chunk;
        void enough(soFar).then((yes) => {
          if (yes) request.destroy();
        });
      });
      response.on('close', () => resolve(soFar));
      response.on('error', () => resolve(soFar));
    });
    request.on('error', reject);
  });
}
