import type { CallEnd } from './line.ts';

/** A text message as it leaves the service. */
export interface Outgoing {
  /** Our id of the message: the last part of its status address. */
  id: string;
  from: string;
  to: string;
  body: string;
  /** How long the carrier may keep trying, in seconds; as long as it likes where it is left out. */
  validForS?: number;
}

/** Why a carrier will not take a message, and never will. */
export type Rejection =
  | 'opted out'
  | 'landline'
  | 'invalid number'
  | 'content'
  | 'configuration'
  | 'blocked'
  /** The carrier places none at all. */
  | 'not offered'
  | 'other';

/**
 * What can become of a send. `refused` is sure not to have been sent; `unknown` may have been: it is looked up before
 * anything is repeated. `halted` means that nothing can be sent until somebody puts the account right.
 */
export type Outcome =
  | { outcome: 'accepted'; sid: string; status: string }
  | { outcome: 'refused'; code: string; because: 'busy' | 'unreachable'; http?: number; retryAfterMs?: number }
  | { outcome: 'rejected'; code: string; because: Rejection; http?: number }
  | { outcome: 'halted'; code: string; http?: number }
  | { outcome: 'unknown'; code: string; http?: number };

/** A message that the carrier has on its list. */
export interface FoundMessage {
  sid: string;
  status: string;
  /** When the carrier took it, ISO 8601 UTC. */
  createdAt: string;
}

/** A message that somebody sent to us, as the carrier keeps it. */
export interface InboundMessage {
  sid: string;
  from: string;
  to: string;
  body: string;
  /** When the carrier got it, ISO 8601 UTC. */
  at: string;
  mediaCount: number;
}

/** A call to be placed. */
export interface OutgoingRing {
  /** Ours, and random: part of the addresses at which the carrier asks what to say, and tells what became of it. */
  id: string;
  from: string;
  to: string;
}

/** A call that the carrier has on its list. */
export interface FoundCall {
  sid: string;
  /** How it ended; null while it goes on. */
  end: CallEnd | null;
  createdAt: string;
}

/** How far a message that a carrier took has come. */
export type DeliveryState = 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A delivery report in our words. */
export interface Delivery {
  /** Null where the report says nothing about a message that we sent. */
  state: DeliveryState | null;
  /** What its error tells for good about the number, the text or the account. */
  reason: Rejection | null;
}

/** What one of a carrier's error codes means for us. */
export interface CarrierCode {
  /** Whether the same message may be offered again by itself. */
  retry: 'never' | 'later';
  /** What it tells for good about the number, the text or the account. */
  settles: Rejection;
  /** What staff are told to do. */
  says: string;
}

export const never = (settles: Rejection, says: string): CarrierCode => ({ retry: 'never', settles, says });
export const later = (settles: Rejection, says: string): CarrierCode => ({ retry: 'later', settles, says });

/** One thing that `doctor` looked at. `advice` says what to do, or what there is to know. */
export interface CarrierCheck {
  name: string;
  ok: boolean;
  advice: string;
}

export const fine = (name: string, advice = ''): CarrierCheck => ({ name, ok: true, advice });
export const wrong = (name: string, advice: string): CarrierCheck => ({ name, ok: false, advice });

/** What `doctor` knows of a centre. */
export interface CheckedCentre {
  id: string;
  number: string;
  voiceNumber: string;
  /** TwiML for the time when we do not answer. */
  lastResort: string;
}

/** Whether real telephones are reached. */
export type Network = 'simulator' | 'test server' | 'real';

/** Takes messages and calls to the network. */
export interface Carrier {
  name: string;
  /** Connects, and hands in what comes; left out, there is nothing to connect. */
  start?(): void;
  /** Takes nothing more, and lets go of its connections. */
  stop?(): Promise<void>;
  /** Never throws: whatever goes wrong is an outcome. */
  send(message: Outgoing): Promise<Outcome>;
  /** Messages with just this text to just this number, created at `since` or later; throws when it cannot look. */
  find?(q: { to: string; body: string; since: string }): Promise<FoundMessage[]>;
  /** Whether an id is one of a text that it keeps a copy of. Left out, it keeps none. */
  keeps?(sid: string): boolean;
  /** Takes the words out of a text that the carrier keeps, whichever way it went; 'again' when that could not be done now. */
  forget?(sid: string): Promise<'forgotten' | 'again'>;
  /** What came in for one of our numbers since then, oldest first; throws when it cannot look. */
  inbound?(q: { to: string; since: string }): Promise<InboundMessage[]>;
  /** Places a call. Never throws: whatever goes wrong is an outcome. Left out, it places none. */
  call?(call: OutgoingRing): Promise<Outcome>;
  /** Calls that it placed to this number at `since` or later, oldest first; throws when it cannot look. */
  findCalls?(q: { to: string; since: string }): Promise<FoundCall[]>;
  /** A message that was left on the line, as MP3; null where it has none. Throws when it cannot look. */
  fetchRecording?(sid: string): Promise<Uint8Array | null>;
  /** Erases a message that was left on the line; one that is gone already is erased. Throws when it cannot. */
  eraseRecording?(sid: string): Promise<void>;
}
