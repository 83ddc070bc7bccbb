import type { Generated, Selectable } from 'kysely';

export interface ArrivalTable {
  seq: Generated<number>;
  /** The provider's id ("SM..."), or what makes it one of a kind ("deadline:...", "SM...:delivered"). */
  id: string;
  kind: 'text' | 'deadline' | 'report' | 'command' | 'agenda' | 'call';
  centre_id: string | null;
  /** Whose it is: arrivals of one peer are taken in order. A number as it came in; null for what concerns nobody. */
  peer: string | null;
  payload: string;
  provider_at: string | null;
  received_at: string;
  state: 'new' | 'done' | 'ignored' | 'poison';
  attempts: number;
  retry_at: string | null;
  last_error: string | null;
  /** One word on what became of it, for `messages list` and statistics. */
  outcome: string | null;
  handled_at: string | null;
  /** The TwiML that a step of a call was answered with. */
  answer: Generated<string | null>;
}

export interface ConversationTable {
  id: string;
  centre_id: string;
  person_id: string;
  flow: string;
  version: number;
  /** JSON: `{value, context}`; `{}` when it has ended. */
  state: string;
  status: 'open' | 'ended';
  misses: number;
  opened_at: string;
  active_at: string;
  ended_at: string | null;
  /** The call in which it is held; null when it is held by text. */
  call_id: Generated<string | null>;
}

export type Arrival = Selectable<ArrivalTable>;
