import type { Assignment, Offer } from '../../db/schema/index.ts';
import { setAgenda, takeFromAgenda, type Due, type Work } from '../../domain/base/agenda.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { endAssignment } from '../../domain/assignments/decisions.ts';
import { offerMark } from '../../domain/messages/offer-messages.ts';
import { findOffer, setOffer } from '../../domain/assignments/offers.ts';
import { lapseOffer } from '../../domain/assignments/waves.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { approach } from '../notify/may-contact.ts';
import { askOffer, askWave, askWaveIfDue } from '../assignments/ask-wave.ts';
import { toldOf } from '../assignments/facts.ts';
import { planDigests, sendDigest } from './digests.ts';
import { eraseWhenAnswered } from '../privacy/erase-person.ts';
import { askWhetherToKeep, forgetOld } from '../privacy/retention.ts';
import { tellWhatIsUrgent } from '../notify/staff-alerts.ts';
import { beginFlow } from '../engine/run-flow.ts';
import { ringAbout } from '../notify/queue-call.ts';
import { tell } from '../notify/reply.ts';
import type { Became } from '../engine/journal.ts';
import type { ArrivalTurn, Turn } from '../engine/scene.ts';

export type AgendaPayload = Due;

type Deed = (hand: Turn, due: Due) => Promise<string>;

/** What is done when a piece of work is due; each answers what became of it in a few words. */
const DEEDS: Readonly<Record<Work, Deed>> = {
  wave: (hand, { objectId }) => askWave(hand, objectId),
  ask: async (hand, { objectId }) => {
    const asked = await askOffer(hand, objectId);
    const offer = await findOffer(hand.tx, objectId);
    if (asked === 'undelivered' && offer !== undefined) await askWaveIfDue(hand, offer.assignment_id);
    return asked;
  },
  lapse: async (hand, { objectId }) => {
    const lapsed = await lapseOffer(hand.tx, hand.moment, objectId);
    const offer = await findOffer(hand.tx, objectId);
    if (lapsed === 'expired' && offer !== undefined) await askWaveIfDue(hand, offer.assignment_id);
    return lapsed;
  },
  'remind volunteer': remind,
  thank,
  erase: (hand, { objectId }) => eraseWhenAnswered(hand, objectId),
  'ask whether to keep': askWhetherToKeep,
  retention: forgetOld,
  digests: planDigests,
  digest: sendDigest,
  'tell staff': (hand, { objectId }) => tellWhatIsUrgent(hand, objectId),
};

/** The turn of something that is due by the agenda. What was put off or cleared meanwhile is not done. */
export async function takeAgenda({ house, tx, moment }: ArrivalTurn, due: AgendaPayload): Promise<Became> {
  const became = (outcome: string, state: Became['state'] = 'done'): Became => ({ outcome, state, centreId: null });
  if ((await takeFromAgenda(tx, due)) !== 'taken') return became('not due any more', 'ignored');
  return became(await DEEDS[due.work]({ house, tx, moment }, due));
}

async function confirmedAt(hand: Turn, offerId: string): Promise<{ offer: Offer; assignment: Assignment } | null> {
  const offer = await findOffer(hand.tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(hand.tx, offer.assignment_id);
  if (offer?.status !== 'confirmed' || assignment === undefined) return null;
  return ['open', 'filled', 'done'].includes(assignment.status) ? { offer, assignment } : null;
}

/** Comes back to it when the person can be written to. */
async function isLater(hand: Turn, due: Due, at: string): Promise<'later'> {
  await setAgenda(hand.tx, due.work, due.objectId, at);
  return 'later';
}

/** "Remember: tomorrow at eleven." Whom no text reaches is rung: somebody waits for them. */
async function remind(hand: Turn, due: Due): Promise<string> {
  const { tx, moment } = hand;
  const found = await confirmedAt(hand, due.objectId);
  if (found === null) return 'not needed';
  const { offer, assignment } = found;
  if (assignment.starts_utc <= moment.now) return 'too late';
  const to = await approach(hand, offer.person_id, { kind: 'reminder', as: offerMark('remind', offer, due.dueAt) });
  if (to.is === 'never') {
    const { id: personId, number, language } = to.person;
    await askForCallback(tx, moment, { centre: to.centre, personId, number, language, reason: `reminder, ${to.why}` });
    return to.why;
  }
  if (to.is === 'later') return isLater(hand, due, to.at);
  await setOffer(tx, offer, moment.now, { reminded_at: moment.now });
  const beginsInMs = Date.parse(assignment.starts_utc) - Date.parse(moment.now);
  const input = { offerId: offer.id, title: titleOf(assignment), startsAt: assignment.starts_at, beginsInMs };
  if (to.is === 'by call') {
    const how = {
      kind: 'reminder',
      dedupe: offerMark('remind', offer, due.dueAt),
      expiresAt: assignment.starts_utc,
    } as const;
    return ringAbout(hand, to, { begin: 'assignment-reminder', input }, how);
  }
  const talk = await beginFlow(to.scene, 'assignment-reminder', input, to.open);
  await tell(to.scene, { ...talk, kind: 'reminder', expiresAt: assignment.starts_utc });
  return 'reminded';
}

/** "Thank you; how long did it take?" */
async function thank(hand: Turn, due: Due): Promise<string> {
  const found = await confirmedAt(hand, due.objectId);
  if (found === null) return 'not needed';
  const { offer, assignment } = found;
  await endAssignment(hand.tx, hand.moment, assignment);
  const to = await approach(hand, offer.person_id, { kind: 'reminder', as: offerMark('thank', offer, due.dueAt) });
  if (to.is === 'never') return to.why;
  if (to.is === 'later') return isLater(hand, due, to.at);
  const { minutes, starts_at: startsAt } = assignment;
  const input = { done: { offerId: offer.id, title: titleOf(assignment), startsAt, minutes } };
  const expiresAt = later(hand.moment.now, DAY_MS);
  if (to.is === 'by call') {
    const how = { kind: 'reminder', dedupe: offerMark('thank', offer, due.dueAt), expiresAt } as const;
    return ringAbout(hand, to, { begin: 'report-hours', input }, how);
  }
  const talk = await beginFlow(to.scene, 'report-hours', input, to.open);
  await tell(to.scene, { ...talk, kind: 'reminder', expiresAt });
  return 'thanked';
}

const titleOf = (assignment: Assignment): string => toldOf(assignment).title;
