import { spawn, type ChildProcess } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { get } from 'node:http';
import { createServer } from 'node:net';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { pairs, sleep } from '../measure.ts';
import { atMost, type Result } from '../report.ts';
import { makeFolder, ROOT } from '../workplace.ts';

const ROUNDS = 7;
const START_MAX_MS = 20_000;
const IDLE_MS = 4000;
const MEMORY_MAX_MB = 140;

/** Line 11: how soon after its start the service is ready, and how much memory it has when nothing happens. */
export async function measureStart(): Promise<Result[]> {
  const env = {
    PATH: process.env['PATH'],
    NODE_ENV: 'production',
    LOG_LEVEL: 'error',
    PORT: String(await freePort()),
    DATABASE_URL: `sqlite:${join(makeFolder(), 'start.db')}`,
  };
  // The first start fills the database, and tells which packages are loaded.
  const packages = await packagesLoaded(env);
  const [ours, imports]: [number[], number[]] = [[], []];
  for (let round = 0; round < ROUNDS; round++) {
    ours.push((await startOnce(env, [])).ms);
    imports.push(await importOnly(packages));
  }
  const { memoryMb } = await startOnce(env, [], IDLE_MS);
  const measured = pairs(ours, imports);
  return [
    {
      line: 11,
      what: 'start to /readyz 200',
      unit: 'ms',
      ...measured,
      other: `importing the same ${packages.length} packages`,
      goal: '<= 1.6',
      verdict: atMost(measured.ratio, 1.6),
    },
    {
      line: 11,
      what: 'resident memory, idle',
      unit: 'MB',
      ours: memoryMb,
      goal: '<= 140 MB',
      verdict: atMost(memoryMb, MEMORY_MAX_MB),
    },
  ];
}

/** Every package that the service loads until it is ready, in order. */
async function packagesLoaded(env: NodeJS.ProcessEnv): Promise<string[]> {
  const list = join(makeFolder(), 'packages');
  const hook = new URL('../note-packages.js', import.meta.url).href;
  await startOnce({ ...env, PACKAGES_LOADED: list }, ['--import', hook]);
  return [...new Set(readFileSync(list, 'utf8').trim().split('\n'))];
}

async function startOnce(env: NodeJS.ProcessEnv, nodeArgs: string[], idleMs = 0) {
  const from = performance.now();
  const main = join(ROOT, 'dist/src/cli/main.js');
  const child = spawn(process.execPath, [...nodeArgs, main, 'serve'], {
    cwd: ROOT,
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let said = '';
  child.stderr.on('data', (chunk: Buffer) => (said += chunk.toString()));
  try {
    while (!(await isReady(Number(env['PORT'])))) {
      if (child.exitCode !== null) throw new Error(`the service ended with ${child.exitCode}: ${said}`);
      if (performance.now() - from > START_MAX_MS) throw new Error('the service did not become ready');
      await sleep(2);
    }
    const ms = performance.now() - from;
    if (idleMs > 0) await sleep(idleMs);
    return { ms, memoryMb: residentMb(child) };
  } finally {
    await ended(child);
  }
}

function isReady(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path: '/readyz', agent: false }, (response) => {
      response.resume();
      response.once('end', () => resolve(response.statusCode === 200));
    });
    request.once('error', () => resolve(false));
  });
}

/** In megabytes; unknown on a system without `/proc`. */
function residentMb({ pid }: ChildProcess): number {
  const kb = /VmRSS:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
  return Number(kb) / 1024;
}

async function importOnly(packages: readonly string[]): Promise<number> {
  const from = performance.now();
  // As if from our own folder, so that the same packages are found.
  const code = packages.map((name) => `import ${JSON.stringify(name)};`).join('\n');
  const child = spawn(process.execPath, ['--input-type=module', '--eval', `${code}\nprocess.exit(0);`], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], NODE_ENV: 'production' },
    stdio: ['ignore', 'ignore', 'inherit'],
  });
  const exitCode = await new Promise((resolve) => void child.once('exit', resolve));
  if (exitCode !== 0) throw new Error('the packages could not be imported');
  return performance.now() - from;
}

async function ended(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null) return;
  const exit = new Promise((resolve) => void child.once('exit', resolve));
  child.kill('SIGTERM');
  const late = setTimeout(() => child.kill('SIGKILL'), 5000);
  await exit;
  clearTimeout(late);
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => void server.close(resolve));
  return port;
}
