import type { Line } from '../../../src/conversation/ask.ts';
import { later, MINUTE_MS, toWall } from '../../../src/domain/base/time.ts';
import { withheldNumber } from '../../../src/domain/calls/calls.ts';
import { PEOPLE, type Heard } from '../../support/app.ts';
import { assignmentDeed } from '../../support/people/assignments.ts';
import { broadcastDeed } from '../../support/people/broadcasts.ts';
import { ring, type Caller } from '../../support/provider/caller.ts';
import { goOn, isKept, remind, type Owed } from './end.ts';
import { isSo, promisesIn, type Before } from './kept.ts';
import { CODE, type InCall, type Step } from './steps.ts';
import type { World } from './world.ts';

/** What a walk found: promises that had nothing behind them, and all that was promised. */
export interface Walked {
  broken: string[];
  promised: Owed[];
  /** What happened, to be read where something is broken. */
  log: string[];
  flows: string[];
}

const HIDDEN_NUMBER = '+266696687';

/** What lies under a promise is looked at after each of these: a text, an action in a call, a deed, some time. */
interface Walking extends Walked {
  world: World;
  handed: Heard[];
}

/**
 * Walks through a world and looks behind every promise, at once and in the end.
 * @param spoil breaks what lies behind the promises, at first and after each step, to see that it is noticed
 */
export async function walkThrough(
  world: World,
  steps: readonly Step[],
  spoil: (world: World) => Promise<void> = () => Promise.resolve(),
): Promise<Walked> {
  const walking: Walking = { world, broken: [], promised: [], log: [], flows: [], handed: [] };
  await spoil(world);
  for (const step of steps) {
    await look(walking, JSON.stringify(step), null, spoil, () => take(walking, step, spoil));
    if (walking.broken.length > 0) return walking;
  }
  await atTheEnd(walking);
  const flows = await world.store.db.selectFrom('conversation').select('flow').distinct().execute();
  walking.flows = flows.map(({ flow }) => flow);
  return walking;
}

type Spoil = NonNullable<Parameters<typeof walkThrough>[2]>;

/** Does something, and looks behind what was promised by it. */
async function look(
  walking: Walking,
  what: string,
  call: { caller: () => Caller | null; number: string } | null,
  spoil: Spoil,
  deed: () => Promise<unknown>,
): Promise<void> {
  const { world, log, handed } = walking;
  const { db } = world.store;
  const before = await standing(world);
  world.spoken.length = 0;
  log.push(`${toWall(world.clock.now().toISOString())} ${what}`);
  const heard = await world.after(deed);
  handed.push(...heard);
  const spoken = [...world.spoken];
  const caller = call?.caller() ?? null;
  if (caller !== null) log.push(...caller.heard.map((sentence) => `  < ${sentence}`));
  log.push(...heard.map(({ to, body }) => `  ${to}< ${body}`));
  await spoil(world);
  const written = await db
    .selectFrom('outbox')
    .select(['number', 'said'])
    .where('seq', '>', before.seq)
    .where('said', 'is not', null)
    .execute();
  const promised = [
    ...written.flatMap(({ number, said }) => promisesIn(JSON.parse(said ?? '[]') as Line[], number)),
    ...(call === null ? [] : promisesIn(spoken, call.number)),
  ];
  const at = world.clock.now().toISOString();
  for (const one of promised) {
    walking.promised.push({ ...one, at });
    if (await isSo({ app: world, before, promised: one, caller })) continue;
    walking.broken.push(`${one.key} to ${one.number}: ${one.claim}`);
  }
}

async function standing({ store: { db } }: World): Promise<Before> {
  const last = await db
    .selectFrom('outbox')
    .select((e) => e.fn.max<number>('seq').as('n'))
    .executeTakeFirst();
  const items = await db.selectFrom('inbox_item').select('id').execute();
  const calls = await db.selectFrom('outgoing_call').select('id').execute();
  const idsOf = (rows: readonly { id: string }[]): Set<string> => new Set(rows.map(({ id }) => id));
  return { seq: Number(last?.n ?? 0), inbox: idsOf(items), calls: idsOf(calls) };
}

async function take(walking: Walking, step: Step, spoil: Spoil): Promise<unknown> {
  const { world } = walking;
  switch (step.does) {
    case 'text':
      return world.text(PEOPLE[step.who] ?? '', step.text).then((heard) => walking.handed.push(...heard));
    case 'wait':
      return world.goTo(toWall(later(world.clock.now().toISOString(), step.minutes * MINUTE_MS)));
    case 'staff':
      return staffDo(world, step.deed);
    case 'call': {
      const sid = `CA${++world.calls}`;
      const isHidden = step.who === 'Hidden';
      const from = isHidden ? HIDDEN_NUMBER : (PEOPLE[step.who] ?? '');
      const number = isHidden ? withheldNumber(sid) : from;
      return inCall(walking, step, { number, spoil, begin: () => ring(world.service, from, { sid }) });
    }
    case 'pick up': {
      const rings = world.rung.pop();
      if (rings === undefined) return undefined;
      const { id, sid, to } = rings;
      return inCall(walking, step, {
        number: to,
        spoil,
        begin: () => ring(world.service, to, { sid, outgoingId: id }),
      });
    }
  }
}

/** What staff cannot do as things are is left undone, as they would see. */
async function staffDo(world: World, deed: string): Promise<void> {
  const [verb = '', ...words] = deed.split(' ');
  try {
    if ((await assignmentDeed(world, verb, words)) === undefined) await broadcastDeed(world, verb, words);
  } catch {
    return;
  }
}

async function inCall(
  walking: Walking,
  { script, staff, seconds }: InCall,
  { number, spoil, begin }: { number: string; spoil: Spoil; begin: () => Promise<Caller> },
): Promise<void> {
  let caller: Caller | null = null;
  const act = (what: string, deed: () => Promise<unknown>): Promise<void> =>
    look(walking, `  ${what}`, { caller: () => caller, number }, spoil, deed);
  await act('rings', async () => {
    caller = await begin();
  });
  const on = caller as unknown as Caller;
  const left = [...script];
  for (let n = 0; n < MOVES_MAX && on.waits !== null && walking.broken.length === 0; n++) {
    on.heard = [];
    if (on.waits.name === 'Dial') await act(`staff ${staff ?? 'away'}`, () => on.staff(staff));
    else if (on.waits.name === 'Record') await act(`message ${seconds}`, () => on.message(seconds));
    else {
      const next = left.shift();
      if (next === undefined) break;
      await act(JSON.stringify(next), () =>
        next === 'silence'
          ? on.silence()
          : 'keys' in next
            ? keysOf(walking.world, number, next.keys).then((digits) => on.keys(digits))
            : on.say(next.say),
      );
    }
  }
  if (on.waits !== null) await act('hangs up', () => on.hangUp());
}
const MOVES_MAX = 14;

/** The keys themselves, or the code of the last offer to the number. */
async function keysOf({ store: { db } }: World, number: string, wanted: string): Promise<string> {
  if (wanted !== CODE) return wanted;
  const offer = await db
    .selectFrom('offer as o')
    .innerJoin('person as p', 'p.id', 'o.person_id')
    .select('o.code')
    .where('p.number', '=', number)
    .orderBy('o.id', 'desc')
    .executeTakeFirst();
  return String(offer?.code ?? 123);
}

/** Lets time pass, and looks whether what was promised has been done. */
async function atTheEnd(walking: Walking): Promise<void> {
  const { world, promised, broken, handed } = walking;
  world.network.is = 'up';
  handed.push(...(await goOn(world)));
  const end = { app: world, db: world.store.db, handed };
  for (const owed of promised) {
    if (!(await isKept(end, owed))) broken.push(`in the end: ${owed.key} to ${owed.number}: ${owed.claim}`);
  }
  broken.push(...(await remind(world, promised)));
}
