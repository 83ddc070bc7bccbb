import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Deeds } from '../side.ts';
import { ACCOUNT } from '../texts.ts';

/** The answer to a create, as Twilio gives it, with all its fields. */
const RESOURCE = {
  account_sid: ACCOUNT,
  api_version: '2010-04-01',
  body: 'Hei! Dette skjer nær deg.',
  date_created: 'Mon, 23 Nov 2026 10:00:00 +0000',
  date_sent: null,
  date_updated: 'Mon, 23 Nov 2026 10:00:00 +0000',
  direction: 'outbound-api',
  error_code: null,
  error_message: null,
  from: '+4745600001',
  messaging_service_sid: null,
  num_media: '0',
  num_segments: '1',
  price: null,
  price_unit: 'USD',
  status: 'queued',
  subresource_uris: { media: '' },
  to: '+4790000001',
  uri: '',
};

/** A server that takes every message at once, as fast as `node:http` can. */
export async function open(): Promise<Deeds> {
  let taken = 0;
  const server = createServer((request, response) => {
    request.resume();
    request.on('end', () => {
      const sid = `SM${String(++taken).padStart(32, '0')}`;
      const body = Buffer.from(JSON.stringify({ ...RESOURCE, sid }));
      response.writeHead(201, { 'Content-Type': 'application/json', 'Content-Length': body.length });
      response.end(body);
    });
  });
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return { port: () => port, taken: () => taken };
}
