import { request as httpRequest } from 'node:http';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { createSimulator } from '../../src/carriers/simulator.ts';
import { readConfig } from '../../src/config.ts';
import { loadDemo } from '../../src/feeds/demo.ts';
import { createClock, randomIds } from '../../src/service/app/clock.ts';
import { createService } from '../../src/service/app/service.ts';
import type { WebParts } from '../../src/web/base/parts.ts';
import { createServer } from '../../src/web/server.ts';
import { ROOT } from './languages.ts';
import { sqliteStore } from './store.ts';
import type { Log } from '../../src/service/engine/scene.ts';

export const TOKEN = 'the-token';
export const OLD_TOKEN = 'the-old-token';
export const ACCOUNT = `AC${'a'.repeat(32)}`;
/** The demo centre of Arendal. */
export const ARENDAL = '+4745600001';
export const TWILIO = {
  TWILIO_ACCOUNT_SID: ACCOUNT,
  TWILIO_AUTH_TOKEN: TOKEN,
  TWILIO_OLD_AUTH_TOKEN: OLD_TOKEN,
  TWILIO_API_URL: 'http://127.0.0.1:1',
  PUBLIC_URL: 'https://line.example.no',
};
/** A Monday morning. */
const START = '2026-11-23T10:00:00.000Z';

export interface Asked {
  method?: string;
  path: string;
  headers?: Record<string, string>;
  body?: string | Buffer;
}

export interface Answered {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  body: string;
}

/** The whole service with a web server on a free port, over SQLite in memory by default; no carrier is reached. */
export async function openWeb(env: Record<string, string> = {}, more: Pick<WebParts, 'pressure'> = {}) {
  const config = readConfig({ PORT: '0', DATABASE_URL: 'sqlite::memory:', ...env }, ROOT);
  const store = await sqliteStore(config.databaseUrl.slice('sqlite:'.length));
  const clock = createClock(START);
  const logged: string[] = [];
  const note = (details: object, message: string): void => void logged.push(`${message} ${JSON.stringify(details)}`);
  const log: Log = { info: note, warn: note, error: note };
  await loadDemo(store, { clock, ids: randomIds });
  const service = createService({
    store,
    clock,
    ids: randomIds,
    log,
    root: ROOT,
    publicUrl: config.publicUrl,
    recordings: config.recordings,
    carrier: (onReport) => createSimulator({ onReport }),
  });
  const server = createServer({ service, config, log, root: ROOT, clock, ...more });
  const { port } = await server.listen();

  const askAt = (host: string, { method = 'GET', path, headers = {}, body }: Asked): Promise<Answered> =>
    new Promise((resolve, reject) => {
      const request = httpRequest({ host, port, path, method, headers, agent: false }, (response) => {
        const chunks: Buffer[] = [];
        response.on('data', (chunk: Buffer) => chunks.push(chunk));
        response.on('end', () =>
          resolve({
            status: response.statusCode ?? 0,
            headers: response.headers,
            body: Buffer.concat(chunks).toString('utf8'),
          }),
        );
      });
      request.on('error', reject);
      request.end(body);
    });

  const ask = (asked: Asked): Promise<Answered> => askAt('127.0.0.1', asked);

  return {
    config,
    store,
    service,
    server,
    clock,
    log,
    logged,
    port,
    url: `http://127.0.0.1:${port}`,
    ask,
    /** The same, to another address of this machine. */
    askAt,
    /** What a browser keeps that opened the phone by the link of the start. */
    phoneCookie: `ringerunde-phone=${server.phonePath?.split('=')[1] ?? ''}`,
    /** Sends a form as Twilio would, signed for PUBLIC_URL by default. */
    form: (path: string, fields: Record<string, string>, how: { token?: string; url?: string } = {}) => {
      const url = how.url ?? `${config.publicUrl}${path}`;
      const signature = twilio.getExpectedTwilioSignature(how.token ?? TOKEN, url, fields);
      return ask({
        method: 'POST',
        path,
        headers: { 'content-type': FORM, 'x-twilio-signature': signature },
        body: new URLSearchParams(fields).toString(),
      });
    },
    arrivals: () => store.db.selectFrom('arrival').selectAll().orderBy('seq').execute(),
    async close() {
      await server.close();
      await service.stop();
      await store.close().catch(() => {});
    },
  };
}

export type Web = Awaited<ReturnType<typeof openWeb>>;

export const FORM = 'application/x-www-form-urlencoded; charset=UTF-8';

let messages = 0;
/** The fields of an inbound text, as Twilio sends them. */
export const inbound = (fields: Record<string, string> = {}): Record<string, string> => ({
  MessageSid: `SM${String(++messages).padStart(32, '0')}`,
  AccountSid: ACCOUNT,
  From: '+4790000001',
  To: ARENDAL,
  Body: 'Hei æøå 😀 ',
  NumMedia: '0',
  ...fields,
});
