import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { hearFrom, rememberName } from '../../../src/domain/centres/people.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { openArendal, type Desk } from '../../support/cli.ts';

const OLD = '+4791000301';
const NEW = '+4791000309';
const now = '2026-11-23T11:00:00.000Z';

async function withKari(): Promise<Desk> {
  const context = await openArendal();
  await context.run('volunteers', 'add', '--name', 'Kari Berg', '--phone', OLD, '--postcode', '4836', '--met');
  return context;
}
interface Shown {
  id: string;
  name: string;
  phone: string;
  metOn: string | null;
}
const list = async (context: Desk) => (await context.run('volunteers', 'list', '--json')).json<Shown[]>();
const messages = async (context: Desk, number: string) =>
  (await context.run('messages', 'list', '--number', number, '--json')).json<{ to: string; body: string }[]>();
async function inStore<T>(
  context: Desk,
  work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>,
): Promise<T> {
  const store = await openStore(`sqlite:${context.file}`);
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

test('A25: a volunteer gets a new number and keeps her first conversation; both numbers are told, the old one nothing personal', async () => {
  const context = await withKari();
  const [kari] = await list(context);
  const ran = await context.run('volunteers', 'change', kari?.id ?? '', '--phone', '910 00 309', '--as', 'Anne');
  expect(ran.stderr).toBe('');
  expect(ran.code).toBe(0);
  expect(await list(context)).toMatchObject([{ id: kari?.id, phone: NEW, metOn: kari?.metOn }]);
  expect((await messages(context, NEW)).map(({ body }) => body)).toEqual([
    'Frivilligsentralen Arendal: Fra nå av bruker vi dette nummeret for deg, ikke det gamle. Stemmer det ikke, svar FEIL NUMMER.',
  ]);
  expect((await messages(context, OLD)).map(({ body }) => body)).toEqual([
    'Frivilligsentralen Arendal bruker ikke dette nummeret lenger. Du trenger ikke svare.',
  ]);
  const rows = (await context.run('audit', 'list', '--json')).json<{ verb: string; detail: object }[]>();
  const row = rows.find(({ verb }) => verb === 'volunteers change');
  expect(row).toMatchObject({
    verb: 'volunteers change',
    detail: { changed: 'phone', from: '+47******01', to: '+47******09' },
  });
  const again = await context.run('volunteers', 'change', kari?.id ?? '', '--phone', NEW, '--json');
  expect(again.json()).toMatchObject({ outcome: 'already' });
});

test('A25: what waits for an answer is asked again under the new number', async () => {
  const context = await withKari();
  const added = await context.run(
    'assignments',
    'add',
    '--title',
    'Tur',
    '--postcode',
    '4836',
    '--at',
    '2026-12-01T11:00',
    '--json',
  );
  const { id } = added.json<{ id: string }>();
  await context.run('assignments', 'offer', id, '--to', OLD, '--yes');
  await context.run('volunteers', 'change', OLD, '--phone', NEW);
  const offers = await inStore(context, ({ db }) => db.selectFrom('offer').select(['id', 'status']).execute());
  expect(offers).toMatchObject([{ status: 'queued' }]);
  const due = await inStore(context, ({ db }) =>
    db
      .selectFrom('agenda')
      .select(['work', 'object_id'])
      .where('object_id', '=', offers[0]?.id ?? '')
      .execute(),
  );
  expect(due).toEqual([{ work: 'ask', object_id: offers[0]?.id }]);
  const old = await inStore(context, ({ db }) =>
    db.selectFrom('outbox').select(['number', 'state']).where('kind', '=', 'offer').execute(),
  );
  expect(old.every(({ state }) => state === 'cancelled')).toBe(true);
});

test('A25: a STOP belongs to its number', async () => {
  const context = await withKari();
  await inStore(context, (store) =>
    store.write((tx) => optOut(tx, { now, ids: randomIds }, { centreId: 'arendal', number: NEW, how: 'text' })),
  );
  const ran = await context.run('volunteers', 'change', OLD, '--phone', NEW);
  expect(ran.stdout).toContain('It has said STOP to us');
  expect(await messages(context, NEW)).toEqual([]);
  expect((await context.run('people', 'show', NEW, '--json')).json()).toMatchObject({
    optedOut: [{ centre: 'arendal' }],
  });

  const other = await withKari();
  await inStore(other, (store) =>
    store.write((tx) => optOut(tx, { now, ids: randomIds }, { centreId: 'arendal', number: OLD, how: 'text' })),
  );
  await other.run('people', 'change', OLD, '--phone', NEW);
  expect(await messages(other, OLD)).toEqual([]);
  expect(await messages(other, NEW)).toHaveLength(1);
  expect((await other.run('people', 'show', OLD, '--json')).json()).toMatchObject({
    people: [],
    optedOut: [{ centre: 'arendal' }],
  });
});

test('A25: who has written from the new number already was her all along; another person is not', async () => {
  const context = await withKari();
  const heard = (number: string, name: string | null) =>
    inStore(context, (store) =>
      store.write(async (tx) => {
        const { person } = await hearFrom(tx, { now, ids: randomIds }, { centreId: 'arendal', number, language: 'nb' });
        if (name !== null) await rememberName(tx, person.id, { name: name, by: 'staff' });
      }),
    );
  await heard('+4791000310', 'Olav Nes');
  const refused = await context.run('people', 'change', OLD, '--phone', '+4791000310');
  expect(refused.code).toBe(1);
  expect(refused.stderr).toContain('belongs to Olav Nes');
  await heard(NEW, null);
  expect((await context.run('people', 'change', OLD, '--phone', NEW)).code).toBe(0);
  expect(await list(context)).toMatchObject([{ name: 'Kari Berg', phone: NEW }]);
  expect((await context.run('people', 'show', NEW, '--json')).json<{ people: unknown[] }>().people).toHaveLength(1);
});

test('A25: an erasure finds what was said under the old number', async () => {
  const context = await withKari();
  await inStore(context, (store) =>
    store.write(async (tx) => {
      const person = await tx.selectFrom('person').select('id').where('number', '=', OLD).executeTakeFirstOrThrow();
      await tx
        .insertInto('inbox_item')
        .values({
          id: 'inbox-x',
          centre_id: 'arendal',
          person_id: person.id,
          number: OLD,
          reason: 'question',
          arrival_id: null,
          body: 'Hva er adressen?',
          about: null,
          status: 'open',
          created_at: now,
        })
        .execute();
    }),
  );
  await context.run('people', 'change', OLD, '--phone', NEW);
  await context.run('people', 'erase', NEW, '--yes');
  expect(await inStore(context, ({ db }) => db.selectFrom('inbox_item').select('id').execute())).toEqual([]);
});

test('A25: an activity asks its organiser under the new number', async () => {
  const context = await withKari();
  const when = ['--starts', '2026-12-03T11:00', '--postcode', '4836'];
  const who = ['--organiser', 'Kari Berg', '--organiser-phone', OLD];
  await context.run('activities', 'add', '--title', 'Bålkveld', ...when, ...who);
  await context.run('people', 'change', OLD, '--phone', NEW);
  expect((await context.run('activities', 'list', '--json')).json()).toMatchObject([{ organiserPhone: NEW }]);
});
