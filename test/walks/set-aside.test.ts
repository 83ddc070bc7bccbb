import { afterEach, describe, expect, test } from 'vitest';
import { createScheduler } from '../../src/service/turn/scheduler.ts';
import { takeTurn } from '../../src/service/turn/take-turn.ts';
import { dueArrivals } from '../../src/service/engine/journal.ts';
import { openTestApp, PEOPLE, type TestApp } from '../support/app.ts';
import { ENGINES } from '../support/store.ts';

const { Kari = '', Ola = '' } = PEOPLE;
const minutes = (hour: string): string[] => ['00', '01', '02', '03'].map((m) => `${hour}:${m}`);
const NOON = minutes('2026-11-23T12');
const NEXT_NOON = minutes('2026-11-24T12');
const BEFORE_THE_DAY = minutes('2026-11-25T10');

async function wait(app: TestApp, until: readonly string[]): Promise<void> {
  for (const minute of until) await app.goTo(minute);
}

/** Breaks a part of the house for as long as `meanwhile` runs. */
async function without(app: TestApp, part: 'words' | 'flows', meanwhile: () => Promise<unknown>): Promise<void> {
  const { app: inner } = app.service;
  const whole = inner[part];
  const broken = (): never => {
    throw new Error(`no ${part}`);
  };
  Object.assign(inner, { [part]: part === 'words' ? broken : { get: broken } });
  await meanwhile();
  Object.assign(inner, { [part]: whole });
}

const spoilConversation = ({ store }: TestApp, state: string) =>
  store.write((tx) => tx.updateTable('conversation').set({ state }).execute());

describe.each(ENGINES)('what cannot be taken, on $engine', ({ open }) => {
  let app: TestApp;
  afterEach(() => app.close());
  const opened = async (): Promise<TestApp> => (app = await openTestApp({ store: await open() }));
  const inbox = () => app.store.db.selectFrom('inbox_item').select(['reason', 'body']).execute();

  test('F33: a text of which not even the person can be told is set aside too, and the next one is taken', async () => {
    await opened();
    await without(app, 'words', async () => {
      await app.text(Kari, 'ring meg');
      await wait(app, NOON);
    });
    expect(await inbox()).toEqual([{ reason: 'failed turn', body: 'ring meg' }]);
    expect((await app.text(Kari, 'mine')).map((h) => h.body).join()).toContain('Du er ikke påmeldt');
  });

  test('STOPP is heard though the conversation cannot be read', async () => {
    await opened();
    await app.text(Kari, 'aktivitet 4836');
    await spoilConversation(app, 'not JSON');
    const [receipt] = await app.text(Kari, 'STOPP');
    expect(receipt?.body).toContain('Du får ikke flere meldinger');
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toEqual([{ how: 'text' }]);
  });

  test('STOPP holds even when its turn throws each time', async () => {
    await opened();
    await app.text(Kari, 'aktivitet 4836');
    await without(app, 'words', async () => {
      await app.text(Kari, 'STOPP');
      await wait(app, NOON);
    });
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toEqual([{ how: 'text' }]);
    expect(await app.text(Kari, 'aktivitet 4836')).toEqual([]);
  });

  test('F8: a database that was busy, however often, is no fault of the text', async () => {
    await opened();
    const { app: inner } = app.service;
    const write = inner.store.write.bind(inner.store);
    const text = app.service.receiveText.bind(app.service);
    let busy = 0;
    Object.assign(inner.store, {
      write: async <T>(work: Parameters<typeof write<T>>[0]): Promise<T> => {
        const source = work.toString();
        if (!source.includes('claimArrival') || ++busy > 5) return write(work);
        throw Object.assign(new Error('database is locked'), { code: 'SQLITE_BUSY' });
      },
    });
    await text({ sid: 'SMbusy', from: Kari, to: '+4745600001', body: 'hei', media: 0, optOutType: null });
    for (let minute = 0; minute < 7; minute++) await app.goTo(`2026-11-23T12:0${minute}`);
    expect(busy).toBeGreaterThan(5);
    expect(await inbox()).toEqual([]);
    const [row] = await app.store.db.selectFrom('arrival').select(['state', 'attempts']).execute();
    expect(row).toEqual({ state: 'done', attempts: 0 });
  });

  test('a deadline that cannot be taken ends its conversation, and is not found due for ever', async () => {
    await opened();
    await app.text(Kari, 'aktivitet 4836');
    await without(app, 'flows', () => wait(app, NEXT_NOON));
    expect(await app.store.db.selectFrom('deadline').selectAll().execute()).toEqual([]);
    expect(await app.store.db.selectFrom('conversation').select('status').execute()).toEqual([{ status: 'ended' }]);
  });

  test('somebody whose reminder cannot be written is rung', async () => {
    await opened();
    await app.text(Kari, 'strikk 4836');
    await app.text(Kari, '1');
    await app.text(Kari, '1');
    await app.text(Kari, '1');
    expect(await app.store.db.selectFrom('sign_up').select('status').execute()).toEqual([{ status: 'signed_up' }]);
    await without(app, 'flows', () => wait(app, BEFORE_THE_DAY));
    expect(await app.store.db.selectFrom('callback').select('reason').execute()).toEqual([
      { reason: 'reminder failed turn' },
    ]);
    const [row] = await app.store.db.selectFrom('sign_up').select('reminded_at').execute();
    expect(row?.reminded_at).not.toBeNull();
  });

  test('F40: what was noted as due by a clock ahead of ours is done all the same', async () => {
    await opened();
    await app.text(Ola, 'aktivitet 4836');
    await app.text(Kari, 'strikk 4836');
    await app.text(Kari, '1');
    await app.text(Kari, '1');
    await app.text(Kari, '1');
    app.clock.set('2026-11-25T10:00');
    const { app: inner } = app.service;
    await createScheduler(inner, () => {}).tick();
    app.clock.set('2026-11-24T11:59');
    const due = await dueArrivals(inner.store.db, inner.clock.now().toISOString());
    const became = [];
    for (const arrival of due) became.push(`${arrival.kind}: ${await takeTurn(inner, arrival)}`);
    expect(became.toSorted()).toEqual(['command: reminded', 'deadline: deadline']);
  });
});
