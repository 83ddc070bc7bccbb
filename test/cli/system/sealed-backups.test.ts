import { mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { backUpIfDue } from '../../../src/cli/system/lib/nightly.ts';
import { backupName, superfluous } from '../../../src/cli/system/lib/rotation.ts';
import { readConfig } from '../../../src/config.ts';
import { openStore } from '../../../src/db/open.ts';
import { createClock } from '../../../src/service/app/clock.ts';
import { addKnitting, openArendal, type Desk, type Ran } from '../../support/cli.ts';
import { ROOT } from '../../support/languages.ts';

interface Keyed extends Pick<Desk, 'folder' | 'file' | 'env'> {
  run: (...argv: string[]) => Promise<Ran>;
  key: string;
  backups: string;
}

/** A centre with a key for its backups and a folder. */
async function openWithKey(): Promise<Keyed> {
  const context = await openArendal();
  const [key, backups] = [join(context.folder, 'backup.key'), join(context.folder, 'backups')];
  mkdirSync(backups);
  await context.run('backup', '--new-key', key);
  Object.assign(context.env, { RINGERUNDE_BACKUP_KEY: key, RINGERUNDE_BACKUP_FOLDER: backups });
  return { ...context, run: (...argv) => context.run(...argv), key, backups };
}

test('a sealed backup shows nothing, is for its owner alone, and is restored with the key', async () => {
  const { run, folder, key, file: database } = await openWithKey();
  await addKnitting({ run } as Desk);
  expect(statSync(key).mode & 0o777).toBe(0o600);
  const file = join(folder, 'copy.db.age');
  const made = await run('backup', file, '--json');
  expect(made.json()).toMatchObject({ sealed: true });
  const bytes = readFileSync(file);
  expect(bytes.toString('latin1')).toMatch(/^age-encryption\.org\/v1/);
  for (const word of ['SQLite format', 'Strikkekaf', 'Arendal']) expect(bytes.includes(word)).toBe(false);
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);

  await run('activities', 'add', '--title', 'Etterpå', '--starts', '2026-12-01T18:00');
  expect(await run('restore', file, '--yes')).toMatchObject({ code: 0 });
  expect((await run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
  expect(statSync(database).mode & 0o777).toBe(0o600);
});

test('without the key, with another, or changed: refused in a sentence, and nothing left behind', async () => {
  const { run, folder, env } = await openWithKey();
  const file = join(folder, 'copy.db.age');
  await run('backup', file);
  const other = join(folder, 'other.key');
  await run('backup', '--new-key', other);
  expect((await run('restore', file, '--yes', '--key', other)).stderr).toMatch(/does not open/);
  const publicKey = join(folder, 'public.key');
  writeFileSync(publicKey, `${/age1\w+/.exec(readFileSync(join(folder, 'backup.key'), 'utf8'))?.[0]}\n`);
  expect((await run('restore', file, '--yes', '--key', publicKey)).stderr).toMatch(/seals and does not open/);
  const bytes = readFileSync(file);
  bytes[bytes.length - 5] = (bytes.at(-5) ?? 0) ^ 1;
  writeFileSync(file, bytes);
  expect((await run('restore', file, '--yes')).stderr).toMatch(/checksum differs/);
  expect((await run('restore', file, '--yes', '--unverified')).stderr).toMatch(/does not open/);
  delete env['RINGERUNDE_BACKUP_KEY'];
  expect((await run('restore', file, '--yes', '--unverified')).stderr).toMatch(/is sealed.*RINGERUNDE_BACKUP_KEY/);
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('a public key alone seals, and the secret one opens elsewhere', async () => {
  const { run, folder, env, key } = await openWithKey();
  const publicKey = join(folder, 'public.key');
  writeFileSync(publicKey, `${/age1\w+/.exec(readFileSync(key, 'utf8'))?.[0]}\n`, { mode: 0o600 });
  env['RINGERUNDE_BACKUP_KEY'] = publicKey;
  const file = join(folder, 'copy.db.age');
  expect(await run('backup', file)).toMatchObject({ code: 0 });
  expect(await run('restore', file, '--drill', '--key', key)).toMatchObject({ code: 0 });
});

test('a drill restores the newest backup and changes nothing', async () => {
  const { run, folder, file } = await openWithKey();
  await run('backup', '--folder', join(folder, 'backups'));
  const before = readFileSync(file);
  const drilled = await run('restore', '--drill', '--json');
  expect(drilled.json()).toMatchObject({ outcome: 'restored in a drill', auditLog: 'intact' });
  expect(drilled.json<{ rows: number }>().rows).toBeGreaterThan(100);
  expect(readFileSync(file).equals(before)).toBe(true);
  expect(readdirSync(folder).filter((name) => name.includes('restoring'))).toEqual([]);
});

test('the night’s backup is made once, tried, and older ones go', async () => {
  const context = await openWithKey();
  const config = readConfig({ ...context.env, RINGERUNDE_CLOCK: '2026-11-24T02:10:00+01:00' }, ROOT);
  const store = await openStore(config.databaseUrl);
  for (let day = 1; day <= 20; day++) {
    const name = backupName(new Date(Date.UTC(2026, 10, day, 2)), true);
    writeFileSync(join(context.backups, name), 'old');
    writeFileSync(join(context.backups, `${name}.sha256`), 'old');
  }
  const clock = createClock(config.clockStart);
  const parts = { store, config, clock } as unknown as Parameters<typeof backUpIfDue>[0];
  const made = await backUpIfDue(parts);
  expect(made).toMatchObject({ rows: expect.any(Number) as number });
  expect(await backUpIfDue(parts)).toBe('not due');
  clock.advance(9 * 3_600_000);
  expect(await backUpIfDue(parts)).toBe('not due');
  await store.close();
  const left = readdirSync(context.backups).filter((name) => name.endsWith('.age'));
  expect(left.length).toBeGreaterThanOrEqual(7);
  expect(left.length).toBeLessThanOrEqual(11);
});

test('doctor says whether backups are made and sealed', async () => {
  const { run, env, backups } = await openWithKey();
  const said = async (): Promise<unknown> =>
    (await run('doctor', '--json'))
      .json<{ checks: { name: string; ok: boolean; advice: string }[] }>()
      .checks.find(({ name }) => name === 'backups');
  expect(await said()).toMatchObject({ ok: false, advice: expect.stringMatching(/There is none/) as string });
  await run('backup', '--folder', backups);
  expect(await said()).toMatchObject({ ok: true, advice: expect.stringMatching(/sealed/) as string });
  delete env['RINGERUNDE_BACKUP_KEY'];
  expect(await said()).toMatchObject({ advice: expect.stringMatching(/not sealed.*RINGERUNDE_BACKUP_KEY/) as string });
});

test('of seven days and four weeks the newest stay, and always the newest of all', () => {
  const days = fc.uniqueArray(fc.integer({ min: 0, max: 400 }), { minLength: 1, maxLength: 80 });
  fc.assert(
    fc.property(days, fc.integer({ min: 1, max: 10 }), fc.integer({ min: 0, max: 6 }), (on, keepDays, weeks) => {
      const all = on
        .toSorted((a, b) => b - a)
        .map((day) => ({ name: String(day), at: new Date(Date.UTC(2026, 0, 1 + day, 2)).toISOString() }));
      const gone = superfluous(all, { days: keepDays, weeks });
      const left = all.filter((one) => !gone.includes(one));
      expect(left[0]).toBe(all[0]);
      expect(left.slice(0, keepDays)).toEqual(all.slice(0, Math.min(keepDays, all.length)));
      expect(left.length).toBeLessThanOrEqual(keepDays + weeks);
    }),
  );
});
