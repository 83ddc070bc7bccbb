import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { CarrierReport } from '../../src/carriers/base/line.ts';
import type { Clock, Ids } from '../../src/db/moment.ts';
import { migrate, openStore, type Store } from '../../src/db/open.ts';
import { toInstant } from '../../src/domain/base/time.ts';
import { countedIds } from '../support/app.ts';
import { createEvents, type Events } from './base/events.ts';
import type { Life } from './lives.ts';
import type { Ringing, Sent, Weather } from './network.ts';
import type { Memory } from './people.ts';
import { createRandom, type Random } from './base/random.ts';
import { buildTown, settleTown, type Person, type Town } from './town.ts';

/** A text from a person, as the network keeps it. */
export interface Incoming {
  sid: string;
  from: string;
  to: string;
  body: string;
  at: number;
  /** The service has answered 2xx: the network forgets it, and the service must not. */
  isAcknowledged: boolean;
}

/** All that outlives the processes: the network, the people, the staff, the file on the disk, and time. */
export interface World {
  readonly seed: number;
  readonly random: Random;
  readonly events: Events;
  readonly town: Town;
  readonly database: string;
  /** Looks at the database, and is never in the way of a process. */
  readonly eyes: Store;
  readonly clock: Clock;
  readonly ids: Ids;
  /** Now, in milliseconds since 1970. */
  now: number;
  lives: (Life | null)[];
  weather: Weather;
  isDiskFull: boolean;
  /** How many milliseconds the machine's clock is ahead, or behind when negative. */
  clockIsOff: number;
  sids: number;
  /** What the network took, and how much of it the daily checks have looked at. */
  sent: Sent[];
  checked: number;
  sentTo: Map<string, Sent[]>;
  inbound: Incoming[];
  memories: Map<string, Memory>;
  /** Sign-ups of occurrences that staff cancelled, with when. */
  cancelled: { signUpId: string; at: number }[];
  /** Calls that the network carried lately. */
  calls: Ringing[];
  /** Promises seen broken between the daily checks. */
  broken: { rule: string; what: string }[];
  /** Callers who pressed the key for a human, with the machine's time. */
  wished: { number: string; at: number; callId: string; step: number }[];
  /** Texts from people in need. */
  needs: { sid: string; at: number }[];
  people: ReadonlyMap<string, Person>;
  /** Looks of the processes so far. */
  looks: number;
  counts: Record<'texts' | 'calls' | 'lives' | 'kills' | 'jumps' | 'foul', number>;
  hear(sent: Sent): void;
  /** Looks at once at a text that tells of a recipient. */
  overhear(sent: Sent): Promise<void>;
  ring(call: Ringing): void;
  report(report: CarrierReport): Promise<void>;
  drop(): Promise<void>;
}

export const SECOND = 1000;
export const MINUTE = 60 * SECOND;
export const HOUR = 60 * MINUTE;
export const DAY = 24 * HOUR;

export interface WorldOptions {
  seed: number;
  /** Wall time of the first morning. */
  from?: string;
  services?: number;
  /** An empty database; a file of its own where there is none. */
  database?: string;
}

/** What the machine's clock says. */
export const machineTime = ({ now, clockIsOff }: World): number => now + clockIsOff;

/** A world before anything has happened in it. */
export async function createWorld(options: WorldOptions): Promise<World> {
  const { seed, from = '2026-03-02T06:00', services = 1 } = options;
  const random = createRandom(seed);
  const folder = mkdtempSync(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'ringerunde-world-'));
  const database = options.database ?? `sqlite:${join(folder, 'world.db')}`;
  const eyes = await openStore(database);
  await migrate(eyes);
  const ids = countedIds();
  const town = buildTown(random);
  const now = Date.parse(toInstant(from));
  await settleTown(eyes, { now: new Date(now).toISOString(), ids }, { town, random });
  const memories = new Map(town.people.map((p): [string, Memory] => [p.number, { stoppedAt: null, isGone: false }]));
  const world: World = {
    seed,
    random,
    town,
    database,
    eyes,
    ids,
    memories,
    now,
    events: createEvents(),
    lives: Array.from({ length: services }, () => null),
    weather: 'fine',
    isDiskFull: false,
    clockIsOff: 0,
    sids: 0,
    sent: [],
    checked: 0,
    sentTo: new Map(),
    inbound: [],
    calls: [],
    cancelled: [],
    needs: [],
    broken: [],
    wished: [],
    looks: 0,
    people: new Map(town.people.map((p) => [p.number, p])),
    clock: { now: () => new Date(machineTime(world)) },
    counts: { texts: 0, calls: 0, lives: 0, kills: 0, jumps: 0, foul: 0 },
    hear: () => {},
    overhear: () => Promise.resolve(),
    ring: () => {},
    report: () => Promise.resolve(),
    drop: async () => {
      await eyes.close();
      rmSync(folder, { recursive: true });
    },
  };
  return world;
}
