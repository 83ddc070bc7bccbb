import { isDayOfReckoning, safety, liveness, type Violation } from './checks.ts';
import { liveUntil, startWorld } from './days.ts';
import { end } from './lives.ts';
import { createWorld, DAY, type World, type WorldOptions } from './world.ts';

export interface Lived {
  seed: number;
  days: number;
  counts: World['counts'] & { sent: number; events: number };
  violations: (Violation & { day: string })[];
}

export interface SimulationOptions extends WorldOptions {
  days: number;
  /** Called before the first day: breaks the service on purpose. */
  sabotage?: (world: World) => Promise<void>;
  onDay?: (day: number) => void;
}

/** Lives so many days, and looks every morning whether all promises were kept. Stops after the first bad day. */
export async function simulate(options: SimulationOptions): Promise<Lived> {
  const world = await createWorld(options);
  const violations: Lived['violations'] = [];
  let days = 0;
  try {
    await options.sabotage?.(world);
    startWorld(world);
    while (days < options.days && violations.length === 0) {
      await liveUntil(world, world.now + DAY);
      days++;
      options.onDay?.(days);
      const day = new Date(world.now).toISOString().slice(0, 10);
      const found = [...(await safety(world)), ...(isDayOfReckoning(world.now) ? await liveness(world) : [])];
      violations.push(...found.map((one) => ({ ...one, day })));
    }
  } finally {
    for (const life of world.lives) if (life !== null) await end(life);
    await world.drop();
  }
  const { seed, counts, sent } = world;
  return { seed, days, counts: { ...counts, sent: sent.length, events: world.looks }, violations };
}
