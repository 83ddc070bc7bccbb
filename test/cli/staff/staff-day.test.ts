import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { addKnitting, openArendal } from '../../support/cli.ts';

const KARI = '+4790000001';

test('today is empty, then shows who waits, with numbers shortened', async () => {
  const context = await openArendal();
  expect((await context.run('today')).stdout).toBe('Nothing waits.\n');
  await addKnitting(context);
  await context.feed('ring meg\njeg trenger hjelp til å bære en sofa\n', 'phone', KARI);
  const shown = await context.run('today');
  expect(shown.stdout).toMatch(/To ring \(1\)[\s\S]*Inbox \(1\)[\s\S]*Activities to ask about/);
  expect(shown.stdout).not.toContain(KARI);
  const before = (await context.run('audit', 'list', '--json')).json<unknown[]>().length;
  const all = (await context.run('today', '--json')).json<Record<string, unknown[]>>();
  expect(Object.keys(all)).toEqual(['inbox', 'callbacks', 'unconfirmed', 'undelivered', 'assignments', 'activities']);
  expect(all['callbacks']).toMatchObject([{ number: KARI, overdue: false }]);
  expect((await context.run('audit', 'list', '--json')).json<unknown[]>()).toHaveLength(before + 1);
});

test('inbox assign says who sees to it, once', async () => {
  const context = await openArendal();
  await context.feed('jeg trenger hjelp til å bære en sofa\n', 'phone', KARI);
  const [item] = (await context.run('inbox', 'list', '--json')).json<{ id: string; assignedTo: string | null }[]>();
  expect(item?.assignedTo).toBeNull();
  const id = item?.id ?? '';
  expect((await context.run('inbox', 'assign', id, '--to', 'Anne', '--json')).json()).toMatchObject({
    outcome: 'assigned',
  });
  expect((await context.run('inbox', 'assign', id, '--to', 'Anne', '--json')).json()).toMatchObject({
    outcome: 'already',
  });
  expect((await context.run('inbox', 'list')).stdout).toMatch(/Anne/);
  await context.run('inbox', 'done', id);
  expect(await context.run('inbox', 'assign', id, '--to', 'Per')).toMatchObject({ code: 1 });
  expect(await context.run('inbox', 'assign', 'nothing', '--to', 'Per')).toMatchObject({ code: 1 });
  expect(await context.run('inbox', 'assign', id)).toMatchObject({ code: 2 });
});

test.each<[string, object]>([
  [
    'Olga 912 34 567 trenger følge til lege på torsdag kl 10 på Hisøy',
    { number: '+4791234567', name: 'Olga', startsAt: '2026-11-26T10:00', kind: 'accompany', looksLike: 'assignment' },
  ],
  ['ring Per Hansen +47 900 00 001 om dugnaden', { number: KARI, name: 'Per Hansen', looksLike: 'callback' }],
  ['Kari Nordmann 90000001, 4836', { number: KARI, name: 'Kari Nordmann', looksLike: 'person' }],
  [
    'Handle for Hansen fredag kl. 12.30 i en time, tlf 37 00 00 11',
    { number: '+4737000011', kind: 'shop', minutes: 60 },
  ],
  ['husk melk', { number: null, name: null, looksLike: null }],
  ['1234 5678 9', { number: null }],
])('the note %j is read', async (line, expected) => {
  const read = (await (await openArendal()).run('note', line, '--json')).json<{
    understood: object;
    looksLike: string | null;
    outcome: string;
  }>();
  expect({ ...read.understood, looksLike: read.looksLike }).toMatchObject(expected);
  expect(read.outcome).toBe('nothing done');
});

test.each([
  ['Olga 912 34 567 trenger følge til lege på torsdag kl 10', 'Følge til lege'],
  ['Per treng følgje til tannlegen på torsdag kl 10', 'Følgje til tannlegen'],
  ['Olga 912 34 567 needs a drive to hospital on Thursday at 10', 'Drive to hospital'],
  ['Olga trenger følge til Kari på torsdag kl 10', 'Følge'],
  ['besøk på torsdag kl 10 hos Olga', 'Besøk'],
])('the note %j gets a title that says what it is', async (line, title) => {
  const context = await openArendal();
  const made = await context.run('note', line, '--as-assignment', '--yes', '--json');
  expect(made.code, made.stderr).toBe(0);
  const [row] = (await context.run('assignments', 'list', '--json')).json<{ title: string }[]>();
  expect(row?.title).toBe(title);
});

test('a note that must not ask, and does not say what it becomes, is wrong usage', async () => {
  const context = await openArendal();
  const line = 'Olga 912 34 567 trenger følge til lege på torsdag kl 10';
  const ran = await context.run('note', line, '--yes');
  expect(ran).toMatchObject({ code: 2, stdout: '' });
  expect(ran.stderr).toMatch(/Say what the note becomes\. It looks like: --as-assignment\. Nothing was done\./);
});

test('a note becomes what it is said to be, and says what is missing', async () => {
  const context = await openArendal();
  const line = 'Olga 912 34 567 trenger følge til lege på torsdag kl 10';
  expect(await context.run('note', line, '--as-assignment')).toMatchObject({ code: 1 });
  expect((await context.run('note', line, '--as-assignment', '--dry-run', '--json')).json()).toMatchObject({
    dryRun: true,
  });
  const made = (await context.run('note', line, '--as-assignment', '--yes', '--json')).json<{ id: string }>();
  expect(made).toMatchObject({ as: 'assignment', outcome: 'added' });
  expect((await context.run('note', line, '--as-assignment', '--yes', '--json')).json()).toMatchObject({
    outcome: 'already there',
  });
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const assignment = await store.db.selectFrom('assignment').select(['id', 'title']).executeTakeFirst();
  await store.close();
  // The title does not name the recipient.
  expect(assignment).toMatchObject({ id: made.id, title: 'Følge til lege' });
  expect((await context.run('note', line, '--as-callback', '--yes', '--json')).json()).toMatchObject({
    outcome: 'asked',
  });
  expect((await context.run('note', line, '--as-person', '--yes', '--json')).json()).toMatchObject({
    outcome: 'added',
  });
  expect((await context.run('people', 'show', '91234567', '--json')).json()).toMatchObject({
    people: [{ name: 'Olga' }],
  });

  expect((await context.run('note', 'følge til lege', '--as-assignment', '--yes')).stderr).toMatch(/which day/);
  expect((await context.run('note', 'følge på torsdag', '--as-assignment', '--yes')).stderr).toMatch(/what time/);
  expect((await context.run('note', 'Olga', '--as-person', '--yes')).stderr).toMatch(/no telephone number/);
  expect(await context.run('note', line, '--as-person', '--as-callback')).toMatchObject({ code: 2 });
  expect(await context.run('note', 'x'.repeat(501))).toMatchObject({ code: 1 });
  const deeds = (await context.run('audit', 'list')).stdout;
  expect(deeds).not.toMatch(/Olga|91234567|912 34 567/);
});

test('report: a table, CSV that no spreadsheet runs, and a page that runs nothing', async () => {
  const context = await openArendal();
  await addKnitting(context);
  const store = await openStore(context.env['DATABASE_URL'] ?? '');
  const evil = '=HYPERLINK("x")<script>alert(1)</script>';
  await store.write(async (tx) => {
    await tx.updateTable('centre').set({ name: '<b>Arendal</b>' }).execute();
    await tx
      .insertInto('unmet_search')
      .values({ centre_id: 'arendal', month: '2026-12', area: evil, category: 'course', n: 9 })
      .execute();
  });
  await store.close();
  const [csv, html] = [join(context.folder, 'r.csv'), join(context.folder, 'r.html')];
  const ran = await context.run('report', '--month', '2026-12', '--csv', csv, '--html', html, '--json');
  expect(ran.json()).toMatchObject({
    month: '2026-12',
    activities: { total: { activities: 1, times: 5 } },
    unmetSearches: { total: 9 },
    files: [csv, html],
  });
  expect(readFileSync(csv, 'utf8')).toContain(`"'=HYPERLINK`);
  const page = readFileSync(html, 'utf8');
  expect(page).not.toMatch(/<script|<b>|https?:|src=/);
  expect(page).toContain('&lt;script&gt;');
  expect(page).toMatch(/<svg[^>]*role="img"[^>]*><title[^>]*>[^<]+<\/title><desc[^>]*>[^<]+<\/desc>/);
  expect(page).toMatch(/@media print/);
  expect(await context.run('report', '--csv', csv)).toMatchObject({ code: 1 });
  expect(await context.run('report', '--month', 'nov')).toMatchObject({ code: 2 });
  expect((await context.run('report', '--month', '2026-12')).stdout).toMatch(/Aktiviteter etter kategori/);
});
