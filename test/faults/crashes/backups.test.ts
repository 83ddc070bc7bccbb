import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { checkSqliteFile, copySqlite } from '../../../src/db/backup-copy.ts';
import { openStore } from '../../../src/db/open.ts';
import { PEOPLE } from '../../support/app.ts';
import { digest, Noting } from '../../support/faults/noting.ts';
import { createWorld, live } from '../../support/faults/world.ts';

const { Kari = '', Ola = '' } = PEOPLE;

test('F43: each backup that is made during traffic is what was committed at one moment', async () => {
  const texts = Array.from({ length: 12 }, (_, n): [string, string] => [
    n % 2 === 0 ? Kari : Ola,
    `strikk ${4836 + n}`,
  ]);
  const world = await createWorld(texts);
  const eyes = new SQLite(world.file);
  const plan = new Noting(eyes);
  const beside = await openStore(`sqlite:${world.file}`);
  const files: string[] = [];
  let talking = true;
  const copying = (async () => {
    while (talking) {
      const file = `${world.file}.copy-${files.length}`;
      await copySqlite(beside, file);
      files.push(file);
      await new Promise((done) => setTimeout(done, 5));
    }
  })();
  await live(world, plan);
  talking = false;
  await copying;
  const moments = files.map((file) => {
    expect(checkSqliteFile(file, 'whole')).toBe('ok');
    const copy = new SQLite(file, { readonly: true });
    const state = digest(copy);
    copy.close();
    return state;
  });
  eyes.close();
  await beside.close();
  world.drop();
  console.log(`${files.length} backups during traffic, of ${new Set(moments).size} moments`);
  expect(moments.filter((state) => !plan.states.has(state))).toEqual([]);
  expect(new Set(moments).size).toBeGreaterThan(3);
}, 120_000);
