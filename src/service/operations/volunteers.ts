import type { Clash } from '../../../flows/offer-asks.ts';
import { ALONE_MAX, clip, LISTED_TITLE_MAX } from '../../channels/clip.ts';
import { CHOICES_MAX } from '../../conversation/ask.ts';
import type { Assignment, Offer } from '../../db/schema/index.ts';
import { givenUpLately, recordAnswer, undoAnswer, type AnswerOutcome } from '../../domain/assignments/answer-offer.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { shortId } from '../../domain/staff/short-ids.ts';
import { askForCallback, promisedBy } from '../../domain/staff/callbacks.ts';
import { withdrawOffer } from '../../domain/assignments/decisions.ts';
import { findOffer, offersOf, openAmong } from '../../domain/assignments/offers.ts';
import {
  assignmentToReport,
  isAtOneTime,
  ownAssignments,
  type OwnAssignment,
} from '../../domain/assignments/own-assignments.ts';
import { reportHours } from '../../domain/volunteers/service-hours.ts';
import { dateOf, addDays, toWall } from '../../domain/base/time.ts';
import { endPause, pauseVolunteer, registerInterest } from '../../domain/volunteers/volunteer-status.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import { about, particularsOf } from '../assignments/facts.ts';
import { askWaveIfDue, questionOf } from '../assignments/ask-wave.ts';
import { closeInboxAbout } from '../../domain/staff/inbox.ts';
import { wishAbout } from './codes.ts';
import { notifyTaken } from '../assignments/decision-messages.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { Scene } from '../engine/scene.ts';
import type { OperationTable } from '../engine/operation-table.ts';

/** Number of assignments that fit a text. */
const LISTED_MAX = 3;
/** How long staff have to answer a question about an offer, in minutes of opening hours. */
const QUESTION_MINUTES = 240;
const HOURS_MAX_MINUTES = 24 * 60;

type VolunteerCalls = Pick<
  OperationTable,
  | 'answerOffer'
  | 'undoAnswer'
  | 'askAboutOffer'
  | 'myAcceptedOffers'
  | 'withdrawOffer'
  | 'myAssignments'
  | 'assignmentDetails'
  | 'assignmentDone'
  | 'reportHours'
  | 'pauseVolunteer'
  | 'endPause'
  | 'registerInterest'
>;

/** Records one answer to an offer, and says what follows from it. */
export async function answerOne(
  scene: Scene,
  { offerId, says, words }: { offerId: string | null; says: 'yes' | 'no'; words: string },
) {
  const { tx, moment, person } = scene;
  const answered = await recordAnswer(tx, moment, { personId: person.id, offerId, says, words, by: wayOf(scene) });
  await sayWhatFollows(scene, answered, words);
  const { assignment, open } = answered;
  return {
    outcome: answered.outcome,
    title: clip(assignment?.title ?? '', ALONE_MAX),
    startsAt: assignment?.starts_at ?? toWall(moment.now),
    choices: open.slice(0, CHOICES_MAX).map(({ id, title, startsAt }) => ({
      offerId: id,
      title: clip(title, LISTED_TITLE_MAX),
      startsAt,
    })),
    confirmation: answered.outcome === 'confirmed' && assignment !== null ? await particularsOf(tx, assignment) : null,
  };
}

/** What a person has said yes to at the time of the open offer that is meant; null where there is nothing, or no such offer. */
async function clashOf({ tx, moment, person }: Scene, offerId: string | null): Promise<Clash | null> {
  const waiting = openAmong(await offersOf(tx, person.id, moment.now));
  const meant = offerId === null && waiting.length > 1 ? undefined : waiting.find(({ id }) => (offerId ?? id) === id);
  const offer = meant === undefined ? undefined : await findOffer(tx, meant.id);
  const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
  if (meant === undefined || assignment === undefined) return null;
  const wanted = { startsAt: assignment.starts_at, minutes: assignment.minutes };
  const other = (await ownAssignments(tx, person.id, moment.now)).find(
    (mine) => mine.offerId !== meant.id && isAtOneTime(wanted, mine),
  );
  if (other === undefined) return null;
  return {
    offerId: meant.id,
    title: clip(assignment.title, LISTED_TITLE_MAX),
    startsAt: assignment.starts_at,
    other: clip(other.title, LISTED_TITLE_MAX),
    code: meant.code,
  };
}

/** Operations of the flows of volunteers. */
export const volunteerOperations: VolunteerCalls = {
  async answerOffer(scene, { sure, ...given }) {
    const clash = given.says === 'yes' && sure === 0 ? await clashOf(scene, given.offerId) : null;
    if (clash === null) return { ...(await answerOne(scene, given)), clash };
    const { title, startsAt } = clash;
    return { outcome: 'clash', title, startsAt, choices: [], confirmation: null, clash };
  },

  async undoAnswer(scene) {
    const { tx, moment, person } = scene;
    const back = await takeBackGivenUp(scene);
    if (back !== null) return { outcome: 'back', ...back, offer: null, offerIds: [] };
    const { outcome, undone } = await undoAnswer(tx, moment, person.id);
    const [first] = undone;
    if (outcome !== 'undone' || first === undefined)
      return { outcome: outcome === 'undone' ? 'nothing' : outcome, offer: null, offerIds: [] };
    const offerIds = undone.map(({ offer }) => offer.id);
    if (offerIds.length > 1) return { outcome: 'undone', offer: null, offerIds };
    const { offer, assignment } = first;
    const open = openAmong(await offersOf(tx, person.id, moment.now));
    return { outcome, offer: questionOf(offer, assignment, { several: open.length > 1, now: moment.now }), offerIds };
  },

  async askAboutOffer(scene, { offerId, words }) {
    const { tx, moment, person, centre } = scene;
    const open = openAmong(await offersOf(tx, person.id, moment.now));
    const offer = offerId === null ? (open.length === 1 ? open[0] : undefined) : open.find((o) => o.id === offerId);
    const of = offer === undefined ? '' : `${offer.title}, ${offer.startsAt}: `;
    await notifyStaff(scene, {
      centre,
      person,
      reason: 'question about an offer',
      about: offer?.assignmentId ?? '',
      body: `${of}${words}`,
      arrivalId: scene.arrivalId,
    });
    return { dueAt: toWall(promisedBy(centre.opening, moment.now, QUESTION_MINUTES)) };
  },

  async myAcceptedOffers({ tx, person, moment }) {
    return (await ownAssignments(tx, person.id, moment.now)).map(listed);
  },

  async withdrawOffer(scene, { offerId, words }) {
    const { tx, moment } = scene;
    const { offer, assignment } = await theOffer(scene, offerId);
    const { outcome } = await withdrawOffer(tx, moment, { assignment, offer, by: wayOf(scene) });
    if (outcome === 'over') return 'over';
    await closeInboxAbout(tx, moment, { about: wishAbout(offerId), staff: wayOf(scene) });
    if (outcome === 'withdrawn') {
      await sayWithdrawn(scene, assignment, words);
      await askWaveIfDue(scene, assignment.id);
    }
    return 'withdrawn';
  },

  async myAssignments({ tx, person, moment }) {
    const own = await ownAssignments(tx, person.id, moment.now);
    return own
      .slice(0, LISTED_MAX)
      .map((o) => ({ ...listed(o), status: o.status === 'confirmed' ? ('confirmed' as const) : ('waiting' as const) }));
  },

  async assignmentDetails(scene, { offerId }) {
    const { offer, assignment } = await theOffer(scene, offerId);
    if (offer.status === 'confirmed' && (assignment.status === 'open' || assignment.status === 'filled'))
      return particularsOf(scene.tx, assignment);
    const waits = offer.status === 'accepted' || offer.status === 'noted';
    return waits
      ? { line: { key: 'assignment.waits', params: about(assignment) }, more: null }
      : { line: { key: 'assignment.gone' }, more: null };
  },

  async assignmentDone({ tx, person, moment }) {
    const own = await assignmentToReport(tx, person.id, moment.now);
    return own === null ? null : { ...listed(own), minutes: own.minutes };
  },

  async reportHours(scene, { offerId, minutes }) {
    const { tx, moment } = scene;
    if (!Number.isInteger(minutes) || minutes < 1 || minutes > HOURS_MAX_MINUTES) return 'too many';
    const { offer, assignment } = await theOffer(scene, offerId);
    return reportHours(tx, moment, {
      centreId: assignment.centre_id,
      volunteerId: offer.volunteer_id,
      assignmentId: assignment.id,
      servedOn: assignment.starts_at.slice(0, 10),
      minutes,
      kind: assignment.kind,
      reportedBy: wayOf(scene),
    });
  },

  async pauseVolunteer({ tx, moment, person }, { until, weeks }) {
    const today = toWall(moment.now).slice(0, 10);
    const first = (until ?? addDays(today, 7 * weeks)).slice(0, 10);
    const volunteer = await volunteerOfPerson(tx, person.id);
    if (volunteer === undefined) return { outcome: 'notVolunteer', until: first };
    if (first <= today) return { outcome: 'past', until: first };
    await pauseVolunteer(tx, moment, { id: volunteer.id, until: first });
    return { outcome: 'paused', until: first };
  },

  async endPause({ tx, moment, person }) {
    const volunteer = await volunteerOfPerson(tx, person.id);
    if (volunteer === undefined) return 'notVolunteer';
    return (await endPause(tx, moment, { id: volunteer.id })) === 'back' ? 'back' : 'notPaused';
  },

  async registerInterest({ tx, moment, centre, person }) {
    const before = await volunteerOfPerson(tx, person.id);
    if (before !== undefined && before.met_on !== null && before.left_on === null) {
      const today = dateOf(toWall(moment.now));
      const until = before.paused_until;
      return until !== null && until > today
        ? { outcome: 'paused', dueAt: until }
        : { outcome: 'known', dueAt: toWall(moment.now) };
    }
    const outcome = await registerInterest(tx, moment, { centreId: centre.id, personId: person.id });
    const { dueAt } = await askForCallback({ tx, moment, centre, person }, 'wants to volunteer');
    return { outcome, dueAt: toWall(dueAt) };
  },
};

/** The way of the answer, for staff who look it up. */
const wayOf = ({ call }: Scene): 'text' | 'call' => (call === undefined ? 'text' : 'call');

/** ANGRE after a withdrawal is a yes again, which staff decide about; null where nothing was given up lately. */
export async function takeBackGivenUp(
  scene: Scene,
): Promise<{ again: 'accepted' | 'filled' | 'over'; title: string; startsAt: string } | null> {
  const { tx, moment, person } = scene;
  let first: Awaited<ReturnType<typeof takeBackGivenUp>> = null;
  for (const offerId of await givenUpLately(tx, moment, person.id)) {
    const given = { personId: person.id, offerId, says: 'yes' as const, words: '', by: wayOf(scene) };
    const answered = await recordAnswer(tx, moment, given);
    await sayWhatFollows(scene, answered, '');
    const { outcome, assignment } = answered;
    const again = outcome === 'accepted' || outcome === 'filled' ? outcome : 'over';
    const title = clip(assignment?.title ?? '', ALONE_MAX);
    first ??= { again, title, startsAt: assignment?.starts_at ?? toWall(moment.now) };
  }
  return first;
}

const listed = ({ offerId, title, startsAt }: OwnAssignment) => ({
  offerId,
  title: clip(title, LISTED_TITLE_MAX),
  startsAt,
});

async function theOffer({ tx, person }: Scene, offerId: string): Promise<{ offer: Offer; assignment: Assignment }> {
  const offer = await findOffer(tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
  if (offer?.person_id !== person.id || assignment === undefined) throw new Error(`${offerId} is not theirs`);
  return { offer, assignment };
}

/**
 * Tells staff what they must decide, tells other volunteers what is taken, and continues the search where places are
 * free.
 */
async function sayWhatFollows(scene: Scene, answered: AnswerOutcome, words: string): Promise<void> {
  const { assignment, outcome } = answered;
  if (assignment === null) return;
  const { centre, person, arrivalId } = scene;
  const note = (reason: 'said yes' | 'said yes, but', body: string): Promise<unknown> =>
    notifyStaff(scene, { centre, person, reason, about: assignment.id, body, arrivalId });
  const what = `${assignment.title}, ${assignment.starts_at}`;
  if (outcome === 'accepted') await note('said yes', what);
  if (outcome === 'noted') await note('said yes, but', `${what}: ${words}`);
  if (outcome === 'already confirmed' && words !== '') await note('said yes, but', `${what}: ${words}`);
  if (outcome === 'confirmed') await notifyTaken(scene, assignment, answered.released);
  if (outcome === 'declined') await askWaveIfDue(scene, assignment.id);
}

async function sayWithdrawn(scene: Scene, assignment: Assignment, words: string): Promise<void> {
  const { centre, person, arrivalId } = scene;
  const name = person.name ?? person.number;
  await notifyStaff(scene, {
    centre,
    person,
    reason: 'withdrew',
    about: assignment.id,
    body: `${assignment.title}, ${assignment.starts_at}${words === '' ? '' : `: ${words}`}`,
    arrivalId,
    text: {
      key: 'staff.withdrew',
      params: { ...about(assignment), name: clip(name, ALONE_MAX), id: shortId('assignment', assignment.short_no) },
    },
  });
}
