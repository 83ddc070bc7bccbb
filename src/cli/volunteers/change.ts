import { placeRegister } from '../../domain/places/places.ts';
import { Refusal } from '../../domain/base/refusal.ts';
import { dateOf, toWall } from '../../domain/base/time.ts';
import { changeVolunteer, type VolunteerFields } from '../../domain/volunteers/write-volunteers.ts';
import { readFields } from '../../feeds/volunteer-row.ts';
import { called, changeIt } from './lib/change.ts';
import { withContext, nothingSaid } from '../framework/run.ts';
import { cellsGiven } from './lib/columns.ts';
import { volunteerGiven } from './lib/find.ts';
import type { Run } from '../framework/command.ts';

/** Changes what stands about a volunteer, read by the rules of a file; what is said to be empty is taken away. */
export const run: Run = (invocation) =>
  withContext(invocation, async (context) => {
    const today = dateOf(toWall(context.moment().now));
    const cells = cellsGiven(invocation.options, today);
    if (Object.keys(cells).length === 0) throw nothingSaid('volunteers change <volunteer> --interests tur,kjøring');
    const { centre_id: centreId } = await volunteerGiven(context);
    const places = await placeRegister(context.store.db);
    const read = readFields(withoutEmpty(cells), { centreId, places, today, relativeTo: null });
    if ('why' in read) throw new Refusal(read.why);
    const fields: VolunteerFields = {
      ...takenAway(cells),
      ...read,
      ...(read.metOn ? { metBy: invocation.staff } : {}),
    };
    return changeIt(context, {
      verb: 'volunteers change',
      detail: { changed: Object.keys(cells).join(' ') },
      make: (tx, moment, id) => changeVolunteer(tx, moment, { id, ...fields }),
      says: (v, outcome) => (outcome === 'already' ? `${called(v)} is so already.` : `Changed: ${called(v)}.`),
    });
  });

const isEmpty = (cell: string): boolean => ['', 'none'].includes(cell.trim());

const withoutEmpty = (cells: Readonly<Record<string, string>>): Record<string, string> =>
  Object.fromEntries(Object.entries(cells).filter(([, cell]) => !isEmpty(cell)));

/** What stands there when something is taken away. A name and a language are always needed. */
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
