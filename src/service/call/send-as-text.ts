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

/** What a list or an activity is worth having in writing. */
const WORTH_TEXTING: ReadonlySet<string> = new Set(['find-activities', 'show-activity']);

/** Whether what is open can be had as a text: the number is a mobile. */
export const canGoByText = ({ person }: CallScene, { flow }: Conversation, ask: Ask): boolean =>
  WORTH_TEXTING.has(flow) && ask.choices.length > 0 && canReply(person.number);

/** The same person outside the call: what is told there reaches the owner of the number, whoever rings. */
export async function textScene(scene: CallScene): Promise<Scene | 'cannot be texted'> {
  const { call, person, ...outside } = scene;
  const owner = await findPerson(scene.tx, scene.centre.id, person.number);
  if (owner === undefined || !canReply(person.number)) return 'cannot be texted';
  if (await isOptedOut(scene.tx, { centreId: scene.centre.id, number: call.number })) return 'cannot be texted';
  return { ...outside, person: owner };
}

/**
 * Begins by text what must not be said to somebody who only shows a number.
 * @param of what the text says, and until when, if something later can make it untrue
 */
export async function byText(
  scene: CallScene,
  onward: Onward,
  of: Pick<Reply, 'about' | 'expiresAt'> = {},
): Promise<'texted' | 'cannot be texted'> {
  const outside = await textScene(scene);
  if (outside === 'cannot be texted') return outside;
  // Whoever rings again and again shall not cost the centre a fortune.
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

/** Sends what is being asked as a text, too: it can be answered there as well, and goes on from where the call is. */
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

/** So soon after a number nobody has heard what # is for in the next question. */
const ENDS_NUMBER_MS = 4000;

/** "4836#": the network goes on after four digits, and the key with which many end a number comes to the next question. */
export async function endsNumber(
  { tx, moment, call }: CallScene,
  { digits, sid, step }: CallPayload,
): Promise<boolean> {
  if (digits !== '#' || Date.parse(moment.now) - Date.parse(call.last_at) > ENDS_NUMBER_MS) return false;
  const before = await findArrival(tx, `${sid}:${step - 1}`);
  return before !== undefined && (JSON.parse(before.payload) as CallPayload).digits.length > 1;
}
