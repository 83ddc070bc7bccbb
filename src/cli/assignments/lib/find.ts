import { CommanderError } from 'commander';
import type { Assignment, Offer, Db } from '../../../db/schema/index.ts';
import { findAssignment } from '../../../domain/assignments/assignments.ts';
import { masked } from '../../../domain/base/phone-numbers.ts';
import { boardOf } from '../../../domain/assignments/offers.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { findVolunteer, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { centreAsked, needed } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/**
 * The assignment that a command names.
 * @throws Refusal that says where to find one
 */
export async function assignmentGiven(context: CommandContext): Promise<Assignment> {
  const id = (context.invocation.args[0] ?? '').trim();
  const assignment = await findAssignment(context.store.db, id);
  const centre = await centreAsked(context);
  if (assignment === undefined || (centre !== null && assignment.centre_id !== centre))
    throw new Refusal(`There is no assignment ${id}. See: ringerunde assignments list --all`);
  return assignment;
}

/** The assignment as it is now, in the transaction that changes it. */
export async function stillThere(db: Db, id: string): Promise<Assignment> {
  const assignment = await findAssignment(db, id);
  if (assignment === undefined) throw new Refusal(`The assignment ${id} is gone.`);
  return assignment;
}

/**
 * A volunteer of the assignment's centre, by id or number.
 * @throws Refusal that says where to find one
 */
export async function volunteerNamed(db: Db, { centre_id }: Assignment, named: string): Promise<VolunteerShown> {
  const volunteer = await findVolunteer(db, centre_id, named);
  if (volunteer !== undefined) return volunteer;
  throw new Refusal(
    `There is no volunteer ${named} at ${centre_id}. See: ringerunde volunteers list --centre ${centre_id}`,
  );
}

/** Who `--volunteer` names. */
export const volunteerOption = (context: CommandContext, assignment: Assignment): Promise<VolunteerShown> =>
  volunteerNamed(
    context.store.db,
    assignment,
    needed(context.invocation, 'volunteer', 'who it is about: --volunteer <id or number>'),
  );

/**
 * What was offered to somebody.
 * @throws Refusal where they are not on the list of those who are asked
 */
export async function offerTo(db: Db, assignment: Assignment, volunteer: VolunteerShown): Promise<Offer> {
  const offer = (await boardOf(db, assignment.id)).find((o) => o.volunteer_id === volunteer.id);
  if (offer !== undefined) return offer;
  throw new Refusal(
    `${called(volunteer)} is not on the list. Put them there first: ` +
      `ringerunde assignments offer ${assignment.id} --to ${volunteer.id}`,
  );
}

/** What to call a volunteer in a sentence. */
export const called = ({ name, number }: Pick<VolunteerShown, 'name' | 'number'>): string => name ?? masked(number);

/** Wrong usage that only the command itself can see. */
export const wrongUsage = (sentence: string): CommanderError =>
  new CommanderError(2, 'ringerunde.wrongUsage', sentence);
