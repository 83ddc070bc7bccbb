import { chmodSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { openStore, migrate } from '../../src/db/open.ts';
import { addKnitting, openArendal } from '../support/cli.ts';

const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'ringerunde-modes-'));
  onTestFinished(() => rmSync(made, { recursive: true, force: true }));
  return made;
};
/** Files that others than the owner may read, or write. */
const open = (at: string): string[] => readdirSync(at).filter((name) => (statSync(join(at, name)).mode & 0o077) !== 0);

test('a new database, its WAL and its shared memory are for their owner alone, whatever the umask', async () => {
  const at = folder();
  const before = process.umask(0);
  try {
    const store = await openStore(`sqlite:${join(at, 'line.db')}`);
    await migrate(store);
    expect(readdirSync(at).toSorted()).toEqual(['line.db', 'line.db-shm', 'line.db-wal']);
    expect(open(at)).toEqual([]);
    await store.close();
  } finally {
    process.umask(before);
  }
});

test('one that others may read is shut when it is opened, what lies beside it too', async () => {
  const at = folder();
  const file = join(at, 'line.db');
  const first = await openStore(`sqlite:${file}`);
  await migrate(first);
  for (const name of readdirSync(at)) chmodSync(join(at, name), 0o644);
  const second = await openStore(`sqlite:${file}`);
  expect(open(at)).toEqual([]);
  await second.close();
  await first.close();
});

test('what commands write is for its owner alone, whatever the umask', async () => {
  const context = await openArendal();
  await addKnitting(context);
  const before = process.umask(0);
  try {
    await context.run('people', 'export', '+4790000001', '--out', join(context.folder, 'kari'));
    await context.run('report', '--month', '2026-11', '--html', join(context.folder, 'report.html'));
    await context.run('backup', join(context.folder, 'copy.db'));
    await context.run('restore', join(context.folder, 'copy.db'), '--yes');
  } finally {
    process.umask(before);
  }
  expect(readdirSync(context.folder)).toContain('report.html');
  expect(open(context.folder)).toEqual([]);
});

test('doctor names files beside the database that others may read', async () => {
  const context = await openArendal();
  writeFileSync(`${context.file}.before-restore-2026-01-01`, 'a copy');
  chmodSync(`${context.file}.before-restore-2026-01-01`, 0o644);
  const ran = await context.run('doctor', '--json');
  const { checks } = ran.json<{ checks: { name: string; ok: boolean; advice: string }[] }>();
  expect(checks.find(({ name }) => name === 'files')).toEqual({
    name: 'files',
    ok: false,
    advice: expect.stringContaining('before-restore-2026-01-01') as string,
  });
  chmodSync(`${context.file}.before-restore-2026-01-01`, 0o600);
  expect((await context.run('doctor')).code).toBe(0);
});
