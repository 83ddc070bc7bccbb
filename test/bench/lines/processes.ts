import pg from 'pg';
import { closedLoop } from '../load.ts';
import { median, sleep } from '../measure.ts';
import { shown, type Result } from '../report.ts';
import { withSides, type Side } from '../side.ts';
import { createPlay } from '../texts.ts';

const WHAT = 'PostgreSQL: turns/s with 1, 2 and 4 processes';
const PROCESSES = [1, 2, 4] as const;
const CONNECTIONS = 48;
const ROUNDS = 3;
const ROUND_MS = 400;
const WARM_UP_MS = 800;
const BEHIND_MAX_MS = 60_000;

/** Line 12: the same texts to one, two and four processes on one PostgreSQL server, each time on a database of its own. */
export async function measureProcesses(): Promise<Result[]> {
  const server = process.env['TEST_DATABASE_URL'];
  if (server === undefined) {
    const note = 'needs a PostgreSQL server: set TEST_DATABASE_URL to one whose user may create databases';
    return [{ line: 12, what: WHAT, verdict: 'not measured yet', note }];
  }
  const perSecond: number[] = [];
  for (const processes of PROCESSES) perSecond.push(await turnsOf(server, processes));
  const [one = NaN, two = NaN, four = NaN] = perSecond;
  return [
    {
      line: 12,
      what: WHAT,
      unit: 'turns/s',
      ours: Math.max(two, four),
      against: one,
      other: 'one process',
      ratio: Math.max(two, four) / one,
      goal: 'grows until the server is full',
      verdict: 'no goal',
      note: `${PROCESSES.map((n, i) => `${n}: ${shown(perSecond[i] ?? NaN)}`).join(', ')} turns/s; each text had one reply`,
    },
  ];
}

async function turnsOf(server: string, processes: number): Promise<number> {
  const url = new URL(server);
  url.pathname = `ringerunde_bench_${process.pid}_${processes}`;
  const name = url.pathname.slice(1);
  await asking(server, (admin) => admin.query(`create database ${name}`));
  try {
    const sides = Array.from(
      { length: processes },
      () => ['service', { url: url.toString(), carries: false }] as const,
    );
    return await withSides(
      sides.map(([side, options]) => [side, options]),
      (...services) => asking(url.toString(), (db) => rounds(services, db)),
    );
  } finally {
    await asking(server, (admin) => admin.query(`drop database ${name} with (force)`));
  }
}

async function rounds(services: readonly Side[], db: pg.Client): Promise<number> {
  const ports = await Promise.all(services.map((service) => service.ask<number>('port')));
  const person = createPlay();
  const connections = CONNECTIONS / ports.length;
  const perSecond: number[] = [];
  for (let round = 0; round <= ROUNDS; round++) {
    const from = performance.now();
    const forMs = round === 0 ? WARM_UP_MS : ROUND_MS;
    const seen = await Promise.all(ports.map((port) => closedLoop({ port, connections, forMs, person })));
    await taken(db);
    const texts = seen.reduce((sum, { sids }) => sum + sids.length, 0);
    if (round > 0) perSecond.push((texts * 1000) / (performance.now() - from));
  }
  const { rows } = await db.query(`select count(*) as n from arrival a where kind = 'text' and
    (select count(*) from outbox o where o.dedupe = a.id || '/0') <> 1`);
  if (Number(rows[0].n) > 0) throw new Error(`${rows[0].n} texts had no reply, or more than one`);
  return median(perSecond);
}

async function taken(db: pg.Client): Promise<void> {
  const until = performance.now() + BEHIND_MAX_MS;
  for (;;) {
    const { rows } = await db.query(`select 1 from arrival where state = 'new' limit 1`);
    if (rows.length === 0) return;
    if (performance.now() > until) throw new Error('the turns fell behind and were not taken');
    await sleep(5);
  }
}

async function asking<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
