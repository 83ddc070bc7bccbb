import { DAY, HOUR, MINUTE, SECOND, type World } from './world.ts';

/** From Sunday noon to Tuesday noon nothing is wrong outside, so that what is owed can be asked for. */
export const isCalm = (now: number): boolean => {
  const hour = Math.floor((now % (7 * DAY)) / HOUR) - 3 * 24;
  // 1 January 1970 was a Thursday: hour 0 of the week here is Sunday at midnight, UTC.
  return hour >= 12 && hour < 60;
};

/** Every third day or so a process is killed, in the middle of what it does just then. */
export function planKill(world: World): void {
  const { random, events, now, lives } = world;
  const at = now + random.int(0, 24 * 60 * 60) * SECOND;
  if (!random.chance(0.35) || isCalm(at)) return;
  const [of, after] = [random.int(0, lives.length - 1), random.int(1, 60)];
  events.plan(at, () => lives[of]?.fate.kill(after));
}

/** The machine's clock is minutes or hours wrong for a while, ahead or behind, and is then put right. */
export function planClockJump(world: World): void {
  const { random, events, now } = world;
  const at = now + random.int(0, 24 * 60) * MINUTE;
  const until = at + random.int(5, 240) * MINUTE;
  if (!random.chance(0.12) || isCalm(at) || isCalm(until) || isCalm(until + 6 * HOUR)) return;
  const by = (random.chance(0.5) ? 1 : -1) * (random.chance(0.5) ? random.int(1, 15) : random.int(30, 240)) * MINUTE;
  events.plan(at, () => {
    world.counts.jumps++;
    world.clockIsOff = by;
  });
  events.plan(until, () => {
    world.clockIsOff = 0;
  });
}

export function changeWeather(world: World): void {
  const { random } = world;
  const luck = isCalm(world.now) ? 1 : random.next();
  world.weather = luck < 0.06 ? 'down' : luck < 0.3 ? 'flaky' : 'fine';
  fillDisk(world, luck > 0.3 && luck < 0.33);
  if (world.weather !== 'fine' || world.isDiskFull) world.counts.foul++;
  // Half of the foul hours end sooner.
  if (world.isDiskFull || (world.weather !== 'fine' && random.chance(0.5)))
    world.events.plan(world.now + random.int(5, 120) * MINUTE, () => {
      world.weather = 'fine';
      fillDisk(world, false);
    });
}

function fillDisk(world: World, isFull: boolean): void {
  world.isDiskFull = isFull;
  for (const life of world.lives) if (life !== null) life.fate.isDiskFull = isFull;
}
