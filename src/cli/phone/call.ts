import type { SimulatedPhoneCall } from '../../carriers/simulated-call/call.ts';
import type { CallerAction, SimulatedCallState } from '../../carriers/simulated-call/state.ts';
import { withOffset } from '../../domain/base/time.ts';
import type { Clock } from '../../db/moment.ts';
import { actionOf, CALL_HELP, sentence, shown, TOLD, WISHES, type PhoneWish } from './call-lines.ts';
import type { Ring, Switchboard } from '../../web/phone/switchboard.ts';

/** Words or an action in a call; `in` is what the telephone sent to the line. */
export interface Utterance {
  direction: 'in' | 'out';
  call: string;
  body: string;
  at: string;
}

/** The calls of a telephone in the terminal: each line is an action of its user. */
export interface PhoneCalls {
  /** Takes a line about a call; leaves any other line to the texts. */
  take(line: string): Promise<'taken' | 'not about a call'>;
  /** Checks whether the telephone rings, or has stopped ringing. */
  look(): Promise<void>;
  /** Hangs up, if a call is on. */
  putDown(): Promise<void>;
}

export interface PhoneCallsParts {
  switchboard: Switchboard;
  clock: Clock;
  number: string;
  /** The centre's voice number, and the centre's name. */
  line: string;
  centre: string;
  show: (utterances: readonly Utterance[]) => void;
  /** Prints a remark about the call. */
  note: (text: string) => void;
}

/** How long the network lets a telephone ring. */
const RING_MS = 35_000;

export function createPhoneCalls(parts: PhoneCallsParts): PhoneCalls {
  const phone: PhoneState = { ...parts, call: null, ringing: null };
  return {
    async take(line) {
      const typed = line.trim();
      const wish = WISHES[typed];
      if (wish !== undefined) await fulfil(phone, wish);
      else if (phone.call === null || /^\/(clock|quit)\b/.test(typed)) return 'not about a call';
      else {
        const action = actionOf(typed, phone.call.scene.waits.for);
        if (action === null) phone.note(CALL_HELP);
        else await act(phone, action, shown(action, typed));
      }
      return 'taken';
    },
    look: () => look(phone),
    async putDown() {
      await phone.call?.take({ did: 'hang up' });
      phone.call = null;
    },
  };
}

interface PhoneState extends PhoneCallsParts {
  call: SimulatedPhoneCall | null;
  ringing: { ring: Ring; since: number } | null;
}

function utter({ clock, show }: PhoneState, sid: string, direction: 'in' | 'out', bodies: readonly string[]): void {
  const at = withOffset(clock.now().toISOString());
  show(bodies.map((body) => ({ direction, call: sid, body, at })));
}

function hear(phone: PhoneState, { sid, heard, waits }: SimulatedCallState): void {
  const { note } = phone;
  utter(phone, sid, 'out', heard.map(sentence));
  const told = waits.for === 'answer' && !waits.speech ? 'Only keys are heard now.' : TOLD[waits.for];
  if (told !== '') note(told);
  if (waits.for !== 'nothing') return;
  note(waits.because === 'fault' ? 'The call broke off: that was no TwiML.' : `The call is over: ${waits.because}.`);
  phone.call = null;
}

function begin(phone: PhoneState, begun: SimulatedPhoneCall | 'does not ring'): void {
  phone.ringing = null;
  if (begun === 'does not ring') return phone.note('It does not ring any more.');
  phone.call = begun;
  hear(phone, begun.scene);
}

async function act(phone: PhoneState, action: CallerAction, did: string): Promise<void> {
  const { call } = phone;
  if (call === null) return;
  if (did !== '') utter(phone, call.sid, 'in', [did]);
  const scene = await call.take(action);
  if (scene !== 'not now') hear(phone, scene);
  else phone.note('That is not what the call waits for.');
}

async function fulfil(phone: PhoneState, wish: PhoneWish): Promise<void> {
  const { call, ringing, switchboard, note } = phone;
  if (wish === 'ring') {
    if (call !== null) return note(IN_CALL);
    return begin(phone, await switchboard.ring({ from: phone.number, to: phone.line }));
  }
  if (wish === 'hang up') return call === null ? note(NO_CALL) : act(phone, { did: 'hang up' }, '');
  if (call?.scene.waits.for === 'staff') return act(phone, { did: 'staff', how: STAFF[wish] }, '');
  if (ringing === null || call !== null) return note(call === null ? 'Nobody rings.' : IN_CALL);
  if (wish === 'answer') return begin(phone, await switchboard.pickUp(ringing.ring.id));
  await switchboard.leave(ringing.ring.id, 'busy');
  phone.ringing = null;
  note('You declined the call.');
}

async function look(phone: PhoneState): Promise<void> {
  const { switchboard, number, centre, note } = phone;
  if (phone.call !== null) return;
  const [ring] = await switchboard.ringing([number]);
  const before = phone.ringing;
  if (ring === undefined) {
    if (before !== null) note('It does not ring any more.');
    phone.ringing = null;
  } else if (before?.ring.id !== ring.id) {
    phone.ringing = { ring, since: performance.now() };
    note(`The telephone rings: ${centre}. /answer takes the call, /decline does not.`);
  } else if (performance.now() - before.since > RING_MS) {
    phone.ringing = null;
    await switchboard.leave(ring.id, 'no-answer');
    note('It rang, and nobody answered.');
  }
}

const IN_CALL = 'You are in a call already. /hang up ends it.';
const NO_CALL = 'There is no call. /ring rings.';
const STAFF = { answer: 'answered', decline: 'no-answer', busy: 'busy' } as const;
