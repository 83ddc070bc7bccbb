import type { CallReply } from '../../channels/phone.ts';
import type { Ask } from '../../conversation/ask.ts';
import { findPerson } from '../../domain/centres/people.ts';
import { purposeOf, recordHeard } from '../../domain/calls/outgoing-calls.ts';
import { stepAddress } from './render-reply.ts';
import { handOver } from './hand-to-human.ts';
import { anothersNumber, NO_CALLS_KEY, stopAll, stopRinging } from './stop.ts';
import { inNeed } from './in-need.ts';
import { CONFIDENCE_MIN, proceed } from './talk.ts';
import type { CallPurpose } from '../notify/queue-call.ts';
import { moveToCall, openConversation, type Conversation } from '../engine/conversations.ts';
import { beginFlow, resume } from '../engine/run-flow.ts';
import { understand } from '../engine/read-text.ts';
import type { CallPayload, CallScene } from '../engine/scene.ts';
import { HEARD_LIST_MAX } from '../engine/operation-table.ts';

/**
 * Asks for a key before anything about a person: a machine presses none, and another person in the house hears nothing.
 */
const announcement = ({ centre }: CallScene): Ask => ({
  line: { key: 'phone.calling', params: { centre: centre.name } },
  choices: [
    { send: { type: 'hear' }, label: { key: 'phone.hearIt' } },
    { send: { type: 'no calls' }, label: { key: 'phone.noCalls' }, key: Number(NO_CALLS_KEY) },
  ],
  situation: 'none',
});

const SILENCES_MAX = 2;

/**
 * The first words of a call that the service placed: said at once, without waiting to find out who or what picked up.
 */
export async function announcing(scene: CallScene): Promise<CallReply> {
  return ask(scene, 'any');
}

/** Handles the answer to the announcement: whether the person wants to hear the call's purpose. */
export async function announced(scene: CallScene, heard: CallPayload): Promise<CallReply> {
  if (heard.answeredBy?.startsWith('machine') === true) return ringUs(scene, 'machine');
  if (heard.digits === '0') return handOver(scene, 'was rung, asked for a human', []);
  if (heard.digits === '1') return tellPurpose(scene);
  if (heard.digits === NO_CALLS_KEY) return stopRinging(scene);
  switch (await wantedAtOnce(scene, heard)) {
    case 'crisis':
      return inNeed(scene, heard.speech, null);
    case 'wrong_number':
      return anothersNumber(scene, heard.speech);
    case 'deceased':
      return anothersNumber(scene, heard.speech, 'deceased');
    case 'stop':
      return stopAll(scene);
    case 'no calls':
      return stopRinging(scene);
    case null:
  }
  const silences = scene.call.silences + 1;
  scene.call = { ...scene.call, silences };
  return silences < SILENCES_MAX ? ask(scene, 'slower') : ringUs(scene, 'not heard');
}

/** Other speech does not count here, because an answering machine speaks too. */
async function wantedAtOnce(
  scene: CallScene,
  { speech, confidence }: CallPayload,
): Promise<'crisis' | 'stop' | 'no calls' | 'wrong_number' | 'deceased' | null> {
  if (speech === '' || (confidence ?? 1) < CONFIDENCE_MIN) return null;
  const { intent, keyword } = await understand(scene, speech, announcement(scene), null);
  if (intent === 'crisis' || intent === 'deceased') return intent;
  if (keyword === 'wrong_number') return 'wrong_number';
  if (keyword === 'no_calls') return 'no calls';
  return intent === 'stop' ? intent : null;
}

function ask(scene: CallScene, how: 'any' | 'slower'): CallReply {
  const step = Math.max(scene.call.step, Number(scene.arrivalId.split(':')[1] ?? 0));
  const next = stepAddress(scene.app, { id: scene.call.id, step });
  return { does: 'listen', said: [], ask: announcement(scene), extra: [], next, how };
}

function ringUs(scene: CallScene, outcome: string): CallReply {
  const { centre } = scene;
  scene.call = { ...scene.call, phase: 'over', outcome };
  const phone = { as: 'phone', of: centre.voice_number ?? centre.number } as const;
  return { does: 'hang up', said: [{ key: 'phone.ringUs', params: { phone } }] };
}

/** Says the purpose, after a person at the number that we rang pressed the key. */
async function tellPurpose(scene: CallScene): Promise<CallReply> {
  const { tx, moment, centre, call } = scene;
  const person = await findPerson(tx, centre.id, call.number);
  const purpose =
    call.outgoing_id === null ? null : ((await purposeOf(tx, moment, call.outgoing_id)) as CallPurpose | null);
  scene.call = { ...call, proof: 'proven', phase: 'talking', silences: 0, misses: 0, outcome: 'heard' };
  if (person !== undefined) scene.person = { ...person, language: scene.person.language };
  if (purpose === null) return proceed(scene, { said: [{ key: 'phone.outOfDate' }], ask: null });
  await recordHeard(tx, moment, call.outgoing_id ?? '');
  if ('said' in purpose) {
    const open = purpose.resume === 1 ? await takeOver(scene) : null;
    return proceed(scene, { said: [...purpose.said], ask: open?.ask ?? null });
  }
  return proceed(scene, await beginFlow(scene, purpose.begin, purpose.input, null));
}

/**
 * Moves the conversation that is open by text into the call; a list is cut to a length that a listener can remember.
 */
async function takeOver(scene: CallScene): ReturnType<typeof resume> {
  const kept = await openConversation(scene.tx, scene.person.id);
  const open = kept === null ? null : await resume(scene, kept);
  if (open === null) return null;
  const moved = heardList(scene, open.conversation);
  await moveToCall(scene.tx, moved, scene.call.id);
  return resume(scene, moved);
}

const heardList = ({ app }: CallScene, conversation: Conversation): Conversation => ({
  ...conversation,
  kept: app.flows.get(conversation.flow)?.shortened?.(conversation.kept, HEARD_LIST_MAX) ?? conversation.kept,
});
