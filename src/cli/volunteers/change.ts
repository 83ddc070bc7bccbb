import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { personWithId } from '../../domain/centres/people.ts';
import { isSamePerson } from '../../domain/volunteers/same-person.ts';
import { changeVolunteer, theVolunteer, type VolunteerFields } from '../../domain/volunteers/write-volunteers.ts';
import { readFields } from '../../feeds/volunteer-row.ts';
import { numberGiven } from '../framework/arguments.ts';
import { openAppFor } from '../framework/app.ts';
import { safe } from '../framework/escape.ts';
import { giveNumber, numberDetail, numberSays, type Given } from '../people/lib/new-number.ts';
import { called, changeIt } from './lib/change.ts';
import { withContext, nothingSaid } from '../framework/run.ts';
import { cellsGiven } from './lib/columns.ts';
import { volunteerGiven } from './lib/find.ts';
import type { Run } from '../framework/command.ts';

/** Changes fields of a volunteer by the rules of a file; an empty value deletes a field. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const today = dateOf(toWall(context.moment().now));
    const { phone, ...cells } = cellsGiven(invocation.options, today);
    const number = phone === undefined ? null : numberGiven(phone);
    if (Object.keys(cells).length === 0 && number === null)
      throw nothingSaid('volunteers change <volunteer> --interests tur,kjøring');
    const { centre_id: centreId, name: knownAs } = await volunteerGiven(context);
    refuseAnother(knownAs, cells['name']);
    const places = await placeRegister(context.store.db);
    const read = readFields(withoutEmpty(cells), { centreId, places, today, relativeTo: null });
    if ('why' in read) throw new Refusal(read.why);
    const fields: VolunteerFields = {
      ...takenAway(cells),
      ...read,
      ...(read.metOn ? { metBy: invocation.staff } : {}),
    };
    const app = number === null ? null : await openAppFor(context);
    const detail: Record<string, string> = {
      changed: [...(number === null ? [] : ['phone']), ...Object.keys(cells)].join(' '),
    };
    let given: Given | null = null;
    return changeIt(context, {
      verb: 'volunteers change',
      detail,
      make: async (tx, moment, id) => {
        const outcome = await changeVolunteer(tx, moment, { id, ...fields });
        if (number === null || app === null) return outcome;
        const { person_id: personId } = await theVolunteer(tx, id);
        given = await giveNumber({ app, tx, moment }, { person: await personWithId(tx, personId), number });
        Object.assign(detail, numberDetail(given, number));
        return given.outcome === 'changed' ? 'changed' : outcome;
      },
      says: (v, outcome) => {
        const about = outcome === 'already' ? `${called(v)} is so already.` : `Changed: ${called(v)}.`;
        return given === null ? about : `${about} ${numberSays(given)}`;
      },
    });
  });

/** A first conversation was with one person, and another person never inherits it. */
function refuseAnother(known: string | null, name: string | undefined): void {
  if (known === null || name === undefined || name.trim() === '' || isSamePerson(known, name)) return;
  throw new Refusal(
    `${safe(known)} and ${safe(name)} are plainly two persons, and a first conversation is not inherited. If the number is ${safe(name)}'s now, give ${safe(known)} another one first: ringerunde volunteers change <volunteer> --phone +47...`,
  );
}

const isEmpty = (cell: string): boolean => ['', 'none'].includes(cell.trim());

const withoutEmpty = (cells: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => !isEmpty(cell)));

/** The values of deleted fields. A name and a language are always needed. */
const NOTHING: Readonly<Record<string, VolunteerFields>> = {
  postcode: { home: null },
  interests: { interests: [] },
  languages: { languages: [] },
  times: { times: '' },
  max_km: { maxKm: null },
  notes: { notes: '' },
  met_on: { metOn: null, metBy: null },
  confidentiality_on: { confidentialityOn: null },
  certificate_for: { certificateFor: null },
  certificate_asked_on: { certificateAskedOn: null },
  certificate_shown_on: { certificateShownOn: null },
};

function takenAway(cells: Readonly<Record<string, string>>): VolunteerFields {
  const fields: VolunteerFields = {};
  for (const [column, cell] of Object.entries(cells)) {
    if (!isEmpty(cell)) continue;
    const nothing = NOTHING[column];
    if (nothing === undefined) throw new Refusal(`The ${column} cannot be taken away. Give another one.`);
    Object.assign(fields, nothing);
  }
  return fields;
}
