import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import type { Person, Tx, Volunteer } from '../../db/schema/index.ts';
import { findPerson, stranger } from '../centres/people.ts';
import { Refusal } from '../base/refusal.ts';

/** A volunteer's home, as the place register has it. */
export interface Home {
  postcode: string;
  name: string;
  lat: number | null;
  lon: number | null;
}

/** Fields of a volunteer. A missing field keeps its value, or is empty in a new volunteer. Dates are dates. */
export interface VolunteerFields {
  name?: string;
  /** The language of messages to the volunteer. */
  language?: string;
  home?: Home | null;
  interests?: readonly string[];
  /** Codes of spoken languages. */
  languages?: readonly string[];
  /** In the format of opening hours; empty if unknown. */
  times?: string;
  car?: 0 | 1;
  maxKm?: number | null;
  metOn?: string | null;
  metBy?: string | null;
  confidentialityOn?: string | null;
  certificateFor?: string | null;
  certificateAskedOn?: string | null;
  certificateShownOn?: string | null;
  pausedUntil?: string | null;
  notes?: string;
}

/** A volunteer to store: the same number at the same centre is the same person. */
export interface NewVolunteer extends VolunteerFields {
  centreId: string;
  /** In E.164. */
  number: string;
  /** File columns that the import does not know. */
  extra?: Readonly<Record<string, string>>;
}

export const ofPerson = compiled<{ person: string }, Volunteer>((db, arg) =>
  db.selectFrom('volunteer').selectAll().where('person_id', '=', arg('person')),
);
const find = compiled<{ id: string }, Volunteer>((db, arg) =>
  db.selectFrom('volunteer').selectAll().where('id', '=', arg('id')),
);

/**
 * Stores a volunteer: adds one when the number is new or a resident's, updates a different one, and leaves an equal one
 * alone, so that the same file again changes nothing. Does not change a language that the person chose, and does not
 * bring back a volunteer who left.
 */
export async function upsertVolunteer(
  tx: Tx,
  moment: Moment,
  wish: NewVolunteer,
): Promise<{ outcome: 'imported' | 'updated' | 'unchanged'; id: string }> {
  const { person, changed } = await keepPerson(tx, moment, wish);
  const [before] = await ofPerson(tx, { person: person.id });
  const row = before ?? blank(moment, person);
  const differs = differing(row, { ...columnsOf(wish), extra: extraOf(row, wish) });
  if (before === undefined) {
    const added = { ...row, ...differs };
    await tx.insertInto('volunteer').values(added).execute();
    return { outcome: 'imported', id: added.id };
  }
  await update(tx, moment, before.id, differs);
  return { outcome: changed || !isEmpty(differs) ? 'updated' : 'unchanged', id: before.id };
}

async function keepPerson(tx: Tx, moment: Moment, wish: NewVolunteer): Promise<{ person: Person; changed: boolean }> {
  const { centreId, number } = wish;
  const known = await findPerson(tx, centreId, number);
  if (known !== undefined) {
    const { language, ...rest } = wish;
    const mayWriteIn = known.language_chosen === 1 || language === undefined ? {} : { language };
    const changed = await changePerson(tx, known, { ...rest, ...mayWriteIn });
    if (language !== undefined && known.language_chosen === 0) await chooseLanguage(tx, known.id);
    return { person: known, changed };
  }
  const language = wish.language ?? (await languageOf(tx, centreId));
  const id = moment.ids.next('person');
  const fresh = stranger({ id, centreId, number, language, now: moment.now });
  const chosen = wish.language === undefined ? {} : { language_chosen: 1 };
  const person = { ...fresh, ...differing(fresh, aboutPerson(fresh, wish)), ...chosen };
  await tx.insertInto('person').values(person).execute();
  return { person, changed: true };
}

/** A language that staff give counts as chosen: a guess from a text does not replace it. */
const chooseLanguage = (tx: Tx, personId: string): Promise<unknown> =>
  tx.updateTable('person').set({ language_chosen: 1 }).where('id', '=', personId).execute();

const languageOf = async (tx: Tx, centreId: string): Promise<string> =>
  (await tx.selectFrom('centre').select('language').where('id', '=', centreId).executeTakeFirstOrThrow()).language;

async function changePerson(tx: Tx, person: Person, fields: VolunteerFields): Promise<boolean> {
  const differs = differing(person, aboutPerson(person, fields));
  if (isEmpty(differs)) return false;
  await tx.updateTable('person').set(differs).where('id', '=', person.id).execute();
  return true;
}

function aboutPerson(person: Person, { name, language, home }: VolunteerFields): Wish<Person> {
  // The person's own name for their place stays as long as the postcode is the same.
  const moves = home !== undefined && (home?.postcode !== person.postcode || person.lat === null);
  if (!moves) return { name, language };
  const { postcode = null, lat = null, lon = null } = home ?? {};
  return { name, language, postcode, place_name: home?.name ?? null, lat, lon };
}

export const blank = (moment: Moment, person: Pick<Person, 'id' | 'centre_id'>): Omit<Volunteer, 'short_no'> => ({
  id: moment.ids.next('volunteer'),
  centre_id: person.centre_id,
  person_id: person.id,
  interests: '',
  languages: '',
  times: '',
  car: 0,
  max_km: null,
  met_on: null,
  met_by: null,
  confidentiality_on: null,
  certificate_for: null,
  certificate_asked_on: null,
  certificate_shown_on: null,
  paused_until: null,
  left_on: null,
  notes: '',
  extra: '{}',
  created_at: moment.now,
  changed_at: moment.now,
});

type Wish<T> = { [K in keyof T]?: T[K] | undefined };

const columnsOf = (f: VolunteerFields): Wish<Volunteer> => ({
  interests: f.interests?.join(';'),
  languages: f.languages?.join(';'),
  times: f.times,
  car: f.car,
  max_km: f.maxKm,
  met_on: f.metOn,
  met_by: f.metBy,
  confidentiality_on: f.confidentialityOn,
  certificate_for: f.certificateFor,
  certificate_asked_on: f.certificateAskedOn,
  certificate_shown_on: f.certificateShownOn,
  paused_until: f.pausedUntil,
  notes: f.notes,
});

function extraOf(before: Pick<Volunteer, 'extra'>, { extra }: NewVolunteer): string | undefined {
  if (extra === undefined || Object.keys(extra).length === 0) return undefined;
  return JSON.stringify({ ...(JSON.parse(before.extra) as object), ...extra });
}

/** The wished values that differ from the current ones. */
function differing<T extends object>(before: T, wish: Wish<T>): Partial<T> {
  const differs = Object.entries(wish).filter(([k, value]) => value !== undefined && before[k as keyof T] !== value);
  return Object.fromEntries(differs) as Partial<T>;
}

const isEmpty = (row: object): boolean => Object.keys(row).length === 0;

export async function update(tx: Tx, moment: Moment, id: string, row: Partial<Volunteer>): Promise<boolean> {
  if (isEmpty(row)) return false;
  await tx
    .updateTable('volunteer')
    .set({ ...row, changed_at: moment.now })
    .where('id', '=', id)
    .execute();
  return true;
}

export async function theVolunteer(tx: Tx, id: string): Promise<Volunteer> {
  const [found] = await find(tx, { id });
  if (found === undefined) throw new Refusal(`There is no volunteer ${id}. See: ringerunde volunteers list --all`);
  return found;
}

/** Changes the fields of a volunteer. A language set by staff counts as chosen. */
export async function changeVolunteer(
  tx: Tx,
  moment: Moment,
  { id, ...fields }: VolunteerFields & { id: string },
): Promise<'changed' | 'already'> {
  const before = await theVolunteer(tx, id);
  const person = await tx.selectFrom('person').selectAll().where('id', '=', before.person_id).executeTakeFirstOrThrow();
  let changed = await changePerson(tx, person, fields);
  if (fields.language !== undefined && person.language_chosen === 0) {
    await chooseLanguage(tx, person.id);
    changed = true;
  }
  if (await update(tx, moment, id, differing(before, columnsOf(fields)))) changed = true;
  return changed ? 'changed' : 'already';
}
