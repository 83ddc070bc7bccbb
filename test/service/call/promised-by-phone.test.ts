import { afterEach, expect, test } from 'vitest';
import { toWall } from '../../../src/domain/base/time.ts';
import { ring } from '../../support/provider/caller.ts';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';

const { Kari = '' } = PEOPLE;

let app: TestApp | undefined;
afterEach(() => app?.close());

const openCallbacks = async ({ store: { db } }: TestApp) =>
  (await db.selectFrom('callback').selectAll().where('status', '=', 'open').execute()).map(({ due_at, wished_at }) => [
    toWall(due_at),
    wished_at,
  ]);

test.each([
  ['ring meg på torsdag', '0'],
  ['Could you call me on Thursday?', '0'],
  ['ring meg i morgen kl 10', '0'],
])('after "%s" a call that asks for a human now promises no sooner than staff see', async (wish, key) => {
  app = await openTestApp({ clock: testClock('2026-11-23T10:00') });
  await app.text(Kari, wish);
  const caller = await ring(app.service, Kari, { sid: 'CA1' });
  await caller.keys(key);
  await caller.staff(null);
  expect(caller.heard.join(' ')).toMatch(/klokka tolv|at twelve noon/);
  expect(await openCallbacks(app)).toEqual([['2026-11-23T12:00', null]]);
});

test.each([
  ['STOPP', '2', 'Vi kan ikke sende melding til nummeret du ringer fra'],
  ['STOPP', '1', 'Velkommen!'],
  ['UNSUBSCRIBE', '2', 'Vi kan ikke sende melding til nummeret du ringer fra'],
])('after %s a call that signs up (list %s) promises no text and no reminder', async (stop, choice, sentence) => {
  app = await openTestApp({ clock: testClock('2026-11-23T10:00') });
  await app.text(Kari, stop);
  const caller = await ring(app.service, Kari, { sid: 'CA1' });
  const heard: string[] = [];
  for (const key of ['1', '4836', choice, '1', '1']) {
    await caller.keys(key);
    heard.push(...caller.heard);
    if (heard.join(' ').includes(sentence)) break;
  }
  expect(heard.join(' ')).toContain(sentence);
  expect(heard.join(' ')).not.toMatch(/Du får svar|minner deg/);
});
