import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { openArendal, type Desk } from '../../support/cli.ts';
import { ROOT } from '../../support/languages.ts';

/** A backup with a foreign object in it, and a checksum that fits. */
async function backupWith(context: Desk, statement: string): Promise<string> {
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  const raw = new SQLite(file);
  raw.exec(statement);
  raw.close();
  const sha256 = createHash('sha256').update(readFileSync(file)).digest('hex');
  writeFileSync(`${file}.sha256`, `${sha256}  copy.db\n`);
  return file;
}

test.each([
  [
    'a trigger that copies what is written',
    `create trigger listen after insert on arrival begin insert into lease values (new.id, new.payload, 1, ''); end`,
    /trigger listen/,
  ],
  ['a table', 'create table stolen (a text)', /table stolen/],
  ['a view', 'create view person_view as select * from person', /view person_view/],
  ['an index', 'create index odd on person (name)', /index odd/],
  ['a column', 'alter table person add column odd text', /table person/],
  ['no trigger that keeps the audit log', 'drop trigger audit_no_delete', /trigger audit_no_delete/],
  [
    'a trigger of ours with other words',
    `drop trigger audit_no_delete; create trigger audit_no_delete before delete on audit begin select 1; end`,
    /trigger audit_no_delete/,
  ],
  ['no index of ours', 'drop index arrival_peer', /index arrival_peer/],
])('a backup with %s is refused', async (_what, statement, names) => {
  const context = await openArendal();
  const file = await backupWith(context, statement);
  for (const argv of [
    [file, '--yes'],
    [file, '--dry-run'],
    [file, '--yes', '--unverified'],
  ]) {
    const ran = await context.run('restore', ...argv);
    expect(ran).toMatchObject({ code: 1, stdout: '' });
    expect(ran.stderr).toMatch(names);
    expect(ran.stderr).toMatch(/Use another backup/);
  }
  expect((await context.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
  expect(leftovers(context)).toEqual([]);
});

const leftovers = ({ folder }: Desk): string[] => readdirSync(folder).filter((name) => name.includes('restoring'));

test('a restore that is killed leaves nothing that others may read, and the next start takes it away', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  const raw = new SQLite(context.file);
  raw.exec(`insert into meta (key, value) values ('filler', hex(zeroblob(30000000)))`);
  raw.close();
  await context.run('backup', file);
  const child = spawn(process.execPath, ['--import', 'tsx', join(ROOT, 'src/cli/main.ts'), 'restore', file, '--yes'], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'], ...context.env },
    stdio: 'ignore',
  });
  const ended = new Promise((resolve) => child.on('exit', resolve));
  while (leftovers(context).length === 0 && child.exitCode === null) await new Promise((wake) => setTimeout(wake, 1));
  child.kill('SIGKILL');
  await ended;
  for (const name of leftovers(context)) expect(statSync(join(context.folder, name)).mode & 0o077, name).toBe(0);
  expect(leftovers(context).length).toBeGreaterThan(0);
  expect(existsSync(context.file)).toBe(true);
  expect(await context.run('migrate')).toMatchObject({ code: 0 });
  expect(leftovers(context)).toEqual([]);
}, 60_000);

test('one that is under way is left alone', async () => {
  const context = await openArendal();
  writeFileSync(`${context.file}.restoring-${process.pid}`, 'under way');
  await context.run('migrate');
  expect(leftovers(context)).toEqual([`${basename(context.file)}.restoring-${process.pid}`]);
});

test('a backup of another machine is signed here, and what it was is told and logged', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  unlinkSync(`${context.file}.audit-key`);
  const done = await context.run('restore', file, '--yes');
  expect(done.stdout).toMatch(/audit log was not as this machine keeps it \(other key\)/);
  expect(await context.run('audit', 'list', '--verify')).toMatchObject({ code: 0 });
  expect((await context.run('audit', 'list')).stdout).toContain('other key');
});
