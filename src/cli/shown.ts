import type { CallbackTable, InboxItemTable } from '../db/schema.ts';
import { Refusal } from '../domain/refusal.ts';
import { withOffset } from '../domain/time.ts';

/** A message of the inbox as JSON shows it. */
export const inboxJson = (i: InboxItemTable) => ({
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

/** Somebody to ring, as JSON shows them. */
export const callbackJson = (c: CallbackTable) => ({
  id: c.id,
  centre: c.centre_id,
  number: c.number,
  reason: c.reason,
  language: c.language,
  askedAt: withOffset(c.asked_at),
  dueAt: withOffset(c.due_at),
  status: c.status,
  outcome: c.outcome,
  doneBy: c.done_by,
});
