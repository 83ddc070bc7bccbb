import fc from 'fast-check';
import VoiceResponse from 'twilio/lib/twiml/VoiceResponse.js';
import { expect, test } from 'vitest';
import {
  bridged,
  comeBack,
  declined,
  twimlOf,
  whisperOf,
  type CallReply,
  type Voice,
} from '../../src/channels/phone.ts';
import { escaped, response, verb } from '../../src/channels/twiml.ts';
import type { Line } from '../../src/conversation/ask.ts';
import { speakerOf } from '../../src/channels/voices.ts';
import {
  builtBridged,
  builtComeBack,
  builtDeclined,
  builtTwiml,
  builtWhisper,
} from '../support/provider/built-twiml.ts';
import { parseTwiml } from '../../src/carriers/base/twiml.ts';

/** Addresses that are not easy to write. */
const NEXT = 'https://sentralen.example/sti?a=1&b="2"&c=<3>\'4\'#rc=3&rp=all';

const speaker = speakerOf('nb') ?? fail();
/** Says the name of a sentence, with all that is hard to write. */
const voice: Voice = {
  speaker,
  words: Object.assign(({ key }: Line) => `${key} & <b>"Tom & 'Jerry'"</b> ]]> ’ 🙂`, { language: 'nb' }),
  recorded: () => null,
};
const said = [{ key: 'phone.greeting', params: { centre: 'A' } }] as const;

const REPLIES: readonly CallReply[] = [
  { does: 'put through', said, from: '+4745600001', number: '+4745600002', next: NEXT, whisper: NEXT },
  { does: 'record', said, next: NEXT, whenReady: NEXT },
  { does: 'hang up', said },
  { does: 'hang up', said: [] },
];

test.each(REPLIES)("$does is written as Twilio's own builder writes it", (reply) => {
  expect(twimlOf(reply, voice, () => voice)).toBe(builtTwiml(reply, voice, () => voice));
});

test("whispers and short answers are written as Twilio's own builder writes them", () => {
  expect(whisperOf(said[0], NEXT, voice)).toBe(builtWhisper(said[0], NEXT, voice));
  expect(bridged()).toBe(builtBridged());
  expect(declined()).toBe(builtDeclined());
  expect(comeBack(NEXT)).toBe(builtComeBack(NEXT));
});

const writable = fc
  .string({ unit: 'binary' })
  .filter((text) => !/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/u.test(text));

test("any text is written as Twilio's own builder writes it, in sentences and in attributes", () => {
  fc.assert(
    fc.property(writable, (text) => {
      const built = new VoiceResponse();
      built.dial({ action: text, answerOnBridge: true, timeout: 25, callerId: text }).number({ url: text }, `a${text}`);
      const number = verb('Number', { url: text }, escaped(`a${text}`));
      expect(response(verb('Dial', { action: text, answerOnBridge: true, timeout: 25, callerId: text }, number))).toBe(
        built.toString(),
      );
    }),
    { numRuns: 2000 },
  );
});

test('whatever stands in it, it is well-formed, and nothing in it becomes a verb', () => {
  const text = fc.array(
    fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('\0', '\ud800', '\udfff', '\uffff', '"/>', '</Say>', '&')),
  );
  fc.assert(
    fc.property(text, (parts) => {
      const bent = parts.join('');
      const { children } = parseTwiml(response(verb('Say', { voice: bent, language: bent }, escaped(`a${bent}`))));
      const [say, more] = children;
      expect(more).toBeUndefined();
      expect(say?.children).toEqual([]);
      const plain = bent.replace(/[\p{Cc}\p{Cs}\p{Noncharacter_Code_Point}]/gu, '');
      expect(say).toMatchObject({ text: `a${plain}`, attributes: { voice: plain, language: plain } });
    }),
    { numRuns: 2000 },
  );
});

function fail(): never {
  throw new Error('nobody speaks bokmål');
}
