import { begin, end, look, type Life } from './lives.ts';
import { answerTo, NEED, ownText } from './people.ts';
import { isStaffThere, work } from './staff.ts';
import type { Person } from './town.ts';
import { DAY, HOUR, MINUTE, SECOND, type Incoming, type World } from './world.ts';

const TICK = 20 * MINUTE;
/** How often a person writes of their own accord, on a day. */
const WRITES = 0.09;

/** Plans what begins by itself: the processes, their looks, people's days, staff's hours and the weather. */
export function startWorld(world: World): void {
  world.hear = (sent) => hear(world, sent.to, sent);
  world.report = async (report) => {
    if ((await withLife(world, (life) => life.service.receiveReport(report))) === 'done') return;
    // The network tries a report again for a while.
    if (world.random.chance(0.7)) world.events.plan(world.now + 10 * MINUTE, () => world.report(report));
  };
  for (let i = 0; i < world.lives.length; i++) world.events.plan(world.now, () => start(world, i));
  every(world, TICK, () => tick(world));
  every(world, DAY, () => planDay(world));
  every(world, HOUR, () => staffHour(world));
  every(world, 6 * HOUR, () => changeWeather(world));
  every(world, DAY, () => planKill(world));
}

function every(world: World, ms: number, happening: () => unknown): void {
  const again = async (): Promise<void> => {
    world.events.plan(world.now + ms, again);
    await happening();
  };
  world.events.plan(world.now, again);
}

/** Lives on until then. */
export async function liveUntil(world: World, until: number): Promise<void> {
  for (let next = world.events.take(until); next !== undefined; next = world.events.take(until)) {
    if (next.at < world.now) throw new Error(`time goes back: ${world.now} ${next.at} ${String(next.happening)}`);
    world.now = next.at;
    await next.happening();
  }
  world.now = until;
}

async function start(world: World, i: number): Promise<void> {
  world.counts.lives++;
  world.lives[i] = await begin(world, `process ${i + 1}`);
  await withLife(world, (life) => look(life, world), i);
}

/** Something that a process does. A process that dies of it starts again after a while. */
async function withLife(
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
  world.lives[of] = null;
  world.counts.kills++;
  world.foulAt = world.now;
  await end(life);
  const away = world.random.chance(0.8) ? world.random.int(5, 120) * SECOND : world.random.int(1, 14) * HOUR;
  world.events.plan(world.now + away, () => start(world, of));
  return 'failed';
}

async function tick(world: World): Promise<void> {
  const isWhole = world.looks++ % 3 === 0;
  for (let i = 0; i < world.lives.length; i++)
    await withLife(world, (life) => (isWhole ? look(life, world) : life.service.settle()), i);
}

function planDay(world: World): void {
  const { random, town, events, now } = world;
  for (const person of town.people) {
    const memory = world.memories.get(person.number);
    if (memory === undefined || memory.isGone || person.number.startsWith('+4737')) continue;
    if (random.chance(memory.stoppedAt === null ? WRITES : WRITES / 10))
      events.plan(now + random.int(0, 24 * 60) * MINUTE, () => write(world, person, ownText(random, person)));
  }
  world.inbound = world.inbound.filter(({ at }) => at > now - 14 * DAY);
  for (const [to, sent] of world.sentTo)
    world.sentTo.set(
      to,
      sent.filter(({ at }) => at > now - 4 * DAY),
    );
}

const isNeed = (body: string): boolean => NEED.includes(body);

/** A person sends a text: the network offers it twice, and then only keeps it. */
async function write(world: World, person: Person, body: string): Promise<void> {
  const memory = world.memories.get(person.number);
  if (memory === undefined || memory.isGone) return;
  world.counts.texts++;
  const sid = `SMin${++world.sids}`;
  const incoming = { sid, from: person.number, to: person.centre.number, body, at: world.now, isAcknowledged: false };
  world.inbound.push(incoming);
  memory.stoppedAt = null;
  if (isNeed(body)) world.needs.push({ sid, at: world.now });
  await offerText(world, incoming, 2);
  if (body === 'STOPP' && incoming.isAcknowledged) memory.stoppedAt = world.now;
  if (world.random.chance(0.02)) world.events.plan(world.now + 3 * MINUTE, () => offerText(world, incoming, 1));
}

async function offerText(world: World, incoming: Incoming, tries: number): Promise<void> {
  const { sid, from, to, body } = incoming;
  const outcome = await withLife(world, async ({ service }) => {
    await service.receiveText({ sid, from, to, body, media: 0, optOutType: null });
    incoming.isAcknowledged = true;
    await service.settle();
  });
  if (outcome !== 'done' && !incoming.isAcknowledged && tries > 1)
    world.events.plan(world.now + 15 * SECOND, () => offerText(world, incoming, tries - 1));
}

function hear(world: World, number: string, sent: Parameters<typeof answerTo>[1]): void {
  const person = world.people.get(number);
  const memory = world.memories.get(number);
  if (person === undefined || memory === undefined || memory.isGone || memory.stoppedAt !== null) return;
  if (/er slettet|has been erased|er sletta/.test(sent.body)) {
    memory.isGone = true;
    return;
  }
  const answer = answerTo(world.random, sent);
  if (answer !== null) world.events.plan(world.now + answer.after, () => write(world, person, answer.text));
}

async function staffHour(world: World): Promise<void> {
  const now = new Date(world.now).toISOString();
  if (!isStaffThere(now)) return;
  const { random, eyes } = world;
  for (const centre of world.town.centres) {
    const cancelled = (ids: readonly string[]): void => {
      world.cancelled.push(...ids.map((signUpId) => ({ signUpId, at: world.now })));
    };
    await withLife(world, (life) => work({ app: life.service.app, eyes, centre, random, now, cancelled }));
    await withLife(world, (life) => life.service.settle());
  }
}

/** Every third day or so a process is killed, in the middle of what it does just then. */
function planKill(world: World): void {
  const { random, events, now, lives } = world;
  const at = now + random.int(0, 24 * 60 * 60) * SECOND;
  if (!random.chance(0.35) || isCalm(at)) return;
  const [of, after] = [random.int(0, lives.length - 1), random.int(1, 60)];
  events.plan(at, () => lives[of]?.fate.kill(after));
}

/** From Sunday noon to Tuesday noon nothing is wrong outside, so that what is owed can be asked for. */
export const isCalm = (now: number): boolean => {
  const hour = Math.floor((now % (7 * DAY)) / HOUR) - 3 * 24;
  // 1 January 1970 was a Thursday: hour 0 of the week here is Sunday at midnight, UTC.
  return hour >= 12 && hour < 60;
};

function changeWeather(world: World): void {
  const { random } = world;
  const luck = isCalm(world.now) ? 1 : random.next();
  world.weather = luck < 0.06 ? 'down' : luck < 0.3 ? 'flaky' : 'fine';
  world.isDiskFull = luck > 0.3 && luck < 0.33;
  for (const life of world.lives) if (life !== null) life.fate.isDiskFull = world.isDiskFull;
  if (world.weather !== 'fine' || world.isDiskFull) world.counts.foul++;
  // Half of the foul hours end sooner.
  if (world.isDiskFull || (world.weather !== 'fine' && random.chance(0.5)))
    world.events.plan(world.now + random.int(5, 120) * MINUTE, () => {
      world.foulAt = world.now;
      world.weather = 'fine';
      world.isDiskFull = false;
      for (const life of world.lives) if (life !== null) life.fate.isDiskFull = false;
    });
}
