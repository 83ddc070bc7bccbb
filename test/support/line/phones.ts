import { randomBytes } from 'node:crypto';
import { readTwiml, type Element, type Line } from './line.ts';

/** A call as the network has it: what is heard, and the address at which it goes on. */
export interface CallHeld {
  sid: string;
  from: string;
  to: string;
  /** What the call waits for; null when it is over. */
  waits: 'Gather' | 'Dial' | 'Record' | null;
  /** Where the next step is asked for. */
  next: string;
  /** How many keys the network collects before it asks, and the key that ends them. */
  collects: { max: number; end: string };
  /** Where whoever answers the staff phone is asked for a key. */
  whisper: string | null;
  /** Where it is told that a message can be fetched. */
  recorded: string | null;
  /** Where its end is told. */
  status: string;
}

export interface PhoneCall extends CallHeld {
  /** What is heard now, a line for each sentence. */
  heard: string[];
  keys(digits: string): Promise<void>;
  say(words: string, confidence?: number): Promise<void>;
  silence(): Promise<void>;
  /** A key at the staff phone; '' is a voicemail, null nobody. */
  staff(digits: string | null): Promise<void>;
  message(seconds: number): Promise<void>;
  hangUp(): Promise<void>;
}

const FOLLOW_MAX = 5;
const NOTHING_YET = { waits: null, collects: { max: 1, end: '' }, whisper: null, recorded: null } as const;
const sidOf = (kind: 'SM' | 'CA' | 'RE'): string => `${kind}${randomBytes(16).toString('hex')}`;

/** Sends a text to one of the line's numbers. */
export async function sendText(
  line: Line,
  { from, to, body }: { from: string; to: string; body: string },
): Promise<void> {
  const fields = { MessageSid: sidOf('SM'), From: from, To: to, Body: body, NumMedia: '0' };
  const { status } = await line.post('/twilio/sms', fields);
  if (status !== 200) throw new Error(`the text was answered with ${status}`);
}

/** Rings one of the line's numbers. */
export async function ringLine(line: Line, { from, to }: { from: string; to: string }): Promise<PhoneCall> {
  const sid = sidOf('CA');
  const addresses = { next: '/twilio/voice', status: '/twilio/voice/status' };
  const call = onTheLine(line, { sid, from, to, ...NOTHING_YET, ...addresses });
  await call.silence();
  return call;
}

/** Picks up the phone that the line rang last at this number. */
export async function pickUp(line: Line, number: string): Promise<PhoneCall> {
  const rung = line.network.calls.findLast((call) => call.to === number && call.status === 'queued');
  if (rung === undefined) throw new Error(`no phone rings at ${number}`);
  rung.status = 'in-progress';
  const { sid, from, to, url: next, statusCallback: status } = rung;
  const call = onTheLine(line, { sid, from, to, ...NOTHING_YET, next, status });
  await call.silence();
  return call;
}

/** Lets the phone ring that the line rang last at this number. */
export async function letRing(line: Line, number: string, how: 'no-answer' | 'busy' = 'no-answer'): Promise<void> {
  const rung = line.network.calls.findLast((call) => call.to === number && call.status === 'queued');
  if (rung === undefined) throw new Error(`no phone rings at ${number}`);
  rung.status = how;
  await line.post(rung.statusCallback, { CallSid: rung.sid, CallStatus: how, From: rung.from, To: rung.to });
}

/** Somebody who is in a call already. */
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

/** What has to be kept of a call so that it can go on later. */
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

/** The sentences of a document, in the order in which they are spoken. */
function heardIn(element: Element): string[] {
  if (element.name === 'Say') return [element.text];
  if (element.name === 'Play') return [`[${element.text}]`];
  return element.children.flatMap(heardIn);
}
