import { afterEach, expect, test } from 'vitest';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { ring } from '../../support/provider/caller.ts';
import { CENTRE, openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';

const { Kari = '', Liv = '' } = PEOPLE;
let app: TestApp;
afterEach(() => app.close());

test('is rung from our own number: that of the caller is what operators block', async () => {
  app = await openTestApp();
  const caller = await ring(app.service, Kari, { sid: 'CA1' });
  await caller.keys('0');
  expect(caller.documents.at(-1)).toContain(`callerId="${CENTRE}"><Number`);
});

test('is rung when a call that came in fails, and when one that we placed does', async () => {
  app = await openTestApp();
  const { app: inner } = app.service;
  await addVolunteer(app, 'Liv');
  await addToDo(app);
  await app.after(() => assignmentDeed(app, 'offer', ['Liv']));
  const [placed] = app.rung;
  const callers = [
    await ring(app.service, Kari, { sid: 'CA1' }),
    await ring(app.service, Liv, { sid: placed?.sid ?? '', outgoingId: placed?.id ?? '' }),
  ];
  const broken = (): never => {
    throw new Error('no flows');
  };
  Object.assign(inner, { flows: { get: broken } });
  for (const caller of callers) {
    await caller.keys('1');
    expect(caller.documents.at(-1)).toContain(`callerId="${CENTRE}">+4745600002</Dial>`);
  }
});
