import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { recordAnswer } from '../../domain/assignments/answer-offer.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { withdrawOffer } from '../../domain/assignments/decisions.ts';
import { findOffer, offersOf, openAmong } from '../../domain/assignments/offers.ts';
import { ownAssignments } from '../../domain/assignments/own-assignments.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { hasInboxItemSince } from '../../domain/staff/inbox.ts';
import { leaveVolunteer, takeBack } from '../../domain/volunteers/volunteer-status.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import { askWaveIfDue } from '../assignments/ask-wave.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** How long a volunteer who left by text may take it back. */
const UNDO_MS = DAY_MS;

const wayOf = ({ call }: Scene): 'text' | 'call' => (call === undefined ? 'text' : 'call');

/** Operations for a volunteer who leaves, or takes that back. */
export const leavingOperations: Pick<OperationTable, 'leaveVolunteer' | 'undoLeave' | 'giveUpComing'> = {
  async leaveVolunteer(scene, { words }) {
    const { tx, moment, centre, person, arrivalId } = scene;
    const volunteer = await volunteerOfPerson(tx, person.id);
    const told = { centre, person, about: volunteer?.id ?? person.id, body: words, arrivalId };
    if (volunteer === undefined) {
      await notifyStaff(scene, { ...told, reason: 'request' });
      return { outcome: 'notVolunteer', coming: [] };
    }
    if ((await leaveVolunteer(tx, moment, { id: volunteer.id })) === 'already')
      return { outcome: 'before', coming: [] };
    await declineOpen(scene, words);
    const name = clip(person.name ?? person.number, ALONE_MAX);
    await notifyStaff(scene, { ...told, reason: 'left', text: { key: 'staff.left', params: { name } } });
    const coming = await ownAssignments(tx, person.id, moment.now);
    return {
      outcome: 'left',
      coming: coming.map(({ offerId, title, startsAt }) => ({
        offerId,
        title: clip(title, LISTED_TITLE_MAX),
        startsAt,
      })),
    };
  },

  async undoLeave(scene) {
    const { tx, moment, centre, person, arrivalId } = scene;
    const volunteer = await volunteerOfPerson(tx, person.id);
    if (volunteer === undefined || volunteer.left_on === null || !(await leftLately(scene))) return 'nothing';
    await takeBack(tx, moment, { id: volunteer.id });
    await notifyStaff(scene, { centre, person, reason: 'came back', about: volunteer.id, body: 'ANGRE', arrivalId });
    return 'back';
  },

  async giveUpComing(scene, { offerIds, words }) {
    const { tx, moment, centre, person, arrivalId } = scene;
    for (const id of offerIds) {
      const offer = await findOffer(tx, id);
      const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
      if (offer?.person_id !== person.id || assignment === undefined) throw new Error(`${id} is not theirs`);
      const { outcome } = await withdrawOffer(tx, moment, { assignment, offer, by: wayOf(scene) });
      if (outcome !== 'withdrawn') continue;
      const body = `${assignment.title}, ${assignment.starts_at}: ${words}`;
      await notifyStaff(scene, { centre, person, reason: 'withdrew', about: assignment.id, body, arrivalId });
      await askWaveIfDue(scene, assignment.id);
    }
    return 'given up';
  },
};

/**
 * Whether the volunteer left by a text or a call within the last day. ANGRE does not bring back a volunteer that staff
 * recorded as gone.
 */
export const leftLately = ({ tx, moment, centre, person }: Scene): Promise<boolean> =>
  hasInboxItemSince(tx, {
    centreId: centre.id,
    number: person.number,
    reason: 'left',
    since: later(moment.now, -UNDO_MS),
  });

/** The volunteer's unanswered offers go to the next in line. */
async function declineOpen(scene: Scene, words: string): Promise<void> {
  const { tx, moment, person } = scene;
  for (const { id, assignmentId } of openAmong(await offersOf(tx, person.id, moment.now))) {
    await recordAnswer(tx, moment, { personId: person.id, offerId: id, says: 'no', words, by: wayOf(scene) });
    await askWaveIfDue(scene, assignmentId);
  }
}
