import type { SimulatedPhoneCall } from '../../carriers/simulated-call/call.ts';
import type { CallerAction, SimulatedCallState, Wait } from '../../carriers/simulated-call/state.ts';
import type { Heard } from '../../carriers/simulated-call/twiml-player.ts';
import { withOffset } from '../../domain/base/time.ts';
import type { Clock } from '../../db/moment.ts';
import type { Ring, Switchboard } from '../../web/phone/switchboard.ts';

/** What was heard in a call, or done; `in` is what the telephone sent to us. */
export interface Utterance {
  direction: 'in' | 'out';
  call: string;
  body: string;
  at: string;
}

/** The calls of a telephone in the terminal: a line is what somebody does in them. */
export interface PhoneCalls {
  /** Takes a line that is about a call; any other is left to whoever sends texts. */
  take(line: string): Promise<'taken' | 'not about a call'>;
  /** Sees whether it rings, or rings no more. */
  look(): Promise<void>;
  /** Puts the phone down, if it is up. */
  putDown(): Promise<void>;
}

export interface PhoneCallsParts {
  switchboard: Switchboard;
  clock: Clock;
  number: string;
  /** The number of the centre's voice line, and who that is. */
  line: string;
  centre: string;
  show: (utterances: readonly Utterance[]) => void;
  /** Says what is going on. */
  note: (text: string) => void;
}

export const CALL_HELP =
  '/ring rings, /answer and /decline a call that comes in. In a call: keys (1, 4836#), "words" or /say words, /mumble words, ' +
  'an empty line for silence, /hang up. In Norwegian: /svar, /avvis, /si, /mumle, /legg på.';

type Wish = 'ring' | 'answer' | 'decline' | 'busy' | 'hang up';
const WISHES: Readonly<Record<string, Wish>> = {
  '/ring': 'ring',
  '/answer': 'answer',
  '/svar': 'answer',
  '/decline': 'decline',
  '/avvis': 'decline',
  '/busy': 'busy',
  '/opptatt': 'busy',
  '/hang up': 'hang up',
  '/legg på': 'hang up',
};

const CLEAR = 0.92;
const MUMBLED = 0.3;
const LETTERS_A_SECOND = 14;
/** As long as the network lets it ring. */
const RING_MS = 35_000;

export function createPhoneCalls(parts: PhoneCallsParts): PhoneCalls {
  const { switchboard, clock, number, line: ours, centre, show, note } = parts;
  let call: SimulatedPhoneCall | null = null;
  let ringing: { ring: Ring; since: number } | null = null;

  const utter = (sid: string, direction: 'in' | 'out', bodies: readonly string[]): void => {
    const at = withOffset(clock.now().toISOString());
    show(bodies.map((body) => ({ direction, call: sid, body, at })));
  };

  function hear({ sid, heard, waits }: SimulatedCallState): void {
    utter(sid, 'out', heard.map(sentence));
    const told = waits.for === 'answer' && !waits.speech ? 'Only keys are heard now.' : TOLD[waits.for];
    if (told !== '') note(told);
    if (waits.for !== 'nothing') return;
    note(waits.because === 'fault' ? 'The call broke off: that was no TwiML.' : `The call is over: ${waits.because}.`);
    call = null;
  }

  function begin(begun: SimulatedPhoneCall | 'does not ring'): void {
    ringing = null;
    if (begun === 'does not ring') return note('It does not ring any more.');
    call = begun;
    hear(begun.scene);
  }

  async function act(deed: CallerAction, did: string): Promise<void> {
    if (call === null) return;
    if (did !== '') utter(call.sid, 'in', [did]);
    const scene = await call.take(deed);
    if (scene !== 'not now') hear(scene);
    else note('That is not what the call waits for.');
  }

  async function fulfil(wish: Wish): Promise<void> {
    const waits = call?.scene.waits.for;
    if (wish === 'ring')
      return call === null ? begin(await switchboard.ring({ from: number, to: ours })) : note(IN_CALL);
    if (wish === 'hang up') return call === null ? note(NO_CALL) : act({ did: 'hang up' }, '');
    if (waits === 'staff') return act({ did: 'staff', how: STAFF[wish] }, '');
    if (ringing === null || call !== null) return note(call === null ? 'Nobody rings.' : IN_CALL);
    if (wish === 'answer') return begin(await switchboard.pickUp(ringing.ring.id));
    await switchboard.leave(ringing.ring.id, 'busy');
    ringing = null;
    note('You declined the call.');
  }

  return {
    async take(line) {
      const typed = line.trim();
      const wish = WISHES[typed];
      if (wish !== undefined) await fulfil(wish);
      else if (call === null || /^\/(clock|quit)\b/.test(typed)) return 'not about a call';
      else {
        const deed = deedOf(typed, call.scene.waits.for);
        if (deed === null) note(CALL_HELP);
        else await act(deed, shown(deed, typed));
      }
      return 'taken';
    },

    async look() {
      if (call !== null) return;
      const [ring] = await switchboard.ringing([number]);
      if (ring === undefined) {
        if (ringing !== null) note('It does not ring any more.');
        ringing = null;
      } else if (ringing?.ring.id !== ring.id) {
        ringing = { ring, since: performance.now() };
        note(`The telephone rings: ${centre}. /answer takes the call, /decline does not.`);
      } else if (performance.now() - ringing.since > RING_MS) {
        ringing = null;
        await switchboard.leave(ring.id, 'no-answer');
        note('It rang, and nobody answered.');
      }
    },

    async putDown() {
      await call?.take({ did: 'hang up' });
      call = null;
    },
  };
}

const IN_CALL = 'You are in a call already. /hang up ends it.';
const NO_CALL = 'There is no call. /ring rings.';
const STAFF = { answer: 'answered', decline: 'no-answer', busy: 'busy' } as const;

/** What somebody has to know before they can go on; empty where what was heard says it. */
const TOLD: Readonly<Record<Wait['for'], string>> = {
  answer: '',
  message: 'It records: "words" leave a message, an empty line leaves none.',
  staff: 'The phone at the centre rings: /answer takes it, /busy, or an empty line for nobody.',
  'staff key': 'The phone at the centre was taken: 1 takes the call; an empty line presses nothing, like a voicemail.',
  talk: 'You are put through, and talk. An empty line: the centre hangs up.',
  nothing: '',
};

/** What a line means to a call; null where it means nothing. */
function deedOf(typed: string, waits: Wait['for']): CallerAction | null {
  const [, quoted] = /^["«“](.*?)["»”]?$/.exec(typed) ?? [];
  const [, how, said = quoted] = /^\/(say|si|mumble|mumle) +(.+)$/.exec(typed) ?? [];
  if (typed === '') return SILENCE[waits];
  if (waits === 'staff key') return /^[\d*#]$/.test(typed) ? { did: 'staff key', key: typed } : null;
  if (said !== undefined && said.trim() !== '') {
    if (waits === 'message') return { did: 'message', seconds: Math.ceil(said.length / LETTERS_A_SECOND) };
    return { did: 'speech', speech: said, confidence: how?.startsWith('mum') === true ? MUMBLED : CLEAR };
  }
  return /^[\d*#]+$/.test(typed) ? { did: 'keys', keys: typed } : null;
}

const shown = ({ did }: CallerAction, typed: string): string =>
  did === 'silence' ? '(nothing)' : did === 'staff key' && typed !== '' ? `(at the centre) ${typed}` : typed;

const SILENCE: Readonly<Record<Wait['for'], CallerAction>> = {
  answer: { did: 'silence' },
  message: { did: 'silence' },
  staff: { did: 'staff', how: 'no-answer' },
  'staff key': { did: 'staff key', key: '' },
  talk: { did: 'talked' },
  nothing: { did: 'silence' },
};

function sentence(heard: Heard & { by: 'caller' | 'staff' }): string {
  const where = heard.by === 'staff' ? '(at the centre) ' : '';
  switch (heard.kind) {
    case 'say':
      return where + heard.text;
    case 'play':
      return `${where}(recording: ${heard.address.split('/').at(-1)})`;
    case 'pause':
      return `(a pause of ${heard.seconds} s)`;
    case 'fault':
      return `(fault: ${heard.text})`;
  }
}
