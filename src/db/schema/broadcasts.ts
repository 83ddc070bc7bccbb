import type { Selectable } from 'kysely';

/** docs/rules.md N2: about something that concerns them; what they asked to hear of; what needs a recorded consent. */
export const BROADCAST_KINDS = ['service', 'requested', 'campaign'] as const;

export type BroadcastKind = (typeof BROADCAST_KINDS)[number];

export const BROADCAST_STATUSES = ['draft', 'planning', 'scheduled', 'sending', 'paused', 'cancelled', 'done'] as const;

export type BroadcastStatus = (typeof BROADCAST_STATUSES)[number];

export interface BroadcastTable {
  id: string;
  centre_id: string;
  kind: BroadcastKind;
  /** JSON: a list of what was said with --to. */
  wanted: string;
  /** The same texts to the same segment have the same. */
  twin: string;
  /** 1 when a yes is collected. */
  collects: number;
  /** 1 when a text may be longer than two parts. */
  long: number;
  status: BroadcastStatus;
  /** Not before this instant; null is at once. */
  send_at: string | null;
  /** The last person that was looked at when the recipients were written down. */
  planned_to: string;
  planned_at: string | null;
  /** The last person whose message was put into the outbox. */
  queued_to: string;
  queued_at: string | null;
  /** As it was confirmed. */
  recipients: number;
  parts: number;
  cost_ore: number;
  /** JSON: how many are left out, by reason. */
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
