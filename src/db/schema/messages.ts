import type { Generated, Selectable } from 'kysely';

export const OUTBOX_STATES = [
  'held',
  'pending',
  'sending',
  'accepted',
  'sent',
  'delivered',
  'undelivered',
  'unknown',
  'failed',
  'expired',
  'cancelled',
] as const;

export type OutboxState = (typeof OUTBOX_STATES)[number];

/** The purpose of a message; decides what happens when its outcome is unknown (docs/rules.md P4). */
export const MESSAGE_KINDS = [
  'reply',
  'offer',
  'confirmation',
  'change',
  'reminder',
  'broadcast',
  'stop_receipt',
  'code',
  'staff',
] as const;

export type MessageKind = (typeof MESSAGE_KINDS)[number];

/** The statement of a message or a call about the row in `about_id`. */
export const ABOUT_KINDS = [
  // About an offer.
  'offer',
  'again',
  'confirmed',
  'changed',
  'remind',
  'thank',
  'offer.taken',
  'assignment.turnedDown',
  // About several offers in one message; `about_id` holds their ids, separated by commas.
  'offers',
  // About a sign-up.
  'moved',
  'place',
  'promoted',
  // A reply to an arrival.
  'arrival',
  // The person in need about whose number the emergency phone is told.
  'need',
] as const;
export type AboutKind = (typeof ABOUT_KINDS)[number];

export interface OutboxTable {
  seq: Generated<number>;
  /** 128 random bits: the address of its status callback. */
  id: string;
  dedupe: string;
  centre_id: string;
  person_id: string | null;
  from_number: string;
  number: string;
  kind: MessageKind;
  /** 2 for persons in need, 1 for replies, 0 for due work, -1 for broadcasts. */
  priority: number;
  body: string;
  /**
   * JSON: the lines of the message, for a call when the number cannot receive texts; null when a call would not help.
   */
  said: Generated<string | null>;
  language: string;
  encoding: 'GSM-7' | 'UCS-2';
  parts: number;
  not_before: string;
  expires_at: string | null;
  state: OutboxState;
  sid: string | null;
  error_code: string | null;
  /** Why sending stopped, in one word or a code. */
  reason: string | null;
  tries: number;
  created_at: string;
  sent_at: string | null;
  settled_at: string | null;
  /** The broadcast of the message. */
  broadcast_id: string | null;
  /** The statement about the row in `about_id`; null for a message that no change makes untrue. */
  about_kind: Generated<AboutKind | null>;
  about_id: Generated<string | null>;
}

export interface AttemptTable {
  id: string;
  outbox_id: string;
  started_at: string;
  node: string;
  lease_until: string;
  outcome: 'accepted' | 'refused' | 'rejected' | 'unknown' | null;
  http: number | null;
  code: string | null;
  ended_at: string | null;
}

export type OutboxRow = Selectable<OutboxTable>;
