import type { Service } from '../../../src/service/app/service.ts';
import { CENTRE } from '../app.ts';
import { parseTwiml, type Element } from '../../../src/carriers/base/twiml.ts';

type Heard = Parameters<Service['receiveCall']>[0];

/** A caller, as the network sees one: follows the TwiML to the verb that waits. */
export interface Caller {
  sid: string;
  /** The sentences of the current document, a line each. */
  heard: string[];
  /** Every document, in order. */
  documents: string[];
  /** The verb that the call waits in; null when the call is over. */
  waits: Element | null;
  keys(digits: string): Promise<void>;
  say(words: string, confidence?: number): Promise<void>;
  silence(): Promise<void>;
  /**
   * The key that staff press after answering the staff phone: null when the phone is unanswered, none from a voicemail,
   * `busy` when it is engaged.
   */
  staff(digits: string | null): Promise<void>;
  /** Leaves a message of this length. */
  message(seconds: number): Promise<void>;
  hangUp(): Promise<void>;
}

const FOLLOW_MAX = 5;

/** Calls the centre, or answers a call that the service placed, named by `outgoingId`. */
export async function ring(
  service: Service,
  from: string,
  { sid, outgoingId = null, to = CENTRE }: { sid: string; outgoingId?: string | null; to?: string },
): Promise<Caller> {
  const numbers = outgoingId === null ? { from, to } : { from: to, to: from };
  const nothing = { digits: '', speech: '', confidence: null, dialled: null, recording: null, answeredBy: null };
  let step = 0;

  const caller: Caller = {
    sid,
    heard: [],
    documents: [],
    waits: null,
    keys: (digits) => send({ digits }),
    say: (speech, confidence = 0.9) => send({ speech, confidence }),
    silence: () => send({}),
    async staff(digits) {
      if (caller.waits?.name !== 'Dial') throw new Error('nobody is being rung');
      if (digits === null || digits === 'busy') return send({ dialled: digits ?? 'no-answer' });
      const whisper = await service.receiveWhisper(sid, '');
      caller.documents.push(whisper);
      caller.heard = heardIn(parseTwiml(whisper)).map((line) => `(staff) ${line}`);
      const whispered = caller.heard;
      if (digits !== '') caller.documents.push(await service.receiveWhisper(sid, digits));
      await send({ dialled: 'completed' });
      caller.heard = [...whispered, ...caller.heard];
    },
    async message(seconds) {
      if (caller.waits?.name !== 'Record') throw new Error('nothing is being recorded');
      const recording = { sid: `RE${sid}`, seconds };
      await send(seconds > 0 ? { recording } : {});
      if (seconds > 0) await service.receiveRecording(sid, recording);
    },
    async hangUp() {
      caller.waits = null;
      await over();
    },
  };

  async function over(): Promise<void> {
    if (outgoingId === null) await service.receiveCallStatus(sid, 'completed');
    else await service.receiveOutgoingStatus({ id: outgoingId, sid, status: 'completed' });
  }

  async function send(what: Partial<Heard>): Promise<void> {
    const id = outgoingId;
    await take(await service.receiveCall({ sid, step, ...numbers, outgoingId: id, ...nothing, ...what }), 0);
  }

  async function take(document: string, followed: number): Promise<void> {
    caller.documents.push(document);
    const response = parseTwiml(document);
    caller.heard = [...(followed === 0 ? [] : caller.heard), ...heardIn(response)];
    caller.waits = response.children.find((e) => ['Gather', 'Dial', 'Record'].includes(e.name)) ?? null;
    const redirect = response.children.find((e) => e.name === 'Redirect');
    const next = caller.waits?.attributes['action'] ?? redirect?.text;
    if (next !== undefined) step = Number(/\/(\d+)(#.*)?$/.exec(next)?.[1] ?? fail(next));
    if (caller.waits !== null) return;
    if (redirect === undefined) return over();
    if (followed >= FOLLOW_MAX) throw new Error('the call goes in circles');
    const id = outgoingId;
    return take(await service.receiveCall({ sid, step, ...numbers, outgoingId: id, ...nothing }), followed + 1);
  }

  await send({});
  return caller;
}

function fail(address: string): never {
  throw new Error(`no step in ${address}`);
}

/** The sentences of a document, in spoken order. */
function heardIn(element: Element): string[] {
  if (element.name === 'Say') return [element.text];
  if (element.name === 'Play') return [`[${element.text}]`];
  return element.children.flatMap(heardIn);
}
