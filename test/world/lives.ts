import { createService, type Service } from '../../src/service/app/service.ts';
import { openStore, type Store } from '../../src/db/open.ts';
import { fetchMissed } from '../../src/service/delivery/fetch-missed.ts';
import { SILENT } from '../support/app.ts';
import { Crash, FaultPlan, withFaults } from '../support/faults/faults.ts';
import { ROOT } from '../support/languages.ts';
import { networkOf } from './network.ts';
import type { World } from './world.ts';

/** A statement that fails because the disk is full. */
class DiskFull extends Error {
  readonly code = 'SQLITE_FULL';
}

const CHANGES = /^before (?:insert|update|delete|with|commit)/i;

/** How one life of the process ends: killed some statements after it was told so. While the disk is full, what would write fails. */
class Fate extends FaultPlan {
  isDiskFull = false;
  #killedAt = Number.POSITIVE_INFINITY;
  constructor() {
    super('crash');
  }
  /** @param after how many statements from now */
  kill(after: number): void {
    this.#killedAt = this.points + after;
  }
  override pass(what: string): void {
    if (this.dead) throw new Crash(this.at);
    this.points++;
    if (this.points >= this.#killedAt) {
      this.dead = true;
      throw new Crash(this.at);
    }
    if (this.isDiskFull && CHANGES.test(what)) throw new DiskFull('database or disk is full');
  }
}

/** One process, from its start until it is killed or stopped. */
export interface Life {
  service: Service;
  store: Store;
  fate: Fate;
}

/** Starts a process on the database that the last one left. */
export async function begin(world: World, node: string): Promise<Life> {
  const fate = new Fate();
  fate.isDiskFull = world.isDiskFull;
  const store = await openStore(world.database, { wrap: withFaults(fate) });
  const service = createService({
    store,
    clock: world.clock,
    ids: world.ids,
    log: SILENT,
    root: ROOT,
    node,
    carrier: () => networkOf(world),
    random: () => world.random.next(),
    limits: { perSecond: 1000, bookkeepingTriesMax: 1 },
  });
  return { service, store, fate };
}

/** Ends it: killed when its fate has come, else stopped in good order. */
export async function end({ service, store, fate }: Life): Promise<void> {
  if (!fate.dead) await service.stop();
  await store.close();
}

/** What the process does by itself each time that it looks: what is due, what waits, what was missed. */
export async function look({ service, store }: Life, world: World): Promise<void> {
  await service.settle();
  const carrier = networkOf(world);
  if (world.weather !== 'down') {
    const { clock } = world;
    await fetchMissed({
      store,
      carrier,
      clock,
      log: SILENT,
      note: ({ sid, from, to, body, at }) =>
        service.receiveText({ sid, from, to, body, media: 0, optOutType: null, providerAt: at }),
    });
  }
  await service.settle();
}
