import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Ask, Line } from '../conversation/ask.ts';
import { fieldOf, keysOf } from '../conversation/keypad.ts';
import type { Speaker } from './voices.ts';
import type { Words } from './words.ts';

/** Somebody who speaks one language, and what they need for it. */
export interface Voice {
  speaker: Speaker;
  /** The words of the language, for speech. */
  words: Words;
  /** The address of the centre's own recording of a sentence; null where there is none. */
  recorded: (line: Line) => string | null;
}

/** What a call hears next: data, until it is put into TwiML. */
export type Reply =
  /** Says something, asks something, and waits for keys or speech. */
  | {
      does: 'listen';
      said: readonly Line[];
      ask: Ask;
      /** Said after the choices: what else there is. */
      extra: readonly Line[];
      next: string;
      how: 'any' | 'keys only' | 'slower';
    }
  /** Puts the call through; whoever answers there must press a key first, so that no voicemail swallows it. */
  | { does: 'put through'; said: readonly Line[]; number: string; next: string; whisper: string }
  | { does: 'record'; said: readonly Line[]; next: string; whenReady: string }
  | { does: 'hang up'; said: readonly Line[] };

/** Twilio's five seconds are too few for somebody who puts on glasses first (domain.md 4.1). */
const SILENCE_S = 9;
/** How long a pause ends what somebody says. */
const PAUSE_S = 3;
const RING_S = 25;
const RECORD_MAX_S = 120;
const RECORD_SILENCE_S = 6;
/** Twilio takes 4096 characters a sentence; no sentence of ours comes near. */
const SENTENCE_MAX = 1000;
const HINT_MAX = 90;

type Sayer = Pick<VoiceResponse, 'say' | 'play'>;

/**
 * A reply as TwiML. Keys are always heard; every question is followed by a request for the same step, so that silence is an
 * answer like any other and never the end of a call.
 * @param inTongue whoever speaks another language: its code, or `another` than the call is in
 */
export function twimlOf(reply: Reply, voice: Voice, inTongue: (tongue: string) => Voice): string {
  const response = new VoiceResponse();
  switch (reply.does) {
    case 'listen':
      listen(response, reply, voice, inTongue);
      break;
    case 'put through': {
      sayAll(response, reply.said, voice);
      const dial = response.dial({ action: reply.next, answerOnBridge: true, timeout: RING_S });
      dial.number({ url: reply.whisper }, reply.number);
      break;
    }
    case 'record':
      sayAll(response, reply.said, voice);
      response.record({
        action: reply.next,
        maxLength: RECORD_MAX_S,
        timeout: RECORD_SILENCE_S,
        finishOnKey: '#',
        playBeep: true,
        recordingStatusCallback: reply.whenReady,
        recordingStatusCallbackEvent: ['completed'],
      });
      // Reached when nothing was said.
      response.redirect({}, reply.next);
      break;
    case 'hang up':
      sayAll(response, reply.said, voice);
      response.hangup();
      break;
  }
  return response.toString();
}

function listen(
  response: VoiceResponse,
  reply: Reply & { does: 'listen' },
  voice: Voice,
  inTongue: (tongue: string) => Voice,
): void {
  const { ask, next, how } = reply;
  const field = fieldOf(ask);
  const { hears } = voice.speaker;
  const spoken = hears !== null && how !== 'keys only';
  const gather = response.gather({
    input: spoken ? ['dtmf', 'speech'] : ['dtmf'],
    action: next,
    actionOnEmptyResult: true,
    timeout: SILENCE_S,
    numDigits: field?.digitsMax ?? 1,
    // With one digit # and * are keys like any other; a longer answer ends with #, and 0# is still a human.
    finishOnKey: (field?.digitsMax ?? 1) > 1 ? '#' : '',
    ...(spoken
      ? { speechTimeout: String(PAUSE_S), language: hears as never, hints: hintsOf(ask, voice), profanityFilter: false }
      : {}),
  });
  const rate = how === 'slower' ? SLOW : USUAL;
  sayAll(gather, reply.said, voice, rate);
  sayOne(gather, ask.line, voice, rate);
  for (const { key, choice } of keysOf(ask)) {
    // 0 is a human everywhere, and is said in the end.
    if (choice.label.key === 'common.callMe' || choice.unsaid === true) continue;
    const who = choice.tongue === undefined ? voice : inTongue(choice.tongue);
    const label = { as: 'line', of: choice.label } as const;
    sayOne(gather, { key: 'phone.choice', params: { label, key: String(key) } }, who, rate);
  }
  sayAll(gather, [...reply.extra, { key: 'phone.human' }], voice, rate);
  response.redirect({}, next);
}

const USUAL = '90%';
const SLOW = '75%';

function sayAll(to: Sayer, lines: readonly Line[], voice: Voice, rate = USUAL): void {
  for (const line of lines) sayOne(to, line, voice, rate);
}

function sayOne(to: Sayer, line: Line, voice: Voice, rate: string): void {
  const recording = voice.recorded(line);
  if (recording !== null) return void to.play({}, recording);
  const { speaker, words } = voice;
  const sentence = speakable(words(line));
  if (sentence === '') return;
  to.say({ voice: speaker.voice as never, language: speaker.language as never }, '').prosody({ rate }, sentence);
}

/** What the builder throws on, and what a voice would stumble over: gaps where a sentence had nothing to put. */
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

/** What whoever answers the staff phone hears before the call is theirs; without the key, it is not. */
export function whisperOf(line: Line, next: string, voice: Voice): string {
  const response = new VoiceResponse();
  const gather = response.gather({ input: ['dtmf'], numDigits: 1, timeout: SILENCE_S, action: next });
  sayOne(gather, line, voice, USUAL);
  response.hangup();
  return response.toString();
}

/** The answer that joins two calls, or ends the one: nothing more to do here. */
export const bridged = (): string => new VoiceResponse().toString();
export const declined = (): string => {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
};

/** A short wait, and then the same step once more: the database was busy, and the answer will have been kept. */
export function comeBack(address: string): string {
  const response = new VoiceResponse();
  response.pause({ length: 2 });
  response.redirect({}, address);
  return response.toString();
}

/**
 * What is said when nothing else can be: no database, no sentence, no flow is needed for it. It puts the call through where a
 * human's number is known.
 */
export function lastResort(staffPhone: string | null): string {
  const say = (text: string): string => `<Say voice="Polly.Ida-Neural" language="nb-NO">${text}</Say>`;
  const number = staffPhone !== null && /^\+\d{7,15}$/.test(staffPhone) ? staffPhone : null;
  const rest =
    number === null
      ? `${say('Beklager, noe gikk galt hos oss. Ring oss gjerne igjen om litt. Ha det bra!')}<Hangup/>`
      : `${say('Beklager, noe gikk galt hos oss. Vent litt, så setter jeg deg over til et menneske.')}` +
        `<Dial timeout="${RING_S}">${number}</Dial>${say('Ingen kunne svare akkurat nå. Ring oss gjerne igjen. Ha det bra!')}<Hangup/>`;
  return `<?xml version="1.0" encoding="UTF-8"?><Response>${rest}</Response>`;
}
