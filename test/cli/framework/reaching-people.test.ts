import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';
const OLA = '+4790000002';
const AT = '2026-11-23T11:00:00.000Z';

async function inStore<T>(
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

/** Kari and Ola are signed up for the first Tuesday. */
async function signUpBoth(context: Desk, activity_id: string): Promise<void> {
  await inStore(context, (store) =>
    store.write(async (tx) => {
      for (const [id, number] of [
        ['kari', KARI],
        ['ola', OLA],
      ] as const) {
        const person = { id, centre_id: 'arendal', number, language: 'nb', language_chosen: 0, first_seen_at: AT };
        await tx.insertInto('person').values(person).execute();
        const times = { starts_utc: '2026-12-01T17:00:00.000Z', remind_at: '2026-11-30T17:00:00.000Z' };
        const signUp = {
          id: `s-${id}`,
          centre_id: 'arendal',
          activity_id,
          occurrence: '2026-12-01T18:00',
          person_id: id,
        };
        await tx
          .insertInto('sign_up')
          .values({ ...signUp, ...times, persons: 1, status: 'signed_up', created_at: AT, changed_at: AT })
          .execute();
      }
    }),
  );
}

const waiting = (context: Desk): Promise<{ number: string; body: string; kind: string }[]> =>
  inStore(context, ({ db }) => db.selectFrom('outbox').select(['number', 'body', 'kind']).orderBy('seq').execute());

test('a cancellation asks first; --dry-run shows; --yes tells everybody once', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  await signUpBoth(context, id);
  const cancel = ['activities', 'cancel', id, '--on', '2026-12-01'];

  const asked = await context.run(...cancel);
  expect(asked).toMatchObject({ code: 1, stdout: '' });
  expect(asked.stderr).toMatch(/"Strikkekafé" on 2026-12-01 is cancelled: 2 people get a text\..*--yes.*--dry-run/);
  const dry = await context.run(...cancel, '--dry-run', '--json');
  expect(dry.code).toBe(0);
  expect(dry.json()).toMatchObject({ id, told: 2, outcome: 'would be cancelled', dryRun: true });
  expect(dry.json<{ messages: { to: string }[] }>().messages.map((m) => m.to)).toEqual([KARI, OLA]);
  expect(await waiting(context)).toEqual([]);

  const done = await context.run(...cancel, '--yes', '--json');
  expect(done.json()).toEqual({
    id,
    short: 'A1',
    title: 'Strikkekafé',
    on: '2026-12-01',
    outcome: 'cancelled',
    told: 2,
    rung: 0,
    toRing: 0,
  });
  expect((await waiting(context)).map((m) => [m.number, m.kind])).toEqual([
    [KARI, 'change'],
    [OLA, 'change'],
  ]);
  const again = await context.run(...cancel, '--yes', '--json');
  expect(again).toMatchObject({ code: 0 });
  expect(again.json()).toMatchObject({ outcome: 'already cancelled', told: 0 });
  expect(await waiting(context)).toHaveLength(2);
});

test('a landline is called, and that is said', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  await signUpBoth(context, id);
  await inStore(context, (store) =>
    store.write((tx) =>
      tx.updateTable('person').set({ number: '+4737000011', prefers: 'call' }).where('number', '=', OLA).execute(),
    ),
  );
  const cancel = ['activities', 'cancel', 'A1', '--on', '2026-12-01'];
  const dry = await context.run(...cancel, '--dry-run');
  expect(dry.stdout).toMatch(/is cancelled: 1 person gets a text, 1 person is called by the line\./);
  expect(dry.stdout).toMatch(/\+47\*+11 +│ is called by the line/);
  expect((await context.run(...cancel, '--yes', '--json')).json()).toMatchObject({ told: 1, rung: 1, toRing: 0 });
});

test('a move tells where to; a date on which nothing is, is refused', async () => {
  const context = await openArendal();
  const id = await addKnitting(context);
  await signUpBoth(context, id);
  const move = ['activities', 'move', id, '--on', '2026-12-01', '--to', '2026-12-02T19:30'];
  expect(await context.run(...move)).toMatchObject({ code: 1 });
  expect((await context.run(...move, '--yes', '--json')).json()).toMatchObject({ outcome: 'moved', told: 2 });
  expect((await waiting(context))[0]?.body).toMatch(/19.30/);
  const wrong = await context.run('activities', 'move', id, '--on', '2026-12-03', '--to', '2026-12-04T18:00', '--yes');
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toMatch(/does not take place on 2026-12-03.*activities show/);
  expect(await context.run('activities', 'cancel', id, '--on', '2026-12-03', '--yes')).toMatchObject({ code: 1 });
  expect(
    await context.run('activities', 'move', id, '--on', '2026-12-08', '--to', '2026-01-04T18:00', '--yes'),
  ).toMatchObject({ code: 1 });
});

async function openItem(context: Desk): Promise<string> {
  await context.feed('hvorfor er himmelen blå\n'.repeat(3), 'phone', KARI);
  const [item] = (await context.run('inbox', 'list', '--json')).json<{ id: string }[]>();
  return item?.id ?? '';
}

test('an answer to the inbox goes out once, through the outbox', async () => {
  const context = await openArendal();
  const id = await openItem(context);
  const before = (await waiting(context)).length;
  const reply = ['inbox', 'reply', id, '--text', 'Hei – vi ringer i morgen'];
  expect(await context.run(...reply)).toMatchObject({ code: 1 });
  const draft = (await context.run(...reply, '--dry-run', '--json')).json();
  expect(draft).toEqual({
    id,
    short: 'I1',
    to: KARI,
    body: 'Hei - vi ringer i morgen',
    parts: 1,
    encoding: 'GSM-7',
    outcome: 'would send',
  });
  expect(await waiting(context)).toHaveLength(before);
  expect((await context.run(...reply, '--yes', '--json')).json()).toMatchObject({ outcome: 'queued' });
  expect((await context.run(...reply, '--yes', '--json')).json()).toMatchObject({ outcome: 'already queued' });
  expect(await waiting(context)).toHaveLength(before + 1);
  expect((await context.run('inbox', 'done', id, '--json')).json()).toEqual({ id, short: 'I1', outcome: 'done' });
  expect((await context.run('inbox', 'done', id, '--json')).json()).toEqual({
    id,
    short: 'I1',
    outcome: 'already done',
  });
});

test('whoever said STOP is not answered', async () => {
  const context = await openArendal();
  const id = await openItem(context);
  await inStore(context, (store) =>
    store.write((tx) => optOut(tx, { now: AT, ids: randomIds }, { centreId: 'arendal', number: KARI, how: 'text' })),
  );
  const refused = await context.run('inbox', 'reply', id, '--text', 'Hei', '--yes');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/STOP.*Ring instead/);
});
