import { afterEach, describe, expect, test } from 'vitest';
import type { Carrier, FoundCall, Outcome } from '../../../src/carriers/base/carrier.ts';
import { queueCall } from '../../../src/domain/calls/outgoing-calls.ts';
import { stranger } from '../../../src/domain/centres/people.ts';
import { later, toWall } from '../../../src/domain/base/time.ts';
import { giveUpCall, finishCall } from '../../../src/service/failures/unanswered-calls.ts';
import { createCaller } from '../../../src/service/delivery/caller.ts';
import { watchForFailover } from '../../../src/service/delivery/failover.ts';
import { cancelAndNotify } from '../../../src/service/activities/tell-changes.ts';
import { writeTurn } from '../../../src/service/engine/scene.ts';
import { createService, type Service } from '../../../src/service/app/service.ts';
import type { Store } from '../../../src/db/open.ts';
import { ring } from '../../support/provider/caller.ts';
import { CENTRE, countedIds, PEOPLE, seed, SILENT, testClock, type TestClock } from '../../support/app.ts';
import { ROOT } from '../../support/languages.ts';
import { sqliteStore } from '../../support/store.ts';
import { comesAbout } from '../../support/until.ts';

const { Kari = '' } = PEOPLE;

interface Set {
  store: Store;
  clock: TestClock;
  service: Service;
  rung: { id: string; to: string }[];
  erased: string[];
  texted: string[];
  list: FoundCall[];
  next: Outcome[];
  /** What the network says to the next texts. */
  refuseTexts: string | null;
}
let it: Set;
afterEach(async () => {
  await it.service.stop();
  await it.store.close();
});

async function open(): Promise<Set> {
  const store = await sqliteStore();
  const clock = testClock();
  const ids = countedIds();
  await seed(store, { now: clock.now().toISOString(), ids });
  const set: Omit<Set, 'service'> = {
    store,
    clock,
    rung: [],
    erased: [],
    texted: [],
    list: [],
    next: [],
    refuseTexts: null,
  };
  let sids = 0;
  const carrier: Carrier = {
    name: 'scripted',
    send: (message) => {
      if (it.refuseTexts !== null) {
        return Promise.resolve({ outcome: 'rejected', code: it.refuseTexts, because: 'landline', http: 400 });
      }
      it.texted.push(message.body);
      return Promise.resolve({ outcome: 'accepted', sid: `SMout${++sids}`, status: 'queued' });
    },
    call: (call) => {
      it.rung.push(call);
      return Promise.resolve(
        it.next.shift() ?? { outcome: 'accepted', sid: `CAout${it.rung.length}`, status: 'queued' },
      );
    },
    findCalls: () => Promise.resolve(it.list),
    eraseRecording: (sid) => Promise.resolve(void it.erased.push(sid)),
  };
  const service = createService({ store, clock, ids, log: SILENT, root: ROOT, node: 'test', carrier: () => carrier });
  it = { ...set, service };
  return it;
}

let texts = 0;
async function text(body: string): Promise<void> {
  const sid = `SMin${++texts}`;
  await it.service.receiveText({ sid, from: Kari, to: CENTRE, body, media: 0, optOutType: null });
  await it.service.settle();
}

/** Kari is signed up for the knitting café, and wants to be rung. */
async function signedUp(prefers: 'text' | 'call'): Promise<void> {
  await text('strikk 4836');
  for (let n = 0; n < 3; n++) await text('1');
  await it.store.db.updateTable('person').set({ prefers }).execute();
}

async function cancel(): Promise<void> {
  const { id } = await it.store.db
    .selectFrom('activity')
    .select('id')
    .where('title', '=', 'Strikkekafé på biblioteket')
    .executeTakeFirstOrThrow();
  await writeTurn(it.service.app, (turn) => cancelAndNotify(turn, { activityId: id, on: '2026-11-26' }));
  await it.service.settle();
}

const at = async (wall: string): Promise<void> => {
  it.clock.set(wall);
  await it.service.settle();
};
const waiting = () => it.store.db.selectFrom('callback').select('reason').where('status', '=', 'open').execute();
const state = async (): Promise<string> =>
  (await it.store.db.selectFrom('outgoing_call').select('state').executeTakeFirstOrThrow()).state;

describe('a call that we place', () => {
  test('of unknown fate is never placed again by itself: it is looked up, and else a human rings', async () => {
    await open();
    await signedUp('call');
    it.next.push({ outcome: 'unknown', code: 'ECONNRESET' });
    await cancel();
    expect(await state()).toBe('unknown');
    await at('2026-11-23T12:02');
    await at('2026-11-23T13:00');
    expect(it.rung).toHaveLength(1);
    expect(await waiting()).toEqual([{ reason: 'change, call uncertain' }]);
  });

  test('of unknown fate that the carrier has goes on as any other', async () => {
    await open();
    await signedUp('call');
    it.next.push({ outcome: 'unknown', code: 'ECONNRESET' });
    await cancel();
    it.list.push({ sid: 'CAfound', end: null, createdAt: it.clock.now().toISOString() });
    await at('2026-11-23T12:02');
    const row = await it.store.db.selectFrom('outgoing_call').select(['state', 'sid']).executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'placed', sid: 'CAfound' });
  });

  test('never rings at night, and not what is over by then', async () => {
    await open();
    await signedUp('call');
    it.clock.set('2026-11-25T21:30');
    await cancel();
    await at('2026-11-26T07:59');
    expect(it.rung).toEqual([]);
    await at('2026-11-26T08:00');
    expect(it.rung).toHaveLength(1);
    await it.service.receiveOutgoingStatus({ id: it.rung[0]?.id ?? '', sid: 'CAout1', status: 'busy' });
    await at('2026-11-26T08:14');
    expect(it.rung).toHaveLength(1);
    await at('2026-11-26T08:16');
    expect(it.rung).toHaveLength(2);
    // A late word about the first try.
    await it.service.receiveOutgoingStatus({ id: it.rung[0]?.id ?? '', sid: 'CAout1', status: 'failed' });
    expect(await state()).toBe('placed');
    await it.service.receiveOutgoingStatus({ id: it.rung[0]?.id ?? '', sid: 'CAout2', status: 'no-answer' });
    await at('2026-11-26T10:17');
    expect(it.rung).toHaveLength(3);
    await it.service.receiveOutgoingStatus({ id: it.rung[0]?.id ?? '', sid: 'CAout3', status: 'no-answer' });
    await at('2026-11-26T20:00');
    expect(it.rung).toHaveLength(3);
    expect(await waiting()).toEqual([{ reason: 'change, call no-answer' }]);
  });

  test('that is refused, so that nothing rang, is placed again and counts as no try', async () => {
    await open();
    await signedUp('call');
    it.next.push({ outcome: 'refused', code: '20429', because: 'busy' });
    await cancel();
    await at('2026-11-23T12:02');
    const row = await it.store.db.selectFrom('outgoing_call').select(['state', 'tries']).executeTakeFirstOrThrow();
    expect(row).toEqual({ state: 'placed', tries: 1 });
  });

  test('takes the place of a text that the network refuses because the number is a landline', async () => {
    await open();
    await signedUp('text');
    it.refuseTexts = '21614';
    await cancel();
    expect(it.rung.map(({ to }) => to)).toEqual([Kari]);
    const caller = await ring(it.service, Kari, { sid: 'CAout1', outgoingId: it.rung[0]?.id ?? '' });
    expect(caller.heard.join(' ')).not.toContain('Strikkekafé');
    await caller.keys('1');
    expect(caller.heard[0]).toBe(
      'Strikkekafé på biblioteket, torsdag den tjuesjette november klokka elleve er dessverre avlyst.',
    );
    await caller.hangUp();
    expect(await state()).toBe('done');
    expect(await waiting()).toEqual([]);
    const person = await it.store.db.selectFrom('person').select('prefers').executeTakeFirstOrThrow();
    expect(person.prefers).toBe('call');
  });

  test('goes on with the question that could not be texted', async () => {
    await open();
    await signedUp('text');
    it.refuseTexts = '30006';
    await at('2026-11-25T10:01');
    const caller = await ring(it.service, Kari, { sid: 'CAout1', outgoingId: it.rung[0]?.id ?? '' });
    await caller.keys('1');
    expect(caller.heard[0]).toContain('Kommer du?');
    await caller.keys('2');
    expect(caller.heard[0]).toContain('Du er meldt av');
  });

  test('does not ring whoever said STOPP', async () => {
    await open();
    await signedUp('call');
    await text('STOPP');
    await cancel();
    expect(it.rung).toEqual([]);
    expect(await waiting()).toEqual([{ reason: 'change, opted out' }]);
  });
});

test('a message on the line is erased after fourteen days, at the carrier first', async () => {
  await open();
  it.clock.set('2026-11-23T19:00');
  const caller = await ring(it.service, Kari, { sid: 'CA1' });
  await caller.keys('0');
  await caller.message(8);
  await at('2026-12-07T18:59');
  expect(it.erased).toEqual([]);
  await at('2026-12-07T19:01');
  await at('2026-12-07T19:02');
  expect(it.erased).toEqual(['RECA1']);
});

test('a call of which nobody says that it ended is over after four hours', async () => {
  await open();
  await ring(it.service, Kari, { sid: 'CA1' });
  await at('2026-11-23T16:30');
  const row = await it.store.db.selectFrom('call').select('phase').executeTakeFirstOrThrow();
  expect(row.phase).toBe('over');
});

test('F41: after a fail-over of the database a phone that has rung is not rung again, and another rings a minute later', async () => {
  const { store, clock } = await open();
  const ids = countedIds();
  const centre = { id: 'arendal', number: CENTRE, voice_number: null };
  const person = stranger({ ...KARI, now: clock.now().toISOString() });
  await store.write(async (tx) => {
    await tx.insertInto('person').values(person).execute();
    for (const n of [1, 2]) {
      const wish = { dedupe: `${n}`, centre, person: { ...person, number: numberOf(n) }, kind: 'change' } as const;
      const moment = { now: clock.now().toISOString(), ids };
      await queueCall(tx, moment, { ...wish, purpose: { said: [] }, expiresAt: null });
    }
  });
  const rung: string[] = [];
  const carrier: Carrier = {
    name: 'scripted',
    send: () => Promise.reject(new Error('no texts here')),
    call: ({ to }) => {
      rung.push(to);
      return Promise.resolve({ outcome: 'accepted', sid: 'CAnew', status: 'queued' });
    },
    findCalls: ({ to, since }) =>
      Promise.resolve(to === numberOf(1) ? [{ sid: 'CAforgotten', end: null, createdAt: since }] : []),
  };
  const outside = { store, carrier, clock, ids, log: SILENT };
  const failover = { ...watchForFailover(outside), since: clock.now().toISOString() };
  const caller = createCaller({ ...outside, node: 'test', failover, outcomes: { giveUpCall, finishCall } });
  await caller.tick();
  expect(rung).toEqual([]);
  clock.set(toWall(later(clock.now().toISOString(), 60_000)));
  await caller.tick();
  expect(rung).toEqual([numberOf(2)]);
  const placed = await store.db.selectFrom('outgoing_call').select(['state', 'sid']).orderBy('seq').execute();
  expect(placed).toEqual([
    { state: 'placed', sid: 'CAforgotten' },
    { state: 'placed', sid: 'CAnew' },
  ]);
});

test('a nudge while the last look is ending is not lost', async () => {
  const { store, clock } = await open();
  const ids = countedIds();
  await store.write(async (tx) => {
    const [centre, person] = [
      { id: 'arendal', number: CENTRE, voice_number: null },
      stranger({ ...KARI, now: clock.now().toISOString() }),
    ];
    await tx.insertInto('person').values(person).execute();
    const moment = { now: clock.now().toISOString(), ids };
    // One for each number of steps after which the nudge comes; none is due before its own.
    for (let n = 0; n < STEPS_MAX; n++) {
      const wish = { dedupe: `${n}`, centre, person: { ...person, number: numberOf(n) }, kind: 'change' } as const;
      await queueCall(tx, moment, { ...wish, purpose: { said: [] }, expiresAt: null });
      await tx
        .updateTable('outgoing_call')
        .set({ not_before: dueAt(n) })
        .where('dedupe', '=', `${n}`)
        .execute();
    }
  });
  const rung: string[] = [];
  const carrier: Carrier = {
    name: 'scripted',
    send: () => Promise.reject(new Error('no texts here')),
    call: ({ to }) => {
      rung.push(to);
      return Promise.resolve({ outcome: 'accepted', sid: `CA${rung.length}`, status: 'queued' });
    },
  };
  const outside = { store, carrier, clock, ids, log: SILENT };
  const caller = createCaller({
    ...outside,
    node: 'test',
    failover: watchForFailover(outside),
    outcomes: { giveUpCall, finishCall },
  });
  const lost: number[] = [];
  for (let n = 0; n < STEPS_MAX; n++) {
    const look = caller.tick();
    for (let steps = 0; steps < n; steps++) await Promise.resolve();
    clock.set(toWall(dueAt(n)));
    caller.nudge();
    await look;
    // Without a tick nothing looks again: what was not rung by then will not be.
    if (!(await comesAbout(() => rung.includes(numberOf(n))))) lost.push(n);
  }
  expect(lost).toEqual([]);
});

test('P7: a process that slept after it took a call does not ring at night: the call waits for the morning', async () => {
  const { store, clock } = await open();
  const ids = countedIds();
  clock.set('2026-11-23T20:59');
  await store.write(async (tx) => {
    const person = stranger({ ...KARI, now: clock.now().toISOString() });
    await tx.insertInto('person').values(person).execute();
    const centre = { id: 'arendal', number: CENTRE, voice_number: null };
    const expiresAt = '2026-11-24T15:00:00.000Z';
    const wish = { dedupe: '1', centre, person, kind: 'change', purpose: {}, expiresAt } as const;
    await queueCall(tx, { now: clock.now().toISOString(), ids }, wish);
  });
  const rung: string[] = [];
  const carrier: Carrier = {
    name: 'scripted',
    send: () => Promise.reject(new Error('no texts here')),
    call: () => {
      rung.push(toWall(clock.now().toISOString()));
      return Promise.resolve({ outcome: 'accepted', sid: 'CA1', status: 'queued' });
    },
  };
  const sleepy: Store = {
    ...store,
    write: async (work) => {
      const value = await store.write(work);
      if (clock.now().toISOString() < '2026-11-23T20:30') clock.set('2026-11-24T03:00');
      return value;
    },
  };
  const outside = { store: sleepy, carrier, clock, ids, log: SILENT };
  const outcomes = { giveUpCall, finishCall };
  const caller = createCaller({ ...outside, node: 'test', failover: watchForFailover(outside), outcomes });
  await caller.tick();
  await caller.resolve();
  await caller.tick();
  expect(rung).toEqual([]);
  clock.set('2026-11-24T08:00');
  await caller.tick();
  expect(rung).toEqual(['2026-11-24T08:00']);
  expect(await store.db.selectFrom('outgoing_call').select(['state', 'tries']).execute()).toEqual([
    { state: 'placed', tries: 1 },
  ]);
});

const STEPS_MAX = 60;
const numberOf = (n: number): string => `+479000${1000 + n}`;
const dueAt = (n: number): string => new Date(Date.parse('2026-11-23T11:10:00.000Z') + n * 60_000).toISOString();
const KARI = { id: 'kari', centreId: 'arendal', number: Kari, language: 'nb' };
