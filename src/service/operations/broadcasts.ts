import type { ReplyAnswer } from '../../db/schema/index.ts';
import { recordReply } from '../../domain/broadcasts/replies.ts';
import { putInInbox } from '../../domain/staff/inbox.ts';
import type { OperationTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';

export const recordBroadcastReply = (
  { tx, moment, person, arrivalId }: Scene,
  broadcastId: string,
  answer: ReplyAnswer,
): Promise<void> => recordReply(tx, moment, { broadcastId, personId: person.id, arrivalId, answer });

export async function passToStaff(
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

/** The operation of the flow that asks a broadcast's question by phone; the answer may come there or by text. */
export const broadcastOperations: Pick<OperationTable, 'noteBroadcastAnswer'> = {
  async noteBroadcastAnswer(scene, { broadcastId, says, words }) {
    await recordBroadcastReply(scene, broadcastId, says);
    if (says === 'yes' && words !== '') await passToStaff(scene, broadcastId, 'said yes, but', words);
    return says;
  },
};
