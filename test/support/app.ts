import type { Outcome, Outgoing } from '../../src/carriers/base/carrier.ts';
import type { CarrierReport } from '../../src/carriers/base/line.ts';
import { createSimulator, type SimulatedCall } from '../../src/carriers/simulator.ts';
import type { Clock, Ids } from '../../src/db/moment.ts';
import type { Store } from '../../src/db/open.ts';
import { addCentre } from '../../src/domain/centres/centres.ts';
import { upsertActivity } from '../../src/domain/activities/write-activities.ts';
import { upsertPlaces } from '../../src/domain/places/places.ts';
import { toInstant, toWall } from '../../src/domain/base/time.ts';
import { createService, type Service } from '../../src/service/app/service.ts';
import type { SenderParts } from '../../src/service/delivery/sender/sender.ts';
import { ROOT } from './languages.ts';
import { sqliteStore } from './store.ts';
import { ACTIVITIES, PLACES } from './people/arendal.ts';

/** Monday at noon. */
export const START = '2026-11-23T12:00';
export const CENTRE = '+4745600001';
/** People by the names that transcripts use. */
export const PEOPLE: Readonly<Record<string, string>> = {
  Kari: '+4790000001',
  Ola: '+4790000002',
  Solveig: '+4790000003',
  Olena: '+4790000004',
  // Landlines, which receive no texts.
  Liv: '+4737000005',
  Gro: '+4737000006',
  // Organisers on landlines.
  Husflidslaget: '+4737000011',
  Turlaget: '+4737000012',
};

export interface TestClock extends Clock {
  set(wall: string): void;
}

export function testClock(wall = START): TestClock {
  let now = new Date(toInstant(wall));
  return {
    now: () => new Date(now),
    set: (to) => {
      now = new Date(toInstant(to));
    },
  };
}

/** Counted ids, by kind: "person-1". */
export function countedIds(): Ids {
  const counts = new Map<string, number>();
  return {
    next: (kind) => {
      const n = (counts.get(kind) ?? 0) + 1;
      counts.set(kind, n);
      return `${kind}-${n}`;
    },
  };
}

export interface TestApp {
  service: Service;
  store: Store;
  clock: TestClock;
  /**
   * Sends a text and returns the texts that follow, to anyone, as "Kari < ..." lines without the name for the sender.
   */
  text(from: string, body: string): Promise<Heard[]>;
  /** Moves the clock and returns the texts sent in the meantime. */
  goTo(wall: string): Promise<Heard[]>;
  /** Runs an action and returns the texts that follow from it. */
  after(deed: () => Promise<unknown>): Promise<Heard[]>;
  /** Every phone that the service called, in order. */
  rung: SimulatedCall[];
  /** Numbers that look like mobiles but receive no texts, each with the network's error code. */
  textless: Map<string, string>;
  /** While `down`, the carrier cannot be reached: it takes no text. */
  network: { is: 'up' | 'down' };
  close(): Promise<void>;
}

export interface Heard {
  to: string;
  body: string;
  at: string;
}

export const SILENT = { info: () => {}, warn: () => {}, error: () => {} };

/** A whole service with a centre in Arendal, a dozen activities, a fixed clock and counted ids. */
export async function openTestApp(
  options: { store?: Store; clock?: TestClock; seed?: boolean; limits?: SenderParts['limits'] } = {},
): Promise<TestApp> {
  const store = options.store ?? (await sqliteStore());
  const clock = options.clock ?? testClock();
  const ids = countedIds();
  const heard: Heard[] = [];
  const rung: SimulatedCall[] = [];
  const textless = new Map<string, string>();
  const network: TestApp['network'] = { is: 'up' };
  let sids = 0;
  let callSids = 0;
  const service = createService({
    store,
    clock,
    ids,
    log: SILENT,
    root: ROOT,
    node: 'test',
    // The clock does not move, so a rate of one a second would hold back all messages but the first.
    limits: { perSecond: 1000, ...options.limits },
    carrier: (onReport) => {
      const simulator = createSimulator({
        onReport,
        nextSid: () => `SMout${++sids}`,
        nextCallSid: () => `CAout${++callSids}`,
      });
      simulator.subscribeCalls((call) => rung.push(call));
      simulator.subscribe(({ to, body }) => heard.push({ to, body, at: toWall(clock.now().toISOString()) }));
      return {
        ...simulator,
        send: (message) =>
          network.is === 'down'
            ? Promise.resolve(UNREACHABLE)
            : (refused(message, textless, onReport) ?? simulator.send(message)),
      };
    },
  });
  if (options.seed !== false) await seed(store, { now: clock.now().toISOString(), ids });
  let texts = 0;

  async function after(deed: () => Promise<unknown>): Promise<Heard[]> {
    const before = heard.length;
    await deed();
    await service.settle();
    return heard.slice(before);
  }
  return {
    service,
    store,
    clock,
    rung,
    textless,
    network,
    after,
    text: (from, body) =>
      after(() => service.receiveText({ sid: `SMin${++texts}`, from, to: CENTRE, body, media: 0, optOutType: null })),
    goTo: (wall) =>
      after(() => {
        clock.set(wall);
        return Promise.resolve();
      }),
    close: async () => {
      await service.stop();
      await store.close();
    },
  };
}

const UNREACHABLE: Outcome = { outcome: 'refused', code: 'ECONNREFUSED', because: 'unreachable' };

/** How the network refuses a text: at once, or (30006) after accepting it. */
function refused(
  { id, to }: Outgoing,
  textless: ReadonlyMap<string, string>,
  onReport: (report: CarrierReport) => unknown,
): Promise<Outcome> | null {
  const code = textless.get(to);
  if (code === undefined) return null;
  if (code !== '30006') return Promise.resolve({ outcome: 'rejected', code, because: 'landline', http: 400 });
  const sid = `SM${id}`;
  setImmediate(() => onReport({ outboxId: id, sid, status: 'undelivered', errorCode: code }));
  return Promise.resolve({ outcome: 'accepted', sid, status: 'queued' });
}

export async function seed(store: Store, moment: { now: string; ids: Ids }): Promise<void> {
  await store.write(async (tx) => {
    await addCentre(tx, moment, {
      id: 'arendal',
      name: 'Frivilligsentralen Arendal',
      number: CENTRE,
      postcode: '4836',
      staffPhone: '+4745600002',
    });
    await upsertPlaces(tx, moment, PLACES);
    for (const row of ACTIVITIES) await upsertActivity(tx, moment, { ...row, centreId: 'arendal' });
  });
}
