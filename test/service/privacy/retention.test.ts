import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Store } from '../../../src/db/open.ts';
import { RULES } from '../../../src/domain/privacy/retention.ts';
import { openTestApp, PEOPLE, testClock, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { everyRow } from '../../support/checks/tables.ts';

const KARI = PEOPLE['Kari'] ?? '';

describe.each(ENGINES)('what is old is forgotten, on $engine', ({ open }) => {
  let app: TestApp;
  let store: Store;
  beforeEach(async () => {
    store = await open();
    app = await openTestApp({ store, clock: testClock('2026-01-12T12:00') });
    await app.service.tidy();
  });
  afterEach(() => app.close());

  /** One night: each step is a turn of its own, a second after the one before. */
  async function night(date: string): Promise<void> {
    for (let second = 0; second < 12; second++) await app.goTo(`${date}T03:31:${String(second * 5).padStart(2, '0')}`);
  }
  const bodies = async (): Promise<string> => JSON.stringify(await everyRow(store));

  test('words after 90 days, and that somebody wrote is kept', async () => {
    await app.text(KARI, 'regnbueøgle');
    await app.text(KARI, 'regnbueøgle og mer');
    await night('2026-04-11');
    expect(await bodies()).toContain('regnbueøgle');
    await night('2026-04-14');
    const rows = JSON.stringify(await store.db.selectFrom('arrival').select(['payload', 'peer']).execute());
    expect(rows).not.toContain('regnbueøgle');
    expect(rows).toContain(KARI);
    const sent = await store.db.selectFrom('outbox').select('body').where('number', '=', KARI).execute();
    expect(sent.map((o) => o.body).filter((b) => b !== '')).toEqual([]);
  });

  test('what staff have done with after 30 days, and what is open never', async () => {
    await app.text(KARI, 'jeg trenger hjelp til å bære en sofa');
    const item = await store.db.selectFrom('inbox_item').selectAll().executeTakeFirstOrThrow();
    await night('2026-02-20');
    expect((await store.db.selectFrom('inbox_item').select('body').executeTakeFirstOrThrow()).body).toBe(item.body);
    const done = { status: 'done' as const, done_at: '2026-02-20T12:00:00.000Z' };
    await store.write((tx) => tx.updateTable('inbox_item').set(done).execute());
    await night('2026-03-20');
    expect((await store.db.selectFrom('inbox_item').select('body').executeTakeFirstOrThrow()).body).not.toBe('');
    await night('2026-03-23');
    expect((await store.db.selectFrom('inbox_item').select('body').executeTakeFirstOrThrow()).body).toBe('');
  });

  test('a resident who is silent for a year is asked, and after another month forgotten', async () => {
    await app.text(KARI, 'AKTIVITET 4836');
    await night('2027-01-11');
    expect(await app.goTo('2027-01-11T11:05')).toEqual([]);
    await night('2027-01-13');
    const [asked] = await app.goTo('2027-01-13T11:05');
    expect(asked).toMatchObject({ to: KARI, body: expect.stringMatching(/ikke hørt fra deg på et år/) as string });
    await night('2027-02-10');
    expect(await bodies()).toContain(KARI);
    await night('2027-02-13');
    expect(await bodies()).not.toContain(KARI);
  });

  test('whoever says yes is kept', async () => {
    await app.text(KARI, 'AKTIVITET 4836');
    await night('2027-01-13');
    await app.goTo('2027-01-13T11:05');
    expect((await app.text(KARI, 'ja')).map((h) => h.body)).toEqual(['Takk! Da tar vi vare på det.']);
    await night('2027-03-20');
    expect(await bodies()).toContain(KARI);
  });
});

test('a step forgets so many at most, and the next goes on', async () => {
  const app = await openTestApp({ clock: testClock('2026-06-01T12:00') });
  const at = '2026-01-01T12:00:00.000Z';
  await app.store.write(async (tx) => {
    for (let i = 0; i < 450; i++) {
      const payload = JSON.stringify({ from: KARI, to: 'x', body: `nr ${i}` });
      const row = {
        kind: 'text' as const,
        centre_id: 'arendal',
        peer: KARI,
        payload,
        state: 'done' as const,
        attempts: 0,
      };
      await tx
        .insertInto('arrival')
        .values({ ...row, id: `old${i}`, received_at: at })
        .execute();
    }
  });
  const [rule] = RULES;
  const moment = { now: '2026-06-01T10:00:00.000Z', ids: { next: () => 'x' } };
  const step = () => app.store.write(async (tx) => rule?.step(tx, moment, '2026-03-01T00:00:00.000Z'));
  expect([await step(), await step(), await step(), await step()]).toEqual([
    { forgotten: 200, more: true },
    { forgotten: 200, more: true },
    { forgotten: 50, more: false },
    { forgotten: 0, more: false },
  ]);
  await app.close();
});
