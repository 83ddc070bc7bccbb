import { afterEach, beforeEach, expect, test } from 'vitest';
import { CENTRE, openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { ring } from '../../support/provider/caller.ts';

// Ceilings on what one number, and one centre, can be made to send (docs/rules.md D11).

const { Kari = '' } = PEOPLE;
let app: TestApp;
beforeEach(async () => {
  app = await openTestApp();
});
afterEach(() => app.close());

async function sentTo(number: string): Promise<string[]> {
  const rows = await app.store.db.selectFrom('outbox').select('body').where('number', '=', number).execute();
  return rows.map(({ body }) => body);
}

test.each([
  ['STOPP', 'START'],
  ['stop', 'start'],
  ['feil nummer', 'START'],
  ['wrong number', 'start'],
  ['STOPP', 'ABONNER'],
])('%s and %s to and fro: the words work, and few are answered', async (first, second) => {
  for (let n = 0; n < 40; n++) {
    await app.text(Kari, first);
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toHaveLength(1);
    await app.text(Kari, second);
    expect(await app.store.db.selectFrom('opt_out').select('how').execute()).toHaveLength(0);
  }
  expect((await sentTo(Kari)).length).toBeLessThanOrEqual(6);
  const told = await app.store.db.selectFrom('inbox_item').select('id').where('reason', '=', 'many messages').execute();
  expect(told).toHaveLength(1);
  // The next day it is answered again.
  await app.goTo('2026-11-24T12:30');
  const before = (await sentTo(Kari)).length;
  await app.text(Kari, 'STOPP');
  expect((await sentTo(Kari)).length).toBe(before + 1);
});

test('STOPP said in a call has the same ceiling: it works each time, and three receipts a day go out', async () => {
  const isOut = async () => (await app.store.db.selectFrom('opt_out').select('number_hash').execute()).length === 1;
  let receipts = 0;
  for (let n = 0; n < 9; n++) {
    const caller = await ring(app.service, Kari, { sid: `CAstop${n}` });
    receipts += (await app.after(() => caller.say('stopp'))).filter(({ to }) => to === Kari).length;
    expect(caller.heard.join(' ')).toMatch(/skriver ikke/);
    expect(await isOut()).toBe(true);
    await app.text(Kari, 'START');
  }
  expect(receipts).toBe(3);
});

test('a number that writes of need all day is answered at first and at last quietly; staff have every word', async () => {
  for (let n = 0; n < 33; n++) {
    const minutes = n * 20 + 1;
    const hour = 12 + Math.trunc(minutes / 60);
    await app.goTo(`2026-11-23T${hour}:${String(minutes % 60).padStart(2, '0')}`);
    await app.text(Kari, `jeg vil ikke leve lenger ${'nå'.repeat(n + 1)}`);
  }
  const answers = (await sentTo(Kari)).filter((body) => /116 123|113/.test(body));
  expect(answers).toHaveLength(15);
  const words = await app.store.db.selectFrom('inbox_item').select('body').where('reason', '=', 'crisis').execute();
  expect(words).toHaveLength(33);
  expect(
    await app.store.db.selectFrom('inbox_item').select('id').where('reason', '=', 'many messages').execute(),
  ).toHaveLength(1);
});

test('at a centre where three hundred wrote of need today, a new number still hears where to ring', async () => {
  const at = '2026-11-23T10:30:00.000Z';
  await app.store.write(async (tx) => {
    for (let n = 0; n < 300; n++) {
      const item = { id: `old_${n}`, centre_id: 'arendal', person_id: null, arrival_id: null, created_at: at };
      const rest = { number: `+4791${String(100_000 + n)}`, reason: 'crisis', body: '', status: 'open' as const };
      await tx
        .insertInto('inbox_item')
        .values({ ...item, ...rest })
        .execute();
    }
  });
  for (const more of ['a', 'b', 'c']) await app.text(Kari, `jeg vil dø ${more}`);
  const first = (await sentTo(Kari)).filter((body) => /113/.test(body)).length;
  expect(first).toBe(3);
  await app.text(Kari, 'jeg vil dø d');
  expect((await sentTo(Kari)).filter((body) => /113/.test(body))).toHaveLength(first);
});

test('the words of a person in need are in the inbox, however many items are open', async () => {
  for (let n = 0; n < 25; n++) await app.text(Kari, `xyzzy ${n} blabla`);
  await app.text(Kari, 'jeg vil ikke leve lenger');
  const words = await app.store.db.selectFrom('inbox_item').select('body').where('reason', '=', 'crisis').execute();
  expect(words).toEqual([{ body: 'jeg vil ikke leve lenger' }]);
});

test.each([CENTRE, '+4745600009', '+4745600010'])(
  'a line of our own, %s, is never answered as a person',
  async (line) => {
    await app.store.write(async (tx) => {
      const centre = await tx.selectFrom('centre').selectAll().where('id', '=', 'arendal').executeTakeFirstOrThrow();
      const other = { ...centre, id: 'lyngdal', number: '+4745600009', voice_number: '+4745600010' };
      await tx.insertInto('centre').values(other).execute();
    });
    for (const body of ['hei', 'jeg vil ikke leve lenger', 'STOPP', 'ring meg']) await app.text(line, body);
    expect(await app.store.db.selectFrom('outbox').select('id').execute()).toEqual([]);
    expect(await app.store.db.selectFrom('person').select('id').where('number', '=', line).execute()).toEqual([]);
    await ring(app.service, line, { sid: 'CAown' });
    const call = await app.store.db.selectFrom('call').select('proof').executeTakeFirstOrThrow();
    expect(call.proof).toBe('none');
  },
);

test('more than thirty strangers in an hour: all are answered, and staff are told once an hour', async () => {
  for (let n = 0; n < 40; n++) await app.text(`+4792${String(100_000 + n)}`, 'hei');
  const answered = await app.store.db
    .selectFrom('outbox')
    .select('number')
    .distinct()
    .where('kind', '=', 'reply')
    .execute();
  expect(answered).toHaveLength(40);
  const told = await sentTo('+4745600002');
  expect(told.filter((body) => /Over 30 nye numre/.test(body))).toHaveLength(1);
  const items = await app.store.db
    .selectFrom('inbox_item')
    .select('id')
    .where('reason', '=', 'many strangers')
    .execute();
  expect(items).toHaveLength(1);
});

test('one number is answered 120 times a day at most', async () => {
  for (let hour = 12; hour < 24; hour++)
    for (let n = 0; n < 15; n++) {
      await app.goTo(`2026-11-23T${hour}:${String(n * 4).padStart(2, '0')}`);
      await app.text(Kari, ['hjelp', 'mine', 'hei'][n % 3] ?? '');
    }
  const replies = await app.store.db.selectFrom('outbox').select('id').where('kind', '=', 'reply').execute();
  expect(replies.length).toBeLessThanOrEqual(120);
  expect(replies.length).toBeGreaterThan(60);
});
