import { spawn, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { ROOT } from '../../support/languages.ts';
import { CENTRE, openContext, type Desk } from '../../support/cli.ts';

const MAIN = ['--import', 'tsx', join(ROOT, 'src/cli/main.ts')];
/** A limit for what never comes: on a busy machine a process may take long to start. */
const LIMIT_MS = 300_000;

interface Ended {
  code: number | null;
  stdout: string;
  stderr: string;
}

function start(
  context: Desk,
  argv: string[],
  input = '',
): { child: ChildProcess; ended: Promise<Ended>; said: (what: RegExp) => Promise<string> } {
  const child = spawn(process.execPath, [...MAIN, ...argv], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], PORT: '0', ...context.env },
  });
  onTestFinished(() => void child.kill('SIGKILL'));
  let [stdout, stderr] = ['', ''];
  child.stdout.on('data', (chunk: Buffer) => (stdout += chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => (stderr += chunk.toString()));
  child.stdin.end(input);
  const ended = new Promise<Ended>((resolve) => child.on('close', (code) => resolve({ code, stdout, stderr })));
  const said = async (what: RegExp): Promise<string> => {
    for (;;) {
      const found = what.exec(stdout);
      if (found) return found[1] ?? found[0];
      if (child.exitCode !== null) throw new Error(`It did not say ${what}: ${stdout}${stderr}`);
      await new Promise((wake) => setTimeout(wake, 50));
    }
  };
  return { child, ended, said };
}

test(
  'the service answers what the command line sends, stands its changes, and ends in good order',
  async () => {
    const context = openContext();
    const begun = performance.now();
    const service = start(context, ['serve']);
    const url = await service.said(/listens on (\S+)/);
    const startedMs = performance.now() - begun;
    await service.said(/telephone to try it with: \S+\/phone/);
    expect((await fetch(`${url}/healthz`)).status).toBe(200);
    expect((await fetch(`${url}/readyz`)).status).toBe(200);

    const talk = await context.feed('Hisøy\n', 'phone', '+4790000001', '--json');
    expect(talk.code).toBe(0);
    expect(talk.json<{ direction: string; body: string }[]>().map((b) => b.direction)).toContain('out');
    const added = start(context, ['centre', 'add', '--name', 'Nytt', '--number', '+4759440077', '--json']);
    expect(await added.ended).toMatchObject({ code: 0 });
    const restore = await context.run('restore', context.file, '--yes', '--unverified');
    expect(restore).toMatchObject({ code: 1 });
    expect(restore.stderr).toMatch(/in use/);

    const asked = performance.now();
    service.child.kill('SIGTERM');
    expect((await service.ended).code).toBe(0);
    // Ten seconds; on a machine so busy that a start takes two and more, five times as long as that.
    expect(performance.now() - asked).toBeLessThan(Math.max(10_000, 5 * startedMs));
    expect((await context.run('messages', 'list', '--json')).json<unknown[]>().length).toBeGreaterThan(1);
  },
  LIMIT_MS,
);

test(
  'two commands that meet an empty database both succeed',
  async () => {
    const context = openContext();
    const both = [
      start(context, [...CENTRE, '--json']),
      start(context, ['centre', 'add', '--name', 'To', '--number', '+4759440001', '--json']),
    ];
    for (const { ended } of both) expect(await ended).toMatchObject({ code: 0 });
    expect((await context.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(2);
  },
  LIMIT_MS,
);

test(
  'a port that is taken is told in a sentence',
  async () => {
    const context = openContext();
    const first = start(context, ['serve']);
    const url = await first.said(/listens on (\S+)/);
    const other = openContext({ PORT: new URL(url).port });
    const second = await start(other, ['serve', '--json']).ended;
    expect(second.code).toBe(1);
    expect(JSON.parse(second.stdout)).toEqual({
      error: expect.stringMatching(/Port \d+ is in use.*set PORT/) as string,
    });
  },
  LIMIT_MS,
);
