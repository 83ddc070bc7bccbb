import type { CallEnd, CallStep } from '../../src/carriers/base/line.ts';
import { parseTwiml, type Element } from '../../src/carriers/base/twiml.ts';
import type { Ringing } from './network.ts';
import { spokenWords } from './people.ts';
import { withLife } from './processes.ts';
import { isStaffThere } from './staff.ts';
import type { Person } from './town.ts';
import { machineTime, MINUTE, SECOND, type World } from './world.ts';

/** A call, as the network carries it from one document to the next. */
interface Call extends Ringing {
  person: Person;
  /** The number that the service sees. */
  shown: string;
  step: number;
  documents: number;
}

const DOCUMENTS_MAX = 14;
const NOTHING = { digits: '', speech: '', confidence: null, dialled: null, recording: null, answeredBy: null };
type Heard = Partial<Pick<CallStep, 'digits' | 'speech' | 'confidence' | 'dialled' | 'recording' | 'answeredBy'>>;

/** A person rings the centre; one in twenty hides the number. */
export async function ringCentre(world: World, person: Person): Promise<void> {
  if (world.memories.get(person.number)?.isGone === true) return;
  world.counts.calls++;
  const sid = `CAin${++world.sids}`;
  const shown = world.random.chance(0.05) ? 'anonymous' : person.number;
  const ringing = {
    sid,
    outgoingId: null,
    from: person.number,
    to: person.centre.number,
    at: world.now,
    machineAt: machineTime(world),
    end: null,
  };
  await ask(world, { ...ringing, person, shown, step: 0, documents: 0 }, {});
}

/** A call of the service rings at a person, who answers or does not. */
export function ringPerson(world: World, ringing: Ringing): void {
  const { random, events, now } = world;
  const person = world.people.get(ringing.to);
  if (person === undefined) return;
  const call: Call = { ...ringing, person, shown: ringing.to, step: 0, documents: 0 };
  const luck = random.next();
  const missed = luck < 0.25 ? 'no-answer' : luck < 0.3 ? 'busy' : luck < 0.32 ? 'failed' : null;
  const after = random.int(5, 30) * SECOND;
  if (missed === null)
    events.plan(now + after, () => ask(world, call, { answeredBy: random.chance(0.1) ? 'machine_start' : 'human' }));
  else events.plan(now + after, () => over(world, call, missed));
}

/** Asks the service for the next document, twice where it does not answer. */
async function ask(world: World, call: Call, heard: Heard, tries = 2): Promise<void> {
  const { sid, outgoingId, step, shown } = call;
  const centre = call.person.centre.number;
  const numbers = outgoingId === null ? { from: shown, to: centre } : { from: centre, to: shown };
  const asked = { ...NOTHING, ...heard, sid, step, ...numbers, outgoingId };
  const answers: string[] = [];
  // The network sometimes asks for the same step twice.
  const times = world.random.chance(0.03) ? 2 : 1;
  for (let i = 0; i < times; i++) {
    await withLife(world, async ({ service }) => answers.push(await service.receiveCall(asked)));
    await withLife(world, ({ service }) => service.settle());
  }
  const [answer, again = answer] = answers;
  if (answer !== again) world.broken.push({ rule: 'P2', what: `step ${step} of ${sid} got two answers` });
  if (answer !== undefined) return follow(world, call, answer);
  if (tries > 1) world.events.plan(world.now + SECOND, () => ask(world, call, heard, tries - 1));
  // The carrier says its own last words, and puts the caller through to the centre.
  else over(world, call, 'completed');
}

/** What a document asks of the phone. */
function follow(world: World, call: Call, document: string): void {
  const response = parseTwiml(document);
  call.documents++;
  const what = `${call.sid}, step ${call.step}: ${document}`;
  if (call.outgoingId === null && document.includes('Hemmelig')) world.broken.push({ rule: 'D5', what });
  const waits = response.children.find(({ name }) => ['Gather', 'Dial', 'Record'].includes(name));
  const redirect = response.children.find(({ name }) => name === 'Redirect');
  const next = waits?.attributes['action'] ?? redirect?.text;
  if (next !== undefined) call.step = Number(/\/(\d+)(?:#.*)?$/.exec(next)?.[1]);
  if (waits === undefined && redirect === undefined && !/<(?:Say|Play)/.test(document))
    world.broken.push({ rule: 'P8', what: `silence in ${what}` });
  if (waits === undefined && redirect === undefined) over(world, call, 'completed');
  else act(world, call, waits ?? null);
}

/** What the person does, after a while: keys, words, silence, or hanging up in the middle. */
function act(world: World, call: Call, waits: Element | null): void {
  const { random, events, now } = world;
  const then = (heard: Heard): void => events.plan(now + random.int(2, 20) * SECOND, () => ask(world, call, heard));
  if (random.chance(0.08) || call.documents > DOCUMENTS_MAX)
    return events.plan(now + random.int(1, 9) * SECOND, () => over(world, call, 'completed'));
  if (waits?.name === 'Dial') return events.plan(now + 10 * SECOND, () => ringStaff(world, call));
  if (waits?.name === 'Record') {
    const recording = { sid: `RE${call.sid}`, seconds: random.int(0, 40) };
    then(recording.seconds === 0 ? {} : { recording });
    if (recording.seconds > 0)
      events.plan(now + MINUTE, () => withLife(world, (life) => life.service.receiveRecording(call.sid, recording)));
    return;
  }
  const luck = waits === null ? 1 : random.next();
  if (luck < 0.1) {
    if (call.shown === call.from) {
      const { from: number, sid: callId, step } = call;
      world.wished.push({ number, at: machineTime(world), callId, step });
    }
    return then({ digits: '0' });
  }
  if (luck < 0.72) return then({ digits: String(random.chance(0.7) ? random.int(1, 3) : random.int(1, 9)) });
  if (luck < 0.88) return then({ speech: spokenWords(random), confidence: random.next() });
  return then({});
}

async function ringStaff(world: World, call: Call): Promise<void> {
  const { random } = world;
  const { centre } = call.person;
  const isThere = isStaffThere(new Date(world.now).toISOString()) && random.chance(centre.diligence);
  if (!isThere) return ask(world, call, { dialled: 'no-answer' });
  for (const key of ['', random.chance(0.9) ? '1' : ''])
    await withLife(world, (life) => life.service.receiveWhisper(call.sid, key));
  await ask(world, call, { dialled: 'completed' });
}

/** The network tells of the end of a call, and now and then it does not. */
function over(world: World, call: Call, end: CallEnd): void {
  const carried = world.calls.find(({ sid }) => sid === call.sid);
  if (carried !== undefined) carried.end = end;
  if (world.random.chance(0.03)) return;
  const tell = async (tries: number): Promise<void> => {
    const told = await withLife(world, async ({ service }) => {
      if (call.outgoingId === null) await service.receiveCallStatus(call.sid, end);
      else await service.receiveOutgoingStatus({ id: call.outgoingId, sid: call.sid, status: end });
      await service.settle();
    });
    if (told !== 'done' && tries > 1) world.events.plan(world.now + MINUTE, () => tell(tries - 1));
  };
  world.events.plan(world.now + SECOND, () => tell(3));
}
