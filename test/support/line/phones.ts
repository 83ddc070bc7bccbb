import { randomBytes } from 'node:crypto';
import { readTwiml, type Element, type Line } from './line.ts';

/** A call as the network has it: the spoken lines, and the address of the next step. */
export interface CallHeld {
  sid: string;
  from: string;
  to: string;
  /** The verb that the call waits in; null when the call is over. */
  waits: 'Gather' | 'Dial' | 'Record' | null;
  /** The address of the next step. */
  next: string;
  /** Number of keys that the network collects before it sends them, and the key that ends them. */
  collects: { max: number; end: string };
  /** The address that asks staff for a key after they answer. */
  whisper: string | null;
  /** The address that is told of a recorded message. */
  recorded: string | null;
  /** The address that is told of the end of the call. */
  status: string;
}

export interface PhoneCall extends CallHeld {
  /** The sentences of the current document, a line each. */
  heard: string[];
  keys(digits: string): Promise<void>;
  say(words: string, confidence?: number): Promise<void>;
  silence(): Promise<void>;
  /** The key that staff press; '' from a voicemail, null when the phone is unanswered. */
  staff(digits: string | null): Promise<void>;
  message(seconds: number): Promise<void>;
  hangUp(): Promise<void>;
}

const FOLLOW_MAX = 5;
const NOTHING_YET = { waits: null, collects: { max: 1, end: '' }, whisper: null, recorded: null } as const;
const sidOf = (kind: 'SM' | 'CA' | 'RE'): string => `${kind}${randomBytes(16).toString('hex')}`;

/** Sends a text to one of the service's numbers. */
export async function sendText(
  line: Line,
  { from, to, body }: { from: string; to: string; body: string },
): Promise<void> {
  const fields = { MessageSid: sidOf('SM'), From: from, To: to, Body: body, NumMedia: '0' };
  const { status } = await line.post('/twilio/sms', fields);
  if (status !== 200) throw new Error(`the text was answered with ${status}`);
}

/** Calls one of the service's numbers. */
export async function ringLine(line: Line, { from, to }: { from: string; to: string }): Promise<PhoneCall> {
  const sid = sidOf('CA');
  const addresses = { next: '/twilio/voice', status: '/twilio/voice/status' };
  const call = onTheLine(line, { sid, from, to, ...NOTHING_YET, ...addresses });
  await call.silence();
  return call;
}

/** Answers the latest call of the service to this number. */
export async function pickUp(line: Line, number: string): Promise<PhoneCall> {
  const rung = line.network.calls.findLast((call) => call.to === number && call.status === 'queued');
  if (rung === undefined) throw new Error(`no phone rings at ${number}`);
  rung.status = 'in-progress';
  const { sid, from, to, url: next, statusCallback: status } = rung;
  const call = onTheLine(line, { sid, from, to, ...NOTHING_YET, next, status });
  await call.silence();
  return call;
}

/** Leaves the latest call of the service to this number unanswered. */
export async function letRing(line: Line, number: string, how: 'no-answer' | 'busy' = 'no-answer'): Promise<void> {
  const rung = line.network.calls.findLast((call) => call.to === number && call.status === 'queued');
  if (rung === undefined) throw new Error(`no phone rings at ${number}`);
  rung.status = how;
  await line.post(rung.statusCallback, { CallSid: rung.sid, CallStatus: how, From: rung.from, To: rung.to });
}

/** A caller in a call that is already open. */
export function onTheLine(line: Line, held: CallHeld): PhoneCall {
  const call: PhoneCall = {
    ...held,
    heard: [],
    async keys(digits) {
      for (let left = digits; left !== '' && call.waits === 'Gather';) {
        const { max, end } = call.collects;
        const ended = end === '' ? -1 : left.indexOf(end);
        const taken = ended >= 0 && ended < max ? ended : Math.min(max, left.length);
        const sent = left.slice(0, taken);
        left = left.slice(taken === ended ? taken + 1 : taken);
        await step({ Digits: sent });
      }
    },
    say: (words, confidence = 0.9) => step({ SpeechResult: words, Confidence: String(confidence) }),
    silence: () => step({}),
    async staff(digits) {
      if (call.waits !== 'Dial') throw new Error('nobody is being rung');
      if (digits === null) return step({ DialCallStatus: 'no-answer' });
      const asked = await line.post(call.whisper ?? '', { CallSid: sidOf('CA'), From: call.from, To: call.to });
      const whispered = heardIn(readTwiml(asked.body)).map((sentence) => `(staff) ${sentence}`);
      if (digits !== '') {
        await line.post(call.whisper ?? '', { CallSid: sidOf('CA'), From: call.from, To: call.to, Digits: digits });
      }
      await step({ DialCallStatus: 'completed' });
      call.heard = [...whispered, ...call.heard];
    },
    async message(seconds) {
      if (call.waits !== 'Record') throw new Error('nothing is being recorded');
      const recording = { RecordingSid: sidOf('RE'), RecordingDuration: String(seconds) };
      const { recorded } = call;
      await step(recording);
      if (recorded !== null) await line.post(recorded, { CallSid: call.sid, ...recording });
    },
    async hangUp() {
      await over();
    },
  };

  const numbers = (): Record<string, string> => ({ CallSid: call.sid, From: call.from, To: call.to });

  async function over(): Promise<void> {
    call.waits = null;
    await line.post(call.status, { ...numbers(), CallStatus: 'completed' });
  }

  async function step(fields: Record<string, string>, followed = 0): Promise<void> {
    const answered = await line.post(call.next, { ...numbers(), CallStatus: 'in-progress', ...fields });
    if (answered.status !== 200) throw new Error(`a step was answered with ${answered.status}`);
    const response = readTwiml(answered.body);
    call.heard = [...(followed === 0 ? [] : call.heard), ...heardIn(response)];
    const waiting = response.children.find(({ name }) => ['Gather', 'Dial', 'Record'].includes(name));
    const redirect = response.children.find(({ name }) => name === 'Redirect');
    call.waits = (waiting?.name ?? null) as CallHeld['waits'];
    const { numDigits = '99', finishOnKey = '#' } = waiting?.attributes ?? {};
    call.collects = { max: Number(numDigits), end: finishOnKey };
    call.whisper = waiting?.children.find(({ name }) => name === 'Number')?.attributes['url'] ?? null;
    call.recorded = waiting?.attributes['recordingStatusCallback'] ?? null;
    const next = waiting?.attributes['action'] ?? redirect?.text;
    if (next === undefined) return over();
    call.next = next;
    if (waiting !== undefined) return;
    if (followed >= FOLLOW_MAX) throw new Error('the call goes in circles');
    return step({}, followed + 1);
  }

  return call;
}

/** The part of a call that a fixture keeps, so that the call can continue later. */
export const heldOf = ({ sid, from, to, waits, next, collects, whisper, recorded, status }: PhoneCall): CallHeld => ({
  sid,
  from,
  to,
  waits,
  next,
  collects,
  whisper,
  recorded,
  status,
});

/** The sentences of a document, in spoken order. */
function heardIn(element: Element): string[] {
  if (element.name === 'Say') return [element.text];
  if (element.name === 'Play') return [`[${element.text}]`];
  return element.children.flatMap(heardIn);
}
