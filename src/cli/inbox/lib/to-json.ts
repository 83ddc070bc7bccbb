import type { InboxItem } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { shortId } from '../../../domain/staff/short-ids.ts';
import { withOffset } from '../../../domain/base/time.ts';
import { showInboxItem } from '../../../domain/staff/inbox.ts';
import { rowGiven } from '../../framework/arguments.ts';
import type { CommandContext } from '../../framework/command.ts';

/** A message of the inbox as JSON shows it. */
export const inboxJson = (i: InboxItem) => ({
  id: i.id,
  short: shortId('inbox_item', i.short_no),
  centre: i.centre_id,
  number: i.number,
  reason: i.reason,
  body: i.body,
  receivedAt: withOffset(i.created_at),
  status: i.status,
  assignedTo: i.assigned_to,
  doneAt: i.done_at === null ? null : withOffset(i.done_at),
  doneBy: i.done_by,
});

/** The message of the inbox that a command names. @throws Refusal when the name matches none, or several */
export async function itemGiven(context: CommandContext): Promise<InboxItem> {
  const { id, short } = await rowGiven(context, 'inbox_item');
  const item = await showInboxItem(context.store.db, id);
  if (item === undefined) throw new Refusal(`The message ${short} is gone.`);
  return item;
}
