import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import pg from 'pg';
import { afterEach, describe, expect, test } from 'vitest';
import { migrate, openStore, type Store } from '../../src/db/open.ts';
import { boardOf } from '../../src/domain/assignments/offers.ts';
import { addDays, later, toInstant, toWall } from '../../src/domain/base/time.ts';
import { makeShortlist, recordAsked } from '../../src/domain/assignments/waves.ts';
import { randomIds } from '../../src/service/app/clock.ts';
import { addToDoAt, addVolunteerTo } from '../support/people/assignments.ts';
import { seed } from '../support/app.ts';
import { figure } from '../support/faults/figures.ts';

const VOLUNTEERS = 50;
const PLACES = 3;
/** An ordinary run shows that it works; `npm run faults` that it always does. */
const ROUNDS = process.env['FAULTS'] === 'all' ? 200 : 5;
const SERVER = process.env['TEST_DATABASE_URL'];

const closing: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closing.splice(0).toReversed()) await close();
});

async function postgres(): Promise<string> {
  const name = `ringerunde_places_${process.pid}`;
  const admin = new pg.Client(SERVER);
  await admin.connect();
  await admin.query(`drop database if exists ${name}`);
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(SERVER ?? '');
  url.pathname = name;
  return url.toString();
}

function sqlite(): string {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ringerunde-places-'));
  closing.push(() => rmSync(folder, { recursive: true }));
  return `sqlite:${join(folder, 'places.db')}`;
}

interface Answering {
  round: (at: string, texts: [string, string, string][]) => Promise<{ to: string; body: string }[]>;
}

/** A service in a process of its own. */
async function answering(url: string, node: string): Promise<Answering> {
  const script = new URL('../support/faults/answer-all.ts', import.meta.url).pathname;
  const child = spawn(process.execPath, ['--import', 'tsx', script, url, node], { stdio: ['pipe', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  closing.push(async () => {
    child.stdin.end();
    await ended;
  });
  const lines = createInterface(child.stdout)[Symbol.asyncIterator]();
  await lines.next();
  return {
    round: async (at, texts) => {
      child.stdin.write(`${JSON.stringify({ at, texts })}\n`);
      return JSON.parse((await lines.next()).value as string) as { to: string; body: string }[];
    },
  };
}

const number = (n: number): string => `+479000${String(1000 + n)}`;

/** One assignment a round, of which everybody has been asked. Its title tells the rounds apart, so that no reply looks like a loop. */
async function askAll(store: Store, round: number, now: string): Promise<string> {
  const moment = { now, ids: randomIds };
  return store.write(async (tx) => {
    // Each on its own day: who has said yes is asked about another at the same time.
    const startsAt = `${addDays('2026-12-01', round)}T11:00`;
    const assignment = await addToDoAt(tx, moment, { title: `Følge til lege nr. ${round}`, needs: PLACES, startsAt });
    const rows = await tx.selectFrom('volunteer').select(['id', 'person_id']).execute();
    const volunteers = rows.map((r) => ({ id: r.id, personId: r.person_id }));
    const offers = await makeShortlist(tx, moment, { assignment, volunteers, waveSize: VOLUNTEERS });
    for (const offer of offers) await recordAsked(tx, moment, offer, assignment);
    return assignment.id;
  });
}

const ENGINES = [
  { engine: 'SQLite', open: () => Promise.resolve(sqlite()), skip: false },
  { engine: 'PostgreSQL', open: postgres, skip: SERVER === undefined },
];

describe.each(ENGINES)('the last places on $engine', ({ engine, open, skip }) => {
  test.skipIf(skip)(
    `${VOLUNTEERS} volunteers say yes at the same moment for ${PLACES} places, in two processes`,
    async () => {
      const url = await open();
      const store = await openStore(url);
      closing.push(() => store.close());
      await migrate(store);
      const start = toInstant('2026-11-23T09:00');
      await seed(store, { now: start, ids: randomIds });
      await store.write(async (tx) => {
        for (let n = 0; n < VOLUNTEERS; n++)
          await addVolunteerTo(tx, { now: start, ids: randomIds }, `Frivillig ${n}`, { number: number(n) });
      });
      const services = [await answering(url, 'one'), await answering(url, 'two')];
      const given: number[] = [];
      for (let round = 1; round <= ROUNDS; round++) {
        const now = later(start, round * 120_000);
        const id = await askAll(store, round, now);
        const texts = Array.from({ length: VOLUNTEERS }, (_, n): [string, string, string] => [
          `SM${round}-${n}`,
          number(n),
          'JA',
        ]);
        const halves = services.map((service, half) =>
          service.round(
            toWall(now),
            texts.filter((_, n) => n % 2 === half),
          ),
        );
        await Promise.all(halves);
        // What met in the middle is taken again by either.
        const replies = (await Promise.all(services.map((s) => s.round(toWall(now), [])))).flat();
        const board = await boardOf(store.db, id);
        const count = (status: string): number => board.filter((o) => o.status === status).length;
        given.push(count('accepted'));
        expect(count('filled'), `round ${round}, ${replies.length} replies late`).toBe(VOLUNTEERS - PLACES);
        expect(board.every((o) => o.said === 'yes')).toBe(true);
      }
      const told = await store.db
        .selectFrom('outbox')
        .select((e) => e.fn.countAll<number>().as('n'))
        .where('kind', '=', 'reply')
        .where('body', 'like', '%lege nr.%')
        .executeTakeFirstOrThrow();
      figure(13, { tried: ROUNDS, survived: given.filter((n) => n === PLACES).length });
      console.log(
        `${engine}, two processes: ${given.filter((n) => n === PLACES).length} of ${ROUNDS} rounds gave exactly ${PLACES} places, ${told.n} people told`,
      );
      expect(given).toEqual(Array.from({ length: ROUNDS }, () => PLACES));
      expect(told.n).toBe(ROUNDS * VOLUNTEERS);
    },
    1_800_000,
  );
});
