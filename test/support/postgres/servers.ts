import { execFile } from 'node:child_process';
import {
  chmodSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import pg from 'pg';
import { onTestFinished } from 'vitest';
import { freePort } from '../faults/served.ts';
import { until } from '../until.ts';

const run = promisify(execFile);
const VERSIONS = '/usr/lib/postgresql';
const POOLER = '/usr/sbin/pgbouncer';

/** The programs of the newest PostgreSQL from Debian; null where it is not installed. */
const programs = ((): string | null => {
  const newest = existsSync(VERSIONS) ? readdirSync(VERSIONS).toSorted((a, b) => Number(b) - Number(a))[0] : undefined;
  const folder = join(VERSIONS, newest ?? '', 'bin');
  return existsSync(join(folder, 'initdb')) ? folder : null;
})();

/** Why no server can be started here; null where one can. */
export const NO_SERVER = programs === null ? 'postgresql is not installed' : null;
export const NO_POOLER = NO_SERVER ?? (existsSync(POOLER) ? null : 'pgbouncer is not installed');

/** PostgreSQL refuses to run as root. */
const asServer = (command: string[]): [string, string[]] => {
  const [program = '', ...args] = process.getuid?.() === 0 ? ['runuser', '-u', 'postgres', '--', ...command] : command;
  return [program, args];
};

async function server(folder: string, program: string, ...args: string[]): Promise<void> {
  const [command, all] = asServer([join(programs ?? '', program), ...args]);
  await run(command, all, { cwd: folder });
}

export interface Server {
  port: number;
  url: string;
  query<R extends object>(sql: string): Promise<R[]>;
  /** Ends it at once, as a crash does. */
  kill(): Promise<void>;
  start(): Promise<void>;
  /** @param port where the standby finds this server: its own, or a relay's */
  standby(port?: number): Promise<Server>;
  promote(): Promise<void>;
}

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ringerunde-postgres-'));
  chmodSync(folder, 0o777);
  return folder;
}

/** An empty PostgreSQL on 127.0.0.1 that ends with the test. */
export async function startPostgres(): Promise<Server> {
  const folder = newFolder();
  const create = ['-U', 'postgres', '--auth=trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  await server(folder, 'initdb', '-D', join(folder, 'db'), ...create);
  return started(folder);
}

async function started(folder: string): Promise<Server> {
  const port = await freePort();
  const db = join(folder, 'db');
  const url = `postgres://postgres@127.0.0.1:${port}/postgres`;
  // No machine fails here, so what a process wrote is kept without fsync.
  const options = `-p ${port} -k ${folder} -c listen_addresses=127.0.0.1 -c fsync=off -c wal_sender_timeout=5s`;
  const start = () => server(folder, 'pg_ctl', '-D', db, '-w', '-l', join(folder, 'log'), '-o', options, 'start');
  const kill = () => server(folder, 'pg_ctl', '-D', db, '-m', 'immediate', 'stop');
  onTestFinished(async () => {
    await kill().catch(() => {});
    rmSync(folder, { recursive: true, force: true });
  });
  await start();
  return {
    port,
    url,
    start,
    kill,
    async query<R extends object>(sql: string) {
      const client = new pg.Client({ connectionString: url });
      await client.connect();
      try {
        return (await client.query<R>(sql)).rows;
      } finally {
        await client.end();
      }
    },
    async standby(through = port) {
      const copy = newFolder();
      const from = `host=127.0.0.1 port=${through} user=postgres application_name=standby`;
      await server(copy, 'pg_basebackup', '-D', join(copy, 'db'), '-d', from, '-R', '-X', 'stream', '-c', 'fast', '-N');
      return started(copy);
    },
    promote: () => server(folder, 'pg_ctl', '-D', db, '-w', 'promote'),
  };
}

const listens = (port: number): Promise<boolean> =>
  new Promise((answer) => {
    const socket = connect(port, '127.0.0.1');
    socket.on('connect', () => answer(true)).on('error', () => answer(false));
    socket.on('connect', () => socket.destroy());
  });

/** PgBouncer in transaction mode in front of a server; clients share four connections to it. */
export async function startPooler(
  first: Server,
  setting = '',
): Promise<{ url: string; leadTo: (next: Server) => Promise<void> }> {
  const folder = newFolder();
  const port = await freePort();
  const settings = (to: Server): string[] => [
    '[databases]',
    `* = host=127.0.0.1 port=${to.port} user=postgres`,
    '[pgbouncer]',
    'listen_addr = 127.0.0.1',
    `listen_port = ${port}`,
    'unix_socket_dir =',
    'auth_type = any',
    ...(setting.startsWith('pool_mode') ? [] : ['pool_mode = transaction']),
    'default_pool_size = 4',
    `logfile = ${join(folder, 'log')}`,
    `pidfile = ${join(folder, 'pid')}`,
    'server_login_retry = 1',
    setting,
  ];
  mkdirSync(join(folder, 'etc'));
  const write = (to: Server): void =>
    writeFileSync(join(folder, 'etc', 'pgbouncer.ini'), `${settings(to).join('\n')}\n`);
  write(first);
  const [command, args] = asServer([POOLER, '-d', join(folder, 'etc', 'pgbouncer.ini')]);
  await run(command, args, { cwd: folder });
  const pid = join(folder, 'pid');
  onTestFinished(() => {
    if (existsSync(pid)) process.kill(Number(readFileSync(pid, 'utf8')), 'SIGKILL');
    rmSync(folder, { recursive: true, force: true });
  });
  // It goes into the background before it listens.
  await until(() => listens(port));
  return {
    url: `postgres://postgres@127.0.0.1:${port}/postgres`,
    async leadTo(next) {
      write(next);
      process.kill(Number(readFileSync(pid, 'utf8')), 'SIGHUP');
      // It takes a second server connection only where the first is broken.
      await new Promise((wake) => setTimeout(wake, 1000));
    },
  };
}
