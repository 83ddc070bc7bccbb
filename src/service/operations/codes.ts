import { clip, ALONE_MAX } from '../../channels/clip.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { findOffer } from '../../domain/assignments/offers.ts';
import { codeLock, newCode, recordWrongCode, type CodeLock } from '../../domain/centres/wrong-codes.ts';
import { DAY_MS, later, toWall } from '../../domain/base/time.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { closeInboxAbout, hasInboxItemSince, putInInbox } from '../../domain/staff/inbox.ts';
import { notifyPerson } from '../notify/notify-person.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { OperationTable } from '../engine/operation-table.ts';
import type { Scene } from '../engine/scene.ts';

/** Tries of one code. */
const TRIES_MAX = 3;

/** The codes that our own texts ask for before an erasure and a withdrawal (docs/rules.md L4). */
export const codeOperations: Pick<OperationTable, 'makeCode' | 'checkCode' | 'keepOffer'> = {
  async makeCode(scene, { offerIds }) {
    const { tx, moment, centre, person, call } = scene;
    // A phone that we rang is held by its owner.
    if (call?.proof === 'proven') return { outcome: 'no code' };
    for (const id of offerIds) await noteWish(scene, id);
    const lock = await codeLock(tx, moment, { centreId: centre.id, number: person.number });
    if (lock.is === 'locked') return { outcome: 'locked', until: toWall(lock.until) };
    return { outcome: 'code', code: newCode(moment, 4) };
  },

  async checkCode(scene, { code, given, tries }) {
    const { tx, moment, centre, person } = scene;
    const who = { centreId: centre.id, number: person.number };
    const before = await codeLock(tx, moment, who);
    if (before.is === 'open' && code !== '' && given === code) return 'right';
    // A code that could not have counted prolongs no lock: it may be the right one, given too early.
    const lock = before.is === 'open' ? await recordWrongCode(tx, moment, who) : before;
    await tellOfLock(scene, lock);
    if (lock.is === 'open' && tries + 1 < TRIES_MAX) return 'wrong';
    await askForCallback(scene, 'wrong codes');
    return 'over';
  },

  async keepOffer({ tx, moment }, { offerIds }) {
    for (const id of offerIds) await closeInboxAbout(tx, moment, { about: wishAbout(id), staff: 'text' });
    return 'kept';
  },
};

/** The inbox item about an assignment that a volunteer wants to give up, and has not yet. */
export const wishAbout = (offerId: string): string => `give up ${offerId}`;

/** A code that is never sent back must not leave a recipient waiting in vain: staff see the wish. */
async function noteWish({ tx, moment, centre, person, arrivalId }: Scene, offerId: string): Promise<void> {
  const offer = await findOffer(tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
  if (assignment === undefined) return;
  await closeInboxAbout(tx, moment, { about: wishAbout(offerId), staff: 'text' });
  await putInInbox(tx, moment, {
    centreId: centre.id,
    personId: person.id,
    number: person.number,
    reason: 'may withdraw',
    arrivalId,
    body: `${assignment.title}, ${assignment.starts_at}`,
    about: wishAbout(offerId),
  });
}

/** A code that locks is told of once a day: to staff, and to the owner of the number, who may not be the one who tries. */
export async function tellOfLock(scene: Scene, lock: CodeLock): Promise<void> {
  if (lock.is === 'open') return;
  const { tx, moment, centre, person, arrivalId, call } = scene;
  const ofNumber = lock.of === 'number';
  const number = ofNumber ? person.number : centre.number;
  const since = later(moment.now, -DAY_MS);
  if (await hasInboxItemSince(tx, { centreId: centre.id, number, reason: 'wrong codes', since })) return;
  const until = { as: 'day', of: toWall(lock.until) } as const;
  await notifyStaff(scene, {
    centre,
    person: ofNumber ? person : null,
    reason: 'wrong codes',
    about: ofNumber ? person.id : centre.id,
    body: ofNumber ? '' : centre.name,
    arrivalId,
    text: { key: 'staff.codes', params: { number: clip(number, ALONE_MAX), day: until } },
  });
  if (!ofNumber || call === undefined) return;
  await notifyPerson(scene, person.id, [{ key: 'code.tried' }], {
    kind: 'code',
    dedupe: `code.tried:${person.id}:${moment.now}`,
    expiresAt: later(moment.now, DAY_MS),
    need: 'may miss',
  });
}
