import { randomBytes } from 'node:crypto';
import { dialled, end, go, hearFault, play, wait, whisper, whispered } from './follow.ts';
import type { AskLine, OngoingCall, Open } from './follow.ts';
import type { CallerAction, SimulatedCallState, Wait } from './state.ts';
import type { Dial, Gather, Recording } from './twiml-player.ts';

/** A call from the network's side: it follows TwiML to each wait for a person. */
export interface SimulatedPhoneCall {
  readonly sid: string;
  readonly scene: SimulatedCallState;
  /**
   * Carries out an action: one at a time, and only what the call waits for. A caller may hang up at any time.
   * @param turn the turn that the caller saw; an action for an earlier one is 'not now'
   */
  take(action: CallerAction, turn?: number): Promise<SimulatedCallState | 'not now'>;
}

export interface CallPlaced {
  sid: string;
  from: string;
  to: string;
  /** The address of the first document. */
  first: string;
  /** The address that is told that the call is over. */
  over: string;
  /** Who picked up a call that the line placed. */
  answeredBy?: 'human' | 'machine_start';
}

const EXPECTED: Readonly<Record<Exclude<Wait['for'], 'nothing'>, readonly CallerAction['did'][]>> = {
  answer: ['keys', 'speech', 'silence'],
  message: ['message', 'silence'],
  staff: ['staff'],
  'staff key': ['staff key'],
  talk: ['talked'],
};

/** A new call's id, as long as a real one. */
export const newCallSid = (): string => `CA${randomBytes(16).toString('hex')}`;

/** Begins a call; resolves when its first document has been followed to its first wait. */
export async function simulateCall(askLine: AskLine, placed: CallPlaced): Promise<SimulatedPhoneCall> {
  const call = ongoing(askLine, placed);
  let acting: Promise<void> | null = null;
  await go(call, call.here);
  return {
    sid: call.sid,
    get scene() {
      return call.scene;
    },
    async take(action, turn = call.scene.turn) {
      if (action.did === 'hang up') {
        await acting?.catch(() => {});
        turn = call.scene.turn;
      }
      if (acting !== null || turn !== call.scene.turn || !isExpected(call, action)) return 'not now';
      call.scene = { ...call.scene, turn: turn + 1, heard: [] };
      call.followed = 0;
      acting = act(call, action).finally(() => {
        acting = null;
      });
      await acting;
      return call.scene;
    },
  };
}

function ongoing(askLine: AskLine, { sid, from, to, first, over, answeredBy }: CallPlaced): OngoingCall {
  const always = { CallSid: sid, From: from, To: to, ...(answeredBy === undefined ? {} : { AnsweredBy: answeredBy }) };
  return {
    askLine,
    sid,
    staffSid: newCallSid(),
    from,
    always,
    over,
    here: first,
    rest: [],
    open: { for: 'nothing' },
    followed: 0,
    scene: { sid, turn: 0, heard: [], waits: { for: 'talk' } },
  };
}

const isExpected = ({ open }: OngoingCall, { did }: CallerAction): boolean =>
  open.for !== 'nothing' && (did === 'hang up' || EXPECTED[open.for].includes(did));

async function act(call: OngoingCall, action: CallerAction): Promise<void> {
  if (action.did === 'hang up') return end(call, 'the caller hung up');
  const { open } = call;
  switch (open.for) {
    case 'answer':
      return answer(call, action, open.gather);
    case 'message':
      return leaveMessage(call, action.did === 'message' ? action.seconds : 0, open.recording);
    case 'staff':
      return staffAnswers(call, action, open.dial);
    case 'staff key':
      return staffPresses(call, action, open);
    case 'talk':
      return dialled(call, open.dial, 'completed');
    case 'nothing':
  }
}

async function answer(call: OngoingCall, action: CallerAction, gather: Gather): Promise<void> {
  const digits = action.did === 'keys' && gather.keys ? gathered(gather, action.keys) : '';
  if (digits !== '') return go(call, gather.action, { Digits: digits });
  if (action.did === 'speech' && gather.speech && action.speech.trim() !== '') {
    return go(call, gather.action, { SpeechResult: action.speech, Confidence: String(action.confidence) });
  }
  // After silence the network requests nothing unless the document tells it to: the document goes on.
  return gather.tellsSilence ? go(call, gather.action, { Digits: '' }) : play(call, call.rest);
}

async function leaveMessage(call: OngoingCall, seconds: number, recorded: Recording): Promise<void> {
  const { action, whenReady, maxS } = recorded;
  const whole = Math.min(maxS, Math.round(seconds));
  if (!(whole > 0)) return play(call, call.rest);
  const recording = { RecordingSid: newRecordingSid(), RecordingDuration: String(whole) };
  await go(call, action, recording);
  if (whenReady === '') return;
  await call
    .askLine(whenReady, { ...call.always, ...recording, RecordingStatus: 'completed' })
    .catch((error: unknown) => hearFault(call, error));
}

async function staffAnswers(call: OngoingCall, action: CallerAction, dial: Dial): Promise<void> {
  const how = action.did === 'staff' ? action.how : 'no-answer';
  if (how !== 'answered') return dialled(call, dial, how);
  if (dial.whisper === '') return wait(call, { for: 'talk', dial }, { for: 'talk' });
  return whisper(call, dial, dial.whisper, {});
}

async function staffPresses(call: OngoingCall, action: CallerAction, open: Open & { for: 'staff key' }): Promise<void> {
  const { dial, gather, address, rest } = open;
  const digits = action.did === 'staff key' ? gathered(gather, action.key) : '';
  if (digits === '' && !gather.tellsSilence) return whispered(call, dial, address, rest);
  return whisper(call, dial, gather.action === '' ? address : gather.action, { Digits: digits });
}

/** The digits that the network passes on: as many as it waits for, up to the key that ends them. */
function gathered({ digitsMax, finishOnKey }: Gather, keys: string): string {
  let digits = '';
  for (const key of keys.replace(/[^\d*#]/g, '')) {
    if (key === finishOnKey || digits.length === digitsMax) break;
    digits += key;
  }
  return digits;
}

const newRecordingSid = (): string => `RE${randomBytes(16).toString('hex')}`;
