import { offerKey } from '../../domain/messages/offer-messages.ts';
import { offersOf, openAmong } from '../../domain/assignments/offers.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { codeLock, recordWrongCode, wrongCodesSince } from '../../domain/centres/wrong-codes.ts';
import { isWithheld } from '../../domain/calls/calls.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { factsFor } from '../assignments/facts.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import { tellOfLock } from './codes.ts';
import { answerOne } from './volunteers.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** Limits the tries in one call. */
const TRIES_MAX = 5;
/** Wrong codes since an offer was asked, over all calls: then it is answered by text, or through a human. */
const OFFER_TRIES_MAX = 15;

/** Operations for a caller who knows the code of an offer (docs/rules.md L2). */
export const offerCodeOperations: Pick<OperationTable, 'offerWithCode' | 'answerOfferWithCode'> = {
  // A wrong code, a code of no offer and a hidden number get the same answer.
  async offerWithCode(scene, { code }) {
    const { tx, person, moment, call } = scene;
    if (call === undefined) return { outcome: 'wrong' };
    const who = { centreId: scene.centre.id, number: person.number };
    const before = await codeLock(tx, moment, who);
    const locked = call.code_tries >= TRIES_MAX || before.is === 'locked';
    const open = isWithheld(person.number) ? [] : openAmong(await offersOf(tx, person.id, moment.now));
    const offer = locked ? undefined : open.find((o) => o.code === Number(code));
    const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignmentId);
    if (offer !== undefined && assignment !== undefined && !(await isTriedOut(scene, offer.askedAt))) {
      return { outcome: 'open', offerId: offer.id, told: factsFor(assignment) };
    }
    // A code that could not have counted prolongs no lock: it may be the right one, given too early.
    const lock = before.is === 'open' ? await recordWrongCode(tx, moment, who) : before;
    await tellOfLock(scene, lock);
    scene.call = { ...call, code_tries: call.code_tries + 1 };
    return { outcome: lock.is === 'locked' || call.code_tries + 1 >= TRIES_MAX ? 'too often' : 'wrong' };
  },

  async answerOfferWithCode(scene, { offerId, says }) {
    const answered = await answerOne(scene, { offerId, says, words: '' });
    const { title, startsAt, confirmation } = answered;
    if (confirmation !== null) await sendParticulars(scene, offerId, confirmation);
    return { outcome: SPOKEN[answered.outcome], title, startsAt };
  },
};

async function isTriedOut({ tx, centre, person }: Scene, askedAt: string | null): Promise<boolean> {
  const who = { centreId: centre.id, number: person.number };
  return askedAt !== null && (await wrongCodesSince(tx, who, askedAt)) >= OFFER_TRIES_MAX;
}

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
  { line, more }: NonNullable<Awaited<ReturnType<typeof answerOne>>['confirmation']>,
): Promise<void> {
  await notifyPerson(scene, scene.person.id, more === null ? [line] : [line, more], {
    kind: 'confirmation',
    // The key contains the time, so that a volunteer who gives up a place and takes it again is told again.
    ...offerKey('confirmed', { id: offerId }, scene.moment.now),
    expiresAt: later(scene.moment.now, DAY_MS),
    need: 'must reach',
  });
}
