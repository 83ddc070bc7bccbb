import { afterEach, describe, expect, test } from 'vitest';
import type { Moment } from '../../../src/db/moment.ts';
import type { Tx } from '../../../src/db/schema/index.ts';
import { cancelBroadcast, pauseBroadcast, resumeBroadcast } from '../../../src/domain/broadcasts/control.ts';
import { outcomeOf } from '../../../src/domain/broadcasts/outcome.ts';
import { countsOf } from '../../../src/domain/broadcasts/report.ts';
import { retryUncertain } from '../../../src/domain/broadcasts/retry.ts';
import { findBroadcast } from '../../../src/domain/broadcasts/broadcasts.ts';
import { putPeople, send, type Somebody, type Wanted } from '../../support/people/broadcasts.ts';
import { ring } from '../../support/provider/caller.ts';
import { openTestApp, testClock, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';

const ANNA = '+4790000011';
const BJORN = '+4790000012';
const PEOPLE: readonly Somebody[] = [
  { id: 'anna', number: ANNA, name: 'Anna Berg', interests: 'tur' },
  { id: 'bjorn', number: BJORN, name: 'Bjørn Dal', interests: 'tur', language: 'nn' },
];
const WANTED: Wanted = { text: 'Hei {{name}}! Tur søndag.', texts: { nn: 'Hei {{name}}! Tur sundag.' } };
const PRICES = { price_ore: 60, price_foreign_ore: 120 };

let app: TestApp | undefined;
afterEach(() => app?.close());

describe.each(ENGINES)('a text of a broadcast that the network refuses as a landline, on $engine', ({ open }) => {
  async function openWith(wall?: string, people: readonly Somebody[] = PEOPLE): Promise<TestApp> {
    const clock = wall === undefined ? {} : { clock: testClock(wall) };
    app = await openTestApp({ store: await open(), ...clock });
    await putPeople(app.store, people);
    return app;
  }
  const settle = (h: TestApp) => h.after(() => new Promise((resolve) => setTimeout(resolve, 20)));
  const rowOf = async (h: TestApp, id: string) => (await findBroadcast(h.store.db, id))!;
  const counts = async (h: TestApp, id: string) => {
    const row = await rowOf(h, id);
    return { status: row.status, ...(await countsOf(h.store.db, row)) };
  };
  const report = async (h: TestApp, id: string) => outcomeOf(h.store.db, await rowOf(h, id), PRICES);
  const staff = <T>(h: TestApp, deed: (tx: Tx, moment: Moment, id: string) => Promise<T>, id: string): Promise<T> =>
    h.store.write((tx) => deed(tx, momentOf(h.service.app), id));
  const settled = async (h: TestApp) => {
    await settle(h);
    return settle(h);
  };

  test.each([
    ['21614', 60],
    ['21635', 60],
    // The network took this one and is paid for it.
    ['30006', 120],
  ])('%s: becomes a call by itself, in their language; whoever is rung counts once', async (code, costOre) => {
    const h = await openWith();
    h.textless.set(BJORN, code);
    const id = await send(h.service.app, WANTED);
    await settled(h);
    expect(h.rung.map(({ to }) => to)).toEqual([BJORN]);
    expect(await counts(h, id)).toMatchObject({
      status: 'sending',
      sent: 2,
      delivered: 1,
      failed: 0,
      queued: 0,
      uncertain: 0,
      dropped: 0,
      calls: 1,
    });

    const bjorn = await ring(h.service, BJORN, { sid: 'CAout1', outgoingId: h.rung[0]?.id ?? '' });
    expect(bjorn.heard.join(' ')).not.toContain('sundag');
    await bjorn.keys('1');
    expect(bjorn.heard[0]).toBe('Her er meldinga: Hei Bjørn! Tur sundag.');
    await bjorn.hangUp();
    await settled(h);
    expect(await counts(h, id)).toMatchObject({ status: 'done', sent: 2, delivered: 2, failed: 0, calls: 1 });
    expect(await report(h, id)).toMatchObject({ rungInstead: 1, undelivered: [], costOre });
    await h.goTo('2026-11-23T18:00');
    expect(h.rung).toHaveLength(1);
  });

  test('and whoever is written to next time is rung at once', async () => {
    const h = await openWith();
    h.textless.set(BJORN, '21614');
    await send(h.service.app, WANTED);
    await settled(h);
    const person = await h.store.db.selectFrom('person').select('prefers').where('id', '=', 'bjorn').execute();
    expect(person).toEqual([{ prefers: 'call' }]);
  });

  test('a word that comes after the broadcast has ended opens it again until they have been rung', async () => {
    const h = await openWith();
    const id = await send(h.service.app, WANTED);
    await settle(h);
    await h.store.db
      .updateTable('outbox')
      .set({ state: 'sent', settled_at: null })
      .where('number', '=', BJORN)
      .execute();
    await settle(h);
    expect(await counts(h, id)).toMatchObject({ status: 'done' });
    const text = await h.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('number', '=', BJORN)
      .executeTakeFirstOrThrow();
    const told = { outboxId: text.id, sid: text.sid ?? '', status: 'undelivered', errorCode: '30006' };
    await h.after(() => h.service.receiveReport(told));
    await settled(h);
    expect(h.rung.map(({ to }) => to)).toEqual([BJORN]);
    expect(await counts(h, id)).toMatchObject({ status: 'sending', sent: 2, calls: 1 });
    expect((await rowOf(h, id)).finished_at).toBeNull();
    const bjorn = await ring(h.service, BJORN, { sid: 'CAout1', outgoingId: h.rung[0]?.id ?? '' });
    await bjorn.keys('1');
    await bjorn.hangUp();
    await settled(h);
    expect(await counts(h, id)).toMatchObject({ status: 'done', sent: 2, delivered: 2 });
  });

  test('a word that comes a day late rings nobody: what it was about may be over', async () => {
    const h = await openWith();
    const id = await send(h.service.app, WANTED);
    await settle(h);
    const text = await h.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('number', '=', BJORN)
      .executeTakeFirstOrThrow();
    await h.store.db.updateTable('outbox').set({ state: 'sent', settled_at: null }).where('id', '=', text.id).execute();
    await h.goTo('2026-11-24T12:30');
    const told = { outboxId: text.id, sid: text.sid ?? '', status: 'undelivered', errorCode: '30006' };
    await h.after(() => h.service.receiveReport(told));
    await settled(h);
    expect(h.rung).toEqual([]);
    expect(await counts(h, id)).toMatchObject({ status: 'done', sent: 1, failed: 1 });
    expect(await report(h, id)).toMatchObject({ rungInstead: 0, undelivered: [{ reason: 'landline', count: 1 }] });
  });

  test('paused: the call waits until it goes on; cancelled: nobody is rung', async () => {
    const h = await openWith(undefined, [...PEOPLE, { id: 'gerd', number: '+4790000017', interests: 'tur' }]);
    const id = await send(h.service.app, WANTED);
    await settle(h);
    const texts = await h.store.db.selectFrom('outbox').selectAll().orderBy('number').execute();
    const onTheWay = { state: 'accepted', settled_at: null } as const;
    await h.store.db.updateTable('outbox').set(onTheWay).execute();
    await h.store.db.updateTable('broadcast').set({ status: 'sending' }).execute();
    const landline = async (n: number) => {
      const { id: outboxId = '', sid = '' } = texts[n] ?? {};
      await h.after(() =>
        h.service.receiveReport({ outboxId, sid: sid ?? '', status: 'undelivered', errorCode: '30006' }),
      );
      await settled(h);
    };
    await staff(h, pauseBroadcast, id);
    await landline(0);
    expect(h.rung).toEqual([]);
    expect(await counts(h, id)).toMatchObject({ status: 'paused', queued: 1, sent: 2, calls: 1 });
    await staff(h, resumeBroadcast, id);
    await settled(h);
    expect(h.rung.map(({ to }) => to)).toEqual([ANNA]);
    await staff(h, pauseBroadcast, id);
    await landline(1);
    await staff(h, cancelBroadcast, id);
    await landline(2);
    await h.goTo('2026-11-23T18:00');
    expect(h.rung).toHaveLength(1);
    // Anna did not pick up, and is not rung again either.
    expect(await counts(h, id)).toMatchObject({ status: 'cancelled', dropped: 2, failed: 1, calls: 2 });
  });

  test('not outside the hours of its kind', async () => {
    const h = await openWith('2026-11-23T20:59');
    const id = await send(h.service.app, WANTED);
    await settle(h);
    await h.store.db.updateTable('outbox').set({ state: 'accepted', settled_at: null }).execute();
    await h.goTo('2026-11-23T21:01');
    const text = await h.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('number', '=', BJORN)
      .executeTakeFirstOrThrow();
    const told = { outboxId: text.id, sid: text.sid ?? '', status: 'undelivered', errorCode: '30006' };
    await h.after(() => h.service.receiveReport(told));
    for (const wall of ['2026-11-23T23:00', '2026-11-24T07:59']) await h.goTo(wall);
    expect(h.rung).toEqual([]);
    expect(await counts(h, id)).toMatchObject({ status: 'sending', queued: 1, calls: 1 });
    await h.goTo('2026-11-24T08:00');
    expect(h.rung.map(({ to }) => to)).toEqual([BJORN]);
  });

  test('never twice, whatever comes again; and not whoever has said STOPP meanwhile', async () => {
    const h = await openWith();
    h.textless.set(BJORN, '30006');
    const id = await send(h.service.app, WANTED);
    await settled(h);
    const text = await h.store.db
      .selectFrom('outbox')
      .selectAll()
      .where('number', '=', BJORN)
      .executeTakeFirstOrThrow();
    for (const status of ['undelivered', 'failed', 'sent']) {
      const told = { outboxId: text.id, sid: text.sid ?? '', status, errorCode: '30006' };
      await h.after(() => h.service.receiveReport(told));
    }
    // What staff send once more is refused once more.
    const lost = { state: 'unknown', reason: null, settled_at: '2026-11-23T11:05:00.000Z' } as const;
    await h.store.db.updateTable('outbox').set(lost).where('id', '=', text.id).execute();
    expect(await staff(h, retryUncertain, id)).toBe(1);
    await settled(h);
    expect(h.rung).toHaveLength(1);
    expect(await counts(h, id)).toMatchObject({ sent: 2, failed: 0, uncertain: 0, calls: 1 });

    const sent = await h.store.db.selectFrom('outbox').selectAll().where('number', '=', ANNA).executeTakeFirstOrThrow();
    await h.text(ANNA, 'STOPP');
    const onTheWay = { state: 'accepted', settled_at: null } as const;
    await h.store.db.updateTable('outbox').set(onTheWay).where('id', '=', sent.id).execute();
    const told = { outboxId: sent.id, sid: sent.sid ?? '', status: 'undelivered', errorCode: '30006' };
    await h.after(() => h.service.receiveReport(told));
    await settled(h);
    expect(h.rung).toHaveLength(1);
    expect(await counts(h, id)).toMatchObject({ failed: 1 });
  });
});
