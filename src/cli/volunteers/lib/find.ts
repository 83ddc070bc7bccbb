import { Refusal } from '../../../domain/base/refusal.ts';
import { findVolunteer, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { rowGiven } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/**
 * The volunteer that a command names, by id, number or name.
 * @throws Refusal that says where to find one, or which volunteers the name may mean
 */
export async function volunteerGiven(context: CommandContext): Promise<VolunteerShown> {
  const { id, centreId, short } = await rowGiven(context, 'volunteer');
  const found = await findVolunteer(context.store.db, centreId, id);
  if (found === undefined) throw new Refusal(`The volunteer ${short} is gone.`);
  return found;
}
