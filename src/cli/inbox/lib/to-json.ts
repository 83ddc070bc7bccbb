import type { CallbackTable, InboxItemTable, RecordingTable } from '../../../db/schema/index.ts';
import { isWithheld } from '../../../domain/calls/calls.ts';
import { Refusal } from '../../../domain/base/refusal.ts';
import { withOffset } from '../../../domain/base/time.ts';

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
export const callbackJson = (c: CallbackTable, recordings: readonly RecordingTable[] = []) => ({
  id: c.id,
  centre: c.centre_id,
  number: isWithheld(c.number) ? 'withheld' : c.number,
  messages: recordings.filter((r) => r.callback_id === c.id).length,
  reason: c.reason,
  language: c.language,
  askedAt: withOffset(c.asked_at),
  dueAt: withOffset(c.due_at),
  status: c.status,
  outcome: c.outcome,
  doneBy: c.done_by,
});

/** A message that was left on the line. */
export const recordingJson = (r: RecordingTable) => ({
  id: r.id,
  seconds: r.seconds,
  madeAt: withOffset(r.made_at),
  eraseAt: withOffset(r.erase_at),
});
