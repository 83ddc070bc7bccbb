import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { onTestFinished } from 'vitest';
import { ROOT } from '../languages.ts';
import { startFakeTwilio, type FakeTwilio } from '../provider/fake-twilio.ts';

const PUBLIC_URL = 'https://line.example.no';
const ACCOUNT = `AC${'a'.repeat(32)}`;
const TOKEN = 'the-token-of-the-test';

/** The built program, which `npm run faults` makes. */
const BUILT = join(ROOT, 'dist/src/cli/main.js');
/** Why a test that kills, cuts or measures does not run here; null where it does. */
export const NOT_WANTED =
  process.env['FAULTS'] !== 'all'
    ? 'it takes minutes: npm run faults'
    : existsSync(BUILT)
      ? null
      : 'the program is not built: npm run build';

/** A port that was free a moment ago. */
export async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

export const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** The service in a process of its own, on the network of a test. */
export interface Served {
  network: FakeTwilio;
  start(): void;
  /** As `kill -9` does; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Whether the process that was started last still lives. */
  lives(): boolean;
  /** What `/readyz` answers; 0 where nothing answers. */
  readiness(): Promise<number>;
  /** Posts a text once, as Twilio does. Returns the status, 0 where nothing answers in 15 seconds. */
  post(fields: Record<string, string>): Promise<number>;
  /** Posts a text until it is acknowledged. */
  deliver(fields: Record<string, string>): Promise<void>;
}

export async function openServed(databaseUrl: string): Promise<Served> {
  const network = await startFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
  const port = await freePort();
  let child: ChildProcess | null = null;
  const env = {
    PORT: String(port),
    PUBLIC_URL,
    DATABASE_URL: databaseUrl,
    TWILIO_ACCOUNT_SID: ACCOUNT,
    TWILIO_AUTH_TOKEN: TOKEN,
    TWILIO_API_URL: network.url,
    LOG_LEVEL: 'silent',
    TZ: 'America/New_York',
  };
  const lives = (): boolean => child !== null && child.exitCode === null && child.signalCode === null;
  const kill = async (): Promise<void> => {
    if (child === null || !lives()) return;
    const gone = new Promise((done) => child?.once('exit', done));
    child.kill('SIGKILL');
    await gone;
  };
  onTestFinished(async () => {
    await kill();
    await network.close();
  });
  const statusOf = async (path: string, init: RequestInit): Promise<number> => {
    try {
      const answer = await fetch(`http://127.0.0.1:${port}${path}`, { ...init, signal: AbortSignal.timeout(15_000) });
      await answer.arrayBuffer();
      return answer.status;
    } catch {
      return 0;
    }
  };
  const post: Served['post'] = (fields) =>
    statusOf('/twilio/sms', {
      method: 'POST',
      headers: {
        'content-type': 'application/x-www-form-urlencoded',
        'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}/twilio/sms`, fields),
      },
      body: new URLSearchParams(fields),
    });
  return {
    network,
    lives,
    kill,
    post,
    start() {
      child = spawn(process.execPath, [BUILT, 'serve'], { env: { ...process.env, ...env }, stdio: 'ignore' });
    },
    readiness: () => statusOf('/readyz', {}),
    async deliver(fields) {
      while ((await post(fields)) !== 200) await sleep(100);
    },
  };
}
