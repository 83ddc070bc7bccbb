import { CommanderError } from 'commander';
import type { Assignment, Offer, Db } from '../../../db/schema/index.ts';
import { findAssignment } from '../../../domain/assignments/assignments.ts';
import { masked } from '../../../domain/base/phone-numbers.ts';
import { boardOf } from '../../../domain/assignments/offers.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { findVolunteer, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { needed, rowGiven, rowNamed } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/**
 * The assignment that a command names.
 * @throws Refusal that says where to find one
 */
export async function assignmentGiven(context: CommandContext): Promise<Assignment> {
  const { id } = await rowGiven(context, 'assignment');
  return stillThere(context.store.db, id);
}

/** The current row of the assignment, in the transaction that changes it. */
export async function stillThere(db: Db, id: string): Promise<Assignment> {
  const assignment = await findAssignment(db, id);
  if (assignment === undefined) throw new Refusal(`The assignment ${id} is gone.`);
  return assignment;
}

/**
 * A volunteer of the assignment's centre, by id, number or name.
 * @throws Refusal that says where to find one
 */
export async function volunteerNamed(db: Db, { centre_id }: Assignment, named: string): Promise<VolunteerShown> {
  const { id, short } = await rowNamed(db, { kind: 'volunteer', named, centreId: centre_id });
  const volunteer = await findVolunteer(db, centre_id, id);
  if (volunteer === undefined) throw new Refusal(`The volunteer ${short} is gone.`);
  return volunteer;
}

/** The volunteer that `--volunteer` names. */
export const volunteerOption = (context: CommandContext, assignment: Assignment): Promise<VolunteerShown> =>
  volunteerNamed(
    context.store.db,
    assignment,
    needed(context.invocation, 'volunteer', 'who it is about: --volunteer F7, or their number or name'),
  );

/**
 * The offer to a volunteer.
 * @throws Refusal for a volunteer who is not on the assignment's list
 */
export async function offerTo(db: Db, assignment: Assignment, volunteer: VolunteerShown): Promise<Offer> {
  const offer = (await boardOf(db, assignment.id)).find((o) => o.volunteer_id === volunteer.id);
  if (offer !== undefined) return offer;
  throw new Refusal(
    `${called(volunteer)} is not on the list. Put them there first: ` +
      `ringerunde assignments offer ${shortId('assignment', assignment.short_no)} --to ${shortId('volunteer', volunteer.short_no)}`,
  );
}

/** The name of a volunteer in a sentence. */
export const called = ({ name, number }: Pick<VolunteerShown, 'name' | 'number'>): string => name ?? masked(number);

/** A wrong use that only the command itself can detect. */
export const wrongUsage = (sentence: string): CommanderError =>
  new CommanderError(2, 'ringerunde.wrongUsage', sentence);
