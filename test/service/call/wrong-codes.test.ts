import { afterEach, beforeEach, expect, test } from 'vitest';
import { ledgerHash } from '../../../src/domain/centres/opt-out.ts';
import { openTestApp, PEOPLE, type TestApp } from '../../support/app.ts';
import { addToDo, addVolunteer, assignmentDeed } from '../../support/people/assignments.ts';
import { ring, type Caller } from '../../support/provider/caller.ts';

// A caller may show any number; the answer to what they key goes to the caller (docs/rules.md L2).

const { Kari = '', Ola = '' } = PEOPLE;
const STAFF = '+4745600002';
let app: TestApp;
let calls = 0;
beforeEach(async () => {
  app = await openTestApp();
  for (const name of ['Kari', 'Ola']) await addVolunteer(app, name);
  await addToDo(app, { needs: 2 });
  await app.after(() => assignmentDeed(app, 'offer', ['Kari,Ola']));
  await app.store.write((tx) =>
    tx.updateTable('offer').set({ status: 'asked', asked_at: '2026-11-23T11:00:00.000Z' }).execute(),
  );
});
afterEach(() => app.close());

const codeOf = async (number: string): Promise<string> => {
  const row = await app.store.db
    .selectFrom('offer')
    .innerJoin('person', 'person.id', 'offer.person_id')
    .select('code')
    .where('number', '=', number)
    .executeTakeFirstOrThrow();
  return String(row.code);
};

async function callWith(number: string): Promise<Caller> {
  const caller = await ring(app.service, number, { sid: `CAwrong${++calls}` });
  await caller.keys('3');
  return caller;
}

/** Keys wrong codes in call after call; answers how many counted until a human was asked for at once. */
async function tryMany(number: string, callCount: number): Promise<number> {
  for (let call = 0; call < callCount; call++) {
    const caller = await callWith(number);
    for (let n = 0; n < 5 && caller.waits?.name === 'Gather'; n++) await caller.keys(String(100_000 + call * 5 + n));
    await app.after(() => caller.hangUp());
  }
  const { n } = await app.store.db
    .selectFrom('wrong_code')
    .select((e) => e.fn.countAll<number>().as('n'))
    .executeTakeFirstOrThrow();
  return Number(n);
}

test('an honest volunteer who mistypes twice gets through', async () => {
  const caller = await callWith(Kari);
  await caller.keys('111111');
  await caller.keys('222222');
  await caller.keys(await codeOf(Kari));
  expect(caller.heard.join(' ')).toMatch(/Kan du ta et oppdrag/);
});

test('a code has six digits, and the first three alone are nothing in a call', async () => {
  const code = await codeOf(Kari);
  expect(code).toMatch(/^[1-9]\d{5}$/);
  const caller = await callWith(Kari);
  await caller.keys(code.slice(0, 3));
  expect(caller.heard.join(' ')).not.toMatch(/Kan du ta et oppdrag/);
});

test('tried over many calls: a lock after five, for another than the one who was tried for not; healed after an hour', async () => {
  await tryMany(Kari, 10);
  const locked = await callWith(Kari);
  await locked.keys(await codeOf(Kari));
  expect(locked.heard.join(' ')).not.toMatch(/Kan du ta et oppdrag/);
  await app.after(() => locked.hangUp());
  const others = await callWith(Ola);
  await others.keys(await codeOf(Ola));
  expect(others.heard.join(' ')).toMatch(/Kan du ta et oppdrag/);
  await app.after(() => others.hangUp());
  const said = await app.store.db.selectFrom('outbox').select(['number', 'body']).execute();
  expect(said.filter(({ number, body }) => number === Kari && /feil kode/.test(body))).toHaveLength(1);
  expect(said.filter(({ number, body }) => number === STAFF && /Feil kode/.test(body))).toHaveLength(1);
  // By text the owner answers as before.
  await app.text(Kari, 'JA');
  expect(await app.store.db.selectFrom('offer').select('status').where('said', '=', 'yes').execute()).toHaveLength(1);
});

test('the lock ends by itself', async () => {
  await tryMany(Kari, 1);
  await app.goTo('2026-11-23T13:05');
  const caller = await callWith(Kari);
  await caller.keys(await codeOf(Kari));
  expect(caller.heard.join(' ')).toMatch(/Kan du ta et oppdrag/);
});

test('who keys the right code all through the lock is let in when the lock ends', async () => {
  await tryMany(Kari, 1);
  for (const minutes of ['10', '20', '30', '40', '50']) {
    await app.goTo(`2026-11-23T12:${minutes}`);
    const early = await callWith(Kari);
    await early.keys(await codeOf(Kari));
    expect(early.heard.join(' ')).not.toMatch(/Kan du ta et oppdrag/);
    await app.after(() => early.hangUp());
  }
  await app.goTo('2026-11-23T13:05');
  const caller = await callWith(Kari);
  await caller.keys(await codeOf(Kari));
  expect(caller.heard.join(' ')).toMatch(/Kan du ta et oppdrag/);
});

test('over many shown numbers a centre has a ceiling of its own', async () => {
  for (let n = 0; n < 13; n++) await tryMany(`+4790${String(100_000 + n)}`, 1);
  const caller = await callWith(Kari);
  await caller.keys(await codeOf(Kari));
  expect(caller.heard.join(' ')).not.toMatch(/Kan du ta et oppdrag/);
  const items = await app.store.db
    .selectFrom('inbox_item')
    .select('number')
    .where('reason', '=', 'wrong codes')
    .execute();
  expect(items.filter(({ number }) => number === '+4745600001')).toHaveLength(1);
});

test('an offer whose code was tried fifteen times is answered no more by phone', async () => {
  const who = { centre_id: 'arendal', at: '2026-11-23T11:00:00.000Z' };
  await app.store.write(async (tx) => {
    const number_hash = await ledgerHash(tx, Kari);
    for (let n = 0; n < 15; n++)
      await tx
        .insertInto('wrong_code')
        .values({ ...who, number_hash })
        .execute();
  });
  await app.goTo('2026-11-24T13:00');
  await app.store.write((tx) => tx.updateTable('offer').set({ status: 'asked' }).execute());
  const caller = await callWith(Kari);
  await caller.keys(await codeOf(Kari));
  expect(caller.heard.join(' ')).not.toMatch(/Kan du ta et oppdrag/);
});
