import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import { type Keyword, type Reading, SITUATIONS } from '../../../src/understanding/base/reading.ts';
import { fold } from '../../../src/understanding/base/normalise.ts';
import { KEYWORD_TABLES } from '../../../src/understanding/keywords/tables.ts';
import { words } from '../../../src/understanding/base/normalise.ts';
import { agder } from '../agder.ts';

const hear = (text: string, more: Partial<Parameters<typeof read>[0]> = {}): Reading =>
  read({ text, now: '2026-11-23T12:00', situation: 'none', places: agder, ...more });

/** Every keyword that is the whole message, as its table has it, in every language. */
const EVERY: readonly (readonly [word: string, keyword: Keyword])[] = KEYWORD_TABLES.flatMap(({ whole }) =>
  (Object.entries(whole) as [Keyword, string][]).flatMap(([keyword, list]) =>
    words(list).map((word) => [word, keyword] as const),
  ),
).filter(([word]) => word !== '?');

const BEFORE = [
  '',
  'Hei, ',
  'Hei! ',
  'hei ',
  'Hello, ',
  'Hi! ',
  'Hei Anne! ',
  'Dzień dobry, ',
  'Привіт! ',
  '\n ',
  '« ',
];
const AFTER = [
  '',
  '.',
  '!!',
  ' .',
  ' takk',
  ', takk',
  ' 🙏',
  '\nMvh Kari Nordmann',
  '. Venleg helsing Ola',
  ', regards Jim Smith',
  '\n\nSendt fra min iPhone',
  '. Sent from my Galaxy',
  '\nKari Nordmannsdotter',
  '. Ha en fin dag!',
  '. Pozdrawiam',
];
const AS = [
  (word: string): string => word,
  (word: string): string => word.toUpperCase(),
  (word: string): string => word.toLowerCase(),
  (word: string): string => word.charAt(0).toUpperCase() + word.slice(1),
];

describe('a keyword', () => {
  test('means one thing only, in all languages together', () => {
    const meanings = new Map<string, Set<Keyword>>();
    for (const [word, keyword] of EVERY) {
      const key = word.split(' ').map(fold).join(' ');
      meanings.set(key, (meanings.get(key) ?? new Set()).add(keyword));
    }
    expect(
      [...meanings].filter(([, all]) => all.size > 1).map(([word, all]) => `${word}: ${[...all].join(', ')}`),
    ).toEqual([]);
  });

  it.each(EVERY)('%s does the same in capitals, in small letters and with a full stop', (word, keyword) => {
    for (const as of AS) expect([as(word), hear(`${as(word)}.`).keyword]).toEqual([as(word), keyword]);
  });

  test('is read as itself with a greeting, thanks, a name or a signature beside it', () => {
    const any = fc.record({
      at: fc.nat(EVERY.length - 1),
      before: fc.constantFrom(...BEFORE),
      after: fc.constantFrom(...AFTER),
      as: fc.constantFrom(...AS),
    });
    fc.assert(
      fc.property(any, ({ at, before, after, as }) => {
        const [word = '', keyword] = EVERY[at] ?? [];
        const text = `${before}${as(word)}${after}`;
        expect([text, hear(text).keyword]).toEqual([text, keyword]);
      }),
      { numRuns: 2000 },
    );
  });

  test('is never part of a longer word, and never a word among others', () => {
    const any = fc.record({
      at: fc.nat(EVERY.length - 1),
      how: fc.constantFrom(
        (word: string): string => `${word}bussen`,
        (word: string): string => `kjempe${word}`,
        (word: string): string => `${word}, jeg kommer litt senere`,
        (word: string): string => `naboen sa ${word} til katten i går`,
        (word: string): string => `vi så at det står ${word} på skiltet der`,
      ),
    });
    fc.assert(
      fc.property(any, ({ at, how }) => {
        const [word = '', keyword] = EVERY[at] ?? [];
        const text = how(word);
        expect([text, hear(text).keyword]).not.toEqual([text, keyword]);
      }),
      { numRuns: 2000 },
    );
  });

  test('is found or not found in any text without a fault, and a machine or a person in need says none', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 200 }),
        fc.constantFrom(...SITUATIONS),
        (text, situation) => {
          const {
            keyword,
            intent,
            with: said,
          } = hear(text, { situation, codes: [123], sent: [text, 'Svar JA eller NEI'] });
          expect(typeof said.rest).toBe('string');
          if (intent === 'automatic' || intent === 'crisis') expect(keyword).toBeNull();
        },
      ),
      { numRuns: 500 },
    );
  });
});

describe('STOP with something beside it', () => {
  it.each([
    'STOPP\n\nMvh Jim Smith',
    'Stopp\nSendt fra min iPhone',
    'Stopp. Sendt frå min iPhone',
    'STOP\nSent from my iPhone',
    'Hei! Stopp, takk. Hilsen Kari',
    'Hei, stopp! Venleg helsing Solveig',
    'stopp mvh jim smith',
    'Please stop. Kind regards, Jim',
    'STOPP\nKari Nordmann',
    'Avmeld. Ha en fin dag!',
    'Стоп! Дякую, Олена',
    'STOP\nWysłano z iPhone',
    'Zatrzymaj, proszę. Pozdrawiam Jan',
    'قف. شكرا',
    'Jooji. Mahadsanid',
    'ደው በል። የቐንየለይ',
    'STOPP STOPP',
    'Stopp! Stopp!',
  ])('%j stops', (text) => {
    expect(hear(text)).toMatchObject({ intent: 'stop', keyword: 'stop' });
    for (const situation of SITUATIONS) expect(hear(text, { situation }).intent).toBe('stop');
  });

  it.each([
    'Stopp, jeg kommer litt senere',
    'stop the knitting on Wednesday please',
    'stopper bussen der?',
    'Stopp. Jeg kommer i morgen likevel',
    'Bussen har stopp ved kirka',
    'STOPP - er strikkekafeen flyttet?',
    'Slutt hilsen er ikke kommet fram',
    'Når er det slutt?',
    'Non-stop musikk',
    'Stopp\nEr det noe i dag?',
    'Stopp, torsdag passer',
  ])('%j does not', (text) => {
    expect(hear(text).intent).not.toBe('stop');
    expect(hear(text).keyword).not.toBe('stop');
  });
});

describe('the person who has the telephone now', () => {
  it.each([
    'feil nummer',
    'Hei, dere har feil nummer. Mvh Per Hansen',
    'Beklager, dette er feil nummer',
    'Wrong number, sorry!',
    'You have the wrong number',
    'Feil nummer, jeg heter Ola',
    'Ви помилилися номером',
    'Добрий день, ви помилилися номером. Дякую',
    'Вы ошиблись номером',
    'To pomyłka, zły numer',
    'Dzień dobry, to pomyłka',
    'الرقم خطأ',
    'عفوا، رقم غلط',
    'Waa nambar khaldan',
    'ቁጽሪ ተጋጊኹም',
  ])('%j is a wrong number', (text) => {
    expect(hear(text)).toMatchObject({ intent: 'wrong_number', keyword: 'wrong_number' });
  });

  it.each([
    'Jeg har fått feil nummer til turlederen',
    'dere har feil nummer til Kari',
    'Feil nummer, riktig er 90000000',
    'ikke meg som kommer, men Ola',
    'har dere feil nummer?',
  ])('%j is something else', (text) => {
    expect(hear(text).intent).not.toBe('wrong_number');
    expect(hear(text).keyword).not.toBe('wrong_number');
  });

  it.each([
    'Hei, mamma som hadde dette nummeret døde i forrige uke. Hilsen Per',
    'Eieren av dette nummeret er død',
    'Eigaren av telefonen er død',
    'Mamma døde i mai, ikke send flere meldinger',
    'Dette var hennes telefon, hun gikk bort i høst',
    'My mother has died, this was her phone',
    'He passed away in May. Please stop texting',
    'Моя мама померла, це був її номер',
    'Власник цього номера помер',
    'Właściciel tego numeru nie żyje',
    'Mama zmarła, proszę nie pisać',
    'صاحب هذا الرقم توفي',
    'Qofkii lahaa nambarkan wuu dhintay',
    'በዓል እዚ ቁጽሪ ሞይቱ',
  ])('%j tells of a death', (text) => {
    expect(hear(text).intent).toBe('deceased');
  });

  it.each([
    'mannen min er død og jeg har ingen å snakke med',
    'jeg føler meg så ensom etter at mannen min døde',
    'Eieren av kafeen er død',
    'batteriet i telefonen er dødt',
    'jeg dør av latter',
  ])('%j does not', (text) => {
    expect(hear(text).intent).not.toBe('deceased');
  });

  it('says of "ikke meg" that it answers a question where one is open', () => {
    expect(hear('nei, ikke meg').intent).toBe('wrong_number');
    expect(hear('nei, ikke meg', { situation: 'pending offer' }).intent).toBe('offer_no');
  });
});

describe('the code of an offer', () => {
  it.each([
    ['123 JA', 'offer_yes', 'JA', true],
    ['nei 123', 'offer_no', 'nei', true],
    ['JA 123, men først kl 12', 'offer_yes', 'JA , men først kl 12', false],
    ['123: hvor lenge varer det?', 'activity_question', ': hvor lenge varer det?', false],
  ])('%j', (text, intent, rest, bare) => {
    const reading = hear(text, { codes: [123, 456] });
    expect(reading).toMatchObject({ intent, keyword: 'offer_code', with: { code: 123, rest, bare } });
  });

  it('is one of the codes that the person has', () => {
    expect(hear('strikk 4836 123', { codes: [456] })).toMatchObject({ keyword: null, with: { code: null } });
    expect(hear('12:30 ja', { codes: [123] }).with.code).toBeNull();
  });
});

describe('a reaction that a telephone sent as a text', () => {
  const SENT = [
    'Husk Strikkekafé, torsdag 26. november kl. 11, Arendal bibliotek. Kommer du?\n1 Ja\n2 Nei\nSvar med tallet.',
    'Kan du ta et oppdrag? Følge til lege. Svar JA eller NEI.',
  ];
  const quoted =
    'Husk Strikkekafé, torsdag 26. november kl. 11, Arendal bibliotek. Kommer du? 1 Ja 2 Nei Svar med tallet.';

  it.each([
    `Satte et hjerte ved «${quoted}»`,
    `Fjernet et hjerte fra «${quoted}»`,
    `Likte ikke «${quoted}»`,
    `Liker ikke lenger «Kan du ta et oppdrag? Følge til lege…»`,
    `Gillade ”${quoted}”`,
    `Gav ett hjärta till ”${quoted}”`,
    `Sette eit hjarte ved «${quoted}»`,
    `Removed a heart from “${quoted}”`,
    `Liked "${quoted}"`,
    `Nie podoba się „${quoted}”`,
    `Не подобається «${quoted}»`,
    `Hat „${quoted}“ mit „Gefällt mir“ markiert`,
    `A adoré « ${quoted} »`,
    `「${quoted}」にハートを付けました`,
    `😂 til «${quoted}»`,
  ])('%s', (text) => {
    for (const situation of SITUATIONS) expect(hear(text, { situation, sent: SENT }).intent).toBe('automatic');
  });

  it('is none where an answer stands beside the quotation, or where something else is quoted', () => {
    expect(hear(`«${quoted}» JA`, { situation: 'pending offer', sent: SENT }).intent).toBe('offer_yes');
    expect(hear(`Nei takk. «${quoted}»`, { situation: 'pending offer', sent: SENT }).intent).toBe('offer_no');
    expect(hear('Jeg leste «Strikk for alle», når er det?', { sent: SENT }).intent).not.toBe('automatic');
  });
});

describe('words that are no intent', () => {
  it.each([
    ['ANGRE', 'undo'],
    ['Jeg angrer', 'undo'],
    ['undo', 'undo'],
    ['ikke ring meg mer', 'no_calls'],
    ["please don't call me", 'no_calls'],
    ['slutt med å ringe', 'no_calls'],
    ['RING', 'ring'],
    ['Call!', 'ring'],
  ])('%s: %s', (text, keyword) => {
    expect(hear(text).keyword).toBe(keyword);
  });

  it.each(['ikke ring før klokka ti', 'ring meg', 'jeg angrer på at jeg ikke var med', 'hvem ringte?'])(
    '%s',
    (text) => {
      expect(['undo', 'no_calls', 'ring']).not.toContain(hear(text).keyword);
    },
  );
});
