import type { Generated, Selectable } from 'kysely';

/**
 * docs/rules.md N2: matters of the person; subjects that the person asked for; messages that need a recorded consent.
 */
export const BROADCAST_KINDS = ['service', 'requested', 'campaign'] as const;

export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

export const BROADCAST_STATUSES = ['draft', 'planning', 'scheduled', 'sending', 'paused', 'cancelled', 'done'] as const;

export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

export interface BroadcastTable {
  id: string;
  centre_id: string;
  /** The number of its short id at the centre; a trigger gives it at the insert. */
  short_no: Generated<number>;
  kind: BroadcastKind;
  /** JSON: the list of values given with --to. */
  wanted: string;
  /** Equal for the same texts to the same segment. */
  twin: string;
  /** 1 when the broadcast collects yes answers. */
  collects: number;
  /** 1 when a text may exceed two parts. */
  long: number;
  status: BroadcastStatus;
  /** Earliest sending time, an instant; null means at once. */
  send_at: string | null;
  /** The last person examined while the recipients were planned. */
  planned_to: string;
  planned_at: string | null;
  /** The last person whose message was put into the outbox. */
  queued_to: string;
  queued_at: string | null;
  /** Recipients and parts as staff confirmed them. */
  recipients: number;
  parts: number;
  cost_ore: number;
  /** JSON: the number of people left out, by reason. */
  left_out: string;
  created_by: string;
  second_by: string | null;
  created_at: string;
  confirmed_at: string | null;
  changed_at: string;
  finished_at: string | null;
}

export const REPLY_ANSWERS = ['yes', 'no', 'thanks', 'question'] as const;

export type ReplyAnswer = (typeof REPLY_ANSWERS)[number];

export interface BroadcastReplyTable {
  broadcast_id: string;
  person_id: string;
  arrival_id: string;
  answer: ReplyAnswer;
  at: string;
}

export type Broadcast = Selectable<BroadcastTable>;
