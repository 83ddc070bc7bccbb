import type { Activity, Association, AssociationContact, Db } from '../../db/schema/index.ts';
import { dateOf, toWall, type Instant } from '../base/time.ts';
import { shortId } from '../staff/short-ids.ts';

/** An association as staff see it. */
export interface AssociationShown {
  id: string;
  short: string;
  centre: string;
  name: string;
  orgnr: string | null;
  language: string;
  trust: Association['trust'];
  publicPhone: boolean;
  status: Association['status'];
  contacts: ContactShown[];
  /** Its activities that are not cancelled. */
  activities: { id: string; short: string; title: string; confirmedAt: Instant | null }[];
  /** Since when all of its activities are confirmed; null where one of them never was, and without activities. */
  confirmedAt: Instant | null;
}

interface ContactShown {
  id: string;
  name: string;
  phone: string | null;
  email: string;
  /** Oslo dates. */
  from: string;
  until: string | null;
}

/** The associations of a centre, or of every centre, by name; with `all` those that are closed, too. */
export async function listAssociations(
  db: Db,
  centreId: string | null,
  { all = false }: { all?: boolean } = {},
): Promise<AssociationShown[]> {
  const rows = await db
    .selectFrom('association')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId ?? ''))
    .$if(!all, (q) => q.where('status', '=', 'active'))
    .orderBy('folded')
    .orderBy('id')
    .execute();
  const contacts = await db.selectFrom('association_contact').selectAll().orderBy('from_on').orderBy('id').execute();
  const activities = await activitiesOf(db);
  const own = new Map(rows.map(({ id }) => [id, { contacts: [] as AssociationContact[], activities: [] as Own[] }]));
  for (const one of contacts) own.get(one.association_id)?.contacts.push(one);
  for (const one of activities) own.get(one.association_id ?? '')?.activities.push(one);
  return rows.map((row) => shown(row, own.get(row.id)?.contacts ?? [], own.get(row.id)?.activities ?? []));
}

/** One association; null when there is none with this id. */
export async function showAssociation(db: Db, id: string): Promise<AssociationShown | null> {
  const row = await associationWithId(db, id);
  if (row === undefined) return null;
  return shown(row, await contactsOf(db, id), await activitiesOf(db, id));
}

/** An association by its id. */
export const associationWithId = (db: Db, id: string): Promise<Association | undefined> =>
  db.selectFrom('association').selectAll().where('id', '=', id).executeTakeFirst();

/** Its contacts, those of earlier days too, in the order in which they began. */
export const contactsOf = (db: Db, id: string): Promise<AssociationContact[]> =>
  db
    .selectFrom('association_contact')
    .selectAll()
    .where('association_id', '=', id)
    .orderBy('from_on')
    .orderBy('id')
    .execute();

type Own = Pick<Activity, 'id' | 'short_no' | 'title' | 'confirmed_at' | 'association_id'>;

const activitiesOf = (db: Db, id?: string): Promise<Own[]> =>
  db
    .selectFrom('activity')
    .select(['id', 'short_no', 'title', 'confirmed_at', 'association_id'])
    .where('status', '=', 'active')
    .where('association_id', 'is not', null)
    .$if(id !== undefined, (q) => q.where('association_id', '=', id ?? ''))
    .orderBy('short_no')
    .execute();

function shown(a: Association, contacts: readonly AssociationContact[], activities: readonly Own[]): AssociationShown {
  const confirmed = activities.map((one) => one.confirmed_at ?? '');
  return {
    id: a.id,
    short: shortId('association', a.short_no),
    centre: a.centre_id,
    name: a.name,
    orgnr: a.orgnr,
    language: a.language,
    trust: a.trust,
    publicPhone: a.public_phone === 1,
    status: a.status,
    contacts: contacts.map(({ id, name, number, email, from_on, until_on }) => ({
      id,
      name,
      phone: number,
      email,
      from: from_on,
      until: until_on,
    })),
    activities: activities.map(({ id, short_no, title, confirmed_at }) => ({
      id,
      short: shortId('activity', short_no),
      title,
      confirmedAt: confirmed_at,
    })),
    confirmedAt: confirmed.reduce((oldest, at) => (at < oldest ? at : oldest), confirmed[0] ?? '') || null,
  };
}

/** Whether a contact is one on an Oslo date. */
export const isContactOn = ({ from_on, until_on }: AssociationContact, date: string): boolean =>
  from_on <= date && (until_on === null || date <= until_on);

/** The active associations of a centre with which a number is a contact's today, by name. */
export async function associationsOfNumber(
  db: Db,
  { centreId, number, now }: { centreId: string; number: string; now: Instant },
): Promise<Association[]> {
  const today = dateOf(toWall(now));
  return db
    .selectFrom('association')
    .selectAll('association')
    .where('centre_id', '=', centreId)
    .where('status', '=', 'active')
    .where((e) =>
      e.exists(
        e
          .selectFrom('association_contact')
          .select('association_contact.id')
          .whereRef('association_id', '=', 'association.id')
          .where('number', '=', number)
          .where('from_on', '<=', today)
          .where((x) => x.or([x('until_on', 'is', null), x('until_on', '>=', today)])),
      ),
    )
    .orderBy('folded')
    .execute();
}
