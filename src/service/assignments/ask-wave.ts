import { shortId } from '../../domain/staff/short-ids.ts';
import { clip } from '../../channels/clip.ts';
import type { Assignment, Offer } from '../../db/schema/index.ts';
import { setAgenda, takeUp } from '../../domain/base/agenda.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { countPlacesLeft, findOffer, offersOf, openAmong } from '../../domain/assignments/offers.ts';
import { toWall } from '../../domain/base/time.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import { nextWave, recordAsked, recordUndelivered, type NextWave } from '../../domain/assignments/waves.ts';
import { startConversation } from '../notify/start-conversation.ts';
import { about, factsFor } from './facts.ts';
import { offerKey } from '../../domain/messages/offer-messages.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { Turn } from '../engine/scene.ts';

/** Asks the next wave of an assignment, if it is wanted. Staff hear of it when nobody is left to ask. */
export async function askWave(turn: Turn, assignmentId: string): Promise<NextWave['outcome']> {
  const wave = await nextWave(turn.tx, turn.moment, assignmentId);
  for (const offer of wave.offers) await askOffer(turn, offer.id);
  if (wave.outcome === 'nobody left') await sayNobodyLeft(turn, assignmentId);
  // None of them could be asked: then those after them are.
  if (wave.outcome === 'ask') await askWaveIfDue(turn, assignmentId);
  return wave.outcome;
}

/** Asks the wave that something in this turn has made due, rather than at the next look at the agenda. */
export async function askWaveIfDue(turn: Turn, assignmentId: string): Promise<void> {
  if ((await takeUp(turn.tx, 'wave', assignmentId, turn.moment.now)) === 'taken') await askWave(turn, assignmentId);
}

async function sayNobodyLeft(turn: Turn, assignmentId: string): Promise<void> {
  const assignment = await findAssignment(turn.tx, assignmentId);
  if (assignment === undefined) return;
  const { tx } = turn;
  const centre = await tx
    .selectFrom('centre')
    .selectAll()
    .where('id', '=', assignment.centre_id)
    .executeTakeFirstOrThrow();
  await notifyStaff(turn, {
    centre,
    person: null,
    reason: 'nobody left to ask',
    about: assignmentId,
    body: `${assignment.title}, ${assignment.starts_at}`,
    arrivalId: null,
    text: { key: 'staff.nobodyLeft', params: { ...about(assignment), id: shortId('assignment', assignment.short_no) } },
  });
}

export type WaveAsked = 'asked' | 'later' | 'undelivered' | 'not wanted';

/** Asks one volunteer, or puts it off while they are in the middle of something; whoever cannot be asked any more is passed over. */
export async function askOffer(turn: Turn, offerId: string): Promise<WaveAsked> {
  const { tx, moment } = turn;
  const offer = await findOffer(tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
  if (offer?.status !== 'queued' || assignment?.status !== 'open') return 'not wanted';
  if ((await countPlacesLeft(tx, assignment)) <= 0) return 'not wanted';
  const why = await notAnyMore(turn, offer);
  if (why !== null) return pass(turn, offer, why);

  let asked = offer;
  const started = await startConversation(turn, offer.person_id, {
    flow: 'answer-offer',
    kind: 'offer',
    key: offerKey('offer', offer, moment.now),
    prepare: async () => {
      const several = openAmong(await offersOf(tx, offer.person_id, moment.now)).length > 0;
      asked = await recordAsked(tx, moment, offer, assignment);
      const input = questionOf(asked, assignment, { several, now: moment.now });
      return { input, expiresAt: asked.answer_by ?? assignment.starts_utc };
    },
  });
  if (started.is === 'later') {
    await setAgenda(tx, 'ask', offer.id, started.at);
    return 'later';
  }
  return started.is === 'never' || started.is === 'not called' ? pass(turn, asked, started.why) : 'asked';
}

async function pass(turn: Turn, offer: Offer, why: string): Promise<'undelivered'> {
  await recordUndelivered(turn.tx, turn.moment, offer, why);
  return 'undelivered';
}

const SHOWN_MAX = 120;

/** What the flow needs to ask an offer. */
export function questionOf(offer: Offer, assignment: Assignment, { several, now }: { several: boolean; now: string }) {
  const answerBy = offer.answer_by ?? assignment.starts_utc;
  const told = factsFor(assignment);
  return {
    offerId: offer.id,
    code: offer.code,
    several: several ? 1 : 0,
    told: { ...told, description: clip(told.description, SHOWN_MAX) },
    answerBy: toWall(answerBy),
    answerByMs: Math.max(0, Date.parse(answerBy) - Date.parse(now)),
  };
}

/** What may have happened between the shortlist and the question. */
async function notAnyMore({ tx, moment }: Turn, offer: Offer): Promise<string | null> {
  const row = await volunteerOfPerson(tx, offer.person_id);
  if (row === undefined) return 'left';
  const today = toWall(moment.now).slice(0, 10);
  if (row.met_on === null) return 'not met';
  if (row.left_on !== null) return 'left';
  return row.paused_until !== null && row.paused_until > today ? `paused until ${row.paused_until}` : null;
}
