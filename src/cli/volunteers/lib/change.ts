import { shortId } from '../../../domain/staff/short-ids.ts';
import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { findVolunteer, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { audit, type AuditedAction } from '../../framework/audit.ts';
import { safe } from '../../framework/escape.ts';
import { volunteerGiven } from './find.ts';
import { volunteerJson } from './to-json.ts';
import type { CommandResult, CommandContext } from '../../framework/command.ts';

/** A change of a volunteer. */
export interface VolunteerChange {
  verb: string;
  detail?: AuditedAction['detail'];
  make: (tx: Tx, moment: Moment, id: string) => Promise<string>;
  /** The answer for each outcome; `{}` is replaced by the name. */
  says: (after: VolunteerShown, outcome: string) => string;
}

/** Makes the change, with an audit row if it changed anything. Returns the volunteer afterwards. */
export async function changeIt(
  context: CommandContext,
  { verb, detail, make, says }: VolunteerChange,
): Promise<CommandResult> {
  const { id, centre_id } = await volunteerGiven(context);
  const { outcome, after } = await context.store.write(async (tx) => {
    const moment = context.moment();
    const word = await make(tx, moment, id);
    if (word !== 'already') await audit(context, tx, { verb, object: id, ...(detail === undefined ? {} : { detail }) });
    const now = await findVolunteer(tx, centre_id, id);
    return { outcome: word, after: now };
  });
  if (after === undefined) throw new Refusal(`The volunteer ${id} is gone.`);
  return { json: { ...volunteerJson(after, context.moment().now), outcome }, text: says(after, outcome) };
}

/** The name of a volunteer in a sentence. */
export const called = ({ name, short_no }: Pick<VolunteerShown, 'name' | 'short_no'>): string =>
  safe(name ?? shortId('volunteer', short_no));
