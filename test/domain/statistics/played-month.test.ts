import { afterEach, expect, test } from 'vitest';
import { activitiesIn } from '../../../src/domain/statistics/activities.ts';
import { assignmentsIn } from '../../../src/domain/statistics/assignments.ts';
import { monthNamed, type Month } from '../../../src/domain/statistics/month.ts';
import { languagesIn, peopleIn } from '../../../src/domain/statistics/people.ts';
import { reportOf } from '../../../src/domain/statistics/report.ts';
import { volunteersIn } from '../../../src/domain/statistics/volunteers.ts';
import { closeCallback } from '../../../src/domain/staff/callbacks.ts';
import { dateOf, toWall } from '../../../src/domain/base/time.ts';
import { listVolunteers, statusOf } from '../../../src/domain/volunteers/volunteers.ts';
import { pauseVolunteer } from '../../../src/domain/volunteers/volunteer-status.ts';
import { upsertVolunteer } from '../../../src/domain/volunteers/write-volunteers.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';
import { openTestApp, testClock, type TestApp } from '../../support/app.ts';
import { ring } from '../../support/provider/caller.ts';

const HIDDEN = '+266696687';
const NOVEMBER = monthNamed('2026-11') as Month;
const nth = (n: number): string => `+47900001${String(n).padStart(2, '0')}`;

let app: TestApp;
afterEach(() => app.close());

/** Seven volunteers: five may be asked, one is away, one has had no first talk. The last two texts of theirs are in November. */
async function volunteers(): Promise<void> {
  for (let n = 50; n < 57; n++)
    await app.store.write(async (tx) => {
      const moment = momentOf(app.service.app);
      const wish = {
        centreId: 'arendal',
        number: nth(n),
        name: `Frivillig ${n}`,
        metOn: n === 56 ? null : '2026-10-05',
      };
      const { id } = await upsertVolunteer(tx, moment, wish);
      if (n === 55) await pauseVolunteer(tx, moment, { id, until: '2026-12-24' });
    });
}

let calls = 0;
async function callIn(number: string): Promise<void> {
  const caller = await ring(app.service, number, { sid: `CA${++calls}` });
  await caller.hangUp();
}

/** What happens from October to December, by the clock. */
async function play(): Promise<void> {
  app = await openTestApp({ clock: testClock('2026-10-06T10:00') });
  await volunteers();
  await app.text(nth(1), 'hei');
  await callIn(nth(60));

  await app.goTo('2026-11-03T10:00');
  // Six who write; the first is known from October, and the last writes English.
  for (let n = 1; n <= 5; n++) await app.text(nth(n), 'strikk 4836');
  await app.text(nth(6), 'what is on in Arendal this week?');
  // Three of them want to join: there are three places, so the one who comes with a friend waits.
  for (const [n, persons] of [
    [2, '1'],
    [3, '1'],
    [4, '2'],
  ] as const) {
    await app.text(nth(n), '1');
    await app.text(nth(n), '1');
    await app.text(nth(n), persons);
  }
  await app.goTo('2026-11-10T10:00');
  // Six who ring and hang up, one of them among those who write, and one whose number is hidden.
  for (const n of [1, 20, 21, 22, 23, 24]) await callIn(nth(n));
  await callIn(HIDDEN);
  // Two ask to be called: one is called in time, one is not called.
  await app.text(nth(5), 'ring meg');
  await app.text(nth(6), 'call me');
  const [first] = await app.store.db.selectFrom('callback').select('id').where('number', '=', nth(5)).execute();
  await app.goTo('2026-11-10T10:30');
  await app.store.write((tx) =>
    closeCallback(tx, momentOf(app.service.app), { id: first?.id ?? '', staff: 'Anne', outcome: 'Ringt' }),
  );

  await app.goTo('2026-12-02T10:00');
  await app.text(nth(30), 'hei');
  await callIn(nth(31));
}

test('a month is played and counted by hand, row by row', async () => {
  await play();
  const { db } = app.store;
  const now = app.clock.now().toISOString();
  const people = await peopleIn(db, 'arendal', NOVEMBER);

  // 1 to 6 wrote; 1 and 20 to 24 rang. No others were in touch: no text went to the volunteers.
  expect(people).toMatchObject({ reached: 11, byText: 6, byPhone: 6 });
  // All but 1, who had written in October.
  expect(people.new).toBe(10);
  // Six searches, three times three answers, and two who ask to be called.
  expect(people.received).toBe(6 + 9 + 2);
  expect(people).toMatchObject({ callbacks: 2, callbacksInTime: 1, optedOut: 0 });
  // Each of those reached has one language.
  const languages = await languagesIn(db, 'arendal', NOVEMBER);
  expect(languages).toEqual([
    { language: 'nb', n: 10 },
    { language: 'en', n: 1 },
  ]);

  // The figure and the list are one.
  const figures = await volunteersIn(db, 'arendal', NOVEMBER, now);
  const list = await listVolunteers(db, 'arendal');
  const active = list.filter((v) => statusOf(v, dateOf(toWall(now))) === 'active');
  expect(active).toHaveLength(5);
  expect(figures).toMatchObject({ active: 5, helped: 0, new: 0, minutes: 0 });

  const activities = [...(await activitiesIn(db, 'arendal', NOVEMBER)).values()];
  expect(activities.reduce((n, a) => n + a.participants, 0)).toBe(2);
  expect(await assignmentsIn(db, 'arendal', NOVEMBER, now)).toMatchObject({ cancelled: 0 });

  const centre = await db.selectFrom('centre').selectAll().executeTakeFirstOrThrow();
  const report = await reportOf(db, centre, NOVEMBER, now);
  expect(report.people).toEqual({ reached: 11, new: 10, byText: 6, byPhone: 6, optedOut: 0 });
  expect(report.languages.total.people).toBe(11);
  expect(report.trend.at(-1)).toEqual({ month: '2026-11', reached: 11 });
  expect(report.volunteers).toMatchObject({ active: 5, new: 0 });
});
