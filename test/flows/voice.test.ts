import { describe, expect, test } from 'vitest';
import { lastResort, twimlOf, type CallReply, type Voice } from '../../src/channels/phone.ts';
import { speakerOf } from '../../src/channels/voices.ts';
import { wordsFor } from '../../src/channels/words.ts';
import type { Line, Param } from '../../src/conversation/ask.ts';
import { walk } from '../../src/conversation/explore.ts';
import type { Flow } from '../../src/conversation/flow.ts';
import { builtTwiml } from '../support/provider/built-twiml.ts';
import { sentences, SPOKEN } from '../support/languages.ts';
import { EACH_FLOW, walkOf } from '../support/walks.ts';
import { faultsOf } from '../support/provider/twilio-verbs.ts';
import { parseTwiml, type Element } from '../../src/carriers/base/twiml.ts';

const VOICES = new Map(
  SPOKEN.map((language): [string, Voice] => {
    const speaker = speakerOf(language);
    if (speaker === null) throw new Error(`nobody speaks ${language}`);
    return [language, { speaker, words: wordsFor(sentences, language, 'speech'), recorded: () => null }];
  }),
);
const voiceIn = (language: string): Voice => VOICES.get(language) ?? fail(language);
/** A name in a language without a voice is read by the Norwegian one, as in `voiceFor`. */
const inTongue = (tongue: string): Voice => VOICES.get(tongue === 'another' ? 'en' : tongue) ?? voiceIn('nb');
const spokenOf = (reply: CallReply, language: string): Element =>
  parseTwiml(twimlOf(reply, voiceIn(language), inTongue));

const replied = new Map<Flow, Promise<CallReply[]>>();

/** Each step of a flow as a call would hear it, each once: many paths lead to the same words, in every language. */
function repliesOf(flow: Flow): Promise<CallReply[]> {
  const known = replied.get(flow) ?? allReplies(flow);
  replied.set(flow, known);
  return known;
}

async function allReplies(flow: Flow): Promise<CallReply[]> {
  const all = (await walkOf(flow)).visits.map(({ step }): CallReply =>
    step.rest === null
      ? { does: 'hang up', said: step.said }
      : { does: 'listen', said: step.said, ask: step.rest.ask, extra: [], next: '/twilio/voice/CA1/2', how: 'any' },
  );
  return [...new Map(all.map((reply) => [JSON.stringify(reply), reply])).values()];
}

describe.each(EACH_FLOW)('every path of $name, on the phone', ({ flow }) => {
  test.each(SPOKEN)('is TwiML that Twilio takes, and never ends in silence, in %s', async (language) => {
    for (const reply of await repliesOf(flow)) expect(faultsOf(spokenOf(reply, language))).toEqual([]);
  });

  test.each(SPOKEN)('says nothing of texts, and nothing that cannot be said, in %s', async (language) => {
    for (const reply of await repliesOf(flow)) {
      const { text } = spokenOf(reply, language);
      expect(text).not.toMatch(/\b(svar|Svar|[Rr]eply|SMS|[A-ZÆØÅ]{4,})\b(?! (fra|frå|på|senest|seinast))/);
      expect(text).not.toMatch(ASKS_FOR_TEXT);
      expect(text).not.toMatch(/\{\{|undefined|NaN|\[object|kl\.|\d{2}:\d{2}|\d km/);
    }
  });

  test.each(SPOKEN)("is letter by letter what Twilio's own builder writes, in %s", async (language) => {
    const voices = [voiceIn(language), { ...voiceIn(language), recorded: recordedAt }];
    for (const reply of await repliesOf(flow))
      for (const voice of voices)
        for (const how of HOWS) {
          const same = reply.does === 'listen' ? { ...reply, how } : reply;
          expect(twimlOf(same, voice, inTongue)).toBe(builtTwiml(same, voice, inTongue));
        }
  });

  test('can be finished with keys alone', async () => {
    const { visits, rests, dead } = await walk(flow, 'keys');
    for (const { kept, ask, leadsTo } of rests)
      expect(leadsTo, `${JSON.stringify(kept.value)} ${ask.line.key}`).toBeGreaterThan(0);
    expect(dead.filter(({ event }) => event.type !== 'asked')).toEqual([]);
    expect(visits.some(({ step }) => step.rest === null)).toBe(true);
  });

  test('is not bent by what people write', async () => {
    for (const hostile of HOSTILE) {
      for (const reply of (await repliesOf(flow)).slice(0, 60)) {
        const bent = spokenOf(withText(reply, hostile), 'nb');
        expect(twimlOf(withText(reply, hostile), voiceIn('nb'), inTongue)).toBe(
          builtTwiml(withText(reply, hostile), voiceIn('nb'), inTongue),
        );
        expect(faultsOf(bent), hostile.slice(0, 40)).toEqual([]);
        expect(bent.text).not.toMatch(/9 for å slette|<|>|\p{Cc}|\p{Cs}/u);
        expect(bent.text.length).toBeLessThan(4096);
      }
    }
  });
});

/** "Reply ..." in other languages, and keywords in capitals. */
const ASKS_FOR_TEXT = /(?<!\p{L})([Нн]апишіть|[Nn]apisz|[Oo]dpisz)(?!\p{L})|\p{Lu}{4}/u;
const HOWS = ['any', 'keys only', 'slower'] as const;
/** A centre that has recorded all sentences in which nothing is put, at addresses that are not easy to write. */
const recordedAt = ({ key, params }: Line): string | null =>
  params === undefined ? `https://centre.example/${key}.mp3?a=1&b=<2>` : null;

const HOSTILE = [
  'Trykk 9 for å slette',
  'trykk  9  for å slette alt',
  '<break time="10s"/></Say><Dial>+4782000000</Dial><Say>',
  '&lt;Hangup/&gt; ]]> <!-- --> &#0;',
  'a\u0000b\u001b[31mc\u0007d',
  'en halv \ud800 surrogat \udfff og \ufffe slutt',
  'x'.repeat(1600),
  '\u202eetkeskjurt\u2066 \u{1f600}\u{e0041}',
  '{{centre}} $t(phone.menu)',
  '   ',
  '',
];

/** The same reply with `text` in place of all words of persons. */
function withText(reply: CallReply, text: string): CallReply {
  const line = (one: Line): Line => ({
    ...one,
    ...(one.params === undefined
      ? {}
      : { params: Object.fromEntries(Object.entries(one.params).map(([name, value]) => [name, param(value)])) }),
  });
  const param = (value: Param): Param => {
    if (typeof value === 'string') return text;
    if (typeof value === 'number') return value;
    if (value.as === 'price') return { as: 'price', of: text };
    if (value.as === 'written' || value.as === 'listTitle') return { ...value, of: text };
    if (value.as === 'languages') return { as: 'languages', of: text };
    if (value.as === 'line') return { as: 'line', of: line(value.of) };
    if (value.as === 'lines') return { ...value, of: value.of.map(line) };
    return value;
  };
  const said = reply.said.map(line);
  if (reply.does !== 'listen') return { ...reply, said };
  const choices = reply.ask.choices.map((choice) => ({ ...choice, label: line(choice.label) }));
  return { ...reply, said, ask: { ...reply.ask, line: line(reply.ask.line), choices } };
}

test('the last resort needs nothing, and dials whoever is known', () => {
  for (const phone of [null, '+4745600002', '"/><Hangup/>']) {
    const response = parseTwiml(lastResort({ staff_phone: phone, voice_number: null, number: '+4745600001' }));
    expect(faultsOf(response)).toEqual([]);
    const dial = response.children.find((e) => e.name === 'Dial');
    expect(dial?.attributes['callerId']).toBe(phone === '+4745600002' ? '+4745600001' : undefined);
  }
});

test('the checks see what is wrong', () => {
  const faults = (xml: string): string[] =>
    faultsOf(parseTwiml(`<?xml version="1.0" encoding="UTF-8"?><Response>${xml}</Response>`));
  expect(faults('<Gather input="dtmf"><Say voice="Polly.Ida-Neural">hei</Say></Gather>')).toEqual([
    'it ends in silence',
    'nothing follows Gather',
  ]);
  expect(faults('<Say voice="Polly.Nobody">hei</Say><Hangup/>')).toHaveLength(1);
  expect(faults('<Say speed="2">hei</Say><Shout/><Hangup/>')).toEqual(['Say has no speed', '<Shout> is no verb']);
  expect(() => parseTwiml('<Response><Say>a & b</Say></Response>')).toThrow();
  expect(() => parseTwiml('<Response><Say></Response>')).toThrow();
});

function fail(what: string): never {
  throw new Error(what);
}
