import { randomBytes } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import type { CallerAction, SimulatedCallState, Wait } from './state.ts';
import { scriptOf, type Dial, type Gather, type Heard, type Recording, type Verb } from './twiml-player.ts';
import { parseTwiml } from '../base/twiml.ts';

/** Asks the line as the network would, with the fields that it would send. Answers the body: TwiML, or nothing. */
export type AskLine = (address: string, fields: Readonly<Record<string, string>>) => Promise<string>;

/** A call as the network sees it: TwiML is followed to where it waits for somebody. */
export interface SimulatedPhoneCall {
  readonly sid: string;
  readonly scene: SimulatedCallState;
  /** Takes a deed; one at a time, and only what the call waits for (whoever hangs up may do so whenever they like). */
  take(deed: CallerAction, turn?: number): Promise<SimulatedCallState | 'not now'>;
}

export interface CallPlaced {
  sid: string;
  from: string;
  to: string;
  /** Where the first document is, and where it is told that the call is over. */
  first: string;
  over: string;
  /** Who picked up a call that the line placed. */
  answeredBy?: 'human' | 'machine_start';
}

const FOLLOW_MAX = 8;
const PAUSE_MAX_S = 5;

const EXPECTED: Readonly<Record<Exclude<Wait['for'], 'nothing'>, readonly CallerAction['did'][]>> = {
  answer: ['keys', 'speech', 'silence'],
  message: ['message', 'silence'],
  staff: ['staff'],
  'staff key': ['staff key'],
  talk: ['talked'],
};

/** A new call's id, as long as a real one. */
export const newCallSid = (): string => `CA${randomBytes(16).toString('hex')}`;

type Open =
  | { for: 'answer'; gather: Gather }
  | { for: 'message'; recording: Recording }
  | { for: 'staff'; dial: Dial }
  | { for: 'staff key'; dial: Dial; address: string; rest: Verb[]; gather: Gather }
  | { for: 'talk'; dial: Dial }
  | { for: 'nothing' };

type Fields = Record<string, string>;

/** Begins a call; answers when its first document has been followed to where it waits. */
export async function simulateCall(askLine: AskLine, call: CallPlaced): Promise<SimulatedPhoneCall> {
  const { sid, from, to, answeredBy } = call;
  const staffSid = newCallSid();
  const always = { CallSid: sid, From: from, To: to, ...(answeredBy === undefined ? {} : { AnsweredBy: answeredBy }) };
  let here = call.first;
  let rest: Verb[] = [];
  let open: Open = { for: 'nothing' };
  let followed = 0;
  let acting: Promise<void> | null = null;
  let scene: SimulatedCallState = { sid, turn: 0, heard: [], waits: { for: 'talk' } };

  const hear = (heard: Heard, by: 'caller' | 'staff' = 'caller'): void => void scene.heard.push({ ...heard, by });

  function wait(next: Open, waits: Wait): void {
    open = next;
    scene.waits = waits;
  }

  async function fetchVerbs(address: string, fields: Fields): Promise<Verb[] | 'fault'> {
    try {
      if (++followed > FOLLOW_MAX) throw new Error('The call goes in circles');
      return scriptOf(parseTwiml(await askLine(address, fields)));
    } catch (error) {
      hear({ kind: 'fault', text: error instanceof Error ? error.message : 'No answer' });
      return 'fault';
    }
  }

  async function go(address: string, fields: Fields = {}): Promise<void> {
    here = address === '' ? here : address;
    const verbs = await fetchVerbs(here, { ...always, CallStatus: 'in-progress', ...fields });
    if (verbs === 'fault') return end('fault');
    return play(verbs);
  }

  async function play(verbs: readonly Verb[]): Promise<void> {
    for (const [i, verb] of verbs.entries()) {
      rest = verbs.slice(i + 1);
      switch (verb.verb) {
        case 'hear':
          hear(verb.heard);
          continue;
        case 'gather': {
          for (const prompt of verb.prompts) hear(prompt);
          const { action: _action, tellsSilence: _tells, ...shown } = verb.gather;
          return wait({ for: 'answer', gather: verb.gather }, { for: 'answer', ...shown });
        }
        case 'record':
          return wait({ for: 'message', recording: verb.record }, { for: 'message', maxS: verb.record.maxS });
        case 'dial': {
          const { number, timeoutS } = verb.dial;
          return wait({ for: 'staff', dial: verb.dial }, { for: 'staff', number, timeoutS });
        }
        case 'redirect':
          await pausedBefore(verbs.slice(0, i));
          return go(verb.address);
        case 'hang up':
          return end('the line hung up');
      }
    }
    // A document that ends, ends the call.
    return end('the line hung up');
  }

  async function end(because: (Wait & { for: 'nothing' })['because']): Promise<void> {
    wait({ for: 'nothing' }, { for: 'nothing', because });
    try {
      await askLine(call.over, { ...always, CallStatus: 'completed' });
    } catch (error) {
      hear({ kind: 'fault', text: error instanceof Error ? error.message : 'No answer' });
    }
  }

  /** The network asks for nothing when it heard nothing, unless it was told to: the document goes on. */
  const silent = ({ action, tellsSilence }: Gather): Promise<void> =>
    tellsSilence ? go(action, { Digits: '' }) : play(rest);

  async function answer(deed: CallerAction, gather: Gather): Promise<void> {
    const digits = deed.did === 'keys' && gather.keys ? gathered(gather, deed.keys) : '';
    if (digits !== '') return go(gather.action, { Digits: digits });
    if (deed.did === 'speech' && gather.speech && deed.speech.trim() !== '') {
      return go(gather.action, { SpeechResult: deed.speech, Confidence: String(deed.confidence) });
    }
    return silent(gather);
  }

  async function leave(seconds: number, { action, whenReady, maxS }: Recording): Promise<void> {
    const whole = Math.min(maxS, Math.round(seconds));
    if (!(whole > 0)) return play(rest);
    const recording = { RecordingSid: newRecordingSid(), RecordingDuration: String(whole) };
    await go(action, recording);
    if (whenReady !== '') {
      await askLine(whenReady, { ...always, ...recording, RecordingStatus: 'completed' }).catch((error: unknown) =>
        hear({ kind: 'fault', text: error instanceof Error ? error.message : 'No answer' }),
      );
    }
  }

  const dialled = ({ action }: Dial, status: string): Promise<void> =>
    action === '' ? play(rest) : go(action, { DialCallStatus: status, DialCallSid: staffSid });

  /** Whoever took the staff phone hears something first, and presses a key. */
  async function whisper(dial: Dial, address: string, fields: Fields): Promise<void> {
    const leg = { CallSid: staffSid, ParentCallSid: sid, From: from, To: dial.number, CallStatus: 'in-progress' };
    const verbs = await fetchVerbs(address, { ...leg, ...fields });
    return verbs === 'fault' ? dialled(dial, 'failed') : whispered(dial, address, verbs);
  }

  async function whispered(dial: Dial, address: string, verbs: readonly Verb[]): Promise<void> {
    for (const [i, verb] of verbs.entries()) {
      if (verb.verb === 'hear') hear(verb.heard, 'staff');
      else if (verb.verb === 'gather') {
        for (const prompt of verb.prompts) hear(prompt, 'staff');
        const { gather } = verb;
        const next = { for: 'staff key', dial, address, rest: verbs.slice(i + 1), gather } as const;
        return wait(next, { for: 'staff key', timeoutS: gather.timeoutS });
      } else if (verb.verb === 'redirect') return whisper(dial, verb.address, {});
      else if (verb.verb === 'hang up') return dialled(dial, 'completed');
      else hear({ kind: 'fault', text: `<${verb.verb}> before a call is put through` }, 'staff');
    }
    return wait({ for: 'talk', dial }, { for: 'talk' });
  }

  async function staffAnswers(deed: CallerAction, dial: Dial): Promise<void> {
    const how = deed.did === 'staff' ? deed.how : 'no-answer';
    if (how !== 'answered') return dialled(dial, how);
    if (dial.whisper === '') return wait({ for: 'talk', dial }, { for: 'talk' });
    return whisper(dial, dial.whisper, {});
  }

  async function staffPresses(deed: CallerAction, { dial, gather, address, rest: after }: Open & { for: 'staff key' }) {
    const digits = deed.did === 'staff key' ? gathered(gather, deed.key) : '';
    if (digits === '' && !gather.tellsSilence) return whispered(dial, address, after);
    return whisper(dial, gather.action === '' ? address : gather.action, { Digits: digits });
  }

  const expects = ({ did }: CallerAction): boolean =>
    open.for !== 'nothing' && (did === 'hang up' || EXPECTED[open.for].includes(did));

  async function act(deed: CallerAction): Promise<void> {
    if (deed.did === 'hang up') return end('the caller hung up');
    switch (open.for) {
      case 'answer':
        return answer(deed, open.gather);
      case 'message':
        return leave(deed.did === 'message' ? deed.seconds : 0, open.recording);
      case 'staff':
        return staffAnswers(deed, open.dial);
      case 'staff key':
        return staffPresses(deed, open);
      case 'talk':
        return dialled(open.dial, 'completed');
      case 'nothing':
    }
  }

  await go(here);
  return {
    sid,
    get scene() {
      return scene;
    },
    async take(deed, turn = scene.turn) {
      if (deed.did === 'hang up') {
        await acting?.catch(() => {});
        turn = scene.turn;
      }
      if (acting !== null || turn !== scene.turn || !expects(deed)) return 'not now';
      scene = { ...scene, turn: turn + 1, heard: [] };
      followed = 0;
      acting = act(deed).finally(() => {
        acting = null;
      });
      await acting;
      return scene;
    },
  };
}

/** A line that asks for the same again after a pause is given that pause: its database is busy. */
async function pausedBefore(verbs: readonly Verb[]): Promise<void> {
  const pauses = verbs.map((v) => (v.verb === 'hear' && v.heard.kind === 'pause' ? v.heard.seconds : 0));
  const seconds = pauses.reduce((sum, s) => sum + s, 0);
  if (seconds > 0) await sleep(Math.min(seconds, PAUSE_MAX_S) * 1000);
}

/** What the network makes of keys: as many as it waits for, and none after the key that ends them. */
function gathered({ digitsMax, finishOnKey }: Gather, keys: string): string {
  let digits = '';
  for (const key of keys.replace(/[^\d*#]/g, '')) {
    if (key === finishOnKey || digits.length === digitsMax) break;
    digits += key;
  }
  return digits;
}

const newRecordingSid = (): string => `RE${randomBytes(16).toString('hex')}`;
