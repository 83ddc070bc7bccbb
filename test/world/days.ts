import { ringCentre, ringPerson } from './calls.ts';
import { look } from './lives.ts';
import { answerTo, NEED, ownText } from './people.ts';
import { start, withEach, withLife } from './processes.ts';
import { isStaffThere, work } from './staff.ts';
import { changeWeather, planClockJump, planKill } from './weather.ts';
import type { Person } from './town.ts';
import { DAY, HOUR, machineTime, MINUTE, SECOND, type Incoming, type World } from './world.ts';

const TICK = 20 * MINUTE;
/** How often a person writes of their own accord, on a day; and rings, with and without a mobile. */
const WRITES = 0.09;
const RINGS = 0.01;
const RINGS_ALONE = 0.06;

/** Plans what begins by itself: the processes, their looks, people's days, staff's hours and the weather. */
export function startWorld(world: World): void {
  world.hear = (sent) => hear(world, sent.to, sent);
  world.ring = (call) => ringPerson(world, call);
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
  every(world, DAY, () => planClockJump(world));
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

async function tick(world: World): Promise<void> {
  const isWhole = world.looks++ % 3 === 0;
  await withEach(world, (life) => (isWhole ? look(life, world) : life.service.settle()));
}

function planDay(world: World): void {
  const { random, town, events, now } = world;
  for (const person of town.people) {
    const memory = world.memories.get(person.number);
    if (memory === undefined || memory.isGone) continue;
    const isLandline = person.number.startsWith('+4737');
    if (random.chance(isLandline ? RINGS_ALONE : RINGS))
      events.plan(now + random.int(0, 24 * 60) * MINUTE, () => ringCentre(world, person));
    if (isLandline) continue;
    if (random.chance(memory.stoppedAt === null ? WRITES : WRITES / 10))
      events.plan(now + random.int(0, 24 * 60) * MINUTE, () => write(world, person, ownText(random, person)));
  }
  world.inbound = world.inbound.filter(({ at }) => at > now - 14 * DAY);
  world.calls = world.calls.filter(({ at }) => at > now - 2 * DAY);
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
      world.cancelled.push(...ids.map((signUpId) => ({ signUpId, at: machineTime(world) })));
    };
    await withLife(world, (life) => work({ app: life.service.app, eyes, centre, random, now, cancelled }));
    await withLife(world, (life) => life.service.settle());
  }
}
