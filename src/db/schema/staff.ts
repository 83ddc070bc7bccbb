import type { Generated, Selectable } from 'kysely';

export interface InboxItemTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  person_id: string | null;
  number: string;
  reason: string;
  arrival_id: string | null;
  /** The text for staff, as received. */
  body: string;
  /** The id of its subject, such as an assignment: a decision about the subject closes the item. */
  about: string | null;
  status: 'open' | 'done';
  assigned_to: string | null;
  created_at: string;
  done_at: string | null;
  done_by: string | null;
}

export interface CallbackTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  person_id: string | null;
  number: string;
  reason: string;
  /** The person's own words: their last texts or sentences before it, newest last. Empty when they used keys alone. */
  words: Generated<string>;
  /** The last message that the person got before it, cut to a line. */
  shown: Generated<string>;
  /** When the person wishes to be called; an instant. */
  wished_at: string | null;
  language: string;
  asked_at: string;
  due_at: string;
  status: 'open' | 'done';
  outcome: string | null;
  done_at: string | null;
  done_by: string | null;
}

export interface StaffNoticeTable {
  id: string;
  centre_id: string;
  kind:
    | 'crisis'
    | 'worry'
    | 'withdrawal'
    | 'undelivered change'
    | 'missed promise'
    | 'voicemail'
    | 'organiser'
    | 'cost';
  /** The id of its subject; never a name or a number. */
  about: string;
  noted_at: string;
  told_at: string | null;
}

export interface AuditTable {
  seq: Generated<number>;
  at: string;
  staff: string;
  verb: string;
  object: string;
  detail: string;
  prev_hash: string;
  hash: string;
}

/** Why an audit log cannot be relied on. */
export type AuditFault =
  | 'row changed'
  | 'rows missing'
  | 'rows added'
  | 'head missing'
  | 'head changed'
  | 'head not signed'
  | 'other key'
  | 'trigger missing'
  | 'not as the anchor';

/** How far the audit log goes; one row. */
export interface AuditHeadTable {
  log: 'audit';
  rows_written: number;
  /** The hash of the last row. */
  hash: string;
  /** Which key signed it: the first bytes of its SHA-256. */
  signed_with: string | null;
  mac: string | null;
  /** The fault that the log had when a later row was written. */
  fault: AuditFault | null;
}

export type InboxItem = Selectable<InboxItemTable>;

export type Callback = Selectable<CallbackTable>;
