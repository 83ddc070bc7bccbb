import { afterAll, describe, expect, test } from 'vitest';
import pg from 'pg';
import { migrate, openStore, type Store } from '../../src/db/open.ts';
import { countsOf } from '../../src/domain/broadcasts/report.ts';
import { findBroadcast } from '../../src/domain/broadcasts/broadcasts.ts';
import { createService, type Service } from '../../src/service/app/service.ts';
import { plantPeople } from '../support/people/many-people.ts';
import { putPeople, send } from '../support/people/broadcasts.ts';
import { CENTRE, seed, SILENT, testClock, type TestClock } from '../support/app.ts';
import { randomIds } from '../../src/service/app/clock.ts';
import { ROOT } from '../support/languages.ts';
import { figure } from '../support/faults/figures.ts';

/** A real server: the one in this process takes a single connection. `.ci/run` starts one. */
const SERVER = process.env['TEST_DATABASE_URL'];
const PEOPLE_MAX = 40;
const STAFF = '+4745600002';
const READERS_MAX = 400;
const A_SECOND = 40;
const ROUNDS = 16;
/** Persons without texts: fewer than may ring at a time. */
const LISTENERS_MAX = 8;
const PLACES = 3;

let made = 0;
async function database(): Promise<string> {
  const name = `ringerunde_${process.pid}_${++made}`;
  const admin = new pg.Client(SERVER);
  await admin.connect();
  await admin.query(`create database ${name}`);
  await admin.end();
  const url = new URL(SERVER ?? '');
  url.pathname = name;
  return url.toString();
}

describe.skipIf(SERVER === undefined)('two services on one PostgreSQL', () => {
  const opened: { store: Store; service: Service }[] = [];
  afterAll(async () => {
    for (const { store, service } of opened) {
      await service.stop();
      await store.close();
    }
  });

  async function two(): Promise<{
    services: Service[];
    sent: { to: string; body: string; by: number }[];
    rung: string[];
    store: Store;
    clock: TestClock;
  }> {
    const url = await database();
    const first = await openStore(url);
    await migrate(first);
    const clock = testClock();
    await seed(first, { now: clock.now().toISOString(), ids: randomIds });
    const sent: { to: string; body: string; by: number }[] = [];
    const rung: string[] = [];
    let sids = 0;
    const stores = [first, await openStore(url)];
    const services = stores.map((store, n) => {
      const service = createService({
        store,
        clock,
        ids: randomIds,
        log: SILENT,
        root: ROOT,
        node: `node-${n}`,
        carrier: () => ({
          name: 'network',
          send: ({ to, body }) => {
            sent.push({ to, body, by: n });
            return Promise.resolve({ outcome: 'accepted', sid: `SMout${++sids}`, status: 'queued' });
          },
          call: ({ to }) => {
            rung.push(to);
            return Promise.resolve({ outcome: 'accepted', sid: `CAout${++sids}`, status: 'queued' });
          },
        }),
        limits: { perSecond: 1000 },
      });
      opened.push({ store, service });
      return service;
    });
    return { services, sent, rung, store: first, clock };
  }

  const number = (n: number): string => `+47900001${String(n).padStart(2, '0')}`;

  async function everybody(services: Service[], round: string, body: string): Promise<void> {
    // The same text reaches both, as it does when the network is not sure that the first one took it.
    await Promise.all(
      Array.from({ length: PEOPLE_MAX }, (_, n) =>
        Promise.all(
          services.map((s) =>
            s.receiveText({ sid: `SM${round}${n}`, from: number(n), to: CENTRE, body, media: 0, optOutType: null }),
          ),
        ),
      ),
    );
    await Promise.all(services.map((s) => s.settle()));
    await Promise.all(services.map((s) => s.settle()));
  }

  test('take each text once, send each answer once, and give the last places once', async () => {
    const { services, sent, store } = await two();
    await everybody(services, 'a', 'strikk 4836');
    // Staff are told once that so many new numbers write.
    const answers = (): number => sent.filter(({ to }) => to !== STAFF).length;
    expect(answers()).toBe(PEOPLE_MAX);
    expect(sent.length).toBeLessThanOrEqual(PEOPLE_MAX + 1);
    await everybody(services, 'b', '1');
    expect(answers()).toBe(2 * PEOPLE_MAX);
    await everybody(services, 'c', 'jeg vil være med, vi er 1');
    await everybody(services, 'd', '1');
    const rows = await store.db.selectFrom('sign_up').select(['status', 'persons']).execute();
    const placed = rows.filter((r) => r.status === 'signed_up').reduce((n, r) => n + r.persons, 0);
    figure(13, { tried: PLACES, survived: PLACES - Math.abs(placed - PLACES) });
    console.log(`${rows.length} signed up at once for ${PLACES} places: ${placed} got one, the others wait`);
    expect(placed).toBe(PLACES);
    expect(rows.length).toBe(PEOPLE_MAX);
  }, 120_000);

  test('let out one broadcast between them, and write down its recipients: everybody gets it once', async () => {
    const { services, sent, rung, store, clock } = await two();
    const [first] = services;
    if (first === undefined) throw new Error('no service');
    await plantPeople(store, { centreId: 'arendal', count: READERS_MAX });
    const landlines = Array.from({ length: LISTENERS_MAX }, (_, n) => ({ id: `l${n}`, number: `+473700020${n}` }));
    await putPeople(
      store,
      landlines.map((one) => ({ ...one, interests: 'tur' })),
    );
    await store.write((tx) => tx.updateTable('centre').set({ per_second: A_SECOND }).execute());
    const id = await send(first.app, { to: ['role=volunteer'] });
    // As if the sending process had died before it stored the first recipient.
    await store.write(async (tx) => {
      await tx.deleteFrom('broadcast_recipient').execute();
      await tx.updateTable('broadcast').set({ status: 'planning', planned_to: '', planned_at: null }).execute();
    });
    // Both look at every instant, and neither is always the first.
    const order = (round: number) => (round % 2 === 0 ? services : services.toReversed());
    for (let round = 0; round < ROUNDS; round++) {
      clock.set(`2026-11-23T12:01:${10 + round}`);
      await Promise.all(order(round).map((s) => s.settle()));
    }
    const row = await findBroadcast(store.db, id);
    if (row === undefined) throw new Error('no such broadcast');
    const { sent: handedOver, queued, failed, uncertain, dropped } = await countsOf(store.db, row);
    const shares = services.map((_, n) => sent.filter(({ by }) => by === n).length);
    console.log(`one broadcast from two services: ${shares.join(' and ')} texts, and ${rung.length} calls`);
    expect(Math.min(...shares)).toBeGreaterThan(0);
    expect(rung.toSorted()).toEqual(landlines.map((l) => l.number));
    expect(new Set(sent.map(({ to }) => to)).size).toBe(sent.length);
    expect(sent.length + rung.length).toBe(row.recipients);
    expect(row.recipients).toBeGreaterThan(LISTENERS_MAX + 100);
    expect([handedOver, queued, failed, uncertain, dropped]).toEqual([row.recipients, 0, 0, 0, 0]);
  }, 120_000);
});
