import { shortId } from '../../domain/staff/short-ids.ts';
import { clip } from '../../channels/clip.ts';
import type { Assignment, Offer } from '../../db/schema/index.ts';
import { clearAgenda, setAgenda, takeUp } from '../../domain/base/agenda.ts';
import { findAssignment } from '../../domain/assignments/assignments.ts';
import { countPlacesLeft, findOffer, offersOf, openAmong } from '../../domain/assignments/offers.ts';
import { later, toWall } from '../../domain/base/time.ts';
import { isReachedByCall } from '../../domain/calls/outgoing-calls.ts';
import { centreWithId } from '../../domain/centres/centres.ts';
import { personWithId } from '../../domain/centres/people.ts';
import { readyOffers, wavesDueFor } from '../../domain/assignments/ready-offers.ts';
import { IDLE_MS } from '../engine/conversations.ts';
import { volunteerOfPerson } from '../../domain/volunteers/volunteers.ts';
import { nextWave, recordAsked, recordUndelivered, type NextWave } from '../../domain/assignments/waves.ts';
import { startConversation, type ConversationOutcome } from '../notify/start-conversation.ts';
import { about, factsFor } from './facts.ts';
import { howManyFit, toldTogether } from './told-together.ts';
import { offerKey, offersKey } from '../../domain/messages/offer-messages.ts';
import { notifyStaff } from '../notify/notify-staff.ts';
import type { Turn } from '../engine/scene.ts';

/** Asks the next wave of an assignment, if one is due. Staff are told when no volunteer is left to ask. */
export async function askWave(turn: Turn, assignmentId: string): Promise<NextWave['outcome']> {
  const first = await nextWave(turn.tx, turn.moment, assignmentId);
  const waves = [{ of: assignmentId, wave: first }, ...(await wavesAtOnce(turn, first))];
  for (const offer of waves.flatMap(({ wave }) => wave.offers)) await askOffer(turn, offer.id);
  for (const { of, wave } of waves) {
    if (wave.outcome === 'nobody left') await sayNobodyLeft(turn, of);
    // When none of this wave could be asked, the next wave follows at once.
    if (wave.outcome === 'ask') await askWaveIfDue(turn, of);
  }
  return first.outcome;
}

/** The waves that are due at the same time for the same volunteers: each volunteer gets one message for all. */
async function wavesAtOnce({ tx, moment }: Turn, first: NextWave): Promise<{ of: string; wave: NextWave }[]> {
  const waves: { of: string; wave: NextWave }[] = [];
  for (const of of await wavesDueFor(
    tx,
    first.offers.map((o) => o.person_id),
    moment.now,
  )) {
    if ((await takeUp(tx, 'wave', of, moment.now)) === 'taken')
      waves.push({ of, wave: await nextWave(tx, moment, of) });
  }
  return waves;
}

/** Asks a wave that became due in this turn, without waiting for the next look at the agenda. */
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

/**
 * Asks one volunteer; waits while the volunteer is in another conversation, and skips one who must not be asked any
 * more.
 */
export async function askOffer(turn: Turn, offerId: string): Promise<WaveAsked> {
  const { tx, moment } = turn;
  const offer = await findOffer(tx, offerId);
  const assignment = offer === undefined ? undefined : await findAssignment(tx, offer.assignment_id);
  if (offer?.status !== 'queued' || assignment?.status !== 'open') return 'not wanted';
  if ((await countPlacesLeft(tx, assignment)) <= 0) return 'not wanted';
  const why = await notAnyMore(turn, offer);
  if (why !== null) return pass(turn, offer, why);
  const together = await askableWith(turn, offer);
  if (together.length > 1) return askTogether(turn, together);

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

/** The offers that are ready for a volunteer now, including this one. */
async function askableWith(turn: Turn, offer: Offer): Promise<Offer[]> {
  const { tx, moment } = turn;
  const ready: Offer[] = [];
  for (const other of await readyOffers(tx, offer.person_id, moment.now)) {
    const assignment = await findAssignment(tx, other.assignment_id);
    if (assignment !== undefined && (await countPlacesLeft(tx, assignment)) > 0) ready.push(other);
  }
  return ready;
}

/** Asks several offers: in one text, together with the open ones if they fit, or one after the other in one call. */
async function askTogether(turn: Turn, ready: readonly Offer[]): Promise<WaveAsked> {
  const { app, tx, moment } = turn;
  const [first] = ready;
  if (first === undefined) return 'not wanted';
  const person = await personWithId(tx, first.person_id);
  const centre = await centreWithId(tx, person.centre_id);
  const to = { centre, language: person.language, way: isReachedByCall(person) ? 'call' : 'text' } as const;
  const fit = howManyFit(app, to, await toldTogether(tx, moment, ready));
  const asked = ready.slice(0, fit);
  const open = await openOffers(turn, person.id);
  const all = [...open, ...asked];
  const isWithOpen = open.length > 0 && howManyFit(app, to, await toldTogether(tx, moment, all)) === all.length;
  const listed = isWithOpen ? all : asked;
  const started = await startConversation(turn, person.id, {
    flow: 'answer-offers',
    kind: 'offer',
    key: offersKey(listed, moment.now),
    prepare: async () => {
      const expires: string[] = [];
      for (const offer of asked) expires.push(await recordAskedNow(turn, offer));
      const input = { offerIds: listed.map(({ id }) => id), ...(to.way === 'call' ? { spoken: 1 } : {}) };
      return { input, expiresAt: expires.reduce((a, b) => (a > b ? a : b)) };
    },
  });
  return afterAsking(turn, started, { ready, asked });
}

/** Updates the offers that were asked, and those for which there was no room. */
async function afterAsking(
  turn: Turn,
  started: ConversationOutcome,
  { ready, asked }: { ready: readonly Offer[]; asked: readonly Offer[] },
): Promise<WaveAsked> {
  const { tx, moment } = turn;
  if (started.is === 'later') {
    for (const { id } of ready) await setAgenda(tx, 'ask', id, started.at);
    return 'later';
  }
  if (started.is === 'never' || started.is === 'not called') {
    for (const { id } of ready) {
      const offer = await findOffer(tx, id);
      if (offer !== undefined) await pass(turn, offer, started.why);
      if (offer !== undefined) await askWaveIfDue(turn, offer.assignment_id);
    }
    return 'undelivered';
  }
  for (const { id } of ready.slice(asked.length)) await setAgenda(tx, 'ask', id, later(moment.now, IDLE_MS));
  return 'asked';
}

async function openOffers({ tx, moment }: Turn, personId: string): Promise<Offer[]> {
  const open: Offer[] = [];
  for (const { id } of openAmong(await offersOf(tx, personId, moment.now)).toReversed()) {
    const offer = await findOffer(tx, id);
    if (offer !== undefined) open.push(offer);
  }
  return open;
}

/**
 * Records that the offer is asked now.
 * @returns its deadline
 */
async function recordAskedNow({ tx, moment }: Turn, offer: Offer): Promise<string> {
  const assignment = await findAssignment(tx, offer.assignment_id);
  if (assignment === undefined) throw new Error(`${offer.id} is of no assignment`);
  await clearAgenda(tx, offer.id, 'ask');
  return (await recordAsked(tx, moment, offer, assignment)).answer_by ?? assignment.starts_utc;
}

async function pass(turn: Turn, offer: Offer, why: string): Promise<'undelivered'> {
  await recordUndelivered(turn.tx, turn.moment, offer, why);
  return 'undelivered';
}

const SHOWN_MAX = 120;

/** The flow's input for an offer. */
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

/**
 * Why an offer must not be asked any more: facts can change between the shortlist and the question. Null when it may be
 * asked.
 */
async function notAnyMore({ tx, moment }: Turn, offer: Offer): Promise<string | null> {
  const row = await volunteerOfPerson(tx, offer.person_id);
  if (row === undefined) return 'left';
  const today = toWall(moment.now).slice(0, 10);
  if (row.met_on === null) return 'not met';
  if (row.left_on !== null) return 'left';
  return row.paused_until !== null && row.paused_until > today ? `paused until ${row.paused_until}` : null;
}
