import type { Generated, Selectable } from 'kysely';
import type { MessageKind } from './messages.ts';

export interface CallTable {
  /** The provider's: one for all steps of a call. */
  id: string;
  centre_id: string;
  person_id: string | null;
  /** Theirs, or "withheld:" and the call's id. */
  number: string;
  direction: 'inbound' | 'outbound';
  /** The row of `outgoing_call` that placed it. */
  outgoing_id: string | null;
  language: string;
  /** Who it is (docs/rules.md L1 to L3): not known, the number that the caller shows, or a number that we rang ourselves. */
  proof: 'none' | 'number' | 'proven';
  phase: (typeof CALL_PHASES)[number];
  /** The last step that was taken. */
  step: number;
  /** How many times in a row nothing was heard, and nothing understood. */
  silences: number;
  misses: number;
  /** Wrong codes of offers. */
  code_tries: number;
  callback_id: string | null;
  /** When a human pressed the key that takes the call. */
  taken_at: string | null;
  outcome: string | null;
  started_at: string;
  last_at: string;
  ended_at: string | null;
}

export interface OutgoingCallTable {
  seq: Generated<number>;
  /** Random: part of the address at which the carrier asks what to say. */
  id: string;
  dedupe: string;
  centre_id: string;
  person_id: string;
  from_number: string;
  number: string;
  kind: MessageKind;
  language: string;
  /** JSON: the lines to say, or the flow to begin. */
  errand: string;
  not_before: string;
  expires_at: string | null;
  state: (typeof OUTGOING_CALL_STATES)[number];
  sid: string | null;
  reason: string | null;
  /** How often the phone was rung, and how often the carrier did not take the call. */
  tries: number;
  refusals: number;
  started_at: string | null;
  lease_until: string | null;
  node: string | null;
  created_at: string;
  settled_at: string | null;
  /** The broadcast that this is a part of. */
  broadcast_id: string | null;
}

export interface RecordingTable {
  /** The provider's. */
  id: string;
  centre_id: string;
  call_id: string;
  callback_id: string | null;
  seconds: number;
  made_at: string;
  erase_at: string;
  erased_at: string | null;
}

export type Call = Selectable<CallTable>;

export type OutgoingCall = Selectable<OutgoingCallTable>;

/** What a call waits for: keys or words, the key that lets its errand be heard, the staff phone, a message; or nothing more. */
export const CALL_PHASES = ['talking', 'announcing', 'dialling', 'recording', 'over'] as const;

export const OUTGOING_CALL_STATES = [
  'pending',
  'placing',
  'placed',
  'unknown',
  'done',
  'failed',
  'expired',
  'cancelled',
] as const;
