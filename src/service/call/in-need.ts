import type { CallReply } from '../../channels/phone.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import { keepWords } from '../operations/loneliness.ts';
import { handOver, IN_NEED } from './hand-to-human.ts';
import type { CallScene } from '../engine/scene.ts';

/** Says the emergency numbers, puts the caller through and tells staff. */
export async function inNeed(scene: CallScene, speech: string, language: string | null): Promise<CallReply> {
  if (language !== null && scene.app.languages.includes(language)) scene.person = { ...scene.person, language };
  const { tx, moment, centre, person, arrivalId } = scene;
  const { id: personId, number } = person;
  await putInInbox(tx, moment, { centreId: centre.id, personId, number, reason: 'crisis', arrivalId, body: speech });
  if (!isWithheld(number)) await askForCallback(scene, IN_NEED);
  return handOver(scene, IN_NEED, [{ key: 'need.life' }]);
}

/** Says a warm sentence and puts the caller through; the words are stored for the staff who take the call. */
export async function hearLonely(scene: CallScene, speech: string): Promise<CallReply> {
  await keepWords(scene, speech);
  return handOver(scene, 'lonely', [{ key: 'lonely.heard' }]);
}
