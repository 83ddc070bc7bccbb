import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Carrier, FoundMessage } from '../../../src/carriers/base/carrier.ts';
import { openStore, migrate, type Store } from '../../../src/db/open.ts';
import { later } from '../../../src/domain/base/time.ts';
import { createService, type Service } from '../../../src/service/app/service.ts';
import { Crash, Failing, withFaults, type FaultPlan } from './faults.ts';
import { CENTRE, countedIds, seed, SILENT, testClock, type TestClock } from '../app.ts';
import { ROOT } from '../languages.ts';

interface Sent {
  sid: string;
  outboxId: string;
  to: string;
  body: string;
  at: string;
  reported: 'not yet' | 'acknowledged';
}

interface Incoming {
  sid: string;
  from: string;
  body: string;
  acknowledged: 'not yet' | 'yes';
}

/** An action of staff between texts; staff repeat it after a crash. */
export type Deed = (service: Service) => Promise<void>;
type Step = Incoming | { deed: Deed; acknowledged: 'not yet' | 'yes' };
/** Fills the database before the first step; runs once for each trial. */
export type Prepare = (store: Store, world: { now: string; ids: World['ids'] }) => Promise<void>;

/**
 * Everything that survives a crash of the service: the network, the people with their phones, the file on the disk. The
 * network repeats a text until it is acknowledged, lists the messages that it accepted, and repeats each report until
 * it is accepted.
 */
export interface World {
  file: string;
  clock: TestClock;
  ids: ReturnType<typeof countedIds>;
  steps: Step[];
  sent: Sent[];
  drop(): void;
}

export async function createWorld(
  steps: readonly ([from: string, body: string] | Deed)[],
  prepare: Prepare = nothingMore,
): Promise<World> {
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ringerunde-world-'));
  const world: World = {
    file: join(folder, 'world.db'),
    clock: testClock(),
    ids: countedIds(),
    steps: steps.map((step, i): Step =>
      typeof step === 'function'
        ? { deed: step, acknowledged: 'not yet' }
        : { sid: `SMin${i + 1}`, from: step[0], body: step[1], acknowledged: 'not yet' },
    ),
    sent: [],
    drop: () => rmSync(folder, { recursive: true }),
  };
  let template = templates.get(prepare);
  if (template === undefined) templates.set(prepare, (template = await seeded(world, prepare)));
  writeFileSync(world.file, template);
  return world;
}

const nothingMore: Prepare = () => Promise.resolve();
const templates = new Map<Prepare, Buffer>();

/** The seeded database as a file, made once because seeding would take most of the time of a trial. */
async function seeded(world: World, prepare: Prepare): Promise<Buffer> {
  const file = `${world.file}.template`;
  const store = await openStore(`sqlite:${file}`);
  await migrate(store);
  const now = world.clock.now().toISOString();
  await seed(store, { now, ids: countedIds() });
  await prepare(store, { now, ids: world.ids });
  await store.close();
  return readFileSync(file);
}

/** One life of the process, until it is idle or dies. */
export async function live(world: World, plan: FaultPlan): Promise<void> {
  const store = await openStore(`sqlite:${world.file}`, { wrap: withFaults(plan) });
  const service = serviceIn(world, store, plan);
  try {
    await untilRest(world, service, plan);
  } catch (error) {
    if (!(error instanceof Crash) && !(error instanceof Failing)) throw error;
  }
  if (!plan.dead) await service.stop();
  await store.close();
}

function serviceIn(world: World, store: Store, plan: FaultPlan): Service {
  return createService({
    store,
    clock: world.clock,
    ids: world.ids,
    log: SILENT,
    root: ROOT,
    node: 'test',
    carrier: () => networkIn(world, plan),
    limits: { bookkeepingTriesMax: 1, perSecond: 1000 },
  });
}

function networkIn(world: World, plan: FaultPlan): Carrier {
  const now = (): string => world.clock.now().toISOString();
  return {
    name: 'network',
    send: (message) => {
      plan.pass('before send');
      const sid = `SMout${world.sent.length + 1}`;
      world.sent.push({
        sid,
        outboxId: message.id,
        to: message.to,
        body: message.body,
        at: now(),
        reported: 'not yet',
      });
      plan.pass('after send');
      return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
    },
    find: ({ to, body, since }) =>
      Promise.resolve(
        world.sent
          .filter((m) => m.to === to && m.body === body && m.at >= since)
          .map((m): FoundMessage => ({ sid: m.sid, createdAt: m.at, status: 'sent' })),
      ),
  };
}

const ROUNDS_MAX = 12;

/** People write one text at a time, each after the service has answered the previous one. */
async function untilRest(world: World, service: Service, plan: FaultPlan): Promise<void> {
  for (const step of world.steps) {
    for (let round = 0; round < ROUNDS_MAX; round++) {
      if (step.acknowledged === 'not yet') {
        if ('deed' in step) await step.deed(service);
        else {
          const { sid, from, body } = step;
          await service.receiveText({ sid, from, to: CENTRE, body, media: 0, optOutType: null });
        }
        step.acknowledged = 'yes';
      }
      await service.settle();
      await report(world, service);
      await service.settle();
      if (plan.dead) throw new Crash(plan.at);
      if (await rests(world, service)) break;
      // Passes any lease, settle time or retry delay.
      world.clock.set(wallLater(world, 3));
    }
  }
}

async function report(world: World, service: Service): Promise<void> {
  for (const message of world.sent) {
    if (message.reported === 'acknowledged') continue;
    const { outboxId, sid } = message;
    await service.receiveReport({ outboxId, sid, status: 'delivered', errorCode: null });
    message.reported = 'acknowledged';
  }
}

async function rests(world: World, service: Service): Promise<boolean> {
  const { db } = service.app.store;
  const open = await db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', ['pending', 'sending', 'unknown'])
    .execute();
  // Does not wait for steps of calls: the network repeats those at once.
  const arrivals = await db
    .selectFrom('arrival')
    .select('id')
    .where('state', '=', 'new')
    .where('kind', '<>', 'call')
    .execute();
  return open.length + arrivals.length === 0 && world.sent.every((m) => m.reported === 'acknowledged');
}

function wallLater(world: World, minutes: number): string {
  const at = later(world.clock.now().toISOString(), minutes * 60_000);
  return new Intl.DateTimeFormat('sv-SE', {
    timeZone: 'Europe/Oslo',
    dateStyle: 'short',
    timeStyle: 'short',
  })
    .format(new Date(at))
    .replace(' ', 'T');
}
