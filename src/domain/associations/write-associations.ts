import type { Moment } from '../../db/moment.ts';
import type { Activity, Association, Tx } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { Refusal } from '../base/refusal.ts';
import { dateOf, toWall } from '../base/time.ts';
import { contactsOf, isContactOn } from './associations.ts';

/** An association to store. */
export interface NewAssociation {
  centreId: string;
  name: string;
  /** Nine digits. */
  orgnr?: string | null;
  language?: string;
  trust?: Association['trust'];
  publicPhone?: boolean;
  contact?: NewContact;
}

/** A contact, with a number or an address; missing fields stay as they are. */
export interface NewContact {
  name?: string;
  /** E.164. */
  number?: string | null;
  email?: string;
}

const NAME_MAX = 120;

/**
 * Stores an association, or changes the one with the same number in the register, else the same name; the same again
 * changes nothing.
 * @throws Refusal when the name is missing or too long, or the number in the register is another association's
 */
export async function upsertAssociation(
  tx: Tx,
  moment: Moment,
  wish: NewAssociation,
): Promise<{ outcome: 'added' | 'changed' | 'unchanged'; id: string }> {
  const before = await sameAssociation(tx, wish);
  if (before === undefined) {
    const id = await insert(tx, moment, wish);
    if (wish.contact !== undefined) await keepContact(tx, moment, { associationId: id, contact: wish.contact });
    return { outcome: 'added', id };
  }
  const { outcome } = await changeAssociation(tx, moment, before.id, wish);
  return { outcome, id: before.id };
}

async function sameAssociation(
  tx: Tx,
  { centreId, name, orgnr }: Pick<NewAssociation, 'centreId' | 'name' | 'orgnr'>,
): Promise<Association | undefined> {
  const own = tx.selectFrom('association').selectAll().where('centre_id', '=', centreId);
  const registered = orgnr ? await own.where('orgnr', '=', orgnr).executeTakeFirst() : undefined;
  return registered ?? own.where('folded', '=', foldedOf(name)).executeTakeFirst();
}

function foldedOf(name: string): string {
  const folded = normaliseName(name);
  if (folded === '') throw new Refusal('An association needs a name.');
  if (name.length > NAME_MAX) throw new Refusal(`A name has at most ${NAME_MAX} letters.`);
  return folded;
}

async function insert(tx: Tx, moment: Moment, wish: NewAssociation): Promise<string> {
  const id = moment.ids.next('association');
  const centre = await tx
    .selectFrom('centre')
    .select('language')
    .where('id', '=', wish.centreId)
    .executeTakeFirstOrThrow();
  await tx
    .insertInto('association')
    .values({
      id,
      centre_id: wish.centreId,
      name: wish.name.trim(),
      folded: foldedOf(wish.name),
      orgnr: wish.orgnr ?? null,
      language: wish.language ?? centre.language,
      trust: wish.trust ?? 'approve',
      public_phone: wish.publicPhone === true ? 1 : 0,
      status: 'active',
      created_at: moment.now,
      changed_at: moment.now,
    })
    .execute();
  return id;
}

/** The fields that staff may change. An absent one stays as it is. */
export type AssociationChange = Partial<Omit<NewAssociation, 'centreId'>> & { status?: Association['status'] };

/**
 * Changes an association; its contact is added where the number is new, and changed where it is known.
 * @throws Refusal when another association has the name, or the number in the register
 */
export async function changeAssociation(
  tx: Tx,
  moment: Moment,
  id: string,
  wish: AssociationChange,
): Promise<{ outcome: 'changed' | 'unchanged' }> {
  const before = await tx.selectFrom('association').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  const after = {
    name: wish.name?.trim() ?? before.name,
    folded: wish.name === undefined ? before.folded : foldedOf(wish.name),
    orgnr: wish.orgnr === undefined ? before.orgnr : wish.orgnr,
    language: wish.language ?? before.language,
    trust: wish.trust ?? before.trust,
    public_phone: wish.publicPhone === undefined ? before.public_phone : wish.publicPhone ? 1 : 0,
    status: wish.status ?? before.status,
  };
  await refuseTaken(tx, before, after);
  const isSame = Object.entries(after).every(([name, value]) => before[name as keyof typeof after] === value);
  if (!isSame)
    await tx
      .updateTable('association')
      .set({ ...after, changed_at: moment.now })
      .where('id', '=', id)
      .execute();
  const contact =
    wish.contact === undefined
      ? 'unchanged'
      : await keepContact(tx, moment, { associationId: id, contact: wish.contact });
  return { outcome: isSame && contact === 'unchanged' ? 'unchanged' : 'changed' };
}

async function refuseTaken(tx: Tx, before: Association, after: Pick<Association, 'folded' | 'orgnr'>): Promise<void> {
  const other = await tx
    .selectFrom('association')
    .select('name')
    .where('centre_id', '=', before.centre_id)
    .where('id', '<>', before.id)
    .where((e) => e.or([e('folded', '=', after.folded), e('orgnr', '=', after.orgnr)]))
    .executeTakeFirst();
  if (other !== undefined) throw new Refusal(`"${other.name}" has this name or number in the register already.`);
}

/**
 * Stores a contact: changes the one of today with the same number, else the same name, and adds one otherwise. A person
 * with a new number gets it here.
 */
export async function keepContact(
  tx: Tx,
  moment: Moment,
  { associationId, contact }: { associationId: string; contact: NewContact },
): Promise<'added' | 'changed' | 'unchanged'> {
  const today = dateOf(toWall(moment.now));
  const known = (await contactsOf(tx, associationId)).filter((one) => isContactOn(one, today));
  const { name, number, email } = contact;
  const given = number ?? null;
  const folded = normaliseName(name ?? '');
  const isFree = (one: { number: string | null }): boolean => given === null || one.number === null;
  const before =
    known.find((one) => given !== null && one.number === given) ??
    known.find((one) => folded !== '' && normaliseName(one.name) === folded) ??
    known.find((one) => one.name === '' && isFree(one));
  if (before === undefined) {
    await tx
      .insertInto('association_contact')
      .values({
        id: moment.ids.next('contact'),
        association_id: associationId,
        name: name?.trim() ?? '',
        number: given,
        email: email ?? '',
        from_on: today,
        until_on: null,
      })
      .execute();
    return 'added';
  }
  const after = {
    name: name?.trim() ?? before.name,
    number: number === undefined ? before.number : number,
    email: email ?? before.email,
  };
  if (after.name === before.name && after.number === before.number && after.email === before.email) return 'unchanged';
  await tx.updateTable('association_contact').set(after).where('id', '=', before.id).execute();
  return 'changed';
}

/** Ends a contact of today, as of yesterday: the number has no say in the association any more. */
export async function endContact(tx: Tx, moment: Moment, { id }: { id: string }): Promise<void> {
  const yesterday = dateOf(toWall(new Date(Date.parse(moment.now) - 86_400_000).toISOString()));
  await tx.updateTable('association_contact').set({ until_on: yesterday }).where('id', '=', id).execute();
}

/** Whose activity it is, and who answers for it. */
export type Belonging = Pick<Activity, 'association_id' | 'owner'>;

/**
 * Finds or makes the association that arranges an activity, and notes the number as a contact's where the association has
 * none yet. The centre's own activities have no association.
 */
export async function belongingOf(
  tx: Tx,
  moment: Moment,
  organised: {
    centreId: string;
    organiser: string;
    orgnr?: string | null;
    number: string | null;
    owner?: Activity['owner'];
  },
): Promise<Belonging> {
  const { centreId, organiser, orgnr = null, number, owner = null } = organised;
  const folded = normaliseName(organiser);
  if (folded === '') return { association_id: null, owner };
  const centre = await tx.selectFrom('centre').select('name').where('id', '=', centreId).executeTakeFirstOrThrow();
  if (folded === normaliseName(centre.name)) return { association_id: null, owner: owner ?? 'centre' };
  const found = await sameAssociation(tx, { centreId, name: organiser, orgnr });
  const id = found?.id ?? (await insert(tx, moment, { centreId, name: organiser.slice(0, NAME_MAX), orgnr }));
  if (number !== null && !(await hasContact(tx, id)))
    await keepContact(tx, moment, { associationId: id, contact: { number } });
  return { association_id: id, owner: owner ?? (folded.endsWith(' kommune') ? 'municipality' : 'association') };
}

/** A file must not give a stranger's number a say in an association that has a contact. */
const hasContact = async (tx: Tx, id: string): Promise<boolean> =>
  (await contactsOf(tx, id)).some((one) => one.number !== null);
