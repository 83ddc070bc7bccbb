/**
 * The whole service over a database file, reached only from outside: signed webhooks, the network's REST API, the
 * command line. The only file below `test/support/line`, `test/db/kept` and `test/conversations` that imports from
 * `src`.
 */
import { createHmac } from 'node:crypto';
import { request } from 'node:http';
import { Readable } from 'node:stream';
import { createTwilioCarrier } from '../../../src/carriers/twilio/client.ts';
import { parseTwiml, type Element } from '../../../src/carriers/base/twiml.ts';
import { COMMANDS } from '../../../src/cli/commands.ts';
import { runCli } from '../../../src/cli/framework/program.ts';
import { readConfig } from '../../../src/config.ts';
import { migrate, openStore } from '../../../src/db/open.ts';
import { loadDemo } from '../../../src/feeds/demo.ts';
import type { Ids } from '../../../src/db/moment.ts';
import { createClock, randomIds } from '../../../src/service/app/clock.ts';
import { createService } from '../../../src/service/app/service.ts';
import { createServer } from '../../../src/web/server.ts';
import { startFakeTwilio, type FakeTwilio } from '../provider/fake-twilio.ts';

export type { Element };
export type { FakeCall, FakeMessage, Fault } from '../provider/fake-twilio.ts';
export const readTwiml: (document: string) => Element = parseTwiml;

const ROOT = new URL('../../..', import.meta.url).pathname;
const PUBLIC_URL = 'https://line.example.no';
const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

export interface Ran {
  code: number;
  json: unknown;
  said: string;
}

export interface Line {
  network: FakeTwilio;
  /** Wall time in Oslo, in winter: "2026-11-24T10:00". */
  now(): string;
  /** Moves the clock without running due work. */
  setClock(wall: string): void;
  /** Sends a signed form, as the network does. The path may be a complete address. */
  post(path: string, fields: Record<string, string>): Promise<{ status: number; body: string }>;
  /** Runs a command with --json. */
  cli(argv: readonly string[]): Promise<Ran>;
  /** Resolves when all due work is done and every sent message is reported as delivered. */
  settle(): Promise<void>;
  /** Runs the periodic work of the service without an arrival. */
  tidy(): Promise<void>;
  /** True while delivery reports are sent automatically. */
  reports: { come: boolean };
  close(): Promise<void>;
}

/** The instant of a wall time in Oslo, in winter. */
const instantOf = (wall: string): Date => new Date(`${wall.length === 16 ? `${wall}:00` : wall}+01:00`);
const HOUR_MS = 3_600_000;
const wallOf = (at: Date): string => new Date(at.getTime() + HOUR_MS).toISOString().slice(0, 16);

/**
 * Opens the service over a file and migrates it first.
 * @param at wall time of the fixed clock
 * @param demo wall time at which the demo is created in a file without a centre; without it, none is created
 */
export async function openLine({ file, at, demo }: { file: string; at: string; demo?: string }): Promise<Line> {
  let now = instantOf(at);
  const clock = { now: () => new Date(now) };
  const network = await startFakeTwilio({ clock });
  const env = {
    DATABASE_URL: `sqlite:${file}`,
    PORT: '0',
    PUBLIC_URL,
    TWILIO_ACCOUNT_SID: network.accountSid,
    TWILIO_AUTH_TOKEN: network.authToken,
    TWILIO_API_URL: network.url,
    LOG_LEVEL: 'silent',
  };
  const { store, service, server, port } = await start(env, clock, demo);
  const reports = { come: true };

  const post: Line['post'] = (address, fields) => {
    const path = address.replace(PUBLIC_URL, '').replace(/#.*$/, '');
    const signed = { AccountSid: network.accountSid, ...fields };
    return send(port, path, signed, signature(network.authToken, `${PUBLIC_URL}${path}`, signed));
  };

  async function report(): Promise<number> {
    const left = network.messages.filter((m) => m.direction === 'outbound-api' && m.status === 'queued');
    for (const message of left) {
      message.status = 'delivered';
      const { sid, from, to } = message;
      const told = { MessageSid: sid, MessageStatus: 'delivered', From: from, To: to };
      if (message.statusCallback !== null) await post(message.statusCallback, told);
    }
    return left.length;
  }

  return {
    network,
    reports,
    post,
    now: () => wallOf(now),
    setClock: (wall) => {
      now = instantOf(wall);
    },
    cli: (argv) => runJson([...argv, '--json'], { ...env, RINGERUNDE_CLOCK: now.toISOString() }),
    tidy: () => service.tidy(),
    async settle() {
      await service.settle();
      while (reports.come && (await report()) > 0) await service.settle();
    },
    async close() {
      await server.close();
      await service.stop();
      await store.close();
      await network.close();
    },
  };
}

/** Does the work of the command `serve`, with a fixed clock. */
async function start(env: Readonly<Record<string, string>>, clock: { now(): Date }, demo: string | undefined) {
  const config = readConfig(env, ROOT);
  const store = await openStore(config.databaseUrl);
  await migrate(store);
  if (demo !== undefined) await loadDemo(store, { clock: { now: () => instantOf(demo) }, ids: randomIds });
  const { TWILIO_ACCOUNT_SID: accountSid = '', TWILIO_AUTH_TOKEN: authToken = '', TWILIO_API_URL: apiUrl = '' } = env;
  const carrier = createTwilioCarrier({ accountSid, authToken, apiUrl, publicUrl: PUBLIC_URL });
  const service = createService({
    store,
    clock,
    ids: countedCodes(),
    log: SILENT,
    root: ROOT,
    node: 'test',
    publicUrl: PUBLIC_URL,
    // The clock does not move, so a rate of one a second would hold back all messages but the first.
    limits: { perSecond: 1000 },
    carrier: () => carrier,
  });
  const server = createServer({ service, config, log: SILENT, root: ROOT, clock: createClock(null) });
  const { port } = await server.listen();
  return { store, service, server, port };
}

async function runJson(argv: readonly string[], env: Record<string, string>): Promise<Ran> {
  let [out, err] = ['', ''];
  const code = await runCli(
    argv,
    {
      out: (text) => {
        out += text;
      },
      err: (text) => {
        err += text;
      },
      input: Readable.from(['']),
      env: { ...env, RINGERUNDE_LANGUAGE: 'en' },
      interactive: false,
      login: 'Anne',
      root: ROOT,
      stopAsked: () => Promise.resolve('SIGTERM'),
    },
    COMMANDS,
  );
  return { code, json: out.trim() === '' ? null : JSON.parse(out), said: err };
}

/** Signs as Twilio does: the address, then every field in order. */
function signature(token: string, url: string, fields: Record<string, string>): string {
  const whole = Object.keys(fields)
    .toSorted()
    .reduce((text, name) => `${text}${name}${fields[name]}`, url);
  return createHmac('sha1', token).update(Buffer.from(whole, 'utf8')).digest('base64');
}

function send(
  port: number,
  path: string,
  fields: Record<string, string>,
  signed: string,
): Promise<{ status: number; body: string }> {
  return new Promise((resolve, reject) => {
    const headers = {
      'content-type': 'application/x-www-form-urlencoded; charset=UTF-8',
      'x-twilio-signature': signed,
    };
    const asked = request({ host: '127.0.0.1', port, path, method: 'POST', headers, agent: false }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({ status: response.statusCode ?? 0, body: Buffer.concat(chunks).toString('utf8') }),
      );
    });
    asked.on('error', reject);
    asked.end(new URLSearchParams(fields).toString());
  });
}

/** Random ids, as in a service, but codes that a script can quote. */
function countedCodes(): Ids {
  let codes = 0;
  return { next: (kind) => (kind === 'code' ? `code-${++codes}` : randomIds.next(kind)) };
}
