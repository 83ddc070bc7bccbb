import type { CallEnd } from './line.ts';

/** A text message as it leaves the service. */
export interface Outgoing {
  /** Our id of the message: the last part of its status address. */
  id: string;
  from: string;
  to: string;
  body: string;
  /** How long the carrier may keep trying, in seconds; no limit when absent. */
  validForS?: number;
}

/** Why a carrier refuses a message for good. */
export type Rejection =
  | 'opted out'
  | 'landline'
  | 'invalid number'
  | 'content'
  | 'configuration'
  | 'blocked'
  /** The carrier places no calls. */
  | 'not offered'
  | 'other';

/**
 * The outcome of a send. After `refused` the message has surely not left. After `unknown` it may have left, so the
 * sender looks it up before it repeats anything. `halted`: nothing can be sent until the account is repaired.
 */
export type Outcome =
  | { outcome: 'accepted'; sid: string; status: string }
  | { outcome: 'refused'; code: string; because: 'busy' | 'unreachable'; http?: number; retryAfterMs?: number }
  | { outcome: 'rejected'; code: string; because: Rejection; http?: number }
  | { outcome: 'halted'; code: string; http?: number }
  | { outcome: 'unknown'; code: string; http?: number };

/** A message on the carrier's list. */
export interface FoundMessage {
  sid: string;
  status: string;
  /** When the carrier accepted it, ISO 8601 UTC. */
  createdAt: string;
}

/** An inbound message, as the carrier keeps it. */
export interface InboundMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** When the carrier received it, ISO 8601 UTC. */
  at: string;
  mediaCount: number;
}

/** A call to be placed. */
export interface OutgoingRing {
  /** Our random id: a part of the addresses at which the carrier fetches the call's steps and reports its end. */
  id: string;
  from: string;
  to: string;
}

/** A call on the carrier's list. */
export interface FoundCall {
  sid: string;
  /** How it ended; null while it lasts. */
  end: CallEnd | null;
  createdAt: string;
}

/** How far an accepted message has come. */
export type DeliveryState = 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A delivery report in our words. */
export interface Delivery {
  /** Null when the report is not about a message that we sent. */
  state: DeliveryState | null;
  /** The proven fault of the number, the text or the account. */
  reason: Rejection | null;
}

/** The meaning of a carrier's error code. */
export interface CarrierCode {
  /** Whether the sender may offer the same message again. */
  retry: 'never' | 'later';
  /** The proven fault of the number, the text or the account. */
  settles: Rejection;
  /** The advice to staff. */
  says: string;
}

export const never = (settles: Rejection, says: string): CarrierCode => ({ retry: 'never', settles, says });
export const later = (settles: Rejection, says: string): CarrierCode => ({ retry: 'later', settles, says });

/** A check of `doctor`. `advice` says what to do, or gives information. */
export interface CarrierCheck {
  name: string;
  ok: boolean;
  advice: string;
}

export const fine = (name: string, advice = ''): CarrierCheck => ({ name, ok: true, advice });
export const wrong = (name: string, advice: string): CarrierCheck => ({ name, ok: false, advice });

/** The facts about a centre that `doctor` checks. */
export interface CheckedCentre {
  id: string;
  number: string;
  voiceNumber: string;
  /** TwiML that the carrier plays while the service does not answer. */
  lastResort: string;
}

/** Whether real telephones are reached. */
export type Network = 'simulator' | 'test server' | 'real';

/** Takes messages and calls to the network. */
export interface Carrier {
  name: string;
  /** Connects, and passes on inbound messages; absent when there is nothing to connect. */
  start?(): void;
  /** Accepts nothing more and closes its connections. */
  stop?(): Promise<void>;
  /** Never throws: every failure is an outcome. */
  send(message: Outgoing): Promise<Outcome>;
  /**
   * Messages with exactly this text to exactly this number, created at `since` or later; throws when the look-up fails.
   */
  find?(q: { to: string; body: string; since: string }): Promise<FoundMessage[]>;
  /** Whether the id belongs to a text of which the carrier keeps a copy. Absent when it keeps none. */
  keeps?(sid: string): boolean;
  /** Erases the words of a text that the carrier keeps, inbound or outbound; 'again' when that is not possible now. */
  forget?(sid: string): Promise<'forgotten' | 'again'>;
  /** Messages that one of our numbers received since then, oldest first; throws when the look-up fails. */
  inbound?(q: { to: string; since: string }): Promise<InboundMessage[]>;
  /** Places a call. Never throws: every failure is an outcome. Absent when the carrier places no calls. */
  call?(call: OutgoingRing): Promise<Outcome>;
  /** Calls that it placed to this number at `since` or later, oldest first; throws when the look-up fails. */
  findCalls?(q: { to: string; since: string }): Promise<FoundCall[]>;
  /** The MP3 of a message that a caller left; null when it is gone. Throws when the request fails. */
  fetchRecording?(sid: string): Promise<Uint8Array | null>;
  /** Erases a message that a caller left; one that is gone counts as erased. Throws when the request fails. */
  eraseRecording?(sid: string): Promise<void>;
}
