import type { CallReply } from '../../channels/phone.ts';
import type { Line } from '../../conversation/ask.ts';
import { optOut } from '../../domain/centres/opt-out.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { canReply } from '../../domain/base/phone-numbers.ts';
import { callOffTo, errandOf, purposeOf, recordHeard, type Errand } from '../../domain/calls/outgoing-calls.ts';
import { findPerson, rememberWay } from '../../domain/centres/people.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { handOver } from './hand-to-human.ts';
import { byText, canGoByText, copyToText, textScene } from './send-as-text.ts';
import { conversationInCall, endConversation, openConversation } from '../engine/conversations.ts';
import { dropOffers } from '../assignments/drop-offers.ts';
import type { CallPurpose } from '../notify/queue-call.ts';
import { resume } from '../engine/run-flow.ts';
import { reply } from '../notify/reply.ts';
import type { Scene, CallScene } from '../engine/scene.ts';

/**
 * STOPP, said in a call: nothing more is sent to the number, and it is not rung. The receipt goes to the number by
 * text, so that its owner notices when another person has said it.
 */
export async function stopAll(scene: CallScene): Promise<CallReply> {
  const receipt: Line = { key: 'common.stopped', params: { centre: scene.centre.name } };
  const stopped = await silence(scene, receipt, 'call');
  if (stopped === 'nobody') return handOver(scene, 'asked for a human', []);
  return over(scene, 'stop', [{ key: 'phone.stopped' }]);
}

/**
 * We rang, and the number has a new owner (docs/rules.md D6), or its owner has died: nothing more goes to it, and staff
 * find out the right number.
 */
export async function anothersNumber(
  scene: CallScene,
  speech: string,
  why: 'wrong number' | 'deceased' = 'wrong number',
): Promise<CallReply> {
  const { tx, moment, centre, call, arrivalId } = scene;
  const { number, person_id: personId } = call;
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId,
    number,
    reason: why,
    arrivalId,
    body: speech,
  });
  const isDeath = why === 'deceased';
  await silence(scene, { key: isDeath ? 'common.deceased' : 'common.wrongNumber' }, why);
  return over(scene, why, [{ key: isDeath ? 'phone.deceased' : 'phone.wrongNumber' }]);
}

/** Stops everything to the number of a call except the receipt. */
async function silence(scene: CallScene, receipt: Line, how: string): Promise<'silent' | 'nobody'> {
  const { call, ...at } = scene;
  const { tx, moment, centre } = at;
  const owner = await findPerson(tx, centre.id, call.number);
  if (isWithheld(call.number) || owner === undefined) return 'nobody';
  const person = { ...owner, last_outbound_at: owner.last_outbound_at ?? moment.now };
  const outside: Scene = { ...at, person };
  const open = await openConversation(tx, person.id);
  if (open !== null) await endConversation(outside, open.id);
  if ((await textScene(scene)) !== 'cannot be texted') {
    await reply(outside, { said: [receipt], ask: null, kind: 'stop_receipt' });
  }
  await optOut(tx, moment, { centreId: centre.id, number: person.number, how });
  await dropOffers(outside);
  return 'silent';
}

/** The key that stops calls only, in every call that the service places. */
export const NO_CALLS_KEY = '8';

/**
 * Stops calls to a person: a mobile gets texts instead, the purpose of this call included; a landline gets nothing
 * more.
 */
export async function stopRinging(scene: CallScene): Promise<CallReply> {
  const { tx, moment, call, centre } = scene;
  const outside = canReply(call.number) ? await textScene(scene) : 'cannot be texted';
  if (outside === 'cannot be texted') return stopAll(scene);
  const errands = [
    await unanswered(scene),
    ...(await callOffTo(tx, moment, { centreId: centre.id, number: call.number })),
  ];
  await recordHeard(tx, moment, call.outgoing_id ?? '');
  await rememberWay(tx, outside.person.id, 'text');
  await giveBack(scene);
  for (const [n, errand] of errands.entries()) {
    // Each is a text of its own.
    const arrivalId = n === 0 ? scene.arrivalId : `${scene.arrivalId}/${n}`;
    if (errand !== null) await tellByText({ ...scene, arrivalId }, { ...outside, arrivalId }, errand);
  }
  return over(scene, 'rather by text', [{ key: 'phone.noMoreCalls' }]);
}

/** The purpose of the call, unless the person has heard it, or was asked and answered. */
async function unanswered({ tx, moment, call }: CallScene): Promise<Errand | null> {
  const errand = await errandOf(tx, moment, call.outgoing_id ?? '');
  if (errand === null || call.phase === 'announcing') return errand;
  const purpose = errand.purpose as CallPurpose;
  const open = await conversationInCall(tx, call.id);
  return 'begin' in purpose && purpose.begin === open?.flow ? errand : null;
}

/** Gives a list that the call had taken over back to the texts. */
async function giveBack(scene: CallScene): Promise<void> {
  const { tx, moment, call } = scene;
  const purpose = (await purposeOf(tx, moment, call.outgoing_id ?? '')) as CallPurpose | null;
  const kept =
    purpose !== null && 'said' in purpose && purpose.resume === 1 ? await conversationInCall(tx, call.id) : null;
  const open = kept === null ? null : await resume(scene, kept);
  if (open !== null && canGoByText(scene, open.conversation, open.ask))
    await copyToText(scene, open.conversation, open.ask);
}

async function tellByText(scene: CallScene, outside: Scene, { about, expiresAt, ...errand }: Errand): Promise<void> {
  const purpose = errand.purpose as CallPurpose;
  const of = { ...(about === null ? {} : { about }), ...(expiresAt === null ? {} : { expiresAt }) };
  if ('begin' in purpose) {
    await byText(scene, { begin: purpose.begin, input: { ...purpose.input } }, of);
    return;
  }
  const kept = purpose.resume === 1 ? await openConversation(outside.tx, outside.person.id) : null;
  const open = kept === null ? null : await resume(outside, kept);
  await reply(outside, { said: purpose.said, ask: open?.ask ?? null, kind: 'reply', ...of });
}

function over(scene: CallScene, outcome: string, said: readonly Line[]): CallReply {
  scene.call = { ...scene.call, phase: 'over', outcome };
  return { does: 'hang up', said: [...said, { key: 'phone.goodbye' }] };
}
