import { callEndOf, type CallEnd, type CallStep, type CarrierReport, type InboundText } from '../base/line.ts';
import { BadFields, type Fields } from '../base/webhooks.ts';

const BODY_MAX = 1600;
const NAME_MAX = 64;
const SID = /^[\w-]{1,64}$/;
const OPT_OUT_TYPES = ['STOP', 'START', 'HELP'] as const;

/** An inbound message. Ignores unknown fields: Twilio adds some without notice. */
export function textOf(fields: Fields): InboundText {
  const optOut = one(fields, 'OptOutType')?.toUpperCase();
  return {
    sid: sidOf(fields, 'MessageSid'),
    from: addressOf(fields, 'From'),
    to: addressOf(fields, 'To'),
    body: cut(bodyOf(fields)),
    media: countOf(one(fields, 'NumMedia')),
    optOutType: OPT_OUT_TYPES.find((type) => type === optOut) ?? null,
  };
}

/**
 * Twilio sends a body with every message, empty with a picture alone. Without one, a border was moved: the signature covers
 * names and values in one, so that `Body=JA` may come as `Bod=yJA`.
 */
function bodyOf(fields: Fields): string {
  const body = one(fields, 'Body');
  if (body === undefined) throw new BadFields('Body is missing');
  return body;
}

/** A delivery report. */
export function reportOf(fields: Fields, outboxId: string): CarrierReport {
  const status = one(fields, 'MessageStatus') ?? one(fields, 'SmsStatus') ?? '';
  if (!/^[a-z_-]{1,32}$/i.test(status)) throw new BadFields('MessageStatus is missing');
  const code = one(fields, 'ErrorCode') ?? '';
  return {
    outboxId,
    sid: sidOf(fields, 'MessageSid'),
    status: status.toLowerCase(),
    errorCode: /^\d{1,8}$/.test(code) ? code : null,
    carrier: 'twilio',
  };
}

const DIGITS_MAX = 20;
const SPEECH_MAX = 500;

/**
 * One step of a call. A hidden number may be empty or a word; keys and speech are cut to the longest that a step can
 * use.
 * @param step the number of the step, from its address
 */
export function callOf(fields: Fields, step: number, outgoingId: string | null = null): CallStep {
  const confidence = Number(one(fields, 'Confidence') ?? NaN);
  return {
    sid: sidOf(fields, 'CallSid'),
    step,
    from: cut(one(fields, 'From') ?? '').slice(0, NAME_MAX),
    to: addressOf(fields, 'To'),
    outgoingId,
    digits: (one(fields, 'Digits') ?? '').replace(/[^\d*#]/g, '').slice(0, DIGITS_MAX),
    speech: cut(one(fields, 'SpeechResult') ?? '').slice(0, SPEECH_MAX),
    confidence: confidence >= 0 && confidence <= 1 ? confidence : null,
    dialled: one(fields, 'DialCallStatus') ?? null,
    recording: fields['RecordingSid'] === undefined ? null : recordingOf(fields),
    answeredBy: one(fields, 'AnsweredBy') ?? null,
  };
}

/** A message that a caller left. */
export function recordingOf(fields: Fields): { sid: string; seconds: number } {
  const seconds = Number(one(fields, 'RecordingDuration') ?? 0);
  return { sid: sidOf(fields, 'RecordingSid'), seconds: Number.isFinite(seconds) ? Math.round(seconds) : 0 };
}

/** The end of a call; null while it lasts. */
export function callEndIn(fields: Fields): { sid: string; end: CallEnd | null } {
  const status = one(fields, 'CallStatus') ?? '';
  if (!/^[a-z-]{1,32}$/.test(status)) throw new BadFields('CallStatus is missing');
  return { sid: sidOf(fields, 'CallSid'), end: callEndOf(status) };
}

/**
 * A field that must be sent once at most: a second value could differ from the one that the signature seems to cover.
 */
export function one(fields: Fields, name: string): string | undefined {
  const value = fields[name];
  if (Array.isArray(value)) throw new BadFields(`${name} was sent more than once`);
  return value;
}

function sidOf(fields: Fields, name: string): string {
  const sid = one(fields, name) ?? '';
  if (!SID.test(sid)) throw new BadFields(`${name} is missing or is no id`);
  return sid;
}

/**
 * A number, a short code, a sender's name or an address of another channel. All are accepted, without control
 * characters.
 */
function addressOf(fields: Fields, name: string): string {
  const address = one(fields, name) ?? '';
  if (address === '' || address.length > NAME_MAX || /\p{Cc}/u.test(address))
    throw new BadFields(`${name} is missing or is no address`);
  return address;
}

function cut(body: string): string {
  if (body.length <= BODY_MAX) return body;
  const short = body.slice(0, BODY_MAX);
  return /[\uD800-\uDBFF]$/.test(short) ? short.slice(0, -1) : short;
}

const countOf = (text: string | undefined): number => (text !== undefined && /^\d{1,3}$/.test(text) ? Number(text) : 0);
