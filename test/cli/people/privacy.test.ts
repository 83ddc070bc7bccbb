import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore, type Store } from '../../../src/db/open.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';
import { fillWith, KARI, lookAsStaff, NAME, OTHER, SPELLINGS, WORD } from '../../support/checks/sentinels.ts';

const NOW = '2026-11-23T11:00:00.000Z';

async function at<T>(context: Desk, work: (store: Store) => Promise<T>): Promise<T> {
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** A desk whose database holds one person everywhere; nothing is left open, and the WAL is what it is. */
async function openFilled(): Promise<Desk> {
  const context = await openArendal();
  await addKnitting(context);
  let n = 0;
  const ids = { next: (kind: string) => `${kind}_${++n}` };
  await at(context, async (store) => {
    const ola = { id: 'ola', centre_id: 'arendal', number: '+4790000000', language: 'nb', language_chosen: 0 };
    await store.write((tx) =>
      tx
        .insertInto('person')
        .values({ ...ola, first_seen_at: NOW })
        .execute(),
    );
    await fillWith(store, { now: NOW, ids }, 'arendal');
  });
  return context;
}

const SENTINELS = [KARI, KARI.slice(3), NAME, NAME.toUpperCase(), WORD, ...SPELLINGS];

/** Which sentinels stand in the bytes of the files of a folder. */
function found(folder: string, names: readonly string[]): string[] {
  return names.flatMap((name) => {
    const bytes = readFileSync(join(folder, name));
    return SENTINELS.filter((s) => bytes.includes(Buffer.from(s))).map((s) => `${s} in ${name}`);
  });
}

test('after erase no byte of the person is in the database, its log, the output or a fresh backup', async () => {
  const context = await openFilled();
  const files = (): string[] => readdirSync(context.folder).filter((name) => name.startsWith('line.db'));
  expect(found(context.folder, files()).length).toBeGreaterThan(SENTINELS.length - 1);

  const done = await context.run('people', 'erase', SPELLINGS[0], '--everywhere', '--yes', '--as', 'Anne');
  expect(done).toMatchObject({ code: 0 });
  expect(found(context.folder, files())).toEqual([]);
  for (const said of [done.stdout, done.stderr]) for (const s of SENTINELS) expect(said).not.toContain(s);

  const copy = join(context.folder, 'copy.db');
  expect(await context.run('backup', copy)).toMatchObject({ code: 0 });
  expect(found(context.folder, ['copy.db', 'copy.db.sha256'])).toEqual([]);
  // The words of other persons stay.
  expect(readFileSync(copy).includes(Buffer.from(OTHER))).toBe(true);
  const deeds = (await context.run('audit', 'list')).stdout;
  for (const s of SENTINELS) expect(deeds).not.toContain(s);
  expect((await context.run('audit', 'list', '--verify', '--json')).json()).toMatchObject({ outcome: 'intact' });
});

test('while the service has the database open, and among many others, it is the same', async () => {
  const context = await openFilled();
  await at(context, async (service) => {
    await service.write(async (tx) => {
      const one = { centre_id: 'arendal', number: '', reason: 'question', status: 'open' as const, created_at: NOW };
      for (let i = 0; i < 600; i++) {
        const mine = i % 3 === 0;
        const number = mine ? KARI : `+47900${String(10_000 + i)}`;
        const body = mine ? `${WORD} ${NAME} ${'x'.repeat((i * 37) % 900)}` : `noe annet ${'y'.repeat((i * 53) % 900)}`;
        await tx
          .insertInto('inbox_item')
          .values({ ...one, id: `many_${(i * 7919) % 600}`, number, body })
          .execute();
      }
    });
    const names = ['line.db', 'line.db-wal'];
    expect(found(context.folder, ['line.db-wal']).length).toBeGreaterThan(0);
    expect((await context.run('people', 'erase', KARI, '--everywhere', '--yes', '--json')).json()).toMatchObject({
      disk: 'clean',
    });
    expect(found(context.folder, names)).toEqual([]);
    expect(await service.db.selectFrom('inbox_item').select('id').execute()).toHaveLength(402);
  });
});

test('erase asks, counts first, and says so where nothing is held', async () => {
  const context = await openFilled();
  const refused = await context.run('people', 'erase', KARI);
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/Nothing was done. Add --yes/);
  const dry = (await context.run('people', 'erase', KARI, '--dry-run', '--json')).json<{
    erased: Record<string, number>;
  }>();
  expect(dry).toMatchObject({ dryRun: true, erased: { person: 1, offer: 1, volunteer: 1 }, freed: 1 });
  expect(await context.run('people', 'show', KARI)).toMatchObject({ code: 0 });
  const done = (await context.run('people', 'erase', KARI, '--yes', '--json')).json<typeof dry>();
  expect(done.erased).toEqual(dry.erased);
  // Where others rely on what names them, staff are told where to look, and erase there once they have.
  expect(done).toMatchObject({ left: ['A1', 'O2'] });
  const left = await context.run('people', 'erase', KARI, '--yes');
  expect(left.stdout).toMatch(/Look yourself at A1, O2/);
  expect((await context.run('audit', 'list', '--json')).stdout).toMatch(/left\W+2/);
  await context.run('people', 'erase', KARI, '--everywhere', '--yes');
  const again = await context.run('people', 'erase', KARI, '--everywhere', '--yes');
  expect(again).toMatchObject({ code: 1 });
  expect(again.stderr).toMatch(/Nothing is held/);
  expect(await context.run('people', 'erase', 'nobody', '--yes')).toMatchObject({ code: 1 });
  const inbox = (await context.run('inbox', 'list', '--json')).json<{ body: string }[]>();
  expect(inbox.map((i) => i.body)).toContainEqual(expect.stringMatching(/assignment_k/));
});

test('a restore of an older backup erases once more', async () => {
  const context = await openFilled();
  const copy = join(context.folder, 'copy.db');
  await at(context, lookAsStaff);
  await context.run('backup', copy);
  await context.run('people', 'erase', KARI, '--yes');
  const restored = await context.run('restore', copy, '--yes', '--json');
  expect(restored.json()).toMatchObject({ erased: 1 });
  expect(await context.run('people', 'show', KARI)).toMatchObject({ code: 1 });
  expect(found(context.folder, ['line.db'])).toEqual([]);
});

test('an export is that person alone, for a machine and to be read', async () => {
  const context = await openFilled();
  const all = await context.run('people', 'export', KARI, '--json');
  const { held } = all.json<{ held: Record<string, unknown>[] }>();
  expect(held).toHaveLength(1);
  expect(Object.keys(held[0] ?? {})).toEqual([
    'number',
    'centre',
    'person',
    'optedOut',
    'volunteer',
    'messages',
    'signUps',
    'offers',
    'serviceHours',
    'helpReceived',
    'subscriptions',
    'consents',
    'broadcasts',
    'conversations',
    'inbox',
    'callbacks',
    'calls',
    'organised',
    'represented',
    'proposals',
  ]);
  expect(held[0]).toMatchObject({ person: { name: NAME }, optedOut: false });
  expect(all.stdout).not.toContain(OTHER);
  expect(all.stdout).not.toContain('+4790000000');

  const out = join(context.folder, 'kari.json');
  const text = join(context.folder, 'kari.txt');
  const written = await context.run('people', 'export', KARI, '--out', out);
  expect(written).toMatchObject({ code: 0 });
  for (const file of [out, text]) expect(statSync(file).mode & 0o777).toBe(0o600);
  expect(JSON.parse(readFileSync(out, 'utf8'))).toMatchObject({ number: KARI });
  expect(readFileSync(text, 'utf8')).toMatch(/navn +Karianne Sentinelsen[\s\S]*Meldinger \(/);
  expect(await context.run('people', 'export', KARI, '--out', out)).toMatchObject({ code: 1 });
  expect((await context.run('people', 'export', '+4790000077')).stderr).toMatch(/Nothing is held/);
  expect(existsSync(join(context.folder, 'nobody.json'))).toBe(false);
});

test('what a volunteer was told about a recipient is not in the volunteer’s export', async () => {
  const context = await openFilled();
  await at(context, (store) =>
    store.write(async (tx) => {
      await tx
        .insertInto('assignment_secret')
        .values({
          assignment_id: 'assignment_k',
          recipient: 'Olga Hemmelig',
          address: 'Hemmeligveien 1',
          phone: '900 00 111',
          details: 'dement',
        })
        .execute();
      await tx
        .updateTable('outbox')
        .set({ body: 'Olga Hemmelig, Hemmeligveien 1, ring 90 00 01 11. Du kjenner dette: dement.' })
        .where('id', '=', 'out_3')
        .execute();
    }),
  );
  const { stdout } = await context.run('people', 'export', KARI, '--json');
  for (const secret of ['Olga', 'Hemmeligveien', '90 00 01 11', 'dement']) expect(stdout).not.toContain(secret);
  expect(stdout).toContain('[noen andre]');
});

test('privacy rules', async () => {
  const rules = (await (await openArendal()).run('privacy', 'rules', '--json')).json<
    { name: string; days: number }[]
  >();
  expect(rules.find((r) => r.name === 'messages received')?.days).toBe(90);
  for (const rule of rules) expect(Object.keys(rule)).toEqual(['name', 'keeps', 'days']);
});

test('A26: people show says where a number stands without being a person: organiser, recipient, who ordered, staff phone', async () => {
  const context = await openArendal();
  const add = [
    'activities',
    'add',
    '--title',
    'Tur til fjells',
    '--category',
    'physical_outdoor',
    '--organiser',
    'Per Nes',
  ];
  const made = await context.run(
    ...add,
    '--organiser-phone',
    '+4791000777',
    '--starts',
    '2026-12-01T11:00',
    '--venue',
    'Torget',
  );
  expect(made.stderr).toBe('');
  const shown = await context.run('people', 'show', '91000777', '--json');
  expect(shown.json()).toMatchObject({ people: [], organised: [{ title: 'Tur til fjells', centre: 'arendal' }] });
  expect((await context.run('people', 'show', '91000777')).stdout).toContain('organiser of');
  const set = ['assignments', 'add', '--title', 'Følge', '--postcode', '4836', '--at', '2026-12-01T11:00'];
  await context.run(...set, '--phone', '910 00 778', '--recipient', 'Gudrun');
  expect((await context.run('people', 'show', '+4791000778', '--json')).json()).toMatchObject({
    assignments: [{ title: 'Følge', as: 'recipient' }],
  });
  await context.run('centre', 'set', '--staff-phone', '+4791000779');
  expect((await context.run('people', 'show', '+4791000779')).stdout).toContain('The staff phone of');
  expect((await context.run('people', 'show', '+4791000780')).stderr).toContain('Nothing is held');
});
