import type { Ask, Line } from '../../conversation/ask.ts';
import type { Onward } from '../../conversation/flow.ts';
import { findPerson } from '../../domain/centres/people.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { findArrival } from '../engine/journal.ts';
import { endConversation, keepCopy, openConversation, type Conversation } from '../engine/conversations.ts';
import { howMany } from '../text/loop-guard.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { reply, type Reply } from '../notify/reply.ts';
import type { Scene, CallPayload, CallScene } from '../engine/scene.ts';

/** Flows whose list or details are worth having in writing. */
const WORTH_TEXTING: ReadonlySet<string> = new Set(['find-activities', 'show-activity']);

/** Whether the open question can go out as a text: the number is a mobile. */
export const canGoByText = ({ person }: CallScene, { flow }: Conversation, ask: Ask): boolean =>
  WORTH_TEXTING.has(flow) && ask.choices.length > 0 && canReply(person.number);

/** The same person outside the call: a text reaches the owner of the number, independent of the caller. */
export async function textScene(scene: CallScene): Promise<Scene | 'cannot be texted'> {
  const { call, person, ...outside } = scene;
  const owner = await findPerson(scene.tx, scene.centre.id, person.number);
  if (owner === undefined || !canReply(person.number)) return 'cannot be texted';
  if (await isOptedOut(scene.tx, { centreId: scene.centre.id, number: call.number })) return 'cannot be texted';
  return { ...outside, person: owner };
}

/**
 * Begins by text a flow that must not be spoken to a caller with an unproven number.
 * @param of the row that makes the text untrue when it changes, and the time until which the text is true
 */
export async function byText(
  scene: CallScene,
  onward: Onward,
  of: Pick<Reply, 'about' | 'expiresAt'> = {},
): Promise<'texted' | 'cannot be texted'> {
  const outside = await textScene(scene);
  if (outside === 'cannot be texted') return outside;
  // A caller who rings again and again must not cost the centre a fortune.
  if ((await howMany(outside)) === 'too many') return 'texted';
  const talk = await beginFlow(
    outside,
    onward.begin,
    onward.input,
    await openConversation(scene.tx, outside.person.id),
  );
  await reply(outside, { ...talk, kind: 'reply', ...of });
  return 'texted';
}

/** Sends the open question as a text too: the person can answer it there, and goes on from where the call is. */
export async function copyToText(scene: CallScene, conversation: Conversation, ask: Ask): Promise<Line> {
  const outside = await textScene(scene);
  if (outside !== 'cannot be texted' && (await howMany(outside)) === 'few') {
    const before = await openConversation(scene.tx, outside.person.id);
    if (before !== null) await endConversation(scene, before.id);
    await keepCopy(outside, conversation);
    await reply(outside, { said: [], ask, kind: 'reply' });
  }
  return { key: 'phone.listSent' };
}

/** Within this time after a number, the caller has not yet heard the meaning of # in the next question. */
const ENDS_NUMBER_MS = 4000;

/**
 * "4836#": the network goes on after four digits, so the key with which many callers end a number reaches the next
 * question.
 */
export async function endsNumber(
  { tx, moment, call }: CallScene,
  { digits, sid, step }: CallPayload,
): Promise<boolean> {
  if (digits !== '#' || Date.parse(moment.now) - Date.parse(call.last_at) > ENDS_NUMBER_MS) return false;
  const before = await findArrival(tx, `${sid}:${step - 1}`);
  return before !== undefined && (JSON.parse(before.payload) as CallPayload).digits.length > 1;
}
