import { Agent, request } from 'node:http';
import { connect } from 'node:net';
import { afterEach, expect, test } from 'vitest';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { FORM, inbound, openWeb, TOKEN, TWILIO, type Web } from '../support/web.ts';

let web: Web;
afterEach(() => web.close());

test('a request that never comes to its end does not hold the closing up', async () => {
  web = await openWeb(TWILIO);
  const half = connect(web.port, '127.0.0.1');
  half.on('error', () => {});
  half.write('POST /twilio/sms HTTP/1.1\r\nHost: x\r\nContent-Length: 10\r\n');
  // A request that came later is answered, so the server has the half one too.
  expect((await web.ask({ path: '/healthz' })).status).toBe(200);

  const ended = new Promise((resolve) => half.on('close', resolve));
  await web.server.close();
  await ended;
});

test('closing lets a running request finish, on a connection that is kept open, and takes no new one', async () => {
  web = await openWeb(TWILIO);
  const fields = inbound();
  const body = new URLSearchParams(fields).toString();
  const signature = twilio.getExpectedTwilioSignature(TOKEN, `${TWILIO.PUBLIC_URL}/twilio/sms`, fields);
  const agent = new Agent({ keepAlive: true });
  let finish = (): void => {};

  const answered = new Promise<number>((resolve, reject) => {
    const slow = request(
      {
        host: '127.0.0.1',
        port: web.port,
        method: 'POST',
        path: '/twilio/sms',
        agent,
        headers: { 'content-type': FORM, 'x-twilio-signature': signature, 'content-length': String(body.length) },
      },
      (response) => {
        response.resume();
        response.on('end', () => resolve(response.statusCode ?? 0));
      },
    );
    slow.on('error', reject);
    slow.write(body.slice(0, 20));
    finish = () => slow.end(body.slice(20));
  });
  expect((await web.ask({ path: '/healthz' })).status).toBe(200);

  const closed = web.server.close();
  await expect(web.ask({ path: '/healthz' })).rejects.toThrow(/ECONNREFUSED/);
  finish();
  expect(await answered).toBe(200);
  await closed;
  agent.destroy();
});
