import { compiled } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, InboxItem, Tx } from '../../db/schema/index.ts';

/** Why staff have to read a message. */
export type InboxReason =
  | 'not understood'
  | 'question'
  | 'picture'
  | 'crisis'
  | 'help request'
  | 'request'
  | 'opted out'
  | 'many messages'
  | 'failed turn'
  | 'undelivered'
  | 'cannot be texted'
  | 'wrong number'
  | 'deceased'
  | 'another channel'
  | 'said yes'
  | 'said yes, but'
  | 'question about an offer'
  | 'withdrew'
  | 'left'
  | 'came back'
  | 'late today'
  | 'availability'
  | 'worry'
  | 'lonely'
  | 'nobody left to ask';

export interface InboxNote {
  centreId: string;
  personId: string | null;
  number: string;
  reason: InboxReason;
  arrivalId: string | null;
  body: string;
  /** The id of its subject: a decision about the subject closes the item. */
  about?: string;
}

/** Most open items from one number: staff do not read more, and the journal has the rest. */
const OPEN_MAX = 20;

const openOf = compiled<{ centre: string; number: string }, { n: number }>((db, arg) =>
  db
    .selectFrom('inbox_item')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', arg('centre'))
    .where('number', '=', arg('number'))
    .where('status', '=', lit('open')),
);

/** Adds an item to the inbox, unless the number has too many open items. */
export async function putInInbox(tx: Tx, moment: Moment, note: InboxNote): Promise<'noted' | 'too many'> {
  const [open] = await openOf(tx, { centre: note.centreId, number: note.number });
  // The limit does not apply to the words of a person in need.
  if (note.reason !== 'crisis' && (open?.n ?? 0) >= OPEN_MAX) return 'too many';
  await tx
    .insertInto('inbox_item')
    .values({
      id: moment.ids.next('inbox'),
      centre_id: note.centreId,
      person_id: note.personId,
      number: note.number,
      reason: note.reason,
      arrival_id: note.arrivalId,
      body: note.body,
      about: note.about ?? null,
      status: 'open',
      created_at: moment.now,
    })
    .execute();
  return 'noted';
}

/** Whether something came from a number since then, for this reason; read or not. */
export async function hasInboxItemSince(
  db: Db,
  { centreId, number, reason, since }: { centreId: string; number: string; reason: InboxReason; since: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('inbox_item')
    .select('id')
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .where('reason', '=', reason)
    .where('created_at', '>', since)
    .executeTakeFirst();
  return row !== undefined;
}

/** Open items, oldest first; crises before all others. */
export async function listInbox(
  db: Db,
  centreId: string | null,
  which: 'open' | 'done' | 'all' = 'open',
): Promise<InboxItem[]> {
  const rows = await db
    .selectFrom('inbox_item')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId))
    .$if(which !== 'all', (q) => q.where('status', '=', which === 'done' ? 'done' : 'open'))
    .orderBy('created_at')
    .orderBy('id')
    .execute();
  return [...rows.filter((r) => r.reason === 'crisis'), ...rows.filter((r) => r.reason !== 'crisis')];
}

export async function showInboxItem(db: Db, id: string): Promise<InboxItem | undefined> {
  return db.selectFrom('inbox_item').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Assigns an item to a staff member. */
export async function assignInboxItem(
  tx: Tx,
  { id, to }: { id: string; to: string },
): Promise<'assigned' | 'already' | 'already done' | 'not found'> {
  const item = await showInboxItem(tx, id);
  if (item === undefined) return 'not found';
  if (item.status === 'done') return 'already done';
  if (item.assigned_to === to) return 'already';
  await tx.updateTable('inbox_item').set({ assigned_to: to }).where('id', '=', id).execute();
  return 'assigned';
}

/** Closes an item; a second call changes nothing and says so. */
export async function closeInboxItem(
  tx: Tx,
  moment: Moment,
  input: { id: string; staff: string },
): Promise<'done' | 'already done' | 'not found'> {
  const changed = await tx
    .updateTable('inbox_item')
    .set({ status: 'done', done_at: moment.now, done_by: input.staff })
    .where('id', '=', input.id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return 'done';
  return (await showInboxItem(tx, input.id)) === undefined ? 'not found' : 'already done';
}

/** Closes all items about a subject that staff have decided on. */
export async function closeInboxAbout(
  tx: Tx,
  moment: Moment,
  { about, staff }: { about: string; staff: string },
): Promise<void> {
  await tx
    .updateTable('inbox_item')
    .set({ status: 'done', done_at: moment.now, done_by: staff })
    .where('about', '=', about)
    .where('status', '=', lit('open'))
    .execute();
}
