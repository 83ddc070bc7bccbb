import type { Moment } from '../db/moment.ts';
import type { Db, InboxItemTable, Tx } from '../db/schema.ts';

/** Why a message needs a human. */
export type InboxReason =
  | 'not understood'
  | 'question'
  | 'crisis'
  | 'help request'
  | 'request'
  | 'opted out'
  | 'many messages'
  | 'failed turn'
  | 'undelivered'
  | 'cannot be texted'
  | 'wrong number';

export interface InboxNote {
  centreId: string;
  personId: string | null;
  number: string;
  reason: InboxReason;
  arrivalId: string | null;
  body: string;
}

/** Puts something on the staff's list. Answers its id. */
export async function putInInbox(tx: Tx, moment: Moment, note: InboxNote): Promise<string> {
  const id = moment.ids.next('inbox');
  await tx
    .insertInto('inbox_item')
    .values({
      id,
      centre_id: note.centreId,
      person_id: note.personId,
      number: note.number,
      reason: note.reason,
      arrival_id: note.arrivalId,
      body: note.body,
      status: 'open',
      created_at: moment.now,
    })
    .execute();
  return id;
}

/** What waits, oldest first; crises before everything. */
export async function listInbox(
  db: Db,
  centreId: string | null,
  which: 'open' | 'done' | 'all' = 'open',
): Promise<InboxItemTable[]> {
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

export async function showInboxItem(db: Db, id: string): Promise<InboxItemTable | undefined> {
  return db.selectFrom('inbox_item').selectAll().where('id', '=', id).executeTakeFirst();
}

/** Closes an item; the second time it says so and changes nothing. */
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
