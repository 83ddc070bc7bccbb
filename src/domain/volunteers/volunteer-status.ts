import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { Refusal } from '../base/refusal.ts';
import { dateOf, toWall } from '../base/time.ts';
import { blank, ofPerson, theVolunteer, update } from './write-volunteers.ts';

/** Records the first talk with staff: the volunteer may be asked from now on. Keeps an existing date. */
export async function markMet(
  tx: Tx,
  moment: Moment,
  { id, on, staff }: { id: string; on: string; staff: string },
): Promise<'met' | 'already'> {
  const before = await theVolunteer(tx, id);
  if (before.met_on !== null) return 'already';
  await update(tx, moment, id, { met_on: on, met_by: staff });
  return 'met';
}

/**
 * Stops offers until a date, the first on which the volunteer may be asked again.
 * @throws Refusal when that date is not in the future
 */
export async function pauseVolunteer(
  tx: Tx,
  moment: Moment,
  { id, until }: { id: string; until: string },
): Promise<'paused' | 'already'> {
  const { paused_until } = await theVolunteer(tx, id);
  if (paused_until === until) return 'already';
  if (until <= todayOf(moment)) throw new Refusal(`${until} does not lie ahead. Give the first date of their return.`);
  await update(tx, moment, id, { paused_until: until });
  return 'paused';
}

/** Ends a pause: the volunteer may be asked again. */
export async function endPause(tx: Tx, moment: Moment, { id }: { id: string }): Promise<'back' | 'already'> {
  const { paused_until } = await theVolunteer(tx, id);
  const paused = paused_until !== null && paused_until > todayOf(moment);
  if (paused_until !== null) await update(tx, moment, id, { paused_until: null });
  return paused ? 'back' : 'already';
}

/** Ends the volunteering: no more offers. The history stays. */
export async function leaveVolunteer(tx: Tx, moment: Moment, { id }: { id: string }): Promise<'left' | 'already'> {
  const { left_on } = await theVolunteer(tx, id);
  if (left_on !== null) return 'already';
  await update(tx, moment, id, { left_on: todayOf(moment) });
  return 'left';
}

/** Brings back a volunteer who left or is paused; the first talk still counts. */
export async function takeBack(tx: Tx, moment: Moment, { id }: { id: string }): Promise<'back' | 'already'> {
  const { left_on } = await theVolunteer(tx, id);
  if (left_on !== null) await update(tx, moment, id, { left_on: null });
  const ended = await endPause(tx, moment, { id });
  return left_on !== null ? 'back' : ended;
}

/**
 * Registers a person who wants to volunteer. The service asks them after a first talk with staff; a volunteer who left
 * needs a new talk.
 */
export async function registerInterest(
  tx: Tx,
  moment: Moment,
  { centreId, personId }: { centreId: string; personId: string },
): Promise<'registered' | 'already'> {
  const [before] = await ofPerson(tx, { person: personId });
  if (before === undefined) {
    await tx
      .insertInto('volunteer')
      .values(blank(moment, { id: personId, centre_id: centreId }))
      .execute();
    return 'registered';
  }
  if (before.left_on === null) return 'already';
  await update(tx, moment, before.id, { left_on: null, paused_until: null, met_on: null, met_by: null });
  return 'registered';
}

const todayOf = (moment: Moment): string => dateOf(toWall(moment.now));
