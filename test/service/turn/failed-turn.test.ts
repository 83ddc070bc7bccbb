import { describe, expect, test } from 'vitest';
import { takeTurn } from '../../../src/service/turn/take-turn.ts';
import { dueArrivals } from '../../../src/service/engine/journal.ts';
import { FaultPlan, withFaults } from '../../support/faults/faults.ts';
import { CENTRE, openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ENGINES } from '../../support/store.ts';
import { everyRow } from '../../support/checks/tables.ts';

const { Kari = '', Ola = '' } = PEOPLE;
const receive = (app: TestApp, sid: string, from: string, body: string) =>
  app.service.receiveText({ sid, from, to: CENTRE, body, media: 0, optOutType: null });

/** The list that is open asks for a day that no search can read: every turn that searches throws. */
async function spoil({ store }: TestApp): Promise<void> {
  const { state } = await store.db.selectFrom('conversation').select('state').executeTakeFirstOrThrow();
  const kept = JSON.parse(state) as { context: object };
  const spoilt = JSON.stringify({ ...kept, context: { ...kept.context, when: 'never', more: 1 } });
  await store.write((tx) => tx.updateTable('conversation').set({ state: spoilt }).execute());
}

describe.each(ENGINES)('a turn that fails, on $engine', ({ open }) => {
  test('leaves every row of every table as it was, but for the note that it was tried', async () => {
    const plan = new FaultPlan('error', Infinity);
    const app = await openTestApp({ store: await open({ wrap: withFaults(plan) }) });
    await app.text(Kari, 'strikk 4836');
    await app.text(Kari, '1');
    const { app: inner } = app.service;
    let survived = 0;
    for (let at = 1; ; at++) {
      await inner.store.write((tx) =>
        tx
          .insertInto('arrival')
          .values({
            id: `SMtry${at}`,
            kind: 'text',
            peer: Kari,
            payload: JSON.stringify({ from: Kari, to: CENTRE, body: 'vi er to', media: 0, optOutType: null }),
            received_at: app.clock.now().toISOString(),
            state: 'new',
            attempts: 0,
          })
          .execute(),
      );
      const [arrival] = await dueArrivals(inner.store.db, app.clock.now().toISOString());
      if (arrival === undefined) throw new Error('nothing arrived');
      const before = await everyRow(inner.store);
      const points = plan.points;
      Object.assign(plan, { at: points + at });
      const outcome = await takeTurn(inner, arrival);
      Object.assign(plan, { at: Infinity });
      if (outcome !== 'tried again later') break;
      const after = await everyRow(inner.store);
      expect({ ...after, arrival: [] }).toEqual({ ...before, arrival: [] });
      survived++;
      await inner.store.write((tx) => tx.deleteFrom('arrival').where('id', '=', `SMtry${at}`).execute());
    }
    expect(survived).toBeGreaterThan(8);
    await app.close();
  });

  test('three times over is set aside: a human gets it, the person hears of it, and what they write next goes on', async () => {
    const app = await openTestApp({ store: await open() });
    await app.text(Kari, 'aktivitet 4836');
    await spoil(app);
    await receive(app, 'SMpoison', Kari, 'mer');
    await receive(app, 'SMother', Ola, 'aktivitet 4836');
    const heard = [
      ...(await app.goTo('2026-11-23T12:00')),
      ...(await app.goTo('2026-11-23T12:01')),
      ...(await app.goTo('2026-11-23T12:02')),
      ...(await app.goTo('2026-11-23T12:03')),
    ];
    expect(heard.filter((h) => h.to === Ola).length).toBeGreaterThan(0);
    expect(heard.filter((h) => h.to === Kari).map((h) => h.body)).toEqual([
      'Noe gikk galt hos oss. Meldingen din er trygg, og et menneske ser på den. Vi ringer deg senest mandag 23. november kl. 14.30.',
    ]);
    const inbox = await app.store.db.selectFrom('inbox_item').select(['reason', 'body']).execute();
    expect(inbox).toEqual([{ reason: 'failed turn', body: 'mer' }]);
    await app.store.write((tx) => tx.updateTable('conversation').set({ status: 'ended' }).execute());
    expect((await app.text(Kari, 'mine')).map((h) => h.body)[0]).toMatch(/^Du er ikke påmeldt/);
    await app.close();
  });

  test('a kept conversation that nobody understands any more begins politely anew', async () => {
    const app = await openTestApp({ store: await open() });
    await app.text(Kari, 'aktivitet 4836');
    const damaged = JSON.stringify({ value: 'a state of long ago', context: {} });
    await app.store.write((tx) => tx.updateTable('conversation').set({ state: damaged }).execute());
    const [answer] = await app.text(Kari, '1');
    expect(answer?.body).toMatch(/^Vi tar det på nytt\.\nHva vil du\?/);
    await app.close();
  });
});
