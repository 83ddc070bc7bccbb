import { afterEach, beforeEach, expect, test } from 'vitest';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

// A text that asks several offers is about each of them: it is taken back when one closes before it has left.

const { Kari = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
  await addVolunteer(app, 'Kari');
});
afterEach(() => app.close());

const deed = (line: string) => {
  const [verb = '', ...words] = line.split(' ');
  return app.after(() => assignmentDeed(app, verb, words));
};
const statuses = async () =>
  Object.fromEntries(
    (
      await app.store.db
        .selectFrom('offer')
        .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
        .select(['title', 'offer.status'])
        .execute()
    ).map(({ title, status }) => [title, status]),
  );

async function askedTogether(titles: readonly string[]): Promise<void> {
  await app.goTo('2026-11-23T22:00');
  for (const [n, title] of titles.entries()) {
    // The last assignment of the list is the one that staff close.
    app.clock.set(`2026-11-23T22:0${n}`);
    await addToDo(app, { title, startsAt: `2026-12-0${n + 1}T11:00` });
    await deed('offer Kari');
  }
  await app.goTo('2026-11-24T08:01');
}

test('one that is called off before the text has left: the others are asked anew, without it', async () => {
  await askedTogether(['Besøk', 'Handletur', 'Snømåking']);
  const lists = () =>
    app.store.db.selectFrom('outbox').select(['id', 'state']).where('about_kind', '=', 'offers').execute();
  const [list] = await lists();
  expect(list).toBeDefined();
  await app.store.db
    .updateTable('outbox')
    .set({ state: 'pending', not_before: '2026-11-25T00:00:00.000Z' })
    .where('id', '=', list?.id ?? '')
    .execute();
  await deed('call-off');
  expect((await lists())[0]).toMatchObject({ state: 'cancelled' });
  expect(await statuses()).toMatchObject({ Besøk: 'queued', Handletur: 'queued' });
  const again = (await app.goTo('2026-11-24T08:30')).filter(({ to }) => to === Kari).map(({ body }) => body);
  expect(again).toHaveLength(1);
  expect(again[0]).toContain('1 Besøk');
  expect(again[0]).toContain('2 Handletur');
  expect(again[0]).not.toContain('Snømåking');
  expect(await statuses()).toMatchObject({ Besøk: 'asked', Handletur: 'asked' });
});

test('one that is called off after the text has left: Kari is told, and the others stay open', async () => {
  await askedTogether(['Besøk', 'Handletur', 'Snømåking']);
  await deed('call-off');
  expect(await statuses()).toMatchObject({ Besøk: 'asked', Handletur: 'asked' });
  const [receipt] = await app.text(Kari, 'alle tre');
  expect(receipt?.body).toContain('avlyst');
  expect(await statuses()).toMatchObject({ Besøk: 'accepted', Handletur: 'accepted' });
});

test('each lapses by itself', async () => {
  await askedTogether(['Besøk', 'Handletur']);
  await app.goTo('2026-11-25T09:00');
  expect(await statuses()).toEqual({ Besøk: 'expired', Handletur: 'expired' });
});
