import type { Moment } from '../../db/moment.ts';
import type { Assignment, Offer, OfferStatus, Tx } from '../../db/schema/index.ts';
import { clearAgenda, setAgenda } from '../base/agenda.ts';
import { answerByOf, findAssignment, usualWaveMinutes } from './assignments.ts';
import { boardOf, findOffer, freeCode, placesLeft, setAsked, setOffer } from './offers.ts';
import { earliestSend } from '../base/quiet-hours.ts';
import { later, MINUTE_MS, type Instant } from '../base/time.ts';

/** One volunteer first, because a yes that comes too late disappoints; then three, then all. */
const USUAL_SIZES: readonly number[] = [1, 3];

export interface Shortlist {
  assignment: Assignment;
  /** In the order of asking. */
  volunteers: readonly { id: string; personId: string }[];
  /** Volunteers in a wave; by default one, then three, then all. */
  waveSize?: number | undefined;
  waveMinutes?: number | undefined;
  answerBy?: Instant | undefined;
}

/** Offers with these statuses can be made again; the others are open or were declined. */
const ASKABLE_AGAIN: ReadonlySet<OfferStatus> = new Set(['filled', 'expired', 'undelivered', 'turned_down']);

/** Splits a list into waves: one, three and the rest, or `waveSize` each. */
export function wavesOf<T>(list: readonly T[], waveSize?: number): T[][] {
  const waves: T[][] = [];
  for (let from = 0; from < list.length;) {
    const size = waveSize ?? USUAL_SIZES[waves.length] ?? list.length;
    waves.push(list.slice(from, from + size));
    from += size;
  }
  return waves;
}

/**
 * Queues volunteers in waves after the existing ones. Sends no offers: {@link nextWave} decides. A volunteer who is in the
 * list already keeps the offer.
 * @returns the offers that were added or made again
 */
export async function makeShortlist(tx: Tx, moment: Moment, list: Shortlist): Promise<Offer[]> {
  const { assignment, volunteers, waveSize, waveMinutes, answerBy } = list;
  const board = await boardOf(tx, assignment.id);
  const known = new Map(board.map((o) => [o.volunteer_id, o]));
  const wanted = volunteers.filter(({ id }) => ASKABLE_AGAIN.has(known.get(id)?.status ?? 'filled'));
  const before = Math.max(assignment.wave, ...board.map((o) => o.wave));
  const made: Offer[] = [];
  for (const [n, wave] of wavesOf(wanted, waveSize).entries()) {
    for (const [place, { id: volunteerId, personId }] of wave.entries()) {
      const at = { wave: before + n + 1, place: place + 1 };
      const old = known.get(volunteerId);
      made.push(
        old === undefined
          ? await insert(tx, moment, list, { volunteerId, personId, ...at })
          : await anew(tx, moment, old, at),
      );
    }
  }
  await tx
    .updateTable('assignment')
    .set({
      wave_minutes: waveMinutes ?? assignment.wave_minutes,
      answer_by: answerBy ?? assignment.answer_by,
      changed_at: moment.now,
    })
    .where('id', '=', assignment.id)
    .execute();
  return made;
}

async function insert(
  tx: Tx,
  moment: Moment,
  { assignment }: Shortlist,
  of: { volunteerId: string; personId: string; wave: number; place: number },
): Promise<Offer> {
  const id = moment.ids.next('offer');
  const offer: Offer = {
    id,
    centre_id: assignment.centre_id,
    assignment_id: assignment.id,
    volunteer_id: of.volunteerId,
    person_id: of.personId,
    code: await freeCode(tx, of.personId, id),
    wave: of.wave,
    place: of.place,
    status: 'queued',
    ...UNASKED,
    created_at: moment.now,
    changed_at: moment.now,
  };
  await tx.insertInto('offer').values(offer).execute();
  return offer;
}

const UNASKED = {
  said: null,
  note: null,
  asked_at: null,
  answer_by: null,
  answered_at: null,
  answered_by: null,
  decided_at: null,
  decided_by: null,
  reminded_at: null,
} as const;

const anew = (tx: Tx, moment: Moment, old: Offer, at: { wave: number; place: number }): Promise<Offer> =>
  setOffer(tx, old, moment.now, { ...at, ...UNASKED, status: 'queued' });

/** The offers to ask now, or the reason for none. */
export type NextWave =
  | { outcome: 'ask'; wave: number; offers: Offer[] }
  | { outcome: 'enough' | 'waiting' | 'nobody left' | 'over' | 'closed'; offers: [] }
  | { outcome: 'quiet hours'; until: Instant; offers: [] };

/**
 * Selects the offers to ask now, and schedules the wave after them. Selects none when enough volunteers said yes, when
 * the assignment is over or closed, or in quiet hours, after which the wave is scheduled again.
 */
export async function nextWave(tx: Tx, moment: Moment, assignmentId: string): Promise<NextWave> {
  await clearAgenda(tx, assignmentId, 'wave');
  const assignment = await findAssignment(tx, assignmentId);
  if (assignment?.status !== 'open') return { outcome: 'closed', offers: [] };
  if (assignment.starts_utc <= moment.now) return { outcome: 'over', offers: [] };
  const board = await boardOf(tx, assignmentId);
  if (placesLeft(assignment, board) <= 0) return { outcome: 'enough', offers: [] };
  // A volunteer who is in a conversation stays queued while the wave is asked, and is asked after the conversation.
  const queued = board.filter((o) => o.status === 'queued' && o.wave > assignment.wave);
  const wave = queued[0]?.wave;
  if (wave === undefined) {
    const waits = board.some((o) => o.status === 'asked' || o.status === 'queued');
    return { outcome: waits ? 'waiting' : 'nobody left', offers: [] };
  }
  const until = earliestSend('offer', moment.now);
  if (until > moment.now) {
    await setAgenda(tx, 'wave', assignmentId, until);
    return { outcome: 'quiet hours', until, offers: [] };
  }
  const minutes = assignment.wave_minutes ?? usualWaveMinutes(assignment.starts_utc, moment.now);
  const next = earliestSend('offer', later(moment.now, minutes * MINUTE_MS));
  if (queued.some((o) => o.wave > wave) && next < assignment.starts_utc)
    await setAgenda(tx, 'wave', assignmentId, next);
  await tx.updateTable('assignment').set({ wave, changed_at: moment.now }).where('id', '=', assignmentId).execute();
  return { outcome: 'ask', wave, offers: queued.filter((o) => o.wave === wave) };
}

/** Records that an offer was asked, with the deadline for its answer. */
export async function recordAsked(tx: Tx, moment: Moment, offer: Offer, assignment: Assignment): Promise<Offer> {
  const answerBy = answerByOf(assignment, moment.now);
  await setAgenda(tx, 'lapse', offer.id, answerBy);
  return setAsked(tx, offer, moment.now, answerBy);
}

/** Records that an offer could not be delivered, and why. The next wave does not wait for it. */
export async function recordUndelivered(tx: Tx, moment: Moment, offer: Offer, why: string): Promise<Offer> {
  await clearAgenda(tx, offer.id);
  const row = await setOffer(tx, offer, moment.now, { status: 'undelivered', note: why });
  await hurryOn(tx, moment, offer.assignment_id);
  return row;
}

/** Expires an offer without an answer. Silence is no refusal: a late yes counts while a place is free. */
export async function lapseOffer(tx: Tx, moment: Moment, offerId: string): Promise<'expired' | 'not open'> {
  const offer = await findOffer(tx, offerId);
  if (offer?.status !== 'asked') return 'not open';
  await setOffer(tx, offer, moment.now, { status: 'expired' });
  await hurryOn(tx, moment, offer.assignment_id);
  return 'expired';
}

/** Schedules the next wave at once when no answer is pending. */
export async function hurryOn(tx: Tx, moment: Moment, assignmentId: string): Promise<void> {
  const assignment = await findAssignment(tx, assignmentId);
  if (assignment?.status !== 'open') return;
  const board = await boardOf(tx, assignmentId);
  const waits = board.some((o) => o.status === 'asked' || (o.status === 'queued' && o.wave <= assignment.wave));
  if (!waits) await setAgenda(tx, 'wave', assignmentId, moment.now);
}

/** When each of the waves is asked if no volunteer answers; the first now, or after quiet hours. */
export function waveTimes(
  assignment: Assignment,
  waves: number,
  { now, waveMinutes }: { now: Instant; waveMinutes?: number | undefined },
): Instant[] {
  const minutes = waveMinutes ?? assignment.wave_minutes ?? usualWaveMinutes(assignment.starts_utc, now);
  const times = [earliestSend('offer', now)];
  for (let at = times[0]; at !== undefined && times.length < waves; times.push(at))
    at = earliestSend('offer', later(at, minutes * MINUTE_MS));
  return times;
}

/** The deadline of the last wave if no volunteer answers: the time that staff can promise the recipient. */
export function expectedFinish(
  assignment: Assignment,
  waves: number,
  how: { now: Instant; waveMinutes?: number | undefined },
): Instant {
  const last = answerByOf(assignment, waveTimes(assignment, waves, how).at(-1) ?? how.now);
  return last < assignment.starts_utc ? last : assignment.starts_utc;
}
