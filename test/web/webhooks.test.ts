import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterEach, describe, expect, test } from 'vitest';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { ACCOUNT, ARENDAL, FORM, inbound, OLD_TOKEN, openWeb, TOKEN, TWILIO, type Web } from '../support/web.ts';

let web: Web;
const open = async (env: Record<string, string> = TWILIO): Promise<Web> => (web = await openWeb(env));
afterEach(() => web.close());

const EMPTY = '<?xml version="1.0" encoding="UTF-8"?><Response/>';
/** A body that is signed unchanged, with any content. */
const raw = (body: string, params: Record<string, string | string[]>, headers: Record<string, string> = {}) =>
  web.ask({
    method: 'POST',
    path: '/twilio/sms',
    headers: {
      'content-type': FORM,
      'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, `${TWILIO.PUBLIC_URL}/twilio/sms`, params),
      ...headers,
    },
    body,
  });

describe('POST /twilio/sms', () => {
  test('keeps the message and answers with an empty response', async () => {
    await open();
    const fields = inbound({ Body: 'Hei æøå 😀 ', NumMedia: '2', OptOutType: 'STOP', SomethingNew: 'x' });
    const answer = await web.form('/twilio/sms', fields);
    expect(answer).toMatchObject({ status: 200, body: EMPTY });
    expect(answer.headers['content-type']).toMatch(/^text\/xml/);
    const [kept] = await web.arrivals();
    expect(kept).toMatchObject({ id: fields['MessageSid'], kind: 'text', peer: '+4790000001' });
    expect(JSON.parse(kept?.payload ?? '')).toEqual({
      from: '+4790000001',
      to: ARENDAL,
      body: 'Hei æøå 😀 ',
      media: 2,
      optOutType: 'STOP',
    });
  });

  test('the same message ten times at once is one arrival, and ten times 200', async () => {
    await open();
    const fields = inbound();
    const answers = await Promise.all(Array.from({ length: 10 }, () => web.form('/twilio/sms', fields)));
    expect(answers.map((a) => a.status)).toEqual(Array(10).fill(200));
    await web.service.settle();
    expect((await web.arrivals()).filter((a) => a.kind === 'text')).toHaveLength(1);
  });

  test('is signed with the new token or the old', async () => {
    await open();
    expect((await web.form('/twilio/sms', inbound(), { token: OLD_TOKEN })).status).toBe(200);
    expect((await web.form('/twilio/sms', inbound(), { token: 'another' })).status).toBe(403);
  });

  test('is signed for PUBLIC_URL, whatever Host and X-Forwarded-* say', async () => {
    await open();
    const fields = inbound();
    const body = new URLSearchParams(fields).toString();
    const forged = { host: 'evil.example', 'x-forwarded-host': 'evil.example', 'x-forwarded-proto': 'http' };
    expect((await raw(body, fields, forged)).status).toBe(200);
    const elsewhere = twilio.getExpectedTwilioSignature(TOKEN, 'https://evil.example/twilio/sms', fields);
    expect((await raw(body, fields, { ...forged, 'x-twilio-signature': elsewhere })).status).toBe(403);
    for (const url of ['http://line.example.no/twilio/sms', 'https://line.example.no/twilio/voice']) {
      expect((await web.form('/twilio/sms', inbound(), { url })).status).toBe(403);
    }
  });

  test('with a path in PUBLIC_URL, whether the proxy takes it off or leaves it on', async () => {
    await open({ ...TWILIO, PUBLIC_URL: 'https://example.no/line' });
    const url = 'https://example.no/line/twilio/sms?x=1';
    expect((await web.form('/line/twilio/sms?x=1', inbound(), { url })).status).toBe(200);
    expect((await web.form('/twilio/sms?x=1', inbound(), { url })).status).toBe(200);
    expect((await web.form('/twilio/sms?x=2', inbound(), { url })).status).toBe(403);
  });

  test('nothing is stored of what is not signed, is another account’s, or says too little', async () => {
    await open();
    const fields = inbound();
    const body = new URLSearchParams(fields).toString();
    const none = await web.ask({ method: 'POST', path: '/twilio/sms', headers: { 'content-type': FORM }, body });
    expect(none).toMatchObject({ status: 403, body: '' });
    expect((await raw(`${body}&Body=JA`, fields)).status).toBe(403);
    expect((await web.form('/twilio/sms', inbound({ AccountSid: `AC${'b'.repeat(32)}` }))).status).toBe(403);
    for (const name of ['From', 'To', 'MessageSid']) {
      const { [name]: _gone, ...rest } = inbound();
      expect((await web.form('/twilio/sms', rest)).status, name).toBe(400);
      expect((await web.form('/twilio/sms', inbound({ [name]: '' }))).status, name).toBe(400);
      expect((await web.form('/twilio/sms', inbound({ [name]: 'x'.repeat(65) }))).status, name).toBe(400);
      expect((await web.form('/twilio/sms', inbound({ [name]: 'a\u0000b' }))).status, name).toBe(400);
    }
    expect(await web.arrivals()).toEqual([]);
  });

  test('a known field that comes twice is refused, though its signature is good; an unknown one is not', async () => {
    await open();
    for (const name of ['From', 'To', 'MessageSid', 'Body', 'AccountSid', 'NumMedia', 'OptOutType']) {
      const fields = inbound({ OptOutType: 'STOP' });
      const again = { ...fields, [name]: [fields[name] ?? '', fields[name] ?? ''] };
      const body = `${new URLSearchParams(fields).toString()}&${new URLSearchParams({ [name]: fields[name] ?? '' }).toString()}`;
      expect((await raw(body, again)).status, name).toBe(400);
    }
    expect(await web.arrivals()).toEqual([]);
    const fields = inbound();
    const body = `${new URLSearchParams(fields).toString()}&New=1&New=2&__proto__=x`;
    const params = Object.assign(Object.create(null), fields, { New: ['1', '2'] });
    Object.defineProperty(params, '__proto__', { value: 'x', enumerable: true });
    expect((await raw(body, params)).status).toBe(200);
  });

  test('takes an empty text, a sender with a name, and cuts at 1600 characters', async () => {
    await open();
    for (const fields of [inbound({ Body: '' }), inbound({ From: 'Posten', Body: `${'a'.repeat(1599)}😀b` })]) {
      expect((await web.form('/twilio/sms', fields)).status).toBe(200);
    }
    const texts = (await web.arrivals()).filter((a) => a.kind === 'text');
    const bodies = texts.map((a) => (JSON.parse(a.payload) as { body: string }).body);
    expect(bodies).toEqual(['', 'a'.repeat(1599)]);
  });

  test('a border that was moved is refused: the signature covers names and values in one', async () => {
    await open();
    const { Body: _body, ...bare } = inbound({ Body: 'JA' });
    const moved = [
      { ...bare, Bod: 'yJA' },
      { ...bare, BodyJ: 'A' },
      { ...bare, AaVersion: '2010BodyJA' },
      { ...bare, Bod: '', y: 'JA' },
    ];
    for (const fields of moved) expect((await web.form('/twilio/sms', fields)).status).toBe(400);
    // The carrier always sends one, also with a picture alone.
    expect((await web.form('/twilio/sms', bare)).status).toBe(400);
    expect((await web.arrivals()).filter((a) => a.kind === 'text')).toEqual([]);
  });

  test('a body that trickles in is given up after ten seconds', async () => {
    await open();
    const begun = performance.now();
    const ended = await new Promise<string>((resolve) => {
      const request = httpRequest({
        host: '127.0.0.1',
        port: web.port,
        path: '/twilio/sms',
        method: 'POST',
        headers: { 'content-type': FORM, 'content-length': '1000', 'x-twilio-signature': 'x' },
      });
      const trickle = setInterval(() => request.write('a'), 200);
      request.on('response', (response) => resolve(String(response.statusCode)));
      request.on('error', () => resolve('cut off'));
      request.on('close', () => clearInterval(trickle));
    });
    expect(ended).toMatch(/^(408|400|cut off)$/);
    expect(performance.now() - begun).toBeLessThan(12_500);
  }, 40_000);

  test('503 when the message cannot be stored, so that Twilio repeats it', async () => {
    await open();
    await web.store.close();
    const answer = await web.form('/twilio/sms', inbound());
    expect(answer.status).toBe(503);
    expect(answer.body).toBe('');
    expect(web.logged.join()).not.toContain('Hei');
  });

  test('503 once the service is stopping', async () => {
    await open();
    await web.service.stop();
    expect((await web.form('/twilio/sms', inbound())).status).toBe(503);
  });

  test('fails closed without an account: there is no token to check against', async () => {
    await open({});
    expect((await web.form('/twilio/sms', inbound(), { url: `${web.config.publicUrl}/twilio/sms` })).status).toBe(403);
    expect((await web.form('/twilio/sms', inbound(), { token: '' })).status).toBe(403);
    expect(await web.arrivals()).toEqual([]);
  });
});

describe('odd requests', () => {
  const signature = { 'x-twilio-signature': 'x' };
  const big = `Body=${'a'.repeat(70_000)}`;
  const corpus: [string, number, Parameters<Web['ask']>[0]][] = [
    ['GET', 405, { path: '/twilio/sms' }],
    ['PUT', 405, { method: 'PUT', path: '/twilio/sms', body: 'a=b' }],
    [
      'too large',
      413,
      { method: 'POST', path: '/twilio/sms', headers: { ...signature, 'content-type': FORM }, body: big },
    ],
    [
      'too large, in pieces',
      413,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': FORM, 'transfer-encoding': 'chunked' },
        body: big,
      },
    ],
    [
      'too large and unsigned',
      413,
      { method: 'POST', path: '/twilio/sms', headers: { 'content-type': FORM }, body: big },
    ],
    [
      'JSON',
      415,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': 'application/json' },
        body: '{}',
      },
    ],
    ['no type', 415, { method: 'POST', path: '/twilio/sms', headers: signature, body: 'a=b' }],
    [
      'multipart',
      415,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': 'multipart/form-data; boundary=x' },
        body: '--x--',
      },
    ],
    [
      'utf-7',
      415,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': 'application/x-www-form-urlencoded; charset=utf-7' },
        body: 'a=b',
      },
    ],
    [
      'gzip',
      415,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': FORM, 'content-encoding': 'gzip' },
        body: gzipSync('a=b'),
      },
    ],
    [
      'broken percent',
      400,
      { method: 'POST', path: '/twilio/sms', headers: { ...signature, 'content-type': FORM }, body: 'Body=%E0%A4%A' },
    ],
    [
      'a thousand fields',
      400,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': FORM },
        body: 'a=&'.repeat(1000),
      },
    ],
    [
      'bytes that are no text',
      403,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': FORM },
        body: Buffer.from([0, 255, 254, 38, 61, 61]),
      },
    ],
    ['nothing', 403, { method: 'POST', path: '/twilio/sms', headers: { ...signature, 'content-type': FORM } }],
    [
      '__proto__',
      403,
      {
        method: 'POST',
        path: '/twilio/sms',
        headers: { ...signature, 'content-type': FORM },
        body: '__proto__[a]=1&__proto__=2&constructor=3',
      },
    ],
    [
      'a strange query',
      403,
      {
        method: 'POST',
        path: '/twilio/sms?%=%&bodySHA256=x&://',
        headers: { ...signature, 'content-type': FORM },
        body: 'a=b',
      },
    ],
    [
      'an unknown step',
      404,
      { method: 'POST', path: '/twilio/other', headers: { ...signature, 'content-type': FORM }, body: 'a=b' },
    ],
    [
      'a status address that is none',
      404,
      { method: 'POST', path: '/twilio/status/..%2f', headers: signature, body: 'a=b' },
    ],
    ['a path that is no text', 404, { path: '/%E0%A4%A' }],
    ['a header that is too long', 431, { path: '/healthz', headers: { x: 'a'.repeat(9000) } }],
  ];

  test('each gets its number, none a 500, and nothing is stored', async () => {
    await open();
    for (const [what, status, asked] of corpus) {
      const answer = await web.ask(asked);
      expect(answer.status, what).toBe(status);
      expect(answer.headers['x-powered-by'], what).toBeUndefined();
      expect(answer.body, what).not.toMatch(/at .*\.ts:\d|node_modules/);
    }
    expect(await web.arrivals()).toEqual([]);
  });

  test('two lengths at once are no request', async () => {
    await open();
    const answer = await overSocket(
      web.port,
      'POST /twilio/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\n\r\n',
    );
    expect(answer).toMatch(/^HTTP\/1\.1 400 /);
    expect(answer.match(/HTTP\/1\.1/g)).toHaveLength(1);
  });
});

describe('POST /twilio/status/:outboxId', () => {
  test('keeps the report, once, and answers 204; an id that nobody knows does no harm', async () => {
    await open();
    const fields = { MessageSid: 'SM1', MessageStatus: 'delivered', AccountSid: ACCOUNT };
    for (let i = 0; i < 3; i++) {
      expect(await web.form('/twilio/status/out_0123', fields)).toMatchObject({ status: 204, body: '' });
    }
    await web.service.settle();
    const reports = (await web.arrivals()).filter((a) => a.kind === 'report');
    expect(reports).toHaveLength(1);
    expect(reports[0]).toMatchObject({ state: 'done' });
  });

  test('is signed like all, over its own address', async () => {
    await open();
    const fields = { MessageSid: 'SM1', MessageStatus: 'failed', ErrorCode: '30005', AccountSid: ACCOUNT };
    const url = `${TWILIO.PUBLIC_URL}/twilio/status/out_1`;
    expect((await web.form('/twilio/status/out_2', fields, { url })).status).toBe(403);
    expect((await web.form('/twilio/status/out_2', { MessageSid: 'SM1' })).status).toBe(400);
    expect(await web.arrivals()).toEqual([]);
  });
});

describe('POST /twilio/voice', () => {
  const call = { CallSid: 'CA1', AccountSid: ACCOUNT, From: '+4790000001', CallStatus: 'ringing' };

  test('says who this is in Norwegian, and that 0 is a human', async () => {
    await open();
    const [centre] = await web.store.db.selectFrom('centre').selectAll().where('number', '=', ARENDAL).execute();
    const { status, body } = await web.form('/twilio/voice', { ...call, To: centre?.voice_number ?? ARENDAL });
    expect(status).toBe(200);
    expect(body).toContain('<Say voice="Polly.Ida-Neural" language="nb-NO">');
    expect(body).toContain('Hei fra Frivilligsentralen Arendal! En maskin svarer.');
    expect(body).toContain('For et menneske, trykk 0.');
  });

  test('never ends in silence: not for a number that is nobody’s, not without a database', async () => {
    await open();
    expect((await web.form('/twilio/voice', { ...call, To: '+4799999999' })).body).toContain('<Say');
    await web.store.close();
    expect(await web.form('/twilio/voice', { ...call, To: ARENDAL })).toMatchObject({ status: 200 });
  });
});

function overSocket(port: number, text: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const socket = connect(port, '127.0.0.1', () => socket.write(text));
    let heard = '';
    socket.on('data', (chunk) => (heard += chunk.toString('latin1')));
    socket.on('close', () => resolve(heard));
    socket.on('error', reject);
  });
}
