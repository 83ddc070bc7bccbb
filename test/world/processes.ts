import { begin, end, look, type Life } from './lives.ts';
import { HOUR, SECOND, type World } from './world.ts';

/** Starts a process. */
export async function start(world: World, i: number): Promise<void> {
  world.counts.lives++;
  world.lives[i] = await begin(world, `process ${i + 1}`);
  await withLife(world, (life) => look(life, world), i);
}

/** Something that a process does. A process that dies of it starts again after a while. */
export async function withLife(
  world: World,
  deed: (life: Life) => Promise<unknown>,
  of = world.random.int(0, world.lives.length - 1),
): Promise<'done' | 'failed' | 'down'> {
  const life = world.lives[of] ?? null;
  if (life === null) return 'down';
  let outcome: 'done' | 'failed' = 'done';
  try {
    await deed(life);
  } catch (error) {
    if (!life.fate.dead && !world.isDiskFull && (error as Error).name !== 'Refusal') throw error;
    outcome = 'failed';
  }
  if (!life.fate.dead) return outcome;
  // Another deed of the same process has seen it die.
  if (world.lives[of] !== life) return 'failed';
  world.lives[of] = null;
  world.counts.kills++;
  await end(life);
  const away = world.random.chance(0.8) ? world.random.int(5, 120) * SECOND : world.random.int(1, 14) * HOUR;
  world.events.plan(world.now + away, () => start(world, of));
  return 'failed';
}

/** The same deed of every process, at the same time. */
export async function withEach(world: World, deed: (life: Life) => Promise<unknown>): Promise<void> {
  await Promise.all(world.lives.map((_, i) => withLife(world, deed, i)));
}
