import { describe, expect, test } from 'vitest';
import { twimlOf, type Voice } from '../../src/channels/phone.ts';
import { speakerOf } from '../../src/channels/voices.ts';
import { wordsFor } from '../../src/channels/words.ts';
import type { Ask, Line, Param } from '../../src/conversation/ask.ts';
import { askOf } from '../../src/conversation/advance.ts';
import type { Flow, KeptState } from '../../src/conversation/flow.ts';
import { sentences, SPOKEN } from '../support/languages.ts';
import { EACH_FLOW, walkOf } from '../support/walks.ts';
import { parseTwiml, type Element } from '../../src/carriers/base/twiml.ts';
import { HEARD_LIST_MAX } from '../../src/service/engine/operation-table.ts';

/** The length that a listener can remember (docs/rules.md C2). */
const QUESTION_MAX_S = 20;

/**
 * How long a sentence takes: so long for each character, and a pause after it. Fitted to 274 sentences of the flows, read by
 * espeak-ng 1.51 (`-v nb` for bokmål and nynorsk, `-v en-gb` for English, `uk`, `pl`) at 158 words a minute: nine tenths of its usual pace, as
 * the calls ask of their voice.
 */
const PACE: Readonly<Record<string, { pauseS: number; perCharacterS: number }>> = {
  nb: { pauseS: 0.52, perCharacterS: 0.0724 },
  nn: { pauseS: 0.5, perCharacterS: 0.0727 },
  en: { pauseS: 0.4, perCharacterS: 0.066 },
  uk: { pauseS: 0.12, perCharacterS: 0.0738 },
  pl: { pauseS: 0.1, perCharacterS: 0.0862 },
  ar: { pauseS: 0.5, perCharacterS: 0.107 },
};

/** Some of the sentences, and how long espeak-ng took. */
const MEASURED: readonly [language: string, seconds: number, sentence: string][] = [
  ['nb', 3.26, 'For aktiviteter i nærheten, trykk 1.'],
  [
    'nb',
    9.96,
    'Strikkekafé på biblioteket. torsdag den tjuesjette november klokka elleve. Arendal bibliotek, Torvet 6. Det koster førti kroner.',
  ],
  ['nb', 6.78, 'Vil du slette alt vi har om deg? Nummer, navn og meldinger blir borte, og du blir meldt av alt.'],
  [
    'nb',
    8.38,
    'Husk Strikkekafé på biblioteket, torsdag den tjuesjette november klokka elleve, Arendal bibliotek. Kommer du?',
  ],
  ['nb', 1.45, '0 er et menneske.'],
  ['nn', 3.25, 'For aktivitetar i nærleiken, trykk 1.'],
  ['nn', 7.37, 'Hugs oppdraget: Følge til legen i sentrum, tysdag den første desember klokka elleve. Kjem du?'],
  ['nn', 4.71, 'Kor mange kjem? Trykk talet. Kjem du åleine, trykk 1.'],
  ['en', 2.64, 'For activities near you, press 1.'],
  [
    'en',
    10.54,
    'Strikkekafé på biblioteket. Thursday the twenty-sixth of November at eleven in the morning. Arendal bibliotek, Torvet 6. It costs forty kroner.',
  ],
  ['en', 6.38, 'Do you want to erase all we hold about you? Number, name, messages and sign-ups will go.'],
  [
    'en',
    8.76,
    'Remember Strikkekafé på biblioteket, Thursday the twenty-sixth of November at eleven in the morning, Arendal bibliotek. Are you coming?',
  ],
  ['uk', 2.95, 'дізнатися про заходи поруч: натисніть 1.'],
  ['uk', 4.05, 'Щоб поговорити з людиною, натисніть 0. Зірочка повторює.'],
  [
    'uk',
    8.18,
    'Нагадуємо: Strikkekafé på biblioteket, четвер, 26 листопада о одинадцятій, Arendal bibliotek. Ви прийдете?',
  ],
  ['pl', 2.92, 'zajęcia w pobliżu: klawisz 1.'],
  ['pl', 7.92, 'Gdzie Państwo mieszkają? Proszę wpisać kod pocztowy, cztery cyfry, albo powiedzieć nazwę miejsca.'],
  [
    'pl',
    10.53,
    'Przypominamy: Strikkekafé på biblioteket, czwartek, 26 listopada o jedenastej, Arendal bibliotek. Czy Państwo przyjdą?',
  ],
  ['ar', 2.75, 'أنشطة قريبة، اضغط 1.'],
  ['ar', 6.7, 'أين تسكن؟ اكتب الرمز البريدي، أربعة أرقام، أو قل اسم المكان.'],
  ['ar', 10.18, 'تذكير: Strikkekafé på biblioteket، الخميس 26 نوفمبر الساعة 11، Arendal bibliotek. هل ستأتي؟'],
];

function secondsOf(language: string, sentence: string): number {
  const { pauseS, perCharacterS } = PACE[language] ?? fail(language);
  return pauseS + perCharacterS * sentence.length;
}

const VOICES = new Map(
  SPOKEN.map((language): [string, Voice] => [
    language,
    {
      speaker: speakerOf(language) ?? fail(language),
      words: wordsFor(sentences, language, 'speech'),
      recorded: () => null,
    },
  ]),
);
const voiceIn = (language: string): Voice => VOICES.get(language) ?? fail(language);
/** A name in a language without a voice is read by the Norwegian one, as in `voiceFor`. */
const inTongue = (tongue: string): Voice => VOICES.get(tongue === 'another' ? 'en' : tongue) ?? voiceIn('nb');

/** A sentence, and the language whose voice says it: a choice of another language is said in that one. */
interface Said {
  tongue: string;
  text: string;
}

const saidIn = (element: Element): Said[] =>
  element.name === 'Say'
    ? [{ tongue: (element.attributes['language'] ?? 'nb').slice(0, 2), text: element.text }]
    : element.children.flatMap(saidIn);

/** What can be had as a text, and is told so after the choices. */
const WORTH_TEXTING = new Set(['find-activities', 'show-activity']);

/** A question as a call hears it. */
function heard({ name }: Pick<Flow, 'name'>, ask: Ask, language: string): Said[] {
  const extra: Line[] = WORTH_TEXTING.has(name) && ask.choices.length > 0 ? [{ key: 'phone.textInstead' }] : [];
  const reply = {
    does: 'listen',
    said: [],
    ask: longest(ask),
    extra,
    next: '/twilio/voice/CA1/2',
    how: 'any',
  } as const;
  const twiml = twimlOf(reply, voiceIn(language), inTongue);
  return saidIn(parseTwiml(twiml));
}

/** Longer than a title in a list is heard: it is cut at a word. */
const TITLE = 'Strikkekafé på biblioteket i Arendal for alle som vil lære';

/** The samples of the walk are as long as a text can bear; so are the titles in lists here. */
const longest = (ask: Ask): Ask => ({
  ...ask,
  choices: ask.choices.map((choice) => ({ ...choice, label: titled(choice.label) })),
});

const titled = (line: Line): Line => ({
  ...line,
  params: Object.fromEntries(
    Object.entries(line.params ?? {}).map(([name, value]): [string, Param] =>
      typeof value === 'object' && value.as === 'listTitle' ? [name, { ...value, of: TITLE }] : [name, value],
    ),
  ),
});

/** The longer lists of the samples are texts: a call that goes on with one hears no more of it than of its own. */
const inCall = (flow: Flow, { kept, ask }: { kept: KeptState; ask: Ask }): Ask =>
  flow.shortened === undefined ? ask : askOf(flow, flow.shortened(kept, HEARD_LIST_MAX));

describe.each(EACH_FLOW)('every question of $name, on the phone', ({ flow }) => {
  test.each(SPOKEN)(`is heard within ${QUESTION_MAX_S} seconds, in %s`, async (language) => {
    const { visits } = await walkOf(flow);
    const every = visits.flatMap(({ step }) => (step.rest === null ? [] : [inCall(flow, step.rest)]));
    // Many paths lead to the same question.
    const asks = [...new Map(every.map((ask) => [JSON.stringify(ask), ask])).values()];
    const tooLong = asks
      .map((ask) => heard(flow, ask, language))
      .map((said) => ({
        said: said.map(({ text }) => text).join(' '),
        seconds: said.reduce((sum, { tongue, text }) => sum + secondsOf(tongue, text), 0),
      }))
      .filter(({ seconds }) => seconds > QUESTION_MAX_S);
    expect(tooLong).toEqual([]);
  });
});

test('the estimate is what espeak-ng takes, within a tenth and a quarter of a second', () => {
  for (const [language, seconds, sentence] of MEASURED) {
    expect(Math.abs(secondsOf(language, sentence) - seconds), sentence).toBeLessThan(0.25 + seconds / 10);
  }
});

test('the check hears what is too long', () => {
  const said = 'Det er en lang forklaring som ingen husker begynnelsen av når den er over. '.repeat(5);
  expect(secondsOf('nb', said)).toBeGreaterThan(QUESTION_MAX_S);
});

function fail(what: string): never {
  throw new Error(what);
}
