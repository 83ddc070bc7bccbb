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

/** What a message is for; decides what happens when its outcome is unknown (docs/rules.md P4). */
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
  /** 1 replies, 0 bulk. */
  priority: number;
  body: string;
  /** JSON: the lines that it says, to be said on the phone where it cannot be texted; null where that is of no use. */
  said: Generated<string | null>;
  language: string;
  encoding: 'GSM-7' | 'UCS-2';
  parts: number;
  not_before: string;
  expires_at: string | null;
  state: OutboxState;
  sid: string | null;
  error_code: string | null;
  /** Why it stopped, in one word or a code. */
  reason: string | null;
  tries: number;
  created_at: string;
  sent_at: string | null;
  settled_at: string | null;
  /** The broadcast that it is part of. */
  broadcast_id: string | null;
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
