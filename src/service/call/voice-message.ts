import type { Call } from '../../db/schema/index.ts';
import { recordRecording } from '../../domain/calls/recordings.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { alertStaff } from '../notify/staff-alerts.ts';
import type { Turn } from '../engine/scene.ts';

/** Stores a caller's message and tells staff; a message that the carrier reports twice is stored once. */
export async function keepVoiceMessage(
  { tx, moment }: Pick<Turn, 'tx' | 'moment'>,
  message: { sid: string; seconds: number; call: Pick<Call, 'id' | 'centre_id' | 'callback_id'> },
): Promise<void> {
  if ((await recordRecording(tx, moment, message)) === 'already noted') return;
  const centre = await centreWithId(tx, message.call.centre_id);
  await alertStaff(tx, moment, { centre, kind: 'voicemail', about: message.sid });
}
