import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { sql } from 'kysely';
import { isDayOfReckoning, liveness, lookForSecret, safety, type Violation } from './checks.ts';
import { liveUntil, startWorld } from './days.ts';
import { end } from './lives.ts';
import { createWorld, DAY, type World, type WorldOptions } from './world.ts';

export interface Lived {
  seed: number;
  days: number;
  counts: World['counts'] & { sent: number; events: number };
  /** The hash of all texts that went out: the same for the same seed. */
  digest: string;
  violations: (Violation & { day: string })[];
}

export interface SimulationOptions extends WorldOptions {
  days: number;
  /** Called before the first day: breaks the service on purpose. */
  sabotage?: (world: World) => Promise<void>;
  onDay?: (day: number) => void;
  /** Where to keep the database of a day on which a promise was broken. */
  keep?: string;
}

/** Lives so many days, and looks every morning whether all promises were kept. Stops after the first bad day. */
export async function simulate(options: SimulationOptions): Promise<Lived> {
  const world = await createWorld(options);
  const violations: Lived['violations'] = [];
  let days = 0;
  try {
    await options.sabotage?.(world);
    startWorld(world);
    world.overhear = (sent) => lookForSecret(world, sent);
    while (days < options.days && violations.length === 0) {
      await liveUntil(world, world.now + DAY);
      days++;
      options.onDay?.(days);
      const day = new Date(world.now).toISOString().slice(0, 10);
      const found = [...(await safety(world)), ...(isDayOfReckoning(world.now) ? await liveness(world) : [])];
      violations.push(...found.map((one) => ({ ...one, day })));
    }
    if (violations.length > 0 && options.keep !== undefined && world.eyes.engine === 'sqlite')
      await keepDatabase(world, options.keep);
  } finally {
    for (const life of world.lives) if (life !== null) await end(life);
    await world.drop();
  }
  const { seed, counts, sent } = world;
  const digest = createHash('sha256').update(JSON.stringify(sent)).digest('hex').slice(0, 16);
  return { seed, days, counts: { ...counts, sent: sent.length, events: world.looks }, digest, violations };
}

async function keepDatabase(world: World, file: string): Promise<void> {
  rmSync(file, { force: true });
  await sql`vacuum into ${file}`.execute(world.eyes.db);
}
