import type { Generated, Selectable } from 'kysely';

export interface ArrivalTable {
  seq: Generated<number>;
  /** The carrier's id ("SM..."), or another unique key ("deadline:...", "SM...:delivered"). */
  id: string;
  kind: 'text' | 'deadline' | 'report' | 'command' | 'agenda' | 'call';
  centre_id: string | null;
  /**
   * The party that the arrival belongs to; arrivals of one peer are handled in order. The number as received; null
   * without a party.
   */
  peer: string | null;
  payload: string;
  provider_at: string | null;
  received_at: string;
  state: 'new' | 'done' | 'ignored' | 'poison';
  attempts: number;
  retry_at: string | null;
  last_error: string | null;
  /** The outcome in one word, for `messages list` and statistics. */
  outcome: string | null;
  handled_at: string | null;
  /** The TwiML that answered a step of a call. */
  answer: Generated<string | null>;
}

export interface ConversationTable {
  id: string;
  centre_id: string;
  person_id: string;
  flow: string;
  version: number;
  /** JSON: `{value, context}`; `{}` once the conversation has ended. */
  state: string;
  status: 'open' | 'ended';
  misses: number;
  opened_at: string;
  active_at: string;
  ended_at: string | null;
  /** The call that the conversation is held in; null for a conversation by text. */
  call_id: Generated<string | null>;
}

export type Arrival = Selectable<ArrivalTable>;
