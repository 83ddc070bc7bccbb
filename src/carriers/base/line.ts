/** An inbound text, from any carrier. */
export interface InboundText {
  /** The carrier's id of the message: the same id is the same message. */
  sid: string;
  from: string;
  to: string;
  body: string;
  media: number;
  /** The keyword that the carrier itself has answered; null when it leaves keywords to us. */
  optOutType: 'STOP' | 'START' | 'HELP' | null;
  /** A channel other than text messages, such as "whatsapp"; absent for a text message. */
  channel?: string;
  /** When the carrier received it, ISO 8601 UTC. */
  providerAt?: string;
  /** A part of a longer text. Parts from one number with the same `ref` belong together; `number` counts from 1. */
  part?: { ref: number; number: number; of: number };
}

/** One step of a call, as the carrier reports it. */
export interface CallStep {
  /** The carrier's id of the call, and the number of the step in its address; 0 is the first. */
  sid: string;
  step: number;
  from: string;
  to: string;
  /** The row of `outgoing_call` whose address was fetched; null in an inbound call. */
  outgoingId: string | null;
  digits: string;
  speech: string;
  /** The confidence of the speech recognition, 0 to 1. */
  confidence: number | null;
  /** The outcome of putting the call through. */
  dialled: string | null;
  recording: { sid: string; seconds: number } | null;
  /** Who picked up, when the carrier was asked to detect it: "human", or a word that begins with "machine". */
  answeredBy: string | null;
}

/** How a call ended. */
export const CALL_ENDS = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

/** The end that a word names; null for a call that lasts. */
export const callEndOf = (word: string): CallEnd | null => CALL_ENDS.find((end) => end === word) ?? null;

/** A delivery report, in the carrier's own words; `deliveryOf` reads them. */
export interface CarrierReport {
  /** The message that we sent; null when the carrier knows only its own id and the number. */
  outboxId: string | null;
  sid: string;
  status: string;
  errorCode: string | null;
  /** The carrier whose words these are; absent in reports from the time when there was only one. */
  carrier?: string;
  /** The recipient's number, E.164; for a report without `outboxId`. */
  to?: string;
}

/** Receives calls: each function answers TwiML, or nothing. */
export interface CallLine {
  /**
   * Records and takes one step of a call in one commit, because the caller waits: the keys or the speech.
   * @returns its TwiML; the same step again gets the same TwiML. A failure hands the caller to a human
   * @throws when the database is busy or full and nothing is recorded: the carrier must then ask for the same step
   *   again
   */
  receiveCall(heard: CallStep): Promise<string>;
  /** The document for the staff member who answers, and after their key. */
  receiveWhisper(callId: string, digits: string): Promise<string>;
  /** The carrier has the recording of a message ready. */
  receiveRecording(callId: string, recording: { sid: string; seconds: number }): Promise<void>;
  /** A call has ended. */
  receiveCallStatus(callId: string, end: CallEnd): Promise<void>;
  /** The end of a call that we placed, by the id that we gave it. */
  receiveOutgoingStatus(told: { id: string; sid: string; status: CallEnd }): Promise<void>;
}

/** Receives texts and delivery reports: each function resolves when the row is committed. */
export interface TextLine {
  receiveText(text: InboundText): Promise<'noted' | 'already noted'>;
  receiveReport(report: CarrierReport): Promise<'noted' | 'already noted'>;
}

/** Addresses in a call's TwiML. */
export interface CallAddresses {
  /** The call's step with this number. */
  step(callId: string, step: number): string;
  /** Asks the staff member who answered for a key. */
  whisper(callId: string): string;
  /** Receives the news that a recording is ready. */
  recording(callId: string): string;
}
