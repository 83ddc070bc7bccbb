import { compiled } from '../../db/compiled.ts';
import type { Db, Person, Volunteer } from '../../db/schema/index.ts';
import { numberIn } from '../base/phone-numbers.ts';

/** A volunteer with the data of the person. */
export type VolunteerShown = Volunteer &
  Pick<Person, 'name' | 'number' | 'language' | 'postcode' | 'place_name' | 'lat' | 'lon'>;

/** Volunteers are not asked before the first talk with staff, during a pause, or after they left. */
export type VolunteerStatus = 'new' | 'active' | 'paused' | 'left';

const shown = (db: Db) =>
  db
    .selectFrom('volunteer')
    .innerJoin('person', 'person.id', 'volunteer.person_id')
    .selectAll('volunteer')
    .select([
      'person.name',
      'person.number',
      'person.language',
      'person.postcode',
      'person.place_name',
      'person.lat',
      'person.lon',
    ]);

const byPerson = compiled<{ person: string }, VolunteerShown>((db, arg) =>
  shown(db).where('volunteer.person_id', '=', arg('person')),
);
const byNumber = compiled<{ number: string }, VolunteerShown>((db, arg) =>
  shown(db).where('person.number', '=', arg('number')).orderBy('volunteer.centre_id'),
);
const byId = compiled<{ id: string }, VolunteerShown>((db, arg) => shown(db).where('volunteer.id', '=', arg('id')));

/** The volunteer with this person's data, if the person is one. */
export async function volunteerOfPerson(db: Db, personId: string): Promise<VolunteerShown | undefined> {
  return (await byPerson(db, { person: personId }))[0];
}

/** The volunteers that an id, or a number as people write it, may mean: several only without a centre. */
export async function volunteersNamed(db: Db, centreId: string | null, idOrNumber: string): Promise<VolunteerShown[]> {
  // The id first, because hexadecimal digits may look like a number.
  const found = await byId(db, { id: idOrNumber.trim() });
  const number = found.length > 0 ? null : numberIn(idOrNumber);
  if (number !== null) found.push(...(await byNumber(db, { number })));
  return found.filter((v) => centreId === null || v.centre_id === centreId);
}

/** The volunteer of a centre with this id, or this number as people write it. */
export async function findVolunteer(db: Db, centreId: string, idOrNumber: string): Promise<VolunteerShown | undefined> {
  return (await volunteersNamed(db, centreId, idOrNumber))[0];
}

/** The volunteers of a centre, or of all centres, oldest first, including those who left. */
export const listVolunteers = (db: Db, centreId: string | null): Promise<VolunteerShown[]> =>
  shown(db)
    .$if(centreId !== null, (q) => q.where('volunteer.centre_id', '=', centreId ?? ''))
    .orderBy('volunteer.created_at')
    .orderBy('volunteer.id')
    .execute();

/** The status of a volunteer on a date. */
export function statusOf(v: Pick<Volunteer, 'met_on' | 'paused_until' | 'left_on'>, today: string): VolunteerStatus {
  if (v.left_on !== null) return 'left';
  if (v.met_on === null) return 'new';
  return v.paused_until !== null && v.paused_until > today ? 'paused' : 'active';
}
