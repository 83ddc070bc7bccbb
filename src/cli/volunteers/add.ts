import type { Moment } from '../../db/moment.ts';
import type { Tx } from '../../db/schema/index.ts';
import { canText } from '../../domain/base/phone-numbers.ts';
import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { upsertVolunteer, type NewVolunteer } from '../../domain/volunteers/write-volunteers.ts';
import { markMet } from '../../domain/volunteers/volunteer-status.ts';
import { knownPeople, whoIsWho } from '../../domain/volunteers/same-person.ts';
import { findVolunteer } from '../../domain/volunteers/volunteers.ts';
import { en } from '../../feeds/sentences/sentences.ts';
import { readVolunteer } from '../../feeds/volunteer-row.ts';
import { audit } from '../framework/audit.ts';
import { centreGiven } from '../framework/arguments.ts';
import { safe } from '../framework/escape.ts';
import { withContext } from '../framework/run.ts';
import { cellsGiven } from './lib/columns.ts';
import { volunteerInFullJson, type VolunteerInFull } from './lib/to-json.ts';
import type { Run } from '../framework/command.ts';

/** Adds one volunteer, by the rules of a file with one row; the same number again changes what differs. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const { id: centreId } = await centreGiven(context);
    const now = context.moment();
    const today = dateOf(toWall(now.now));
    const row = { centreId, places: await placeRegister(context.store.db), today, relativeTo: null };
    const wish = readVolunteer({ line: 1, cells: cellsGiven(invocation.options, today), extra: {} }, row);
    if ('why' in wish) throw new Refusal(wish.why);
    const whose = whoIsWho(await knownPeople(context.store.db, centreId)).whose({
      name: wish.name ?? '',
      number: wish.number,
      postcode: null,
    });
    if (whose.is === 'another name') throw new Refusal(en.anotherName(wish.number, whose.known.name, wish.name ?? ''));
    const { id, outcome } = await context.store.write(async (tx) => {
      const kept = await keep(tx, now, wish, invocation.staff);
      if (kept.outcome !== 'already there')
        await audit(context, tx, { verb: 'volunteers add', object: kept.id, detail: { centre: centreId } });
      return kept;
    });
    const found = await findVolunteer(context.store.db, centreId, id);
    if (found === undefined) throw new Refusal(`The volunteer ${id} is gone.`);
    const v = await volunteerInFullJson(context.store.db, found, now.now);
    return {
      json: { ...v, outcome },
      text: [`${safe(wish.name ?? id)} is ${outcome}: ${v.short}`, ...hints(v)].join('\n'),
    };
  });

/** A recorded first conversation keeps its date. */
async function keep(tx: Tx, moment: Moment, { metOn, ...wish }: NewVolunteer, staff: string) {
  const { id, outcome } = await upsertVolunteer(tx, moment, wish);
  const met = metOn ? await markMet(tx, moment, { id, on: metOn, staff }) : 'already';
  if (outcome === 'imported') return { id, outcome: 'added' };
  return { id, outcome: outcome === 'updated' || met === 'met' ? 'changed' : 'already there' };
}

function hints({ short, phone, status }: VolunteerInFull): string[] {
  const hints: string[] = [];
  if (status === 'new')
    hints.push(`They are asked once a first conversation is noted: ringerunde volunteers met ${short}`);
  if (status === 'left') hints.push(`They had left. To take them back: ringerunde volunteers back ${short}`);
  if (!canText(phone)) hints.push('That is no mobile number that we text: they are rung.');
  return hints;
}
