import { isOptedOut } from '../../domain/centres/opt-out.ts';
import { canCall } from '../../domain/base/phone-numbers.ts';
import { earliestCall } from '../../domain/calls/outgoing-calls.ts';
import { later, MINUTE_MS } from '../../domain/base/time.ts';
import { takeUpAgain } from '../engine/conversations.ts';
import { queueCallAbout } from '../notify/queue-call.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** After this time a person no longer waits for the call. */
const SOON_MS = 30 * MINUTE_MS;

/** Whether the line may call the sender of RING now. */
export async function mayBeCalled({ tx, moment, centre, person, call }: Scene): Promise<boolean> {
  if (call !== undefined || !canCall(person.number)) return false;
  if (earliestCall(moment.now) > moment.now) return false;
  return !(await isOptedOut(tx, { centreId: centre.id, number: person.number }));
}

/** Operations for RING in the middle of a conversation: either way the conversation is open again. */
export const ringOperations: Pick<OperationTable, 'goOnAsking' | 'ringMe'> = {
  async goOnAsking(scene, { held }) {
    await takeUpAgain(scene, held);
    return 'open';
  },

  async ringMe(scene, { held }) {
    const { moment, person, centre, arrivalId } = scene;
    if (earliestCall(moment.now) > moment.now) return 'not now';
    await takeUpAgain(scene, held);
    const how = { kind: 'reply', dedupe: `ring:${arrivalId}`, expiresAt: later(moment.now, SOON_MS) } as const;
    const queued = await queueCallAbout(scene, { person, centre }, { said: [{ key: 'ring.goingOn' }], resume: 1 }, how);
    return queued === 'queued' || queued === 'already queued' ? 'ringing' : 'not now';
  },
};
