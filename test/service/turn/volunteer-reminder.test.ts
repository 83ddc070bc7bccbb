import { afterEach, beforeEach, expect, test } from 'vitest';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { openTestApp, type TestApp } from '../../support/app.ts';

// A recipient waits for the volunteer: a reminder that reaches them neither by text nor by call is a human's.

let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

const deed = (line: string) => {
  const [verb = '', ...words] = line.split(' ');
  return app.after(() => assignmentDeed(app, verb, words));
};
const callbacks = () => app.store.db.selectFrom('callback').select('reason').execute();
const remindedAt = async () =>
  (await app.store.db.selectFrom('offer').select('reminded_at').executeTakeFirst())?.reminded_at;

/** Taken on by day for half past seven the next morning, and confirmed too late for the reminder of the day before. */
async function confirmedLate(name: string, answered: 'by text' | 'by staff'): Promise<void> {
  await addVolunteer(app, name);
  await addToDo(app, { startsAt: '2026-11-25T07:30' });
  await app.goTo('2026-11-24T14:00');
  await deed(`offer ${name}`);
  if (answered === 'by text') await app.text('+4790000001', 'ja');
  else await deed(`answer ${name} yes`);
  await app.goTo('2026-11-24T20:30');
  await deed(`confirm ${name}`);
}

test('a landline that may not ring before the start: staff ring', async () => {
  await confirmedLate('Liv', 'by staff');
  await app.goTo('2026-11-25T05:31');
  expect(await callbacks()).toEqual([{ reason: 'reminder, too late to call' }]);
  expect(await remindedAt()).toBeNull();
});

test('a text that may not leave before the start: staff ring', async () => {
  await confirmedLate('Kari', 'by text');
  await app.goTo('2026-11-25T05:31');
  expect(await callbacks()).toEqual([{ reason: 'reminder, too late to text' }]);
  await app.goTo('2026-11-25T08:01');
  expect(await callbacks()).toHaveLength(1);
});

test('a reminder that arrives asks nothing of staff', async () => {
  await addVolunteer(app, 'Kari');
  await addToDo(app, { startsAt: '2026-11-25T11:00' });
  await deed('offer Kari');
  await app.text('+4790000001', 'ja');
  await deed('confirm Kari');
  await app.goTo('2026-11-24T10:01');
  expect(await callbacks()).toEqual([]);
  expect(await remindedAt()).not.toBeNull();
});
