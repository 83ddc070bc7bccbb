import { expect, onTestFinished, test } from 'vitest';
import { inbound, openWeb, TWILIO } from '../support/web.ts';

const YEAR_MS = 365 * 24 * 3_600_000;
const MINUTE_MS = 60_000;

/** The service with a clock that can be set anywhere. */
async function openWithClock() {
  const web = await openWeb(TWILIO);
  onTestFinished(() => web.close());
  let offsetMs = 0;
  const real = web.clock.now.bind(web.clock);
  web.clock.now = () => new Date(real().getTime() + offsetMs);
  const readiness = async () => {
    // The answer to a second look within two seconds would be the first one.
    await new Promise((wake) => setTimeout(wake, 2100));
    const { status, body } = await web.ask({ path: '/readyz' });
    return { status, reasons: (JSON.parse(body) as { reasons: string[] }).reasons.join('; ') };
  };
  const agenda = async (work: string): Promise<string> =>
    (
      await web.store.db
        .selectFrom('agenda')
        .select('due_at')
        .where('work', '=', work as never)
        .executeTakeFirst()
    )?.due_at ?? '';
  const round = async () => {
    await web.service.settle();
    await web.service.tidy();
    await web.service.settle();
  };
  return {
    web,
    readiness,
    agenda,
    round,
    now: () => web.clock.now().toISOString(),
    move: (ms: number) => {
      offsetMs += ms;
    },
  };
}

test('F22: a clock that jumps a year ahead and back: red while it is wrong, named, and healed', async () => {
  const { web, readiness, agenda, round, now, move } = await openWithClock();
  await round();
  expect(await readiness()).toEqual({ status: 200, reasons: '' });
  const tonight = await agenda('retention');

  move(YEAR_MS);
  await round();
  expect((await agenda('retention')) > tonight).toBe(true);
  const body = inbound({ Body: 'aktivitet 4836' });
  await web.form('/twilio/sms', body);
  await web.service.settle();

  move(-YEAR_MS);
  await round();
  const wrong = await readiness();
  expect(wrong.status).toBe(503);
  expect(wrong.reasons).toContain(`but the service has run at ${String(Number(now().slice(0, 4)) + 1)}`);

  move(2 * MINUTE_MS);
  await round();
  expect(await readiness()).toEqual({ status: 200, reasons: '' });
  expect(await agenda('retention')).toBe(tonight);
  expect((await agenda('digests')) < '2026-12-01').toBe(true);
  expect((await agenda('tell staff')) < '2026-11-26').toBe(true);
  expect(web.logged.join('\n')).toMatch(/the clock had jumped ahead/);
}, 60_000);

test('F22: what was done on a day ahead is done again when that day comes', async () => {
  const { web, agenda, round, move } = await openWithClock();
  await round();
  const tonight = await agenda('retention');
  move(24 * 60 * MINUTE_MS);
  await round();
  move(-24 * 60 * MINUTE_MS);
  await round();
  move(2 * MINUTE_MS);
  await round();
  expect(await agenda('retention')).toBe(tonight);

  move(24 * 60 * MINUTE_MS);
  await round();
  expect((await agenda('retention')) > tonight).toBe(true);
  const nights = await web.store.db
    .selectFrom('arrival')
    .select('outcome')
    .where('id', 'like', 'agenda:retention:%')
    .execute();
  expect(nights.map(({ outcome }) => outcome)).toEqual(['nothing old is left', 'nothing old is left']);
}, 60_000);

test('F22: a clock that starts in the past is not believed, however long it goes on', async () => {
  const { readiness, round, move } = await openWithClock();
  await round();
  move(-YEAR_MS);
  for (let n = 0; n < 3; n++) {
    move(10 * MINUTE_MS);
    await round();
  }
  expect(await readiness()).toMatchObject({
    status: 503,
    reasons: expect.stringContaining('but the service has run at') as string,
  });
});

test('standing work that is too far ahead is named and put back, whatever put it there', async () => {
  const { web, readiness, agenda, round } = await openWithClock();
  await round();
  await web.store.write((tx) =>
    tx
      .updateTable('agenda')
      .set({ due_at: '2027-11-24T02:00:00.000Z' })
      .where('work', 'in', ['retention', 'digests', 'tell staff'])
      .execute(),
  );
  const wrong = await readiness();
  expect(wrong.status).toBe(503);
  expect(wrong.reasons).toMatch(/retention is on the agenda for 2027-11-24/);
  await round();
  expect(await readiness()).toEqual({ status: 200, reasons: '' });
  expect((await agenda('retention')) < '2026-11-25').toBe(true);
});
