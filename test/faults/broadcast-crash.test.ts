import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import type { Carrier, FoundMessage } from '../../src/carriers/base/carrier.ts';
import { migrate, openStore } from '../../src/db/open.ts';
import { countsOf } from '../../src/domain/broadcasts/report.ts';
import { listBroadcasts } from '../../src/domain/broadcasts/broadcasts.ts';
import { later } from '../../src/domain/base/time.ts';
import { createService, type Service } from '../../src/service/app/service.ts';
import { send } from '../support/people/broadcasts.ts';
import { ring } from '../support/provider/caller.ts';
import { Crash, FaultPlan, Failing, withFaults } from '../support/faults/faults.ts';
import { countedIds, seed, SILENT, testClock } from '../support/app.ts';
import { ROOT } from '../support/languages.ts';
import { plantPeople } from '../support/people/many-people.ts';

interface Sent {
  sid: string;
  outboxId: string;
  to: string;
  body: string;
  at: string;
}

/** What survives when the process dies: the file on the disk, the clock, and what the carrier took. */
interface World {
  file: string;
  clock: ReturnType<typeof testClock>;
  ids: ReturnType<typeof countedIds>;
  sent: Sent[];
  /** Numbers that take no texts: the network says so at once, or in a report after it took the text. */
  textless: ReadonlyMap<string, 'at once' | 'later'>;
  /** Which of its reports have been taken. */
  reported: Set<string>;
  /** Phones that rang, and whether the person has heard the message. */
  rung: { id: string; to: string; heard: 'not yet' | 'yes' }[];
}

const WORLD = join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ringerunde-broadcast-');

async function seeded(people: number): Promise<Buffer> {
  const folder = mkdtempSync(WORLD);
  const file = join(folder, 'template.db');
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  await seed(store, { now: testClock().now().toISOString(), ids: countedIds() });
  await plantPeople(store, { centreId: 'arendal', count: people });
  await store.close();
  const bytes = readFileSync(file);
  rmSync(folder, { recursive: true });
  return bytes;
}

function network(world: World, plan: FaultPlan): Carrier {
  const now = (): string => world.clock.now().toISOString();
  return {
    name: 'network',
    send: ({ id: outboxId, to, body }) => {
      plan.pass('before send');
      if (world.textless.get(to) === 'at once') {
        return Promise.resolve({ outcome: 'rejected', code: '21614', because: 'landline', http: 400 });
      }
      const sid = `SMout${world.sent.length + 1}`;
      world.sent.push({ sid, outboxId, to, body, at: now() });
      plan.pass('after send');
      return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
    },
    call: ({ id, to }) => {
      plan.pass('before call');
      world.rung.push({ id, to, heard: 'not yet' });
      plan.pass('after call');
      return Promise.resolve({ outcome: 'accepted', sid: `CA${world.rung.length}`, status: 'queued' });
    },
    findCalls: ({ to }) =>
      Promise.resolve(
        world.rung.flatMap((call, n) =>
          call.to !== to ? [] : [{ sid: `CA${n + 1}`, end: call.heard === 'yes' ? 'completed' : null, createdAt: '' }],
        ),
      ),
    find: ({ to, body, since }) =>
      Promise.resolve(
        world.sent
          .filter((m) => m.to === to && m.body === body && m.at >= since)
          .map((m): FoundMessage => ({ sid: m.sid, createdAt: m.at, status: 'sent' })),
      ),
  };
}

/**
 * The network's reports, repeated until they are taken; every person who is rung picks up, presses the key and listens.
 */
async function tell(world: World, service: Service): Promise<void> {
  for (const { sid, outboxId, to } of world.sent) {
    if (world.textless.get(to) !== 'later' || world.reported.has(sid)) continue;
    await service.receiveReport({ outboxId, sid, status: 'undelivered', errorCode: '30006' });
    world.reported.add(sid);
  }
  for (const [n, call] of world.rung.entries()) {
    if (call.heard === 'yes') continue;
    const caller = await ring(service, call.to, { sid: `CA${n + 1}`, outgoingId: call.id });
    await caller.keys('1');
    if (!caller.heard.join(' ').includes('Kafeen er stengt')) throw new Crash(0);
    await caller.hangUp();
    call.heard = 'yes';
  }
}

const MINUTES_MAX = 8;

/** One life: the broadcast is sent if it has not been, and all is done that is to be done, until it rests or dies. */
async function live(world: World, plan: FaultPlan, { sends }: { sends: boolean }): Promise<void> {
  const store = await openStore(`sqlite:${world.file}`, { wrap: withFaults(plan) });
  const { clock, ids } = world;
  const service = createService({
    store,
    clock,
    ids,
    log: SILENT,
    root: ROOT,
    node: 'test',
    carrier: () => network(world, plan),
    limits: { bookkeepingTriesMax: 1, perSecond: 1000 },
  });
  try {
    if (sends) await send(service.app, { to: ['role=volunteer'], text: 'Kafeen er stengt i morgen.' });
    for (let minute = 0; minute < MINUTES_MAX; minute++) {
      await service.settle();
      await tell(world, service);
      await service.settle();
      if (plan.dead) throw new Crash(plan.at);
      const [row] = await listBroadcasts(store.db, 'arendal');
      if (row === undefined || row.status === 'done' || row.status === 'draft') break;
      // Lets leases and settle times pass, and the time after which another process continues the planning.
      clock.set(wallAfter(world, 1));
    }
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof Failing)) throw error;
  }
  if (!plan.dead) await service.stop();
  await store.close();
}

function wallAfter(world: World, minutes: number): string {
  const at = new Date(later(world.clock.now().toISOString(), minutes * 60_000));
  const oslo = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Oslo', dateStyle: 'short', timeStyle: 'short' });
  return oslo.format(at).replace(' ', 'T');
}

/** Dies at a point, comes back, and looks what became of the broadcast. */
async function crashAt(
  template: Buffer,
  { people, textless = new Map() }: { people: number; textless?: World['textless'] },
  at: number,
): Promise<{ fired: boolean; rung: number; bad: string[] }> {
  const folder = mkdtempSync(WORLD);
  const world: World = {
    file: join(folder, 'world.db'),
    clock: testClock(),
    ids: countedIds(),
    sent: [],
    textless,
    reported: new Set(),
    rung: [],
  };
  writeFileSync(world.file, template);
  const plan = new FaultPlan('crash', at);
  await live(world, plan, { sends: true });
  if (plan.fired) {
    world.clock.set(wallAfter(world, 2));
    const store = await openStore(`sqlite:${world.file}`);
    const confirmed = (await listBroadcasts(store.db, null)).some((b) => b.status !== 'draft');
    await store.close();
    await live(world, new FaultPlan('count'), { sends: !confirmed });
  }
  const store = await openStore(`sqlite:${world.file}`);
  const [row] = await listBroadcasts(store.db, null);
  const counts = row === undefined ? null : await countsOf(store.db, row);
  await store.close();
  rmSync(folder, { recursive: true });
  const texted = world.sent.map((m) => m.to).filter((to) => !textless.has(to));
  const numbers = [...texted, ...world.rung.map((call) => call.to)];
  const bad = [
    ...(new Set(numbers).size === numbers.length ? [] : ['somebody got it twice']),
    ...(world.rung.every(({ to }) => textless.has(to)) ? [] : ['somebody was rung who can be texted']),
    ...(row?.status === 'done' ? [] : [`it is ${row?.status ?? 'gone'}`]),
    ...(row?.recipients === people ? [] : [`${row?.recipients} of ${people} recipients`]),
    ...(counts !== null && counts.sent === new Set(numbers).size && counts.sent + counts.uncertain === people
      ? []
      : [`${numbers.length} messages, counted ${JSON.stringify(counts)}`]),
  ];
  return {
    fired: plan.fired,
    rung: world.rung.length,
    bad: bad.map((what) => `point ${at} (${plan.trace.at(-1) ?? ''}): ${what}`),
  };
}

/** Every point where a few people get it; where there are several steps, a sample. */
test.each([
  { people: 3, every: 1 },
  { people: 4_100, every: 19 },
])(
  'a crash at a point of planning and sending to $people: everybody once, or uncertain, and it goes on by itself',
  async ({ people, every }) => {
    const template = await seeded(people);
    let tried = 0;
    const bad: string[] = [];
    const thorough = process.env['FAULTS'] === 'all' || people > 100;
    // For a long broadcast only the crashes before the sending, which are the same for all.
    const last = people > 100 ? 200 : Infinity;
    for (let at = 1; at <= last; at += thorough ? every : 3) {
      const crashed = await crashAt(template, { people }, at);
      bad.push(...crashed.bad);
      if (!crashed.fired) break;
      tried++;
    }
    console.log(`${people} people: ${tried} crash points, ${bad.length} broken`);
    expect(bad).toEqual([]);
    expect(tried).toBeGreaterThan(5);
  },
  300_000,
);

/** The first of those planted takes no texts, nor does the second; the third does. */
const TEXTLESS = new Map([
  ['+4790000000', 'at once'],
  ['+4790000001', 'later'],
] as const);

test('a crash at a point between a refused text and the call: rung once, or uncertain, and counted once', async () => {
  const template = await seeded(3);
  let [tried, called] = [0, 0];
  const bad: string[] = [];
  const every = process.env['FAULTS'] === 'all' ? 1 : 5;
  for (let at = every === 1 ? 1 : 1 + Math.floor(Math.random() * every); ; at += every) {
    const crashed = await crashAt(template, { people: 3, textless: TEXTLESS }, at);
    bad.push(...crashed.bad);
    called = Math.max(called, crashed.rung);
    if (!crashed.fired) break;
    tried++;
  }
  console.log(`landlines: ${tried} crash points, ${bad.length} broken`);
  expect(bad).toEqual([]);
  expect(called).toBe(2);
  expect(tried).toBeGreaterThan(20);
}, 300_000);
