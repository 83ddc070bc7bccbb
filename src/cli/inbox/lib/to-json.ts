import type { InboxItem } from '../../../db/schema/index.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { withOffset } from '../../../domain/base/time.ts';

/** A message of the inbox as JSON shows it. */
export const inboxJson = (i: InboxItem) => ({
  id: i.id,
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

export const noSuchItem = (id: string): Refusal =>
  new Refusal(`There is no message ${id} in the inbox. See: ringerunde inbox list --all`);
