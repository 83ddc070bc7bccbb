import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addKnitting, CENTRE, openArendal, openContext, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';

async function openedAt<T>(
  context: Desk,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> {
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

const AT = '2026-11-23T11:00:00.000Z';
const MESSAGE = {
  centre_id: 'arendal',
  from_number: '+4759440000',
  number: KARI,
  kind: 'reply',
  priority: 1,
  language: 'nb',
  encoding: 'GSM-7',
  parts: 1,
  tries: 0,
  not_before: AT,
  created_at: AT,
} as const;

const queue = (context: Desk, states: readonly ('pending' | 'sending' | 'accepted' | 'delivered')[]): Promise<void> =>
  openedAt(context, (store) =>
    store.write(async (tx) => {
      for (const [n, state] of states.entries()) {
        const own = {
          id: `out_${n}`,
          dedupe: `d${n}`,
          body: `Nr ${n}`,
          state,
          sid: state === 'accepted' ? 'SM1' : null,
        };
        await tx
          .insertInto('outbox')
          .values({ ...MESSAGE, ...own })
          .execute();
      }
    }),
  );

const states = (context: Desk): Promise<string[]> =>
  openedAt(context, async ({ db }) => {
    const rows = await db.selectFrom('outbox').select(['state', 'reason']).orderBy('seq').execute();
    return rows.map((r) => (r.reason === null ? r.state : `${r.state} (${r.reason})`));
  });

test('a backup is checked, ours alone, and never written over', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  const made = await context.run('backup', file, '--json');
  expect(made).toMatchObject({ code: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}.sha256`).mode & 0o777).toBe(0o600);
  const { sha256 } = made.json<{ sha256: string }>();
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sha256}  copy.db\n`);
  const again = await context.run('backup', file);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toMatch(/exists/);
});

test('a link is not followed, and what it points at stays as it is', async () => {
  const context = await openArendal();
  const precious = join(context.folder, 'precious');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, join(context.folder, 'link.db'));
  symlinkSync(join(context.folder, 'nowhere'), join(context.folder, 'dangling.db'));
  for (const name of ['link.db', 'dangling.db']) {
    expect(await context.run('backup', join(context.folder, name))).toMatchObject({ code: 1 });
  }
  symlinkSync(precious, join(context.folder, 'x.db.sha256'));
  expect(await context.run('backup', join(context.folder, 'x.db'))).toMatchObject({ code: 1 });
  expect(readFileSync(precious, 'utf8')).toBe('precious');
  expect(existsSync(join(context.folder, 'nowhere'))).toBe(false);
  expect(await context.run('restore', join(context.folder, 'link.db'), '--yes', '--unverified')).toMatchObject({
    code: 1,
  });
});

test('backup, then restore: what was there is there again, and nothing is sent twice', async () => {
  const context = await openArendal();
  await addKnitting(context);
  await queue(context, ['pending', 'sending', 'accepted', 'delivered']);
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  await context.run('activities', 'add', '--title', 'Etterpå', '--starts', '2026-12-01T18:00');

  const refused = await context.run('restore', file);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/--yes/);
  expect((await context.run('restore', file, '--dry-run', '--json')).json()).toMatchObject({
    outcome: 'would restore',
  });
  expect((await context.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(2);

  const done = await context.run('restore', file, '--yes', '--as', 'Anne', '--json');
  expect(done.json()).toMatchObject({ held: 1, uncertain: 2, reminders: 0 });
  const { putAside } = done.json<{ putAside: string }>();
  expect(existsSync(putAside)).toBe(true);
  expect((await context.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
  expect(await states(context)).toEqual(['held (restored)', 'unknown (restored)', 'unknown (restored)', 'delivered']);
  const deeds = (await context.run('audit', 'list', '--json')).json<{ verb: string; staff: string }[]>();
  expect(deeds.at(-1)).toMatchObject({ verb: 'restore', staff: 'Anne' });
  expect(statSync(context.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(context.folder).filter((name) => name.includes('restoring'))).toEqual([]);

  expect((await context.run('messages', 'release', '--json', '--yes')).json()).toEqual({ released: 1, dropped: 0 });
  expect((await states(context))[0]).toBe('pending');
});

test('what is put aside can be put back', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  await addKnitting(context);
  const { putAside } = (await context.run('restore', file, '--yes', '--json')).json<{ putAside: string }>();
  expect((await context.run('activities', 'list', '--json')).json()).toEqual([]);
  expect(await context.run('restore', putAside, '--yes', '--unverified')).toMatchObject({ code: 0 });
  expect((await context.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('a backup that is not as it was is refused, and the database stays', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const refused = await context.run('restore', file, '--yes');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/checksum differs/);
  writeFileSync(join(context.folder, 'other.db'), 'no database');
  expect((await context.run('restore', join(context.folder, 'other.db'), '--yes')).stderr).toMatch(
    /There is no checksum/,
  );
  expect((await context.run('restore', join(context.folder, 'other.db'), '--yes', '--unverified')).stderr).toMatch(
    /cannot be used/,
  );
  expect((await context.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('nothing is restored while the database is open elsewhere', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  await openedAt(context, async ({ db }) => {
    await db.selectFrom('centre').select('id').execute();
    const refused = await context.run('restore', file, '--yes');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/in use/);
  });
  expect(await context.run('restore', file, '--yes')).toMatchObject({ code: 0 });
});

test('a damaged database is replaced by its backup', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'copy.db');
  await context.run('backup', file);
  const bytes = readFileSync(context.file);
  writeFileSync(context.file, bytes.fill(0x55, 100, bytes.length));
  const broken = await context.run('centre', 'list');
  expect(broken).toMatchObject({ code: 1 });
  expect(broken.stderr).toMatch(/damaged/);
  expect(await context.run('doctor', '--json')).toMatchObject({ code: 1 });
  expect(await context.run('restore', file, '--yes')).toMatchObject({ code: 0 });
  expect((await context.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('on PostgreSQL the command says what to run instead', async () => {
  const context = openContext({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect((await context.run('backup', '/tmp/x')).stderr).toMatch(/pg_dump/);
  expect((await context.run('restore', '/tmp/x')).stderr).toMatch(/pg_restore/);
  expect((await context.run(...CENTRE)).stderr).toMatch(/does not answer/);
});
