import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { volunteersNamed, type VolunteerShown } from '../../../domain/volunteers/volunteers.ts';
import { audit, type Deed } from '../../framework/audit.ts';
import { safe } from '../../framework/escape.ts';
import { volunteerGiven } from './find.ts';
import { volunteerJson } from './to-json.ts';
import type { Answer, Desk } from '../../framework/command.ts';

/** Something that is done to a volunteer. */
export interface Change {
  verb: string;
  detail?: Deed['detail'];
  make: (tx: Tx, moment: Moment, id: string) => Promise<string>;
  /** What is answered, by outcome; `{}` where the name goes. */
  says: (after: VolunteerShown, outcome: string) => string;
}

/** Does it, and notes it where it changed anything. Answers the volunteer as they are then. */
export async function changeIt(desk: Desk, { verb, detail, make, says }: Change): Promise<Answer> {
  const { id } = await volunteerGiven(desk);
  const { outcome, after } = await desk.store.write(async (tx) => {
    const moment = desk.moment();
    const word = await make(tx, moment, id);
    if (word !== 'already') await audit(desk, tx, { verb, object: id, ...(detail === undefined ? {} : { detail }) });
    const [now] = await volunteersNamed(tx, null, id);
    return { outcome: word, after: now };
  });
  if (after === undefined) throw new Refusal(`The volunteer ${id} is gone.`);
  return { json: { ...volunteerJson(after, desk.moment().now), outcome }, text: says(after, outcome) };
}

/** What to call a volunteer in a sentence. */
export const called = ({ name, id }: Pick<VolunteerShown, 'name' | 'id'>): string => safe(name ?? id);
