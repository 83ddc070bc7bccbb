import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, Person, Tx } from '../../db/schema/index.ts';
import { clearAgenda } from '../base/agenda.ts';
import { eraseCalls } from './erase-calls.ts';
import { emptyArrivals, emptyOutbox } from './erase-messages.ts';
import { ledgerHash } from '../centres/opt-out.ts';
import { findPerson } from '../centres/people.ts';
import { countChange } from '../base/change-counter.ts';
import type { SignUpAudience } from '../activities/capacity.ts';
import { cancelSignUp } from '../activities/sign-ups.ts';
import { putInInbox } from '../staff/inbox.ts';
import { shortId } from '../staff/short-ids.ts';
import { isOver, removeTraces } from './personal-data.ts';
import { numberPattern } from './trace-patterns.ts';

export interface Erased {
  /** Number of rows deleted or emptied, by table. */
  counts: Record<string, number>;
  /** Sign-ups that moved up from waiting lists. */
  promoted: SignUpAudience[];
  /** Coming assignments that the person had said yes to. */
  freed: string[];
  /** Short ids of activities and coming assignments that name the person, or seem to: staff look at them. */
  left: string[];
}

/** Who is erased, and how far: staff who have looked may remove the person from what others rely on, too. */
export interface Erasing {
  centreId: string;
  number: string;
  reach?: 'everywhere';
}

/**
 * Erases a person at a centre: cancels open business, then removes name, number and words from every table. What others rely
 * on (activities, and the recipient and particulars of a coming assignment) is left to staff, in the inbox. Only a
 * keyed hash in the opt-out ledger, another in the list of erasures, and counts remain, none of which identifies the
 * person.
 */
export async function erase(tx: Tx, moment: Moment, who: Erasing): Promise<Erased> {
  const person = await findPerson(tx, who.centreId, who.number);
  const counts: Record<string, number> = {};
  const add = (table: string, n: number | bigint): void => {
    if (Number(n) > 0) counts[table] = (counts[table] ?? 0) + Number(n);
  };

  const promoted = person === undefined ? [] : await leaveActivities(tx, moment, person.id);
  const freed = person === undefined ? [] : await leaveAssignments(tx, moment, person.id);
  await forgetRecipient(tx, moment, who, add);
  add('inbox_item', await deleteOf(tx, 'inbox_item', who));
  add('callback', await deleteOf(tx, 'callback', who));
  add('outbox', await emptyOutbox(tx, moment, who));
  add('arrival', await emptyArrivals(tx, moment, who));
  for (const [table, n] of Object.entries(await eraseCalls(tx, moment, who))) add(table, n);
  if (person !== undefined) await deletePerson(tx, person, add);
  const represented = await leaveAssociations(tx, who);
  add('association_contact', represented.contacts);
  const name = person?.confirmed_name ?? null;
  const { centreId, number, reach } = who;
  const { removed, left } = await removeTraces(tx, {
    centreId,
    number,
    reach,
    name,
    claimed: person?.name ?? null,
    now: moment.now,
  });
  for (const [table, n] of Object.entries(removed)) add(table, n);
  if ((removed['activity'] ?? 0) > 0) await reindex(tx);
  const toStaff = [...new Set([...left, ...represented.associations])];
  if (toStaff.length > 0) await leaveToStaff(tx, moment, centreId, toStaff);
  await noteErasure(tx, moment, who);
  return { counts, promoted, freed, left: toStaff };
}

type Add = (table: string, n: number | bigint) => void;

async function leaveActivities(tx: Tx, moment: Moment, personId: string): Promise<SignUpAudience[]> {
  const coming = await tx
    .selectFrom('sign_up')
    .select('id')
    .where('person_id', '=', personId)
    .where('status', '!=', 'cancelled')
    .where('starts_utc', '>', moment.now)
    .execute();
  const promoted: SignUpAudience[] = [];
  for (const { id } of coming) promoted.push(...(await cancelSignUp(tx, moment, { id })).promoted);
  return promoted;
}

/** Reopens assignments that had enough volunteers. */
async function leaveAssignments(tx: Tx, moment: Moment, personId: string): Promise<string[]> {
  const promised = await tx
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select(['assignment.id', 'assignment.status'])
    .where('offer.person_id', '=', personId)
    .where('offer.status', 'in', ['accepted', 'noted', 'confirmed'])
    .where('assignment.status', 'in', ['open', 'filled'])
    .where('assignment.starts_utc', '>', moment.now)
    .execute();
  const filled = promised.filter(({ status }) => status === 'filled').map(({ id }) => id);
  if (filled.length > 0) {
    const again = { status: 'open' as const, changed_at: moment.now };
    await tx.updateTable('assignment').set(again).where('id', 'in', filled).execute();
  }
  return promised.map(({ id }) => id);
}

/** The recipient's number is stored as staff wrote it. */
async function forgetRecipient(tx: Tx, { now }: Moment, who: Erasing, add: Add): Promise<void> {
  const { like, exact } = numberPattern(who.number);
  const secrets = await tx
    .selectFrom('assignment_secret')
    .innerJoin('assignment', 'assignment.id', 'assignment_secret.assignment_id')
    .select(['assignment_id', 'phone', 'starts_utc'])
    .where('assignment.centre_id', '=', who.centreId)
    .where('phone', 'like', like)
    .execute();
  for (const { assignment_id: id, phone, starts_utc: startsUtc } of secrets) {
    if ((!isOver(startsUtc, now) && who.reach !== 'everywhere') || !new RegExp(exact.source, 'u').test(phone)) continue;
    await tx.deleteFrom('assignment_secret').where('assignment_id', '=', id).execute();
    add('assignment_secret', 1);
  }
}

/** Associations whose contact the person was: staff find out who answers for them now. */
async function leaveAssociations(
  tx: Tx,
  { centreId, number }: Erasing,
): Promise<{ contacts: number; associations: string[] }> {
  const rows = await tx
    .selectFrom('association_contact')
    .innerJoin('association', 'association.id', 'association_id')
    .select(['association_contact.id', 'short_no'])
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .orderBy('short_no')
    .execute();
  for (const { id } of rows) await tx.deleteFrom('association_contact').where('id', '=', id).execute();
  const associations = new Set(rows.map(({ short_no }) => shortId('association', short_no)));
  return { contacts: rows.length, associations: [...associations] };
}

/** The item names the places, not the person: what was erased must not come back in it. */
async function leaveToStaff(tx: Tx, moment: Moment, centreId: string, left: readonly string[]): Promise<void> {
  await putInInbox(tx, moment, {
    centreId,
    personId: null,
    number: '',
    reason: 'erased',
    arrivalId: null,
    body: `A person who was erased may be named in ${left.join(', ')}. Look, and change what should go.`,
  });
}

async function deleteOf(
  tx: Tx,
  table: 'inbox_item' | 'callback',
  { centreId, number }: { centreId: string; number: string },
): Promise<bigint> {
  const gone = await tx
    .deleteFrom(table)
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .executeTakeFirst();
  return gone.numDeletedRows;
}

/** Also deletes conversations, sign-ups, subscriptions, the volunteer and the offers. */
async function deletePerson(tx: Tx, person: Person, add: Add): Promise<void> {
  for (const table of ['conversation', 'sign_up', 'offer', 'volunteer', 'subscription'] as const) {
    const rows = await tx.selectFrom(table).select('id').where('person_id', '=', person.id).execute();
    for (const { id } of rows) await clearAgenda(tx, id);
    add(table, rows.length);
  }
  await clearAgenda(tx, person.id);
  add('broadcast_recipient', await leaveBroadcasts(tx, person));
  const { numUpdatedRows } = await tx
    .updateTable('proposal')
    .set({ person_id: null, words: '' })
    .where('person_id', '=', person.id)
    .executeTakeFirst();
  add('proposal', numUpdatedRows);
  await tx.deleteFrom('person').where('id', '=', person.id).execute();
  add('person', 1);
}

/** Makes every process reload its activities. */
async function reindex(tx: Tx): Promise<void> {
  const revision = await countChange(tx, 'activities');
  await tx.updateTable('activity').set({ revision }).where('status', '=', 'active').execute();
}

async function noteErasure(tx: Tx, { now }: Moment, who: { centreId: string; number: string }): Promise<void> {
  const number_hash = await ledgerHash(tx, who.number);
  await tx
    .insertInto('erasure')
    .values({ centre_id: who.centreId, number_hash, erased_at: now })
    .onConflict((c) => c.columns(['centre_id', 'number_hash']).doUpdateSet({ erased_at: now }))
    .execute();
}

/** True while a message to the person is leaving: a person who asks to be erased gets the answer first. */
export async function isLeaving(
  db: Db,
  { centreId, number, now, since }: { centreId: string; number: string; now: string; since: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('outbox')
    .select('id')
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .where('state', 'in', [lit('pending'), lit('sending')])
    .where('not_before', '<=', now)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** By broadcast, because the index on recipients starts with the broadcast. */
async function leaveBroadcasts(tx: Tx, { id, centre_id: centreId }: Person): Promise<bigint> {
  const gone = await tx
    .deleteFrom('broadcast_recipient')
    .where('broadcast_id', 'in', (e) => e.selectFrom('broadcast').select('id').where('centre_id', '=', centreId))
    .where('person_id', '=', id)
    .executeTakeFirst();
  return gone.numDeletedRows;
}
