import { offerKey } from '../../domain/messages/offer-messages.ts';
import { offersOf, openAmong } from '../../domain/assignments/offers.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { factsFor } from '../assignments/facts.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import { volunteerOperations } from './volunteers.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** Limits the tries in one call, because a caller could soon try all codes of three digits. */
const TRIES_MAX = 5;

/** Operations for a caller who knows the code of an offer (docs/rules.md L2). */
export const offerCodeOperations: Pick<OperationTable, 'offerWithCode' | 'answerOfferWithCode'> = {
  // A wrong code, a code of no offer and a hidden number get the same answer.
  async offerWithCode(scene, { code }) {
    const { tx, person, moment, call } = scene;
    if (call === undefined) return { outcome: 'wrong' };
    const open = isWithheld(person.number) ? [] : openAmong(await offersOf(tx, person.id, moment.now));
    const offer = call.code_tries < TRIES_MAX ? open.find((o) => o.code === Number(code)) : undefined;
    const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignmentId);
    if (offer !== undefined && assignment !== undefined) {
      return { outcome: 'open', offerId: offer.id, told: factsFor(assignment) };
    }
    scene.call = { ...call, code_tries: call.code_tries + 1 };
    return { outcome: call.code_tries + 1 >= TRIES_MAX ? 'too often' : 'wrong' };
  },

  async answerOfferWithCode(scene, { offerId, says }) {
    const answered = await volunteerOperations.answerOffer(scene, { offerId, says, words: '' });
    const { title, startsAt, confirmation } = answered;
    if (confirmation !== null) await sendParticulars(scene, offerId, confirmation);
    return { outcome: SPOKEN[answered.outcome], title, startsAt };
  },
};

/** `settled`: the recipient and the place are not said on the phone, and come as a text. */
const SPOKEN = {
  accepted: 'accepted',
  confirmed: 'settled',
  noted: 'accepted',
  declined: 'declined',
  'already yes': 'already yes',
  'already confirmed': 'settled',
  'already no': 'already no',
  'confirmed before': 'settled',
  'yes before': 'settled',
  filled: 'filled',
  cancelled: 'cancelled',
  over: 'over',
  which: 'over',
  none: 'over',
} as const;

async function sendParticulars(
  scene: Scene,
  offerId: string,
  { line, more }: NonNullable<Awaited<ReturnType<typeof volunteerOperations.answerOffer>>['confirmation']>,
): Promise<void> {
  await notifyPerson(scene, scene.person.id, more === null ? [line] : [line, more], {
    kind: 'confirmation',
    // The key contains the time, so that a volunteer who gives up a place and takes it again is told again.
    ...offerKey('confirmed', { id: offerId }, scene.moment.now),
    expiresAt: later(scene.moment.now, DAY_MS),
    need: 'must reach',
  });
}
