import { afterEach, expect, test } from 'vitest';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { ring } from '../../support/provider/caller.ts';
import { CENTRE, openTestHouse, PEOPLE, type TestHouse } from '../../support/app.ts';

const { Kari = '', Liv = '' } = PEOPLE;
let house: TestHouse;
afterEach(() => house.close());

test('is rung from our own number: that of the caller is what operators block', async () => {
  house = await openTestHouse();
  const caller = await ring(house.service, Kari, { sid: 'CA1' });
  await caller.keys('0');
  expect(caller.documents.at(-1)).toContain(`callerId="${CENTRE}"><Number`);
});

test('is rung when a call that came in fails, and when one that we placed does', async () => {
  house = await openTestHouse();
  const { house: inner } = house.service;
  await addVolunteer(house, 'Liv');
  await addToDo(house);
  await house.after(() => assignmentDeed(house, 'offer', ['Liv']));
  const [placed] = house.rung;
  const callers = [
    await ring(house.service, Kari, { sid: 'CA1' }),
    await ring(house.service, Liv, { sid: placed?.sid ?? '', outgoingId: placed?.id ?? '' }),
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
