import { expect, test } from 'vitest';
import { openStore } from '../../../src/db/open.ts';
import { optOut } from '../../../src/domain/centres/opt-out.ts';
import { randomIds } from '../../../src/service/app/clock.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';

const KARI = '+4790000001';
const OLA = '+4790000002';
const AT = '2026-11-23T11:00:00.000Z';

async function inStore<T>(desk: Desk, work: (store: Awaited<ReturnType<typeof openStore>>) => Promise<T>): Promise<T> {
  const store = await openStore(desk.env['DATABASE_URL'] ?? '');
  try {
    return await work(store);
  } finally {
    await store.close();
  }
}

/** Kari and Ola are signed up for the first Tuesday. */
async function signUpBoth(desk: Desk, activity_id: string): Promise<void> {
  await inStore(desk, (store) =>
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

const waiting = (desk: Desk): Promise<{ number: string; body: string; kind: string }[]> =>
  inStore(desk, ({ db }) => db.selectFrom('outbox').select(['number', 'body', 'kind']).orderBy('seq').execute());

test('a cancellation asks first; --dry-run shows; --yes tells everybody once', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  await signUpBoth(desk, id);
  const cancel = ['activities', 'cancel', id, '--on', '2026-12-01'];

  const asked = await desk.run(...cancel);
  expect(asked).toMatchObject({ code: 1, stdout: '' });
  expect(asked.stderr).toMatch(
    /"Strikkekafé" on 2026-12-01 is cancelled, and 2 people will be told\..*--yes.*--dry-run/,
  );
  const dry = await desk.run(...cancel, '--dry-run', '--json');
  expect(dry.code).toBe(0);
  expect(dry.json()).toMatchObject({ id, told: 2, outcome: 'would be cancelled', dryRun: true });
  expect(dry.json<{ messages: { to: string }[] }>().messages.map((m) => m.to)).toEqual([KARI, OLA]);
  expect(await waiting(desk)).toEqual([]);

  const done = await desk.run(...cancel, '--yes', '--json');
  expect(done.json()).toEqual({ id, title: 'Strikkekafé', on: '2026-12-01', outcome: 'cancelled', told: 2 });
  expect((await waiting(desk)).map((m) => [m.number, m.kind])).toEqual([
    [KARI, 'change'],
    [OLA, 'change'],
  ]);
  const again = await desk.run(...cancel, '--yes', '--json');
  expect(again).toMatchObject({ code: 0 });
  expect(again.json()).toMatchObject({ outcome: 'already cancelled', told: 0 });
  expect(await waiting(desk)).toHaveLength(2);
});

test('a move tells where to; a date on which nothing is, is refused', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  await signUpBoth(desk, id);
  const move = ['activities', 'move', id, '--on', '2026-12-01', '--to', '2026-12-02T19:30'];
  expect(await desk.run(...move)).toMatchObject({ code: 1 });
  expect((await desk.run(...move, '--yes', '--json')).json()).toMatchObject({ outcome: 'moved', told: 2 });
  expect((await waiting(desk))[0]?.body).toMatch(/19.30/);
  const wrong = await desk.run('activities', 'move', id, '--on', '2026-12-03', '--to', '2026-12-04T18:00', '--yes');
  expect(wrong).toMatchObject({ code: 1 });
  expect(wrong.stderr).toMatch(/does not take place on 2026-12-03.*activities show/);
  expect(await desk.run('activities', 'cancel', id, '--on', '2026-12-03', '--yes')).toMatchObject({ code: 1 });
  expect(
    await desk.run('activities', 'move', id, '--on', '2026-12-08', '--to', '2026-01-04T18:00', '--yes'),
  ).toMatchObject({ code: 1 });
});

async function openItem(desk: Desk): Promise<string> {
  await desk.feed('hvorfor er himmelen blå\n'.repeat(3), 'phone', KARI);
  const [item] = (await desk.run('inbox', 'list', '--json')).json<{ id: string }[]>();
  return item?.id ?? '';
}

test('an answer to the inbox goes out once, through the outbox', async () => {
  const desk = await openArendal();
  const id = await openItem(desk);
  const before = (await waiting(desk)).length;
  const reply = ['inbox', 'reply', id, '--text', 'Hei – vi ringer i morgen'];
  expect(await desk.run(...reply)).toMatchObject({ code: 1 });
  const draft = (await desk.run(...reply, '--dry-run', '--json')).json();
  expect(draft).toEqual({
    id,
    to: KARI,
    body: 'Hei - vi ringer i morgen',
    parts: 1,
    encoding: 'GSM-7',
    outcome: 'would send',
  });
  expect(await waiting(desk)).toHaveLength(before);
  expect((await desk.run(...reply, '--yes', '--json')).json()).toMatchObject({ outcome: 'queued' });
  expect((await desk.run(...reply, '--yes', '--json')).json()).toMatchObject({ outcome: 'already queued' });
  expect(await waiting(desk)).toHaveLength(before + 1);
  expect((await desk.run('inbox', 'done', id, '--json')).json()).toEqual({ id, outcome: 'done' });
  expect((await desk.run('inbox', 'done', id, '--json')).json()).toEqual({ id, outcome: 'already done' });
});

test('whoever said STOP is not answered', async () => {
  const desk = await openArendal();
  const id = await openItem(desk);
  await inStore(desk, (store) =>
    store.write((tx) => optOut(tx, { now: AT, ids: randomIds }, { centreId: 'arendal', number: KARI, how: 'text' })),
  );
  const refused = await desk.run('inbox', 'reply', id, '--text', 'Hei', '--yes');
  expect(refused).toMatchObject({ code: 1 });
  expect(refused.stderr).toMatch(/STOP.*Ring instead/);
});
