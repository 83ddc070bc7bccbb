import type { CallerAction, Wait } from '../../carriers/simulated-call/state.ts';
import type { Heard } from '../../carriers/simulated-call/twiml-player.ts';

export const CALL_HELP =
  '/ring rings, /answer and /decline a call that comes in. In a call: keys (1, 4836#), "words" or /say words, /mumble words, ' +
  'an empty line for silence, /hang up. In Norwegian: /svar, /avvis, /si, /mumle, /legg på.';

export type PhoneWish = 'ring' | 'answer' | 'decline' | 'busy' | 'hang up';
/** What a person does with a call, by the command for it. */
export const WISHES: Readonly<Record<string, PhoneWish>> = {
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
/** The hint that a person needs in order to go on; empty when the spoken words say it. */
export const TOLD: Readonly<Record<Wait['for'], string>> = {
  answer: '',
  message: 'It records: "words" leave a message, an empty line leaves none.',
  staff: 'The phone at the centre rings: /answer takes it, /busy, or an empty line for nobody.',
  'staff key': 'The phone at the centre was taken: 1 takes the call; an empty line presses nothing, like a voicemail.',
  talk: 'You are put through, and talk. An empty line: the centre hangs up.',
  nothing: '',
};

/** The action of a typed line in a call; null for a line without a meaning there. */
export function actionOf(typed: string, waits: Wait['for']): CallerAction | null {
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

export const shown = ({ did }: CallerAction, typed: string): string =>
  did === 'silence' ? '(nothing)' : did === 'staff key' && typed !== '' ? `(at the centre) ${typed}` : typed;

const SILENCE: Readonly<Record<Wait['for'], CallerAction>> = {
  answer: { did: 'silence' },
  message: { did: 'silence' },
  staff: { did: 'staff', how: 'no-answer' },
  'staff key': { did: 'staff key', key: '' },
  talk: { did: 'talked' },
  nothing: { did: 'silence' },
};

export function sentence(heard: Heard & { by: 'caller' | 'staff' }): string {
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
