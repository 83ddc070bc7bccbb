import type { CallReply } from '../../channels/phone.ts';
import type { Line } from '../../conversation/ask.ts';
import { askForCallback, callBackBy } from '../../domain/staff/callbacks.ts';
import { isOpen, nextOpenMoment } from '../../domain/base/opening-hours.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { toWall } from '../../domain/base/time.ts';
import { tellEmergencyPhone } from '../notify/need.ts';
import { alertStaff } from '../notify/staff-alerts.ts';
import { keepVoiceMessage } from './voice-message.ts';
import { recordingAddress, stepAddress, whisperAddress } from './render-reply.ts';
import type { CallScene } from '../engine/scene.ts';

/** The reason with which a person in need is put through. */
export const IN_NEED = 'crisis';

/** Passes the caller to a human: the staff phone during opening hours, otherwise a message and a call back. */
export async function handOver(scene: CallScene, reason: string, said: readonly Line[]): Promise<CallReply> {
  const { centre, app, moment, call } = scene;
  const phone = isOpen(centre.opening, moment.now)
    ? centre.staff_phone
    : reason === IN_NEED
      ? centre.emergency_phone
      : null;
  if (phone === null || phone === call.number) return takeMessage(scene, reason, said);
  scene.call = { ...call, phase: 'dialling', outcome: reason };
  return {
    does: 'put through',
    said: [...said, { key: 'phone.puttingThrough' }],
    from: centre.voice_number ?? centre.number,
    number: phone,
    next: stepAddress(app, stepTaken(scene)),
    whisper: whisperAddress(app, call),
  };
}

/** Goes on after the staff phone rang: staff took the call with the key, or did not. */
export async function afterDialling(scene: CallScene): Promise<CallReply> {
  const reason = scene.call.outcome ?? 'asked for a human';
  const said: Line[] = reason === IN_NEED ? [{ key: 'need.unanswered' }, { key: 'need.life' }] : [];
  if (scene.call.taken_at === null) return takeMessage(scene, reason, said);
  scene.call = { ...scene.call, phase: 'over', outcome: 'human' };
  return { does: 'hang up', said: [{ key: 'phone.goodbye' }] };
}

/** The case is made before the recording, so that staff also ring a caller who hangs up now. */
async function takeMessage(scene: CallScene, reason: string, said: readonly Line[]): Promise<CallReply> {
  const { moment, centre, person, call, app } = scene;
  const { id: callbackId } = await askForCallback(scene, reason);
  scene.call = { ...call, phase: 'recording', callback_id: callbackId, outcome: reason };
  // An earlier promise is not repeated: it would tell the caller that another person had asked for it.
  const day = { as: 'fullDay', of: toWall(callBackBy(centre.opening, moment.now)) } as const;
  const promise: Line[] = isWithheld(person.number)
    ? [{ key: 'phone.leaveNumber' }]
    : [{ key: 'phone.willCall', params: { day } }, { key: 'phone.leaveMessage' }];
  const [first, last] = reason === IN_NEED ? await aroundNeed(scene, callbackId) : [[PHONE_CLOSED], []];
  return {
    does: 'record',
    said: [...said, ...first, ...promise, ...last],
    next: stepAddress(app, stepTaken(scene)),
    whenReady: recordingAddress(app, call),
  };
}

const PHONE_CLOSED: Line = { key: 'phone.closed' };

/**
 * The sentences before and after the promise for a person in need when no human was reached: the facts first, the
 * emergency numbers last.
 */
async function aroundNeed(scene: CallScene, callbackId: string): Promise<[Line[], Line[]]> {
  const { tx, moment, centre } = scene;
  await alertStaff(tx, moment, { centre, kind: 'crisis', about: callbackId });
  const told = await tellEmergencyPhone(scene);
  const day = { as: 'fullDay', of: toWall(nextOpenMoment(centre.opening, moment.now)) } as const;
  const shut: Line[] = isOpen(centre.opening, moment.now) ? [] : [{ key: 'need.shutUntil', params: { day } }];
  const tells: Line[] =
    told === 'nobody' ? [] : [{ key: told === 'emergency phone' ? 'need.tells' : 'need.toldBefore' }];
  return [[...shut, ...tells], [{ key: 'need.remains' }]];
}

/** A message was left, or the tone was followed by silence. */
export async function afterMessage(
  scene: CallScene,
  recording: { sid: string; seconds: number } | null,
): Promise<CallReply> {
  const { tx, moment, call } = scene;
  const left = recording !== null && recording.seconds > 0 ? recording : null;
  if (left !== null) await keepVoiceMessage({ tx, moment }, { ...left, call });
  scene.call = { ...call, phase: 'over' };
  const thanks: Line[] = left === null ? [] : [{ key: 'phone.recorded' }];
  return { does: 'hang up', said: [...thanks, { key: 'phone.goodbye' }] };
}

const stepTaken = ({ call, arrivalId }: CallScene): { id: string; step: number } => ({
  id: call.id,
  step: Math.max(call.step, Number(arrivalId.split(':')[1] ?? 0)),
});
