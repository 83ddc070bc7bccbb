import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { migrations } from '../../../src/db/migrations/index.ts';
import { addKnitting, CENTRE, openArendal, openContext } from '../../support/cli.ts';

const OFFSET = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+0[12]:00$/;
const KARI = '+4790000001';

test('centre add and list', async () => {
  const context = openContext();
  expect((await context.run('centre', 'list', '--json')).json()).toEqual([]);
  const added = await context.run(...CENTRE, '--opening', 'Mon-Fri 09:00-15:00', '--json');
  expect(added.json()).toMatchObject({ id: 'arendal', number: '+4759440000', postcode: '4836', outcome: 'added' });
  const again = await context.run(...CENTRE, '--json');
  expect(again.json()).toMatchObject({ id: 'arendal', outcome: 'already there' });
  expect((await context.run('centre', 'list', '--json')).json()).toMatchObject([{ id: 'arendal', language: 'nb' }]);
});

test('places import and find', async () => {
  const context = openContext();
  const file = join(context.folder, 'places.csv');
  writeFileSync(
    file,
    'name,aliases,postcode,municipality,lat,lon\nUtehavna,Brygga,4899,Arendal,58.43,8.74\nNowhere,,12,X,,\n',
  );
  const first = await context.run('places', 'import', file, '--json');
  expect(first.json()).toMatchObject({
    imported: 1,
    updated: 0,
    rejected: [{ line: 3, why: expect.any(String) as string }],
  });
  expect((await context.run('places', 'import', file, '--json')).json()).toMatchObject({ imported: 0, updated: 0 });
  expect((await context.run('places', 'find', 'brygga', '--json')).json()).toEqual([
    { postcode: '4899', name: 'Utehavna', municipality: 'Arendal', lat: 58.43, lon: 8.74 },
  ]);
  // The register of Norway is there from the start, and an import takes none of its other names.
  expect((await context.run('places', 'find', 'hisøy', '--json')).json()).toMatchObject([
    { postcode: '4817', name: 'His' },
  ]);
});

test('activities import, list and show', async () => {
  const context = await openArendal();
  const file = join(context.folder, 'a.csv');
  writeFileSync(
    file,
    'tittel;starter;gjentas;postnummer\nStrikkekafé;01.12.2026 18:00;FREQ=WEEKLY;4836\n;02.12.2026 18:00;;4836\n',
  );
  const dry = await context.run('activities', 'import', file, '--dry-run', '--json');
  expect(dry.json()).toMatchObject({ imported: 1, dryRun: true });
  expect((await context.run('activities', 'list', '--json')).json()).toEqual([]);
  const done = await context.run('activities', 'import', file, '--json');
  expect(done.json()).toMatchObject({ imported: 1, updated: 0, rejected: [{ line: 3, why: 'Tittelen mangler.' }] });
  expect((await context.run('activities', 'import', file, '--json')).json()).toMatchObject({ imported: 0, updated: 0 });
  const [row] = (await context.run('activities', 'list', '--json')).json<
    { id: string; nextAt: string; startsAt: string }[]
  >();
  expect(row).toMatchObject({ title: 'Strikkekafé', status: 'active', nextAt: '2026-12-01T18:00:00+01:00' });
  expect(row?.startsAt).toMatch(OFFSET);
  const shown = await context.run('activities', 'show', row?.id ?? '', '--json');
  expect(shown.json()).toMatchObject({ id: row?.id, changes: [] });
  expect(shown.json<{ coming: unknown[] }>().coming[0]).toMatchObject({ occurrence: '2026-12-01T18:00', signedUp: 0 });
});

test('what was written, and who waits', async () => {
  const context = await openArendal();
  const talk = await context.feed(
    'hvorfor er himmelen blå\nhvorfor er himmelen blå\nhvorfor er himmelen blå\nring meg\n',
    'phone',
    KARI,
    '--json',
  );
  expect(talk.code).toBe(0);
  const bubbles = talk.json<{ direction: string; body: string; parts: number; encoding: string; at: string }[]>();
  expect(bubbles.filter((b) => b.direction === 'in')).toHaveLength(4);
  expect(bubbles.filter((b) => b.direction === 'out').length).toBeGreaterThanOrEqual(4);

  const messages = (await context.run('messages', 'list', '--number', '900 00 001', '--json')).json<
    Record<string, string>[]
  >();
  expect(Object.keys(messages[0] ?? {})).toEqual(['id', 'direction', 'from', 'to', 'body', 'status', 'at']);
  expect(messages[0]).toMatchObject({ direction: 'in', from: KARI, to: '+4759440000', status: 'done' });
  const times = messages.map((m) => String(m['at']));
  expect(times).toEqual(times.toSorted((a, b) => a.localeCompare(b)));
  for (const m of messages) expect(m['at']).toMatch(OFFSET);

  const [callback] = (await context.run('callbacks', 'list', '--json')).json<Record<string, string>[]>();
  expect(callback).toMatchObject({ number: KARI, language: 'nb', status: 'open' });
  expect(callback?.['askedAt']).toMatch(OFFSET);
  expect(callback?.['dueAt']).toMatch(OFFSET);
  const done = await context.run('callbacks', 'done', callback?.['id'] ?? '', '--outcome', 'Ringte', '--json');
  expect(done.json()).toEqual({ id: callback?.['id'], short: 'R1', outcome: 'done' });
  expect((await context.run('callbacks', 'list', '--json')).json()).toEqual([]);

  const [item] = (await context.run('inbox', 'list', '--json')).json<Record<string, string>[]>();
  expect(item).toMatchObject({ number: KARI, body: 'hvorfor er himmelen blå', status: 'open' });
  expect(item?.['receivedAt']).toMatch(OFFSET);
  expect((await context.run('inbox', 'show', item?.['id'] ?? '', '--json')).json()).toMatchObject({ id: item?.['id'] });

  const person = (await context.run('people', 'show', KARI, '--json')).json<Record<string, unknown[]>>();
  expect(person['people']).toHaveLength(1);
  expect(person['messages']).toHaveLength(messages.length);
  expect(person['inbox']?.length).toBeGreaterThan(0);
  expect(person['callbacks']).toHaveLength(1);
  expect((await context.run('people', 'show', '+4790000009')).code).toBe(1);
});

test('numbers are shortened in tables, and whole ones are a look that is noted', async () => {
  const context = await openArendal();
  await context.feed('hei\n', 'phone', KARI);
  const table = await context.run('messages', 'list');
  expect(table.stdout).not.toContain(KARI);
  expect(table.stdout).toContain('--vis');
  const before = (await context.run('audit', 'list', '--json')).json<unknown[]>().length;
  expect((await context.run('messages', 'list', '--vis', '--as', 'Anne')).stdout).toContain(KARI);
  const deeds = (await context.run('audit', 'list', '--json')).json<{ staff: string; verb: string }[]>();
  expect(deeds).toHaveLength(before + 1);
  expect(deeds.at(-1)).toMatchObject({ staff: 'Anne', verb: 'messages list' });
});

test('doctor', async () => {
  const fresh = openContext();
  const empty = (await fresh.run('doctor', '--json')).json<{ ok: boolean; checks: Record<string, unknown>[] }>();
  expect(empty.ok).toBe(false);
  for (const check of empty.checks) expect(Object.keys(check)).toEqual(['name', 'ok', 'advice']);
  const context = await openArendal();
  expect(await context.run('doctor')).toMatchObject({ code: 0 });
  const broken = await openContext({ PORT: 'x' }).run('doctor', '--json');
  expect(broken.code).toBe(1);
  expect(broken.json()).toMatchObject({ ok: false, checks: [{ name: 'configuration', ok: false }] });
});

test('migrate is done once', async () => {
  const context = openContext();
  expect((await context.run('migrate', '--json')).json()).toMatchObject({
    migrated: Object.keys(migrations('sqlite')),
  });
  expect((await context.run('migrate', '--json')).json()).toMatchObject({ migrated: [] });
});

test('the audit log has one row for every change', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  await addKnitting(context);
  await context.run('activities', 'confirm', id, '--as', 'Anne');
  await context.run('activities', 'move', id, '--on', '2026-12-01', '--to', '2026-12-02T18:00', '--yes');
  await context.run('activities', 'cancel', id, '--yes');
  await context.run('activities', 'cancel', id, '--yes');
  const deeds = (await context.run('audit', 'list', '--json')).json<{ verb: string; staff: string; at: string }[]>();
  expect(deeds.map((d) => d.verb)).toEqual([
    'centre add',
    'activities add',
    'activities confirm',
    'activities move',
    'activities cancel',
  ]);
  expect(deeds[2]?.staff).toBe('Anne');
  expect(deeds[0]?.staff).toBe('tester');
  expect(deeds[0]?.at).toMatch(OFFSET);
});
