import { Refusal } from '../../../domain/base/refusal.ts';
import { volunteersNamed, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { centreAsked } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/**
 * The volunteer that a command names, by id or number.
 * @throws Refusal that says where to find one, or that a number is held at several centres
 */
export async function volunteerGiven(context: CommandContext): Promise<VolunteerShown> {
  const named = context.invocation.args[0] ?? '';
  const [found, other] = await volunteersNamed(context.store.db, await centreAsked(context), named);
  if (found === undefined) throw new Refusal(`There is no volunteer ${named}. See: ringerunde volunteers list --all`);
  if (other !== undefined)
    throw new Refusal(`${named} is a volunteer at ${found.centre_id} and ${other.centre_id}. Say which with --centre.`);
  return found;
}
