import { readFileSync, statSync, unlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import SQLite from 'better-sqlite3';
import { expect, test } from 'vitest';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';

/** By hand, past the service: the triggers first. */
function byHand(context: Desk, ...statements: string[]): void {
  const raw = new SQLite(context.file);
  for (const one of ['drop trigger audit_no_delete', 'drop trigger audit_no_update', ...statements]) raw.exec(one);
  raw.close();
}
const PUT_BACK = ['update', 'delete'].map(
  (verb) =>
    `create trigger audit_no_${verb} before ${verb} on audit begin select raise(abort, 'the audit log is append-only'); end`,
);

test('the key is a file beside the database that its owner alone may read', async () => {
  const context = await openArendal();
  expect(statSync(`${context.file}.audit-key`).mode & 0o777).toBe(0o600);
  expect(readFileSync(`${context.file}.audit-key`, 'utf8')).toMatch(/^[0-9a-f]{64}\n$/);
});

test.each([
  ['the last row deleted', ['delete from audit where seq = (select max(seq) from audit)'], /1 row of the log is gone/],
  ['all deleted', ['delete from audit'], /\d rows of the log are gone/],
  ['a row changed', [`update audit set staff = 'Per' where seq = 2`], /Row 2 is not as it was written/],
  [
    'the last row deleted and the head counted down',
    [
      'delete from audit where seq = (select max(seq) from audit)',
      `update audit_head set rows_written = rows_written - 1, hash = (select hash from audit order by seq desc limit 1)`,
    ],
    /head of the log was changed without its key/,
  ],
  ['the head deleted', ['delete from audit_head'], /head of the log is gone/],
])('%s: --verify and doctor say so, also after the next action', async (_what, statements, says) => {
  const context = await openArendal();
  await addKnitting(context);
  expect(await context.run('audit', 'list', '--verify')).toMatchObject({ code: 0 });
  byHand(context, ...statements, ...PUT_BACK);
  const found = await context.run('audit', 'list', '--verify');
  expect(found.code).toBe(1);
  expect(found.stdout).toMatch(says);
  const doctor = await context.run('doctor', '--json');
  expect(doctor.code).toBe(1);
  expect(doctor.stdout).toContain('Compare with a backup');
  await context.run('activities', 'add', '--title', 'Etterpå', '--starts', '2026-12-01T18:00');
  expect((await context.run('audit', 'list', '--verify')).code).toBe(1);
});

test('a trigger that is gone is told', async () => {
  const context = await openArendal();
  byHand(context);
  expect((await context.run('audit', 'list', '--verify')).stdout).toMatch(/its triggers are gone/);
});

test('a head kept elsewhere finds a log that was written anew, key and all', async () => {
  const context = await openArendal();
  await addKnitting(context);
  const head = await context.run('audit', 'head', '--json');
  const { count, hash } = head.json<{ count: number; hash: string }>();
  const file = join(context.folder, 'anchor.json');
  writeFileSync(file, head.stdout);
  await context.run('activities', 'add', '--title', 'Etterpå', '--starts', '2026-12-01T18:00');
  for (const given of [file, `${count}:${hash}`, `${hash}:${count}`])
    expect(await context.run('audit', 'list', '--verify', '--head', given), given).toMatchObject({ code: 0 });
  const other = await openArendal();
  expect(await other.run('audit', 'list', '--verify')).toMatchObject({ code: 0 });
  const shorter = await other.run('audit', 'list', '--verify', '--head', file);
  expect(shorter).toMatchObject({ code: 1 });
  expect(shorter.stdout).toMatch(/shorter than the head that you gave: 1 row missing/);
  await addKnitting(other);
  expect((await other.run('audit', 'list', '--verify', '--head', `${count}:${'0'.repeat(64)}`)).stdout).toMatch(
    /another one than the head/,
  );
  expect((await other.run('audit', 'list', '--verify', '--head', 'nothing')).stderr).toMatch(/is no head of a log/);
});

test('a database that has moved without its key is told, and signed anew when that is asked for', async () => {
  const context = await openArendal();
  unlinkSync(`${context.file}.audit-key`);
  expect((await context.run('audit', 'list', '--verify')).stdout).toMatch(/signed with another key/);
  expect(await context.run('audit', 'head', '--sign')).toMatchObject({ code: 0 });
  expect(await context.run('audit', 'list', '--verify')).toMatchObject({ code: 0 });
  byHand(context, 'delete from audit where seq = 1', ...PUT_BACK);
  expect((await context.run('audit', 'head', '--sign')).stderr).toMatch(/Row 2 is not as it was written/);
});
