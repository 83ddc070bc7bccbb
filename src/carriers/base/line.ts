/** A text as it came in, by whatever way. */
export interface InboundText {
  /** The carrier's id of the message: the same id is the same message. */
  sid: string;
  from: string;
  to: string;
  body: string;
  media: number;
  /** The keyword that the carrier itself has acted on and answered; null where it leaves keywords to us. */
  optOutType: 'STOP' | 'START' | 'HELP' | null;
  /** The channel that it came by where that is not ours, "whatsapp"; left out for a text message. */
  channel?: string;
  /** When the carrier got it, ISO 8601 UTC. */
  providerAt?: string;
  /** A part of a longer text: those from one number with the same `ref` belong together. `number` counts from 1. */
  part?: { ref: number; number: number; of: number };
}

/** One step of a call, as the carrier told it. */
export interface CallStep {
  /** The carrier's id of the call, and the number of the step in its address; 0 is the first. */
  sid: string;
  step: number;
  from: string;
  to: string;
  /** The row of `outgoing_call` whose address was asked for; null in a call that came in. */
  outgoingId: string | null;
  digits: string;
  speech: string;
  /** How sure the speech was heard, 0 to 1. */
  confidence: number | null;
  /** What became of putting the call through. */
  dialled: string | null;
  recording: { sid: string; seconds: number } | null;
  /** Who picked up, where the carrier was asked to find out: "human", or a word that begins with "machine". */
  answeredBy: string | null;
}

/** How a call ended. */
export const CALL_ENDS = ['completed', 'busy', 'no-answer', 'failed', 'canceled'] as const;
export type CallEnd = (typeof CALL_ENDS)[number];

/** The end that a word names; null for a call that goes on. */
export const callEndOf = (word: string): CallEnd | null => CALL_ENDS.find((end) => end === word) ?? null;

/** A delivery report, in the carrier's own words; `deliveryOf` reads them. */
export interface CarrierReport {
  /** The message that we sent; null where the carrier knows only its own id and the number. */
  outboxId: string | null;
  sid: string;
  status: string;
  errorCode: string | null;
  /** Whose words they are; left out in reports of a time when there was only one carrier. */
  carrier?: string;
  /** Whose phone it is about, E.164; for a report without `outboxId`. */
  to?: string;
}

/** Where calls come in: every function answers TwiML, or what the network needs no answer to. */
export interface CallLine {
  /**
   * One step of a call: what was keyed or said. It is noted and taken in one commit: whoever is on the line waits for it.
   * @returns its TwiML; the same step again gets the same. What fails ends at a human
   * @throws where the database is busy or full and nothing is noted: the same step is then to be asked for again
   */
  receiveCall(heard: CallStep): Promise<string>;
  /** What the one who answers the staff phone hears, and what their key leads to. */
  receiveWhisper(callId: string, digits: string): Promise<string>;
  /** A message on the line can be fetched. */
  receiveRecording(callId: string, recording: { sid: string; seconds: number }): Promise<void>;
  /** A call has ended. */
  receiveCallStatus(callId: string, end: CallEnd): Promise<void>;
  /** The same of a call that we placed, by the id that we handed out with it. */
  receiveOutgoingStatus(told: { id: string; sid: string; status: CallEnd }): Promise<void>;
}

/** Where texts and delivery reports come in: each answers when it is on disk. */
export interface TextLine {
  receiveText(text: InboundText): Promise<'noted' | 'already noted'>;
  receiveReport(report: CarrierReport): Promise<'noted' | 'already noted'>;
}

/** Addresses that a call's TwiML names. */
export interface CallAddresses {
  /** The call's step with this number. */
  step(callId: string, step: number): string;
  /** Where whoever answers the staff phone is asked for a key. */
  whisper(callId: string): string;
  /** Where it is told that a recording can be fetched. */
  recording(callId: string): string;
}
