import { once } from 'node:events';
import { createServer } from 'node:net';
import { execFileSync, spawn, type ChildProcess } from 'node:child_process';
import { closeSync, constants, mkdtempSync, openSync, rmSync, writeSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../support/languages.ts';
import { TWILIO } from '../support/web.ts';

/** What a stopped service needs at most, by the contract. */
const STOP_MAX_MS = 10_000;
const STRANGERS = 300;

/** A pipe whose reader never reads, filled to the brim. */
function fullPipe(folder: string): number {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const fd = openSync(path, constants.O_RDWR | constants.O_NONBLOCK);
  try {
    for (;;) writeSync(fd, Buffer.alloc(1024, 0x78));
  } catch {
    // EAGAIN: nothing more goes in.
  }
  // A description of its own that blocks, as a supervisor hands it to its child.
  const blocking = openSync(path, constants.O_RDWR);
  onTestFinished(() => closeSync(fd));
  return blocking;
}

/** A pipe whose reader is gone. */
function brokenPipe(folder: string): number {
  const path = join(folder, 'pipe');
  execFileSync('mkfifo', [path]);
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK);
  const writer = openSync(path, constants.O_WRONLY);
  closeSync(reader);
  return writer;
}

const ERRORS_TO: readonly (readonly [string, 'dropped' | 'waits', (folder: string) => number])[] = [
  ['a full disk', 'dropped', () => openSync('/dev/full', constants.O_WRONLY)],
  ['a pipe that is not read', 'waits', fullPipe],
  ['a pipe whose reader is gone', 'dropped', brokenPipe],
];

async function listening(child: ChildProcess): Promise<string> {
  let said = '';
  child.stdout?.on('data', (chunk: Buffer) => (said += chunk.toString()));
  for (let waitedMs = 0; waitedMs < 40_000; waitedMs += 50) {
    const url = /listens on (\S+)/.exec(said)?.[1];
    if (url !== undefined) return url;
    await new Promise((wake) => setTimeout(wake, 50));
  }
  throw new Error(`The service did not start: ${said}`);
}

/** A port that was free a moment ago: a service whose output goes nowhere cannot say where it listens. */
async function freePort(): Promise<number> {
  const server = createServer();
  await once(server.listen(0, '127.0.0.1'), 'listening');
  const address = server.address();
  await new Promise((closed) => server.close(closed));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const soon = (): AbortSignal => AbortSignal.timeout(5000);

describe('a log that cannot be written', () => {
  test.each(ERRORS_TO)(
    'to %s: the service answers, says what was dropped, and stops in good order',
    async (_to, fate, open) => {
      const folder = mkdtempSync(join(tmpdir(), 'ringerunde-log-'));
      const fd = open(folder);
      const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'serve'], {
        cwd: ROOT,
        env: {
          ...TWILIO,
          PATH: process.env['PATH'],
          PORT: '0',
          LOG_LEVEL: 'info',
          DATABASE_URL: `sqlite:${join(folder, 'line.db')}`,
        },
        stdio: ['ignore', 'pipe', fd],
      });
      closeSync(fd);
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
      onTestFinished(() => {
        child.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
      });
      const url = await listening(child);
      const stranger = () =>
        fetch(`${url}/twilio/sms`, { method: 'POST', body: new URLSearchParams({ From: 'x' }), signal: soon() });
      for (let n = 0; n < STRANGERS; n += 20) {
        const answers = await Promise.all(Array.from({ length: 20 }, stranger));
        expect(answers.every(({ status }) => status === 403)).toBe(true);
      }
      expect((await fetch(`${url}/healthz`, { signal: soon() })).status).toBe(200);
      const ready = await fetch(`${url}/readyz`, { signal: soon() });
      const metrics = await (await fetch(`${url}/metrics`, { signal: soon() })).text();
      expect(ready.status).toBe(200);
      const { warnings } = (await ready.json()) as { warnings: string[] };
      if (fate === 'dropped') {
        expect(warnings.join()).toMatch(/log lines could not be written/);
        expect(metrics).toMatch(/^ringerunde_log_lines_dropped [1-9]/m);
      }

      const begun = performance.now();
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(performance.now() - begun).toBeLessThan(STOP_MAX_MS);
    },
    60_000,
  );
});

describe('an output that cannot be written', () => {
  test.each([
    ['a full disk', () => openSync('/dev/full', constants.O_WRONLY)],
    ['a pipe whose reader is gone', brokenPipe],
  ] as const)(
    'to %s: the service answers, and stops in good order',
    async (_to, open) => {
      const folder = mkdtempSync(join(tmpdir(), 'ringerunde-out-'));
      const port = await freePort();
      const fd = open(folder);
      const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'serve'], {
        cwd: ROOT,
        env: {
          ...TWILIO,
          PATH: process.env['PATH'],
          PORT: String(port),
          DATABASE_URL: `sqlite:${join(folder, 'line.db')}`,
        },
        stdio: ['ignore', fd, 'ignore'],
      });
      closeSync(fd);
      const ended = new Promise<number | null>((resolve) => child.on('exit', (code) => resolve(code)));
      onTestFinished(() => {
        child.kill('SIGKILL');
        rmSync(folder, { recursive: true, force: true });
      });
      const health = (): Promise<number> =>
        fetch(`http://127.0.0.1:${port}/healthz`, { signal: soon() }).then(
          ({ status }) => status,
          () => 0,
        );
      await expect.poll(health, { timeout: 40_000 }).toBe(200);
      expect(child.exitCode).toBeNull();
      expect(await health()).toBe(200);
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    },
    60_000,
  );
});
