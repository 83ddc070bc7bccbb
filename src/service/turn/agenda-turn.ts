import type { Assignment, Centre, Offer, Person, Tx } from '../../db/schema/index.ts';
import { takeFromAgenda, type Due, type Work } from '../../domain/base/agenda.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { personWithId } from '../../domain/centres/people.ts';
import { askForCallback } from '../../domain/staff/callbacks.ts';
import { endAssignment } from '../../domain/assignments/decisions.ts';
import { offerKey } from '../../domain/messages/offer-messages.ts';
import { findOffer, setOffer } from '../../domain/assignments/offers.ts';
import { lapseOffer } from '../../domain/assignments/waves.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { agendaOutcome, startConversation } from '../notify/start-conversation.ts';
import { askOffer, askWave, askWaveIfDue } from '../assignments/ask-wave.ts';
import { factsFor } from '../assignments/facts.ts';
import { planDigests, sendDigest } from './digests.ts';
import { eraseWhenAnswered } from '../privacy/erase-person.ts';
import { askWhetherToKeep, forgetOld } from '../privacy/retention.ts';
import { sayNotTold } from '../notify/need.ts';
import { sendUrgentAlerts } from '../notify/staff-alerts.ts';
import type { ArrivalOutcome } from '../engine/journal.ts';
import type { ArrivalTurn, Turn } from '../engine/scene.ts';

export type AgendaPayload = Due;

type AgendaWork = (turn: Turn, due: Due) => Promise<string>;

/** The work of each kind of due agenda entry; each returns its outcome in a few words. */
const WORK_DUE: Readonly<Record<Work, AgendaWork>> = {
  wave: (turn, { objectId }) => askWave(turn, objectId),
  ask: async (turn, { objectId }) => {
    const asked = await askOffer(turn, objectId);
    const offer = await findOffer(turn.tx, objectId);
    if (asked === 'undelivered' && offer !== undefined) await askWaveIfDue(turn, offer.assignment_id);
    return asked;
  },
  lapse: async (turn, { objectId }) => {
    const lapsed = await lapseOffer(turn.tx, turn.moment, objectId);
    const offer = await findOffer(turn.tx, objectId);
    if (lapsed === 'expired' && offer !== undefined) await askWaveIfDue(turn, offer.assignment_id);
    return lapsed;
  },
  'remind volunteer': remind,
  thank,
  erase: (turn, { objectId }) => eraseWhenAnswered(turn, objectId),
  'ask whether to keep': askWhetherToKeep,
  retention: forgetOld,
  digests: planDigests,
  digest: sendDigest,
  'tell staff': (turn, { objectId }) => sendUrgentAlerts(turn, objectId),
  'say not told': (turn, { objectId }) => sayNotTold(turn, objectId),
};

/** The turn of a due agenda entry. Work that was postponed or cleared in the meantime is skipped. */
export async function handleAgenda({ app, tx, moment }: ArrivalTurn, due: AgendaPayload): Promise<ArrivalOutcome> {
  const became = (outcome: string, state: ArrivalOutcome['state'] = 'done'): ArrivalOutcome => ({
    outcome,
    state,
    centreId: null,
  });
  if ((await takeFromAgenda(tx, due)) !== 'taken') return became('not due any more', 'ignored');
  return became(await WORK_DUE[due.work]({ app, tx, moment }, due));
}

async function confirmedAt(turn: Turn, offerId: string): Promise<{ offer: Offer; assignment: Assignment } | null> {
  const offer = await findOffer(turn.tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(turn.tx, offer.assignment_id);
  if (offer?.status !== 'confirmed' || assignment === undefined) return null;
  return ['open', 'filled', 'done'].includes(assignment.status) ? { offer, assignment } : null;
}

const TOO_LATE = 'too late to text';

async function addresseeOf(tx: Tx, personId: string): Promise<{ person: Person; centre: Centre }> {
  const person = await personWithId(tx, personId);
  return { person, centre: await centreWithId(tx, person.centre_id) };
}

/**
 * "Remember: tomorrow at eleven." Staff ring a volunteer who has neither text nor call, because the recipient expects
 * the visit.
 */
async function remind(turn: Turn, due: Due): Promise<string> {
  const { tx, moment } = turn;
  const found = await confirmedAt(turn, due.objectId);
  if (found === null) return 'not needed';
  const { offer, assignment } = found;
  if (assignment.starts_utc <= moment.now) return 'too late';
  const { starts_at: startsAt, starts_utc: expiresAt } = assignment;
  const started = await startConversation(turn, offer.person_id, {
    flow: 'assignment-reminder',
    kind: 'reminder',
    key: offerKey('remind', offer, due.dueAt),
    prepare: async () => {
      await setOffer(tx, offer, moment.now, { reminded_at: moment.now });
      const beginsInMs = Date.parse(expiresAt) - Date.parse(moment.now);
      return { input: { offerId: offer.id, title: titleOf(assignment), startsAt, beginsInMs }, expiresAt };
    },
  });
  if (started.is === 'later' && started.at >= assignment.starts_utc) {
    await askForCallback({ tx, moment, ...(await addresseeOf(tx, offer.person_id)) }, `reminder, ${TOO_LATE}`);
    return TOO_LATE;
  }
  if (started.is === 'never' || started.is === 'not called') {
    await setOffer(tx, offer, moment.now, { reminded_at: null });
    await askForCallback({ tx, moment, ...started }, `reminder, ${started.why}`);
  }
  return agendaOutcome(turn, due, started, 'reminded');
}

/** "Thank you; how long did it take?" */
async function thank(turn: Turn, due: Due): Promise<string> {
  const found = await confirmedAt(turn, due.objectId);
  if (found === null) return 'not needed';
  const { offer, assignment } = found;
  await endAssignment(turn.tx, turn.moment, assignment);
  const { minutes, starts_at: startsAt } = assignment;
  const input = { done: { offerId: offer.id, title: titleOf(assignment), startsAt, minutes } };
  const started = await startConversation(turn, offer.person_id, {
    flow: 'report-hours',
    kind: 'reminder',
    key: offerKey('thank', offer, due.dueAt),
    prepare: () => Promise.resolve({ input, expiresAt: later(turn.moment.now, DAY_MS) }),
  });
  return agendaOutcome(turn, due, started, 'thanked');
}

const titleOf = (assignment: Assignment): string => factsFor(assignment).title;
