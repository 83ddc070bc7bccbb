import type { ReplyAnswer } from '../../db/schema/index.ts';
import { noteReply } from '../../domain/broadcasts/replies.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import type { CallTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';

export const note = (
  { tx, moment, person, arrivalId }: Scene,
  broadcastId: string,
  answer: ReplyAnswer,
): Promise<void> => noteReply(tx, moment, { broadcastId, personId: person.id, arrivalId, answer });

export async function passOn(
  scene: Scene,
  broadcastId: string,
  reason: 'question' | 'said yes, but',
  body: string,
): Promise<void> {
  const { tx, moment, centre, person, arrivalId } = scene;
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason,
    arrivalId,
    body,
    about: broadcastId,
  });
}

/** The same of whoever was asked on the phone, and answered there or by text. */
export const broadcastCalls: Pick<CallTable, 'noteBroadcastAnswer'> = {
  async noteBroadcastAnswer(scene, { broadcastId, says, words }) {
    await note(scene, broadcastId, says);
    if (says === 'yes' && words !== '') await passOn(scene, broadcastId, 'said yes, but', words);
    return says;
  },
};
