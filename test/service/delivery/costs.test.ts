import { afterEach, expect, test } from 'vitest';
import { changeCentre } from '../../../src/domain/centres/centres.ts';
import { queueMessage, type NewMessage } from '../../../src/domain/messages/outbox.ts';
import { spentLimits } from '../../../src/domain/messages/spending.ts';
import { momentOf } from '../../../src/service/engine/scene.ts';
import { CENTRE, openTestApp, PEOPLE, type Heard, type TestApp } from '../../support/app.ts';

const STAFF = '+4745600002';
let app: TestApp;
afterEach(() => app.close());

/** A centre whose texts cost a krone each and may cost ten a day. */
async function open(limits: { maxDayCostOre?: number; maxMonthCostOre?: number } = { maxDayCostOre: 1000 }) {
  app = await openTestApp();
  await app.store.write((tx) => tx.updateTable('centre').set({ price_ore: 100 }).execute());
  await app.store.write((tx) => changeCentre(tx, { id: 'arendal', ...limits }));
}

let n = 0;
const send = (kind: NewMessage['kind'], more: Partial<NewMessage> = {}): Promise<Heard[]> =>
  app.after(() =>
    app.store.write((tx) =>
      queueMessage(tx, momentOf(app.service.app), {
        dedupe: `cost/${++n}`,
        centreId: 'arendal',
        personId: null,
        fromNumber: CENTRE,
        number: `+4791${String(100_000 + n)}`,
        kind,
        body: `${kind} ${n}`,
        language: 'nb',
        encoding: 'GSM-7',
        parts: 1,
        ...more,
      }),
    ),
  );
const bodies = (heard: readonly Heard[]): string[] => heard.map(({ body }) => body);

test('staff are told at four fifths and when it is reached; then only what somebody waits for goes out', async () => {
  await open();
  const heard: Heard[] = [];
  for (let i = 0; i < 7; i++) heard.push(...(await send('reminder')));
  expect(heard.filter(({ to }) => to === STAFF)).toEqual([]);
  await send('reminder');
  const told = bodies(await app.goTo('2026-11-23T12:01')).filter((body) => body.includes('SMS-kostnad'));
  expect(told).toEqual([expect.stringContaining('80 % av dagens grense er brukt')]);
  await send('reminder');
  const full = [...bodies(await send('reply')), ...bodies(await app.goTo('2026-11-23T12:02'))];
  expect(full.join('\n')).toMatch(/dagens grense er nådd, og bare svar, bekreftelser og avlysninger går ut/);

  for (const kind of ['reminder', 'offer', 'broadcast'] as const) expect(await send(kind), kind).toEqual([]);
  for (const kind of ['reply', 'confirmation', 'change', 'stop_receipt', 'staff'] as const)
    expect(bodies(await send(kind)), kind).toHaveLength(1);
  expect(bodies(await send('reminder', { need: true }))).toHaveLength(1);

  const now = app.clock.now().toISOString();
  expect(await spentLimits(app.store.db, now, 80)).toMatchObject([{ span: 'day', limitOre: 1000, waiting: 3 }]);
});

test('what waited goes out the next day, and what is too late by then does not', async () => {
  await open({ maxDayCostOre: 100 });
  await send('reply');
  await app.goTo('2026-11-23T12:01');
  expect(await send('offer')).toEqual([]);
  expect(await send('reminder', { expiresAt: '2026-11-23T20:00:00.000Z' })).toEqual([]);
  // The day's limit is new at midnight, when nobody is to be woken.
  expect(bodies(await app.goTo('2026-11-24T00:05'))).toEqual([]);
  const next = bodies(await app.goTo('2026-11-24T08:00'));
  expect(next.filter((body) => body.startsWith('offer'))).toHaveLength(1);
  expect(next.filter((body) => body.startsWith('reminder'))).toEqual([]);
});

test('a month is a limit of its own, parts count, and abroad has its price', async () => {
  await open({ maxMonthCostOre: 1000 });
  await send('reply', { parts: 3 });
  await send('reply', { number: '+46701234567' });
  const now = app.clock.now().toISOString();
  expect(await spentLimits(app.store.db, now, 0)).toMatchObject([
    { span: 'month', of: '2026-11', spentOre: 300 + 120, limitOre: 1000 },
  ]);
  await app.goTo('2026-12-01T12:00');
  expect(await spentLimits(app.store.db, app.clock.now().toISOString(), 0)).toMatchObject([
    { of: '2026-12', limitOre: 1000 },
  ]);
});

test('without a limit nothing waits', async () => {
  await open({});
  for (let i = 0; i < 30; i++) expect(await send('reminder')).toHaveLength(1);
});

test('an emergency text to staff and the answer go out beyond the limit', async () => {
  await open({ maxDayCostOre: 100 });
  await send('reply');
  const heard = await app.text(PEOPLE['Kari'] ?? '', 'jeg vil ikke leve lenger');
  heard.push(...(await app.goTo('2026-11-23T12:01')));
  expect(heard.map(({ to }) => to)).toEqual(expect.arrayContaining([PEOPLE['Kari'], STAFF]));
});
