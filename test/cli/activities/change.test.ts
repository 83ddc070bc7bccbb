import { expect, test } from 'vitest';
import { signUp } from '../../../src/domain/activities/sign-ups.ts';
import { hearFrom } from '../../../src/domain/centres/people.ts';
import { addKnitting, openArendal, type Desk } from '../../support/cli.ts';
import { countedIds } from '../../support/outbox.ts';
import { sqliteStore } from '../../support/store.ts';

interface Changed {
  id: string;
  changed: string[];
  told: number;
}

const change = async (desk: Desk, id: string, ...options: string[]): Promise<Changed> =>
  (await desk.run('activities', 'change', id, ...options, '--yes', '--json')).json<Changed>();

/** Signs people up for 1 December, in this order. */
async function signedUp(desk: Desk, activityId: string, ...numbers: string[]): Promise<void> {
  const store = await sqliteStore(desk.file);
  const moment = { now: '2026-11-23T11:00:00.000Z', ids: countedIds() };
  await store.write(async (tx) => {
    for (const number of numbers) {
      const { person } = await hearFrom(tx, moment, { centreId: 'arendal', number, language: 'nb' });
      const occurrence = '2026-12-01T18:00';
      await signUp(tx, moment, { centreId: 'arendal', activityId, occurrence, personId: person.id, persons: 1 });
    }
  });
  await store.close();
}

test('what is told as an answer is kept as a fact, and nobody is told of a price', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  await signedUp(desk, id, '+4790000001');
  expect(
    await change(desk, id, '--price', '50', '--step-free', 'yes', '--description', 'Ta gjerne med hunden.'),
  ).toMatchObject({
    id,
    changed: ['price', 'step-free', 'description'],
    told: 0,
  });
  expect((await desk.run('activities', 'show', id, '--json')).json()).toMatchObject({
    price: '50 kr',
    stepFree: true,
    description: 'Ta gjerne med hunden.',
    title: 'Strikkekafé',
    venue: 'Biblioteket',
  });
  expect(await change(desk, id, '--price', '50')).toMatchObject({ changed: [], told: 0 });
});

test('time and place are told to whom they concern; a dry run changes nothing', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  await signedUp(desk, id, '+4790000001');
  const dry = (await desk.run('activities', 'change', id, '--venue', 'Skolen', '--dry-run', '--json')).json<Changed>();
  expect(dry).toMatchObject({ changed: ['venue'], told: 1 });
  expect((await desk.run('activities', 'show', id, '--json')).json()).toMatchObject({ venue: 'Biblioteket' });
  expect(await change(desk, id, '--venue', 'Skolen')).toMatchObject({ changed: ['venue'], told: 1 });
  expect(await change(desk, id, '--starts', '2026-12-01T19:00')).toMatchObject({ changed: ['starts'], told: 1 });
  const shown = (await desk.run('activities', 'show', id, '--json')).json<{ coming: object[] }>();
  expect(shown.coming[0]).toMatchObject({ occurrence: '2026-12-01T19:00', signedUp: 1 });
});

test('places that are added go to who waits', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  await change(desk, id, '--capacity', '2');
  await signedUp(desk, id, '+4790000001', '+4790000002', '+4790000003', '+4790000004');
  expect(await change(desk, id, '--capacity', '3')).toMatchObject({ changed: ['capacity'], told: 1 });
  const shown = (await desk.run('activities', 'show', id, '--json')).json<{ coming: object[] }>();
  expect(shown.coming[0]).toMatchObject({ signedUp: 3, waiting: 1 });
});

test('one date of a series has a time of its own', async () => {
  const desk = await openArendal();
  const id = await addKnitting(desk);
  expect(await change(desk, id, '--on', '2026-12-08', '--starts', '2026-12-08T17:00')).toMatchObject({
    changed: ['starts'],
  });
  const shown = (await desk.run('activities', 'show', id, '--json')).json<{ coming: { startsAt: string }[] }>();
  expect(shown.coming.map(({ startsAt }) => startsAt.slice(0, 16)).slice(0, 2)).toEqual([
    '2026-12-01T18:00',
    '2026-12-08T17:00',
  ]);
  expect(await desk.run('activities', 'change', id, '--on', '2026-12-08', '--price', '20')).toMatchObject({ code: 1 });
  expect(await desk.run('activities', 'change', id)).toMatchObject({ code: 1 });
});

test('a capacity means sign-up, and where nobody signs up that is said', async () => {
  const desk = await openArendal();
  const when = ['--starts', '2026-12-03T11:00', '--postcode', '4836'];
  const added = await desk.run('activities', 'add', '--title', 'Matkurs', ...when, '--capacity', '8');
  expect(added.stdout).toContain('A capacity means sign-up');
  expect((await desk.run('activities', 'list', '--json')).json()).toMatchObject([{ signUp: true, capacity: 8 }]);
  await desk.feed('når er matkurset, og må jeg melde meg på?\n', 'phone', '+4790000009');
  const [answer] = (await desk.run('messages', 'list', '--number', '+4790000009', '--json'))
    .json<{ direction: string; body: string }[]>()
    .filter(({ direction }) => direction !== 'in' && direction !== 'inbound');
  expect(answer?.body).not.toMatch(/trenger ikke melde deg/);
  const open = await desk.run('activities', 'add', '--title', 'Bålkveld', ...when);
  expect(open.stdout).not.toContain('capacity');
  const changed = await desk.run('activities', 'change', 'Bålkveld', '--capacity', '9', '--yes');
  expect(changed.stdout).toContain('nobody signs up for it, so the places are not counted');
});
