import { copyFileSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { PEOPLE } from '../../support/app.ts';
import { figure } from '../../support/faults/figures.ts';
import { digest, Noting } from '../../support/faults/noting.ts';
import { createWorld, live, type World } from '../../support/faults/world.ts';
import { createRandom, type Random } from '../../world/base/random.ts';

const { Kari = '', Ola = '' } = PEOPLE;
const TEXTS: [string, string][] = [
  [Kari, 'strikk 4836'],
  [Kari, '1'],
  [Kari, 'vi er to'],
  [Ola, 'STOPP'],
];
const TRIED = process.env['FAULTS'] === 'all' ? 3000 : 60;
/** Of the log: its header, and then frames of a header and a page each. */
const [HEADER, FRAME] = [32, 24 + 4096];

/** Some texts are answered; then the power fails, before the log has gone into the file. */
async function powerLoss(world: World): Promise<{ states: ReadonlySet<string>; last: string; wal: Buffer }> {
  const eyes = new SQLite(world.file);
  const plan = new Noting(eyes);
  await live(world, plan);
  const last = digest(eyes);
  const wal = readFileSync(`${world.file}-wal`);
  copyFileSync(world.file, `${world.file}.before`);
  eyes.close();
  return { states: plan.states, last, wal };
}

/** The log as a disk may leave it: cut, cut and filled up with zeros or rubbish, or with two pages in the wrong order. */
function torn(wal: Buffer, random: Random): Buffer {
  const at = random.int(0, wal.length - 1);
  const way = random.int(0, 3);
  if (way === 0) return wal.subarray(0, at);
  const copy = Buffer.from(wal);
  if (way === 1) return copy.fill(0, at);
  if (way === 2) {
    for (let i = at; i < Math.min(copy.length, at + 512); i++) copy[i] = random.int(0, 255);
    return copy;
  }
  const frames = Math.floor((wal.length - HEADER) / FRAME);
  const [a, b] = [random.int(0, frames - 1), random.int(0, frames - 1)].map((n) => HEADER + n * FRAME) as [
    number,
    number,
  ];
  copy.set(wal.subarray(a, a + FRAME), b);
  copy.set(wal.subarray(b, b + FRAME), a);
  return copy;
}

test('F28: after a power loss the database holds what was committed up to some moment, and nothing else', async () => {
  const world = await createWorld(TEXTS);
  const seed = Date.now() % 100_000;
  const random = createRandom(seed);
  const { states, last, wal } = await powerLoss(world);
  expect(wal.length).toBeGreaterThan(20 * FRAME);
  const ends = new Set<string>();
  let survived = 0;
  for (let n = 0; n < TRIED; n++) {
    const file = `${world.file}.${n}`;
    copyFileSync(`${world.file}.before`, file);
    writeFileSync(`${file}-wal`, n === 0 ? wal : torn(wal, random));
    const store = await openStore(`sqlite:${file}`);
    await store.close();
    const db = new SQLite(file);
    const [state, whole] = [digest(db), db.pragma('integrity_check', { simple: true })];
    db.close();
    for (const end of ['', '-wal', '-shm']) rmSync(`${file}${end}`, { force: true });
    if (n === 0) expect(state).toBe(last);
    ends.add(state);
    if (whole === 'ok' && states.has(state)) survived++;
  }
  world.drop();
  figure(6, { tried: TRIED, survived });
  console.log(
    `${survived} of ${TRIED} torn logs opened as what was once committed, at ${ends.size} moments (seed ${seed})`,
  );
  expect(survived).toBe(TRIED);
  expect(ends.size).toBeGreaterThan(3);
}, 600_000);
