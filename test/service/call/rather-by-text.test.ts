import { afterEach, beforeEach, expect, test } from 'vitest';
import { rememberWay } from '../../../src/domain/centres/people.ts';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { ring } from '../../support/provider/caller.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

// "Do not ring me": what the call was about comes as a text that is taken back as the call would have been.

const { Kari = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await addVolunteer(app, 'Kari');
  const person = await app.store.db.selectFrom('person').select('id').where('number', '=', Kari).executeTakeFirst();
  await app.store.write((tx) => rememberWay(tx, person?.id ?? '', 'call'));
});
afterEach(() => app.close());

const deed = (line: string) => {
  const [verb = '', ...words] = line.split(' ');
  return app.after(() => assignmentDeed(app, verb, words));
};
const texts = () =>
  app.store.db
    .selectFrom('outbox')
    .select(['about_kind', 'about_id', 'expires_at', 'state'])
    .where('number', '=', Kari)
    .execute();

async function presses8(): Promise<void> {
  const rung = app.rung.at(-1);
  const caller = await ring(app.service, Kari, { sid: rung?.sid ?? '', outgoingId: rung?.id ?? '' });
  await caller.keys('8');
}

test('an offer is a text about that offer, and lapses with it', async () => {
  await addToDo(app);
  await deed('offer Kari');
  await presses8();
  const offer = await app.store.db.selectFrom('offer').selectAll().executeTakeFirstOrThrow();
  expect(await texts()).toMatchObject([{ about_kind: 'offer', about_id: offer.id, expires_at: offer.answer_by }]);
});

test('who and where is a text about that confirmation', async () => {
  await addToDo(app);
  await deed('offer Kari');
  await deed('answer Kari yes');
  await deed('confirm Kari');
  await presses8();
  const offer = await app.store.db.selectFrom('offer').select('id').executeTakeFirstOrThrow();
  const said = await texts();
  expect(said.length).toBeGreaterThan(0);
  for (const text of said) expect(text).toMatchObject({ about_kind: 'confirmed', about_id: offer.id });
});

test('a number that takes no texts is not rung again all the same, and staff see what did not arrive', async () => {
  await addToDo(app);
  await deed('offer Kari');
  app.textless.set(Kari, '21614');
  await presses8();
  for (const time of ['23T12:10', '23T14:00', '24T10:00']) await app.goTo(`2026-11-${time}`);
  expect(app.rung).toHaveLength(1);
  const person = await app.store.db
    .selectFrom('person')
    .select('prefers')
    .where('number', '=', Kari)
    .executeTakeFirst();
  expect(person?.prefers).toBe('text');
  const items = await app.store.db.selectFrom('inbox_item').select('reason').execute();
  expect(items).toEqual([{ reason: 'undelivered' }]);
});
