import { createHmac, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { createRequire } from 'node:module';
import type { AddressInfo } from 'node:net';
import type { Clock } from '../../../src/db/moment.ts';
import { checkCreate, checkList, checkMessage, checkUpdate } from './twilio-api.ts';

/** A fault of a create request; with `after` the message exists although the client gets no answer. */
export type Fault =
  | 'busy'
  | 'error before'
  | 'error after'
  | 'reset after'
  | 'silence before'
  | 'silence after'
  | 'unauthorised'
  | 'malformed 201'
  | 'no sid'
  | 'html 504'
  /** Accepted, but answered after two seconds. */
  | 'late'
  /** A Twilio error code, answered with HTTP 400. */
  | number;

export interface FakeMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  direction: 'inbound' | 'outbound-api';
  status: string;
  createdAt: Date;
  statusCallback: string | null;
  messagingServiceSid: string | null;
}

/** A call that the service placed. */
export interface FakeCall {
  sid: string;
  from: string;
  to: string;
  status: string;
  createdAt: Date;
  url: string;
  statusCallback: string;
}

export interface FakeTwilioOptions {
  accountSid?: string;
  authToken?: string;
  clock?: Clock;
}

export type FakeTwilio = Awaited<ReturnType<typeof startFakeTwilio>>;

/**
 * A server on 127.0.0.1 with the message part of Twilio's REST API, which refuses requests that the published
 * description does not allow. `fail` sets faults in advance.
 */
export async function startFakeTwilio(options: FakeTwilioOptions = {}) {
  const accountSid = options.accountSid ?? `AC${'a'.repeat(32)}`;
  const authToken = options.authToken ?? 'the-token';
  const now = (): Date => options.clock?.now() ?? new Date();
  const messages: FakeMessage[] = [];
  const calls: FakeCall[] = [];
  const recordings = new Map<string, string>();
  const faults: Fault[] = [];
  const wrong: string[] = [];
  let always: Fault | null = null;
  let sometimes: (() => Fault | null) | null = null;
  let hiddenForMs = 0;
  let creates = 0;

  const server = createServer((request, response) => {
    void answer(request, response).catch((error: unknown) => {
      wrong.push(String(error));
      reply(response, 500, { code: 20500, message: String(error), status: 500 });
    });
  });
  const listen = (port: number): Promise<void> => new Promise((done) => server.listen(port, '127.0.0.1', () => done()));
  await listen(0);
  const { port } = server.address() as AddressInfo;

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://127.0.0.1');
    const body = new URLSearchParams(await bodyOf(request));
    const basic = `Basic ${Buffer.from(`${accountSid}:${authToken}`).toString('base64')}`;
    if (request.headers.authorization !== basic) return trouble(response, 401, 20003, 'Authenticate');
    const path = url.pathname.split(`/2010-04-01/Accounts/${accountSid}/`)[1];
    if (path === 'Messages.json' && request.method === 'POST') return create(body, request, response);
    if (path === 'Messages.json' && request.method === 'GET') return list(url, response);
    if (path === 'Calls.json' && request.method === 'POST') return createCall(body, request, response);
    if (path === 'Calls.json' && request.method === 'GET') return listCalls(url, response);
    const recording = /^Recordings\/(\w+)\.(json|mp3)$/.exec(path ?? '');
    if (recording !== null) return answerRecording(recording[1] ?? '', request, response);
    const sid = /^Messages\/(\w+)\.json$/.exec(path ?? '')?.[1];
    const message = messages.find((m) => m.sid === sid);
    if (message === undefined) return trouble(response, 404, 20404, `${url.pathname} was not found`);
    if (request.method === 'POST') update(message, body);
    reply(response, 200, resourceOf(message));
  }

  function create(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    creates++;
    const fault = faults.shift() ?? always ?? sometimes?.() ?? null;
    if (fault === 'busy') return trouble(response, 429, 20429, 'Too Many Requests', { 'retry-after': '1' });
    if (fault === 'unauthorised') return trouble(response, 401, 20003, 'Authenticate');
    if (fault === 'error before') return trouble(response, 500, 20500, 'Internal Server Error');
    if (fault === 'silence before') return;
    if (typeof fault === 'number') return trouble(response, 400, fault, `Error ${fault}`);
    const values = checkCreate(body);
    if (typeof values === 'string') {
      wrong.push(values);
      return trouble(response, 400, 20001, values);
    }
    const message: FakeMessage = {
      sid: `SM${randomBytes(16).toString('hex')}`,
      from: String(values['From'] ?? ''),
      to: String(values['To']),
      body: String(values['Body'] ?? ''),
      direction: 'outbound-api',
      status: 'queued',
      createdAt: now(),
      statusCallback: typeof values['StatusCallback'] === 'string' ? values['StatusCallback'] : null,
      messagingServiceSid: typeof values['MessagingServiceSid'] === 'string' ? values['MessagingServiceSid'] : null,
    };
    messages.push(message);
    if (fault === 'error after') return trouble(response, 500, 20500, 'Internal Server Error');
    if (fault === 'silence after') return;
    if (fault === 'reset after') return void request.socket.resetAndDestroy();
    if (fault === 'malformed 201') return void response.writeHead(201, json).end('{"sid": "SM12');
    if (fault === 'no sid') return reply(response, 201, {});
    if (fault === 'html 504') {
      return void response.writeHead(504, { 'content-type': 'text/html' }).end('<html>Gateway Timeout</html>');
    }
    if (fault === 'late') return void setTimeout(() => reply(response, 201, resourceOf(message)), LATE_MS);
    reply(response, 201, resourceOf(message));
  }

  function createCall(body: URLSearchParams, request: IncomingMessage, response: ServerResponse): void {
    creates++;
    const fault = faults.shift() ?? always;
    if (fault === 'busy') return trouble(response, 429, 20429, 'Too Many Requests', { 'retry-after': '1' });
    if (fault === 'error before') return trouble(response, 500, 20500, 'Internal Server Error');
    if (typeof fault === 'number') return trouble(response, 400, fault, `Error ${fault}`);
    const unknown = [...body.keys()].filter((name) => !CALL_PARAMETERS.has(name));
    const missing = ['To', 'From', 'Url'].filter((name) => (body.get(name) ?? '') === '');
    if (unknown.length + missing.length > 0) {
      wrong.push(`call: ${[...unknown, ...missing].join(', ')}`);
      return trouble(response, 400, 20001, 'unknown or missing parameters');
    }
    const call: FakeCall = {
      sid: `CA${randomBytes(16).toString('hex')}`,
      from: body.get('From') ?? '',
      to: body.get('To') ?? '',
      status: 'queued',
      createdAt: now(),
      url: body.get('Url') ?? '',
      statusCallback: body.get('StatusCallback') ?? '',
    };
    calls.push(call);
    if (fault === 'reset after') return void request.socket.resetAndDestroy();
    if (fault === 'error after') return trouble(response, 500, 20500, 'Internal Server Error');
    reply(response, 201, callResource(call));
  }

  function listCalls(url: URL, response: ServerResponse): void {
    const to = url.searchParams.get('To');
    const found = calls.filter((call) => to === null || call.to === to).toReversed();
    const page = {
      page: 0,
      page_size: 50,
      start: 0,
      end: found.length,
      uri: url.pathname,
      first_page_uri: url.pathname,
    };
    reply(response, 200, { calls: found.map(callResource), ...page, next_page_uri: null, previous_page_uri: null });
  }

  const callResource = (call: FakeCall): Record<string, unknown> => ({
    account_sid: accountSid,
    sid: call.sid,
    from: call.from,
    to: call.to,
    status: call.status,
    direction: 'outbound-api',
    date_created: rfc2822(call.createdAt),
    date_updated: rfc2822(call.createdAt),
    start_time: null,
    end_time: null,
    duration: null,
    uri: `/2010-04-01/Accounts/${accountSid}/Calls/${call.sid}.json`,
    subresource_uris: {},
  });

  function answerRecording(sid: string, request: IncomingMessage, response: ServerResponse): void {
    const sound = recordings.get(sid);
    if (sound === undefined) return trouble(response, 404, 20404, 'The recording was not found');
    if (request.method === 'DELETE') {
      recordings.delete(sid);
      return void response.writeHead(204).end();
    }
    response.writeHead(200, { 'content-type': 'audio/mpeg' }).end(sound);
  }

  function update(message: FakeMessage, body: URLSearchParams): void {
    const values = checkUpdate(body);
    if (typeof values === 'string') throw new Error(values);
    if (typeof values['Body'] === 'string') message.body = values['Body'];
    if (typeof values['Status'] === 'string') message.status = values['Status'];
  }

  function list(url: URL, response: ServerResponse): void {
    const q = checkList(url.searchParams);
    if (typeof q === 'string') {
      wrong.push(q);
      return trouble(response, 400, 20001, q);
    }
    const visibleUntil = now().getTime() - hiddenForMs;
    const found = messages
      .filter((m) => q['To'] === undefined || m.to === q['To'])
      .filter((m) => q['From'] === undefined || m.from === q['From'])
      // Twilio's DateSent is empty while a message is queued.
      .filter(
        (m) =>
          q['DateSent>'] === undefined || (m.status !== 'queued' && m.createdAt >= new Date(String(q['DateSent>']))),
      )
      .filter((m) => m.createdAt.getTime() <= visibleUntil)
      .toReversed();
    const size = Number(q['PageSize'] ?? 50);
    const page = Number(q['Page'] ?? 0);
    const begin = page * size;
    const more = found.length > begin + size;
    url.searchParams.set('Page', String(page + 1));
    reply(response, 200, {
      messages: found.slice(begin, begin + size).map(resourceOf),
      page,
      page_size: size,
      start: begin,
      end: Math.min(found.length, begin + size),
      uri: `${url.pathname}${url.search}`,
      first_page_uri: url.pathname,
      next_page_uri: more ? `${url.pathname}${url.search}` : null,
      previous_page_uri: null,
    });
  }

  function resourceOf(m: FakeMessage): Record<string, unknown> {
    const uri = `/2010-04-01/Accounts/${accountSid}/Messages/${m.sid}`;
    const resource = {
      account_sid: accountSid,
      api_version: '2010-04-01',
      body: m.body,
      date_created: rfc2822(m.createdAt),
      date_sent: m.status === 'queued' ? null : rfc2822(m.createdAt),
      date_updated: rfc2822(m.createdAt),
      direction: m.direction,
      error_code: null,
      error_message: null,
      from: m.from,
      messaging_service_sid: m.messagingServiceSid,
      num_media: '0',
      num_segments: '1',
      price: null,
      price_unit: 'USD',
      sid: m.sid,
      status: m.status,
      subresource_uris: { media: `${uri}/Media.json` },
      to: m.to,
      uri: `${uri}.json`,
    };
    checkMessage(resource);
    return resource;
  }

  return {
    url: `http://127.0.0.1:${port}`,
    accountSid,
    authToken,
    /** All messages at Twilio, sent and received, in order of arrival. */
    messages,
    calls,
    /** Recorded messages, by sid. */
    recordings,
    /** Requests that the published description does not allow; a test that leaves any here has a fault. */
    wrong,
    creates: () => creates,
    sent: () => messages.filter((m) => m.direction === 'outbound-api').map((m) => m.body),
    /** Queues faults for the next creates. */
    fail: (...next: Fault[]) => void faults.push(...next),
    /** Makes every create fail from now on; null ends it. */
    failAlways(fault: Fault | null) {
      always = fault;
    },
    /** Decides the fault of each create; null for none. */
    failBy(next: (() => Fault | null) | null) {
      sometimes = next;
    },
    /** Hides a message from the list for this time after it was accepted. */
    hideFor(ms: number) {
      hiddenForMs = ms;
    },
    /**
     * A person texts the service.
     * @returns the fields of the webhook request
     */
    receive(m: { from: string; to: string; body: string; at?: Date }) {
      const sid = `SM${randomBytes(16).toString('hex')}`;
      messages.push({
        ...m,
        sid,
        direction: 'inbound',
        status: 'received',
        createdAt: m.at ?? now(),
        statusCallback: null,
        messagingServiceSid: null,
      });
      return { MessageSid: sid, AccountSid: accountSid, From: m.from, To: m.to, Body: m.body, NumMedia: '0' };
    },
    /** Posts a signed delivery report to the address in the message. */
    async report(sid: string, status: string, errorCode?: string): Promise<number> {
      const message = messages.find((m) => m.sid === sid);
      if (message === undefined || message.statusCallback === null)
        throw new Error(`No message ${sid} with a status address`);
      message.status = status;
      const params: Record<string, string> = {
        MessageSid: sid,
        MessageStatus: status,
        AccountSid: accountSid,
        From: message.from,
        To: message.to,
        ...(errorCode === undefined ? {} : { ErrorCode: errorCode }),
      };
      const signed = Object.keys(params)
        .toSorted()
        .reduce((text, key) => text + key + params[key], message.statusCallback);
      const signature = createHmac('sha1', authToken).update(signed).digest('base64');
      const answered = await fetch(message.statusCallback, {
        method: 'POST',
        headers: { 'x-twilio-signature': signature },
        body: new URLSearchParams(params),
      });
      return answered.status;
    },
    /** Refuses connections. */
    down: () => stop(),
    up: () => listen(port),
    close: () => stop(),
  };

  function stop(): Promise<void> {
    server.closeAllConnections();
    return new Promise((done) => server.close(() => done()));
  }
}

const LATE_MS = 2000;

/** The parameters of a new call, as Twilio's own package lists them. */
const CALL_PARAMETERS: ReadonlySet<string> = new Set(
  [
    ...(/export interface CallListInstanceCreateOptions \{([\s\S]*?)\n\}/
      .exec(
        readFileSync(
          createRequire(import.meta.url)
            .resolve('twilio/lib/rest/api/v2010/account/call')
            .replace(/\.js$/, '.d.ts'),
          'utf8',
        ),
      )?.[1]
      ?.matchAll(/\n {4}(\w+)\??:/g) ?? []),
  ].map(([, name = '']) => name.charAt(0).toUpperCase() + name.slice(1)),
);

const json = { 'content-type': 'application/json' };

function reply(response: ServerResponse, status: number, body: unknown, headers: Record<string, string> = {}): void {
  response.writeHead(status, { ...json, ...headers }).end(JSON.stringify(body));
}

function trouble(
  response: ServerResponse,
  status: number,
  code: number,
  message: string,
  headers: Record<string, string> = {},
): void {
  const more_info = `https://www.twilio.com/docs/errors/${code}`;
  reply(response, status, { code, message, more_info, status }, headers);
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString('utf8');
}

const rfc2822 = (at: Date): string => at.toUTCString().replace('GMT', '+0000');
