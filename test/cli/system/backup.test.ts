import { existsSync, readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addKnitting, CENTRE, openArendal, openDesk, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';

async function openedAt<T>(desk: Desk, work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> {
  const store = await openStore(desk.env['DATABASE_URL'] ?? '');
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

const queue = (desk: Desk, states: readonly ('pending' | 'sending' | 'accepted' | 'delivered')[]): Promise<void> =>
  openedAt(desk, (store) =>
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

const states = (desk: Desk): Promise<string[]> =>
  openedAt(desk, async ({ db }) => {
    const rows = await db.selectFrom('outbox').select(['state', 'reason']).orderBy('seq').execute();
    return rows.map((r) => (r.reason === null ? r.state : `${r.state} (${r.reason})`));
  });

test('a backup is checked, ours alone, and never written over', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'copy.db');
  const made = await desk.run('backup', file, '--json');
  expect(made).toMatchObject({ code: 0 });
  expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(statSync(`${file}.sha256`).mode & 0o777).toBe(0o600);
  const { sha256 } = made.json<{ sha256: string }>();
  expect(readFileSync(`${file}.sha256`, 'utf8')).toBe(`${sha256}  copy.db\n`);
  const again = await desk.run('backup', file);
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toMatch(/exists/);
});

test('a link is not followed, and what it points at stays as it is', async () => {
  const desk = await openArendal();
  const precious = join(desk.folder, 'precious');
  writeFileSync(precious, 'precious');
  symlinkSync(precious, join(desk.folder, 'link.db'));
  symlinkSync(join(desk.folder, 'nowhere'), join(desk.folder, 'dangling.db'));
  for (const name of ['link.db', 'dangling.db']) {
    expect(await desk.run('backup', join(desk.folder, name))).toMatchObject({ code: 1 });
  }
  symlinkSync(precious, join(desk.folder, 'x.db.sha256'));
  expect(await desk.run('backup', join(desk.folder, 'x.db'))).toMatchObject({ code: 1 });
  expect(readFileSync(precious, 'utf8')).toBe('precious');
  expect(existsSync(join(desk.folder, 'nowhere'))).toBe(false);
  expect(await desk.run('restore', join(desk.folder, 'link.db'), '--yes', '--unverified')).toMatchObject({ code: 1 });
});

test('backup, then restore: what was there is there again, and nothing is sent twice', async () => {
  const desk = await openArendal();
  await addKnitting(desk);
  await queue(desk, ['pending', 'sending', 'accepted', 'delivered']);
  const file = join(desk.folder, 'copy.db');
  await desk.run('backup', file);
  await desk.run('activities', 'add', '--title', 'Etterpå', '--starts', '2026-12-01T18:00');

  const refused = await desk.run('restore', file);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/--yes/);
  expect((await desk.run('restore', file, '--dry-run', '--json')).json()).toMatchObject({ outcome: 'would restore' });
  expect((await desk.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(2);

  const done = await desk.run('restore', file, '--yes', '--as', 'Anne', '--json');
  expect(done.json()).toMatchObject({ held: 1, uncertain: 2, reminders: 0 });
  const { putAside } = done.json<{ putAside: string }>();
  expect(existsSync(putAside)).toBe(true);
  expect((await desk.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
  expect(await states(desk)).toEqual(['held (restored)', 'unknown (restored)', 'unknown (restored)', 'delivered']);
  const deeds = (await desk.run('audit', 'list', '--json')).json<{ verb: string; staff: string }[]>();
  expect(deeds.at(-1)).toMatchObject({ verb: 'restore', staff: 'Anne' });
  expect(statSync(desk.file).mode & 0o777).toBe(0o600);
  expect(readdirSync(desk.folder).filter((name) => name.includes('restoring'))).toEqual([]);

  expect((await desk.run('messages', 'release', '--json', '--yes')).json()).toEqual({ released: 1, dropped: 0 });
  expect((await states(desk))[0]).toBe('pending');
});

test('what is put aside can be put back', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'copy.db');
  await desk.run('backup', file);
  await addKnitting(desk);
  const { putAside } = (await desk.run('restore', file, '--yes', '--json')).json<{ putAside: string }>();
  expect((await desk.run('activities', 'list', '--json')).json()).toEqual([]);
  expect(await desk.run('restore', putAside, '--yes', '--unverified')).toMatchObject({ code: 0 });
  expect((await desk.run('activities', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('a backup that is not as it was is refused, and the database stays', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'copy.db');
  await desk.run('backup', file);
  const bytes = readFileSync(file);
  const at = Math.floor(bytes.length / 2);
  bytes[at] = (bytes[at] ?? 0) ^ 1;
  writeFileSync(file, bytes);
  const refused = await desk.run('restore', file, '--yes');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/checksum differs/);
  writeFileSync(join(desk.folder, 'other.db'), 'no database');
  expect((await desk.run('restore', join(desk.folder, 'other.db'), '--yes')).stderr).toMatch(/There is no checksum/);
  expect((await desk.run('restore', join(desk.folder, 'other.db'), '--yes', '--unverified')).stderr).toMatch(
    /cannot be used/,
  );
  expect((await desk.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('nothing is restored while the database is open elsewhere', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'copy.db');
  await desk.run('backup', file);
  await openedAt(desk, async ({ db }) => {
    await db.selectFrom('centre').select('id').execute();
    const refused = await desk.run('restore', file, '--yes');
    expect(refused).toMatchObject({ code: 1 });
    expect(refused.stderr).toMatch(/in use/);
  });
  expect(await desk.run('restore', file, '--yes')).toMatchObject({ code: 0 });
});

test('a damaged database is replaced by its backup', async () => {
  const desk = await openArendal();
  const file = join(desk.folder, 'copy.db');
  await desk.run('backup', file);
  const bytes = readFileSync(desk.file);
  writeFileSync(desk.file, bytes.fill(0x55, 100, bytes.length));
  const broken = await desk.run('centre', 'list');
  expect(broken).toMatchObject({ code: 1 });
  expect(broken.stderr).toMatch(/damaged/);
  expect(await desk.run('doctor', '--json')).toMatchObject({ code: 1 });
  expect(await desk.run('restore', file, '--yes')).toMatchObject({ code: 0 });
  expect((await desk.run('centre', 'list', '--json')).json<unknown[]>()).toHaveLength(1);
});

test('on PostgreSQL the command says what to run instead', async () => {
  const desk = openDesk({ DATABASE_URL: 'postgres://nobody@127.0.0.1:1/none' });
  expect((await desk.run('backup', '/tmp/x')).stderr).toMatch(/pg_dump/);
  expect((await desk.run('restore', '/tmp/x')).stderr).toMatch(/pg_restore/);
  expect((await desk.run(...CENTRE)).stderr).toMatch(/does not answer/);
});
