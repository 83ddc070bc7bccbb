import type { Generated, Selectable } from 'kysely';
import type { AboutKind, MessageKind } from './messages.ts';

export interface CallTable {
  /** The carrier's id: the same for all steps of a call. */
  id: string;
  centre_id: string;
  person_id: string | null;
  /** The other party's number, or "withheld:" and the call's id. */
  number: string;
  direction: 'inbound' | 'outbound';
  /** The row of `outgoing_call` that placed the call. */
  outgoing_id: string | null;
  language: string;
  /**
   * How far the person is identified (docs/rules.md L1 to L3): not at all, by the number that the caller shows, or by a number
   * that the service called.
   */
  proof: 'none' | 'number' | 'proven';
  phase: (typeof CALL_PHASES)[number];
  /** The last step taken. */
  step: number;
  /** Consecutive answers without input, and without a meaning. */
  silences: number;
  misses: number;
  /** Number of wrong offer codes. */
  code_tries: number;
  callback_id: string | null;
  /** When a staff member pressed the key that takes the call. */
  taken_at: string | null;
  outcome: string | null;
  started_at: string;
  last_at: string;
  ended_at: string | null;
}

export interface OutgoingCallTable {
  seq: Generated<number>;
  /** Random: part of the address at which the carrier asks for the next step. */
  id: string;
  dedupe: string;
  centre_id: string;
  person_id: string;
  from_number: string;
  number: string;
  kind: MessageKind;
  language: string;
  /** JSON: the lines to say, or the flow to begin. */
  purpose: string;
  not_before: string;
  expires_at: string | null;
  state: (typeof OUTGOING_CALL_STATES)[number];
  sid: string | null;
  reason: string | null;
  /** Number of calls placed, and of calls that the carrier refused to place. */
  tries: number;
  refusals: number;
  started_at: string | null;
  lease_until: string | null;
  node: string | null;
  created_at: string;
  settled_at: string | null;
  /** The broadcast that the call belongs to. */
  broadcast_id: string | null;
  /** The statement about the row in `about_id`; null for a call that no change makes untrue. */
  about_kind: Generated<AboutKind | null>;
  about_id: Generated<string | null>;
}

export interface RecordingTable {
  /** The carrier's id. */
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

/**
 * The input for which a call waits: keys or words; the key that starts the announcement; the staff phone; a recorded
 * message; none.
 */
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
