import { spawn, type ChildProcess } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import twilio from 'twilio/lib/webhooks/webhooks.js';
import { describe, expect, test } from 'vitest';
import { migrate, openStore } from '../../src/db/open.ts';
import { randomIds } from '../../src/service/app/clock.ts';
import { startFakeTwilio, type FakeTwilio } from '../support/provider/fake-twilio.ts';
import { CENTRE, seed } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';

/** Takes minutes, because a message of unknown fate is left alone for one: `npm run faults`. */
const wanted = process.env['FAULTS'] === 'all' && existsSync(join(ROOT, 'dist/src/cli/main.js'));
const KILLS = 20;
const PEOPLE_MAX = 120;
const PUBLIC_URL = 'https://line.example.no';
const ACCOUNT = `AC${'a'.repeat(32)}`;
const TOKEN = 'the-token-of-the-test';

interface World {
  twilio: FakeTwilio;
  port: number;
  env: Record<string, string>;
  process: ChildProcess | null;
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  const address = server.address();
  await new Promise((done) => server.close(done));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

function start(world: World): void {
  world.process = spawn(process.execPath, [join(ROOT, 'dist/src/cli/main.js'), 'serve'], {
    env: { ...process.env, ...world.env },
    stdio: 'ignore',
  });
}

const sleep = (ms: number): Promise<void> => new Promise((wake) => setTimeout(wake, ms));

/** As Twilio with `#rc=3&rp=all`, only more patient: again and again until it is answered. */
async function deliver(world: World, sid: string, from: string, body: string): Promise<void> {
  const fields = { MessageSid: sid, AccountSid: ACCOUNT, From: from, To: CENTRE, Body: body, NumMedia: '0' };
  for (;;) {
    try {
      const answer = await fetch(`http://127.0.0.1:${world.port}/twilio/sms`, {
        method: 'POST',
        headers: {
          'content-type': 'application/x-www-form-urlencoded',
          'x-twilio-signature': twilio.getExpectedTwilioSignature(TOKEN, `${PUBLIC_URL}/twilio/sms`, fields),
        },
        body: new URLSearchParams(fields),
        signal: AbortSignal.timeout(5000),
      });
      if (answer.status === 200) return;
    } catch {
      // No process is there just now.
    }
    await sleep(100);
  }
}

describe.skipIf(!wanted)('kill -9, again and again', () => {
  test(`${KILLS} times in the middle of ${PEOPLE_MAX} conversations: nothing lost, nothing doubled`, async () => {
    const folder = mkdtempSync(join(tmpdir(), 'ringerunde-kill-'));
    const file = join(folder, 'r.db');
    const store = await openStore(`sqlite:${file}`);
    await migrate(store);
    await seed(store, { now: new Date().toISOString(), ids: randomIds });
    await store.write((tx) => tx.updateTable('activity').set({ capacity: null }).execute());
    await store.close();
    const network = await startFakeTwilio({ accountSid: ACCOUNT, authToken: TOKEN });
    const port = await freePort();
    const world: World = {
      twilio: network,
      port,
      process: null,
      env: {
        PORT: String(port),
        PUBLIC_URL,
        DATABASE_URL: `sqlite:${file}`,
        TWILIO_ACCOUNT_SID: ACCOUNT,
        TWILIO_AUTH_TOKEN: TOKEN,
        TWILIO_API_URL: network.url,
        LOG_LEVEL: 'silent',
        TZ: 'America/New_York',
      },
    };
    start(world);

    let talking = true;
    const killer = (async () => {
      for (let kills = 0; kills < KILLS; kills++) {
        await sleep(700 + Math.random() * 1500);
        world.process?.kill('SIGKILL');
        start(world);
      }
      talking = false;
    })();
    let people = 0;
    const talk = async (): Promise<void> => {
      while (talking && people < PEOPLE_MAX) {
        const n = people++;
        const from = `+47900${String(10_000 + n)}`;
        await deliver(world, `SM${n}a`, from, 'strikk 4836');
        await deliver(world, `SM${n}b`, from, '1');
        await deliver(world, `SM${n}c`, from, 'vi er to');
      }
    };
    await Promise.all([killer, talk(), talk(), talk(), talk()]);

    const expected = people * 3;
    const deadline = Date.now() + 240_000;
    while (Date.now() < deadline && network.sent().length < expected) await sleep(2000);
    await sleep(5000);
    world.process?.kill('SIGKILL');
    const counts = new Map<string, number>();
    const sent = network.messages.filter((m) => m.direction === 'outbound-api');
    for (const { to, body } of sent) counts.set(`${to} ${body}`, (counts.get(`${to} ${body}`) ?? 0) + 1);
    const doubled = [...counts].filter(([, n]) => n > 1);
    const after = await openStore(`sqlite:${file}`);
    const signUps = await after.db.selectFrom('sign_up').select('persons').where('status', '=', 'signed_up').execute();
    await after.close();
    await network.close();
    rmSync(folder, { recursive: true });
    console.log(`${KILLS} kills, ${people} people: ${sent.length} of ${expected} answers, ${doubled.length} doubled`);
    expect(doubled).toEqual([]);
    expect(counts.size).toBe(expected);
    expect(signUps.length).toBe(people);
  }, 600_000);
});
