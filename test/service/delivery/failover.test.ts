import { describe, expect, test } from 'vitest';
import type { Carrier } from '../../../src/carriers/base/carrier.ts';
import { serverOf } from '../../../src/db/postgres/server-of.ts';
import type { Store } from '../../../src/db/open.ts';
import { alreadyPlaced, lookAtServer, watchForFailover } from '../../../src/service/delivery/failover.ts';
import { createSender } from '../../../src/service/delivery/sender/sender.ts';
import { KARI, OLA, OUR_NUMBER } from '../../support/outbox.ts';
import { sendingWorld, type SendingWorld } from '../../support/sending.ts';
import { ENGINES, sqliteStore } from '../../support/store.ts';

const SECOND_MS = 1000;
const SETTLE_MS = 60 * SECOND_MS;
const HOUR_MS = 3_600_000;
const YEAR_MS = 365 * 24 * HOUR_MS;

const postgres = ENGINES.find(({ engine }) => engine === 'postgres');
const nameOf = (store: Store): Promise<string | null> => store.write((tx) => serverOf(tx));

/** A line whose database was on another server until a moment ago. */
async function failedOver(noticed: 'at once' | 'in the claim' = 'at once') {
  const opened = await postgres?.open();
  if (opened === undefined) throw new Error('no PostgreSQL');
  const name = (await nameOf(opened)) ?? '';
  const servers = new Set(noticed === 'at once' ? [name] : []);
  const write: Store['write'] = (work, when) => {
    if (when === 'first') servers.add(name);
    return opened.write(work, when);
  };
  const store: Store = { ...opened, write, servers: () => servers };
  await store.write((tx) => tx.insertInto('meta').values({ key: 'database_server', value: '7568/00000001' }).execute());
  const world = await sendingWorld(store);
  let fetched = 0;
  const newSender = (node = 'test', carrier: Carrier = world.carrier) => {
    const parts = { ...world.parts, carrier };
    const failover = watchForFailover({ ...parts, onFailover: () => void fetched++ });
    return createSender({ ...parts, node, failover, random: () => 0.5, limits: { perSecond: 1000 } });
  };
  return { ...world, newSender, sender: newSender(), fetched: () => fetched };
}

/** The message left, and the database that knew it is gone. */
const left = (world: Pick<SendingWorld, 'carrier'>, to: string, body: string) =>
  world.carrier.send({ id: 'forgotten', from: OUR_NUMBER, to, body });

describe('another server has taken over the database', () => {
  test('F41: what left and was forgotten is not sent again; the rest is, a minute later', async () => {
    const world = await failedOver();
    await left(world, KARI, 'Hei Kari');
    world.clock.pass(5 * SECOND_MS);
    await world.queue();
    await world.queue({ number: OLA, body: 'Hei Ola' });
    await world.sender.tick();
    expect(world.carrier.took()).toEqual(['Hei Kari']);
    expect(world.fetched()).toBe(1);

    world.clock.pass(SETTLE_MS);
    await world.sender.tick();
    expect(await world.states()).toEqual(['Hei Kari: accepted', 'Hei Ola: accepted']);
    expect(world.carrier.took()).toEqual(['Hei Kari', 'Hei Ola']);
    expect(world.fetched()).toBe(1);
    await world.store.close();
  });

  test('F41: in the middle of a broadcast nobody gets it twice, and nobody is left out', async () => {
    const world = await failedOver();
    const numbers = Array.from({ length: 20 }, (_, n) => `+47910001${String(n).padStart(2, '0')}`);
    for (const number of numbers.slice(0, 6)) await left(world, number, 'Sommerfest');
    for (const number of numbers) await world.queue({ number, kind: 'broadcast', body: 'Sommerfest' });
    await world.sender.tick();
    world.clock.pass(SETTLE_MS);
    await world.sender.tick();
    expect(new Set(await world.states())).toEqual(new Set(['Sommerfest: accepted']));
    expect(world.carrier.took()).toHaveLength(numbers.length);
    await world.store.close();
  });

  test('F41: a claim whose connection leads to a server that was not looked at takes nothing', async () => {
    const world = await failedOver('in the claim');
    await left(world, KARI, 'Hei Kari');
    await world.queue();
    for (let ticks = 0; ticks < 3; ticks++) await world.sender.tick();
    expect(await world.states()).toEqual(['Hei Kari: pending']);
    world.clock.pass(SETTLE_MS);
    await world.sender.tick();
    expect(await world.states()).toEqual(['Hei Kari: accepted']);
    expect(world.carrier.took()).toEqual(['Hei Kari']);
    await world.store.close();
  });

  test('F41: an answer that is made again later is not sent again either, but the next one with the same words is', async () => {
    const world = await failedOver();
    await left(world, KARI, 'Hei Kari');
    await world.queue({ number: OLA, body: 'Hei Ola' });
    await world.sender.tick();
    world.clock.pass(10 * SETTLE_MS);
    await world.queue();
    await world.sender.tick();
    expect(world.carrier.took()).toEqual(['Hei Kari', 'Hei Ola']);
    await world.queue();
    await world.sender.tick();
    expect(world.carrier.took()).toEqual(['Hei Kari', 'Hei Ola', 'Hei Kari']);
    await world.store.close();
  });

  test('F41: what concerns a person in need goes out at once', async () => {
    const world = await failedOver();
    await left(world, KARI, 'Ring Kari nå');
    await world.queue({ number: OLA, body: 'Ring Kari nå', need: true });
    await world.queue({ body: 'Hei Kari' });
    await world.sender.tick();
    expect(await world.states()).toEqual(['Ring Kari nå: accepted', 'Hei Kari: pending']);
    await world.store.close();
  });

  test('F41: a second process doubts as well, and one that starts later; none after an hour', async () => {
    const world = await failedOver();
    await world.sender.tick();
    world.clock.pass(2 * SETTLE_MS);
    await left(world, KARI, 'Hei Kari');
    await world.queue();
    await world.newSender('second').tick();
    expect(world.carrier.took()).toEqual(['Hei Kari']);
    expect(world.fetched()).toBe(1);

    world.clock.pass(HOUR_MS);
    await left(world, OLA, 'Hei Ola');
    await world.queue({ number: OLA, body: 'Hei Ola' });
    await world.newSender('third').tick();
    expect(world.carrier.took()).toEqual(['Hei Kari', 'Hei Ola', 'Hei Ola']);
    await world.store.close();
  });

  test('F41: while the carrier cannot be asked, nothing is sent and nothing is given up', async () => {
    const world = await failedOver();
    await left(world, KARI, 'Hei Kari');
    await world.queue();
    await world.sender.tick();
    world.clock.pass(SETTLE_MS);
    world.carrier.state.lookUp = false;
    await world.sender.tick();
    expect(await world.states()).toEqual(['Hei Kari: pending']);
    world.carrier.state.lookUp = true;
    world.clock.pass(SETTLE_MS);
    await world.sender.tick();
    expect(await world.states()).toEqual(['Hei Kari: accepted']);
    expect(world.carrier.took()).toEqual(['Hei Kari']);
    await world.store.close();
  });

  test('F22: a fail-over noted by a clock a year ahead of ours delays nothing', async () => {
    const world = await failedOver();
    world.clock.pass(YEAR_MS);
    await world.sender.tick();
    await world.newSender().tick();
    world.clock.pass(-YEAR_MS);
    await world.queue();
    await world.newSender('after a restart').tick();
    await world.queue({ number: OLA, body: 'Hei Ola' });
    await world.sender.tick();
    expect(world.carrier.took()).toEqual(['Hei Kari', 'Hei Ola']);
    await world.store.close();
  });

  test('a carrier without a list of what left is not waited for', async () => {
    const world = await failedOver();
    await world.queue();
    await world.newSender('test', { name: 'no list', send: (m) => world.carrier.send(m) }).tick();
    expect(await world.states()).toEqual(['Hei Kari: accepted']);
    await world.store.close();
  });

  test('F41: a phone that has rung is not rung again', async () => {
    const world = await failedOver();
    const since: string[] = [];
    const findCalls: Carrier['findCalls'] = (q) => {
      since.push(q.since);
      return Promise.resolve([{ sid: 'CA1', end: 'completed', createdAt: q.since }]);
    };
    const watch = watchForFailover({ ...world.parts, carrier: { ...world.carrier, findCalls } });
    const call = { id: 'call_1', number: KARI } as Parameters<typeof alreadyPlaced>[1];
    expect(await alreadyPlaced(watch, call)).toBe(null);
    expect(since).toEqual([]);
    await lookAtServer(watch);
    expect(await alreadyPlaced(watch, call)).toMatchObject({ outcome: 'accepted', sid: 'CA1' });
    await world.store.close();
  });
});

test('a claim costs nothing more while the server stays the same, and nothing on SQLite', async () => {
  const world = await failedOver();
  await world.sender.tick();
  let writes = 0;
  const write: Store['write'] = (work, when) => {
    writes++;
    return world.store.write(work, when);
  };
  const watch = watchForFailover({ ...world.parts, store: { ...world.store, write } });
  for (let n = 0; n < 3; n++) await lookAtServer(watch);
  expect(writes).toBe(1);
  await world.store.close();

  const store = await sqliteStore();
  expect(store.servers().size).toBe(0);
  await lookAtServer(watchForFailover({ ...world.parts, store: { ...store, write } }));
  expect(writes).toBe(1);
  await store.close();
});
