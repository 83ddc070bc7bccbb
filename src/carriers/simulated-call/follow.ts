import { setTimeout as sleep } from 'node:timers/promises';
import { parseTwiml } from '../base/twiml.ts';
import type { SimulatedCallState, Wait } from './state.ts';
import { scriptOf, type Dial, type Gather, type Heard, type Recording, type Verb } from './twiml-player.ts';

/** Sends a request to the line with the network's fields. Returns the body: TwiML, or an empty text. */
export type AskLine = (address: string, fields: Readonly<Record<string, string>>) => Promise<string>;

type Fields = Record<string, string>;

/** The action for which the call waits, with the data to continue. */
export type Open =
  | { for: 'answer'; gather: Gather }
  | { for: 'message'; recording: Recording }
  | { for: 'staff'; dial: Dial }
  | { for: 'staff key'; dial: Dial; address: string; rest: Verb[]; gather: Gather }
  | { for: 'talk'; dial: Dial }
  | { for: 'nothing' };

/** The state of a simulated call. */
export interface OngoingCall {
  readonly askLine: AskLine;
  readonly sid: string;
  /** The call to the staff phone, a call of its own. */
  readonly staffSid: string;
  readonly from: string;
  /** Sent with every request of the caller's call. */
  readonly always: Fields;
  /** The address that is called at the end of the call. */
  readonly over: string;
  /** The address of the current document. */
  here: string;
  /** Verbs after the one at which the call waits. */
  rest: Verb[];
  open: Open;
  /** Documents fetched since the caller's last action. */
  followed: number;
  scene: SimulatedCallState;
}

const FOLLOW_MAX = 8;
const PAUSE_MAX_S = 5;

/** Adds to what the caller or the staff member hears. */
const hear = (call: OngoingCall, heard: Heard, by: 'caller' | 'staff' = 'caller'): void =>
  void call.scene.heard.push({ ...heard, by });

export const hearFault = (call: OngoingCall, error: unknown): void =>
  hear(call, { kind: 'fault', text: error instanceof Error ? error.message : 'No answer' });

export function wait(call: OngoingCall, next: Open, waits: Wait): void {
  call.open = next;
  call.scene.waits = waits;
}

/** Fetches a document and follows it to its next wait; an empty address is the document's own. */
export async function go(call: OngoingCall, address: string, fields: Fields = {}): Promise<void> {
  call.here = address === '' ? call.here : address;
  const verbs = await fetchVerbs(call, call.here, { ...call.always, CallStatus: 'in-progress', ...fields });
  if (verbs === 'fault') return end(call, 'fault');
  return play(call, verbs);
}

/** Plays verbs up to the first that waits. */
export async function play(call: OngoingCall, verbs: readonly Verb[]): Promise<void> {
  for (const [i, verb] of verbs.entries()) {
    call.rest = verbs.slice(i + 1);
    switch (verb.verb) {
      case 'hear':
        hear(call, verb.heard);
        continue;
      case 'gather': {
        for (const prompt of verb.prompts) hear(call, prompt);
        const { action: _action, tellsSilence: _tells, ...shown } = verb.gather;
        return wait(call, { for: 'answer', gather: verb.gather }, { for: 'answer', ...shown });
      }
      case 'record':
        return wait(call, { for: 'message', recording: verb.record }, { for: 'message', maxS: verb.record.maxS });
      case 'dial': {
        const { number, timeoutS } = verb.dial;
        return wait(call, { for: 'staff', dial: verb.dial }, { for: 'staff', number, timeoutS });
      }
      case 'redirect':
        await pausedBefore(verbs.slice(0, i));
        return go(call, verb.address);
      case 'hang up':
        return end(call, 'the line hung up');
    }
  }
  // A document that ends, ends the call.
  return end(call, 'the line hung up');
}

/** Ends the call, and tells the line. */
export async function end(call: OngoingCall, because: (Wait & { for: 'nothing' })['because']): Promise<void> {
  wait(call, { for: 'nothing' }, { for: 'nothing', because });
  try {
    await call.askLine(call.over, { ...call.always, CallStatus: 'completed' });
  } catch (error) {
    hearFault(call, error);
  }
}

/** Continues the document after the call to the staff phone, answered or not. */
export const dialled = (call: OngoingCall, { action }: Dial, status: string): Promise<void> =>
  action === '' ? play(call, call.rest) : go(call, action, { DialCallStatus: status, DialCallSid: call.staffSid });

/** The staff member who answered hears a document first, and presses a key. */
export async function whisper(call: OngoingCall, dial: Dial, address: string, fields: Fields): Promise<void> {
  const { staffSid, sid, from } = call;
  const leg = { CallSid: staffSid, ParentCallSid: sid, From: from, To: dial.number, CallStatus: 'in-progress' };
  const verbs = await fetchVerbs(call, address, { ...leg, ...fields });
  return verbs === 'fault' ? dialled(call, dial, 'failed') : whispered(call, dial, address, verbs);
}

/** Plays the verbs for the staff member; when they end, the two are connected. */
export async function whispered(call: OngoingCall, dial: Dial, address: string, verbs: readonly Verb[]): Promise<void> {
  for (const [i, verb] of verbs.entries()) {
    if (verb.verb === 'hear') hear(call, verb.heard, 'staff');
    else if (verb.verb === 'gather') {
      for (const prompt of verb.prompts) hear(call, prompt, 'staff');
      const { gather } = verb;
      const next = { for: 'staff key', dial, address, rest: verbs.slice(i + 1), gather } as const;
      return wait(call, next, { for: 'staff key', timeoutS: gather.timeoutS });
    } else if (verb.verb === 'redirect') return whisper(call, dial, verb.address, {});
    else if (verb.verb === 'hang up') return dialled(call, dial, 'completed');
    else hear(call, { kind: 'fault', text: `<${verb.verb}> before a call is put through` }, 'staff');
  }
  return wait(call, { for: 'talk', dial }, { for: 'talk' });
}

async function fetchVerbs(call: OngoingCall, address: string, fields: Fields): Promise<Verb[] | 'fault'> {
  try {
    if (++call.followed > FOLLOW_MAX) throw new Error('The call goes in circles');
    return scriptOf(parseTwiml(await call.askLine(address, fields)));
  } catch (error) {
    hearFault(call, error);
    return 'fault';
  }
}

/** A line with a busy database asks for the same step again after a pause: the pause is kept. */
async function pausedBefore(verbs: readonly Verb[]): Promise<void> {
  const pauses = verbs.map((v) => (v.verb === 'hear' && v.heard.kind === 'pause' ? v.heard.seconds : 0));
  const seconds = pauses.reduce((sum, s) => sum + s, 0);
  if (seconds > 0) await sleep(Math.min(seconds, PAUSE_MAX_S) * 1000);
}
