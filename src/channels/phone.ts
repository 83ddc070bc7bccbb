import type { Ask, Line } from '../conversation/ask.ts';
import { fieldOf, keysOf } from '../conversation/keypad.ts';
import { escaped, response, verb } from './twiml.ts';
import type { Speaker } from './voices.ts';
import type { Words } from './words.ts';

/** The speaker and the words of one language for a call. */
export interface Voice {
  speaker: Speaker;
  /** Renders lines for speech. */
  words: Words;
  /** The address of the centre's own recording of a sentence; null without one. */
  recorded: (line: Line) => string | null;
}

/** What the caller hears next: data until it is rendered as TwiML. */
export type CallReply =
  /** Says lines, asks a question, and waits for keys or speech. */
  | {
      does: 'listen';
      said: readonly Line[];
      ask: Ask;
      /** Said after the choices: further help. */
      extra: readonly Line[];
      next: string;
      how: 'any' | 'keys only' | 'slower';
    }
  /**
   * Puts the call through, and shows the service's number: Norwegian operators block a call from abroad that shows a
   * Norwegian number. Staff have to press a key first, so that voicemail cannot take the call.
   */
  | { does: 'put through'; said: readonly Line[]; from: string; number: string; next: string; whisper: string }
  | { does: 'record'; said: readonly Line[]; next: string; whenReady: string }
  | { does: 'hang up'; said: readonly Line[] };

/** The usual five seconds are too few for a caller who has to put on glasses (docs/rules.md C1). */
const SILENCE_S = 9;
/** A pause of this length ends what the caller says. */
const PAUSE_S = 3;
const RING_S = 25;
const RECORD_MAX_S = 120;
const RECORD_SILENCE_S = 6;
/** The network takes 4,096 characters a sentence, far more than any sentence needs. */
const SENTENCE_MAX = 2000;
const HINT_MAX = 90;

/**
 * Renders a reply as TwiML. Keys always work. After every question comes a request for the same step, so that silence
 * is an answer and does not end the call.
 * @param inTongue the voice of another language: its code, or `another` for any but that of the call
 */
export function twimlOf(reply: CallReply, voice: Voice, inTongue: (tongue: string) => Voice): string {
  switch (reply.does) {
    case 'listen':
      return response(listened(reply, voice, inTongue) + redirect(reply.next));
    case 'put through': {
      const number = verb('Number', { url: reply.whisper }, escaped(reply.number));
      const dial = verb(
        'Dial',
        { action: reply.next, answerOnBridge: true, timeout: RING_S, callerId: reply.from },
        number,
      );
      return response(allSaid(reply.said, voice, inTongue) + dial);
    }
    case 'record': {
      const record = verb('Record', {
        action: reply.next,
        maxLength: RECORD_MAX_S,
        timeout: RECORD_SILENCE_S,
        finishOnKey: '#',
        playBeep: true,
        recordingStatusCallback: reply.whenReady,
        recordingStatusCallbackEvent: 'completed',
      });
      // The network follows the redirect when the caller said nothing.
      return response(allSaid(reply.said, voice, inTongue) + record + redirect(reply.next));
    }
    case 'hang up':
      return response(allSaid(reply.said, voice, inTongue) + verb('Hangup', {}));
  }
}

const redirect = (address: string): string => verb('Redirect', {}, escaped(address));

function listened(reply: CallReply & { does: 'listen' }, voice: Voice, inTongue: (tongue: string) => Voice): string {
  const { ask, next, how } = reply;
  const digitsMax = fieldOf(ask)?.digitsMax ?? 1;
  const { hears } = voice.speaker;
  const spoken = hears !== null && how !== 'keys only';
  const rate = how === 'slower' ? SLOW : USUAL;
  let inside = allSaid(reply.said, voice, inTongue, rate) + oneSaid(ask.line, voice, rate);
  for (const { key, choice } of keysOf(ask)) {
    // 0 reaches staff everywhere; the last sentence says so.
    if (choice.label.key === 'common.callMe' || choice.unsaid === true) continue;
    const who = choice.tongue === undefined ? voice : inTongue(choice.tongue);
    const label = { as: 'line', of: choice.label } as const;
    inside += oneSaid({ key: 'phone.choice', params: { label, key: String(key) } }, who, rate);
  }
  inside += allSaid([...reply.extra, { key: 'phone.human' }], voice, inTongue, rate);
  const heard = {
    action: next,
    actionOnEmptyResult: true,
    timeout: SILENCE_S,
    numDigits: digitsMax,
    // With one digit, # and * are ordinary keys. A longer answer ends with #, and 0# still reaches staff.
    finishOnKey: digitsMax > 1 ? '#' : '',
  };
  if (!spoken) return verb('Gather', { input: 'dtmf', ...heard }, inside);
  const speech = {
    speechTimeout: String(PAUSE_S),
    language: hears,
    hints: hintsOf(ask, voice),
    profanityFilter: false,
  };
  return verb('Gather', { input: 'dtmf speech', ...heard, ...speech }, inside);
}

const USUAL = '90%';
const SLOW = '75%';

function allSaid(lines: readonly Line[], voice: Voice, inTongue: (tongue: string) => Voice, rate = USUAL): string {
  let said = '';
  for (const line of lines) said += oneSaid(line, line.tongue === undefined ? voice : inTongue(line.tongue), rate);
  return said;
}

function oneSaid(line: Line, voice: Voice, rate: string): string {
  const recording = voice.recorded(line);
  if (recording !== null) return verb('Play', {}, escaped(recording));
  const { speaker, words } = voice;
  const sentence = speakable(words(line));
  if (sentence === '') return '';
  const { voice: name, language } = speaker;
  return verb('Say', { voice: name, language }, verb('prosody', { rate }, escaped(sentence)));
}

/** Removes characters that XML cannot hold, and gaps left by empty parameters, which the voice would stumble over. */
const speakable = (text: string): string =>
  text
    .replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, ' ')
    .replace(/\s+/g, ' ')
    .replace(/ ?([,.])(?: ?[,.])+/g, '$1')
    .replace(/ ([,.])/g, '$1')
    .trim()
    .slice(0, SENTENCE_MAX);

function hintsOf(ask: Ask, voice: Voice): string {
  const labels = ask.choices.map(({ label }) => speakable(voice.words(label)).replaceAll(',', ''));
  return labels
    .map((label) => label.slice(0, HINT_MAX).trim())
    .filter((label) => label !== '')
    .join(',');
}

/**
 * Said to staff when they answer the staff phone. They get the call by pressing a key; without it the call to them
 * ends.
 */
export function whisperOf(line: Line, next: string, voice: Voice): string {
  const key = { input: 'dtmf', action: next, timeout: SILENCE_S, numDigits: 1 };
  return response(verb('Gather', key, oneSaid(line, voice, USUAL)) + verb('Hangup', {}));
}

/** The answers that connect staff to the caller, or hang up on staff. */
export const bridged = (): string => response('');
export const declined = (): string => response(verb('Hangup', {}));

/** Repeats the step after a short wait: the database was busy, and the answer should be stored by then. */
export const comeBack = (address: string): string => response(verb('Pause', { length: 2 }) + redirect(address));

/** The centre's staff phone, and the numbers that can call it. */
interface Reachable {
  staff_phone: string | null;
  voice_number: string | null;
  number: string;
}

/**
 * The reply when everything else fails: it needs no database, sentence or flow. It puts the call through to staff when
 * their number is known.
 */
export function lastResort(centre: Reachable | null): string {
  const say = (text: string): string => `<Say voice="Polly.Ida-Neural" language="nb-NO">${text}</Say>`;
  const staff = dialled(centre?.staff_phone ?? null);
  const from = dialled(centre?.voice_number ?? centre?.number ?? null);
  const rest =
    staff === null
      ? `${say('Beklager, noe gikk galt hos oss. Ring oss gjerne igjen om litt. Ha det bra!')}<Hangup/>`
      : `${say('Beklager, noe gikk galt hos oss. Vent litt, så setter jeg deg over til et menneske.')}` +
        `<Dial timeout="${RING_S}"${from === null ? '' : ` callerId="${from}"`}>${staff}</Dial>` +
        `${say('Ingen kunne svare akkurat nå. Ring oss gjerne igjen. Ha det bra!')}<Hangup/>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${rest}</Response>`;
}

const dialled = (number: string | null): string | null =>
  number !== null && /^\+\d{7,15}$/.test(number) ? number : null;
