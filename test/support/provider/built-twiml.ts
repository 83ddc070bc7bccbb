import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import type { Ask, Line } from '../../../src/conversation/ask.ts';
import { fieldOf, keysOf } from '../../../src/conversation/keypad.ts';
import type { CallReply, Voice } from '../../../src/channels/phone.ts';

/** Twilio's five seconds are too few for a caller who has to put on glasses (docs/rules.md C1). */
const SILENCE_S = 9;
/** A pause of this length ends what the caller says. */
const PAUSE_S = 3;
const RING_S = 25;
const RECORD_MAX_S = 120;
const RECORD_SILENCE_S = 6;
/** Twilio takes 4,096 characters a sentence, far more than any sentence needs. */
const SENTENCE_MAX = 2000;
const HINT_MAX = 90;

type Sayer = Pick<VoiceResponse, 'say' | 'play'>;

/** The output of `twimlOf`, made with Twilio's own builder, for comparison. */
export function builtTwiml(reply: CallReply, voice: Voice, inTongue: (tongue: string) => Voice): string {
  const response = new VoiceResponse();
  switch (reply.does) {
    case 'listen':
      listen(response, reply, voice, inTongue);
      break;
    case 'put through': {
      sayAll(response, reply.said, voice);
      const dial = response.dial({
        action: reply.next,
        answerOnBridge: true,
        timeout: RING_S,
        callerId: reply.from,
      });
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
      // Twilio follows the redirect when the caller said nothing.
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
  reply: CallReply & { does: 'listen' },
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
    // With one digit, # and * are ordinary keys. A longer answer ends with #, and 0# still reaches staff.
    finishOnKey: (field?.digitsMax ?? 1) > 1 ? '#' : '',
    ...(spoken
      ? { speechTimeout: String(PAUSE_S), language: hears as never, hints: hintsOf(ask, voice), profanityFilter: false }
      : {}),
  });
  const rate = how === 'slower' ? SLOW : USUAL;
  sayAll(gather, reply.said, voice, rate);
  sayOne(gather, ask.line, voice, rate);
  for (const { key, choice } of keysOf(ask)) {
    // 0 reaches staff everywhere; the last sentence says so.
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

export function builtWhisper(line: Line, next: string, voice: Voice): string {
  const response = new VoiceResponse();
  const gather = response.gather({ input: ['dtmf'], action: next, timeout: SILENCE_S, numDigits: 1 });
  sayOne(gather, line, voice, USUAL);
  response.hangup();
  return response.toString();
}

export const builtBridged = (): string => new VoiceResponse().toString();

export function builtDeclined(): string {
  const response = new VoiceResponse();
  response.hangup();
  return response.toString();
}

export function builtComeBack(address: string): string {
  const response = new VoiceResponse();
  response.pause({ length: 2 });
  response.redirect({}, address);
  return response.toString();
}
