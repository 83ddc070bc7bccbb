import type { Reply } from '../channels/phone.ts';
import type { Line } from '../conversation/ask.ts';
import { optOut } from '../domain/consent.ts';
import { canReply } from '../domain/numbers.ts';
import { errandOf, noteHeard } from '../domain/outgoing-calls.ts';
import { findPerson, rememberWay } from '../domain/people.ts';
import { isWithheld } from '../domain/phone-calls.ts';
import { handOver } from './call-human.ts';
import { byText, textScene } from './call-text.ts';
import type { CallScene } from './call-turn.ts';
import { endConversation, openConversation } from './conversations.ts';
import { dropOffers } from './drop-offers.ts';
import type { Scene } from './house.ts';
import type { Errand } from './reach.ts';
import { resume } from './talk.ts';
import { tell } from './tell.ts';

/**
 * STOPP, said in a call: from now on nothing is sent to the number, and it is not rung. The receipt goes to the number, so
 * that its owner notices when somebody else has said it.
 */
export async function stopAll(scene: CallScene): Promise<Reply> {
  const { call, ...at } = scene;
  const { tx, moment, centre } = at;
  const owner = await findPerson(tx, centre.id, call.number);
  if (isWithheld(call.number) || owner === undefined) return handOver(scene, 'asked for a human', []);
  const person = { ...owner, last_outbound_at: owner.last_outbound_at ?? moment.now };
  const outside: Scene = { ...at, person };
  const open = await openConversation(tx, person.id);
  if (open !== null) await endConversation(outside, open.id);
  if ((await textScene(scene)) !== 'cannot be texted') {
    const said: Line[] = [{ key: 'common.stopped', params: { centre: centre.name } }];
    await tell(outside, { said, ask: null, kind: 'stop_receipt' });
  }
  await optOut(tx, moment, { centreId: centre.id, number: person.number, how: 'call' });
  await dropOffers(outside);
  return over(scene, 'stop', [{ key: 'phone.stopped' }]);
}

/** "Ikke ring meg mer": calls alone, and for good. */
const NO_CALLS =
  /\b(?:(?:ikke|ikkje) ring(?:e|je)?|slutt(?:e)? (?:med )?å ring(?:e|je)|stopp(?:e)? å ring(?:e|je)|stop (?:calling|ringing)|(?:don'?t|do not|never) (?:call|ring)|no more calls)\b(?!.*\b(?:før|etter|i dag|nå|no|before|after|today|now)\b)/iu;

/** Whether somebody asks not to be rung. */
export const saysNoCalls = (speech: string): boolean => NO_CALLS.test(speech.replaceAll('\u2019', "'"));

/** Somebody does not want to be rung: they are written to, also about this; a landline is left in peace. */
export async function stopRinging(scene: CallScene): Promise<Reply> {
  const { tx, moment, call } = scene;
  const outgoing = call.outgoing_id ?? '';
  const errand = (await errandOf(tx, moment, outgoing)) as Errand | null;
  await noteHeard(tx, moment, outgoing);
  const outside = canReply(call.number) ? await textScene(scene) : 'cannot be texted';
  if (outside === 'cannot be texted') return stopAll(scene);
  await rememberWay(tx, outside.person.id, 'text');
  if (errand !== null) await tellByText(scene, outside, errand);
  return over(scene, 'rather by text', [{ key: 'phone.noMoreCalls' }]);
}

async function tellByText(scene: CallScene, outside: Scene, errand: Errand): Promise<void> {
  if ('begin' in errand) {
    await byText(scene, { begin: errand.begin, input: { ...errand.input } });
    return;
  }
  const kept = errand.resume === 1 ? await openConversation(outside.tx, outside.person.id) : null;
  const open = kept === null ? null : await resume(outside, kept);
  await tell(outside, { said: errand.said, ask: open?.ask ?? null, kind: 'reply' });
}

function over(scene: CallScene, outcome: string, said: readonly Line[]): Reply {
  scene.call = { ...scene.call, phase: 'over', outcome };
  return { does: 'hang up', said: [...said, { key: 'phone.goodbye' }] };
}
