import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { en } from '../../src/feeds/sentences/sentences.ts';
import { decodeWith, encodeWith, OTHERS, WINDOWS_1252, type CodePage } from '../../src/feeds/table/code-pages.ts';
import { decode } from '../../src/feeds/table/decode.ts';

const TEXT = 'Navn;Sted\nKåre Bjørn Sæther;Øyestranda\nÅse Næss;Færvik\nBjørg Håland;Ås\n';
const page = (name: string): CodePage => OTHERS.find((one) => one.name === name) ?? WINDOWS_1252;
const written = (name: string, text: string): Uint8Array => encodeWith(page(name), text) ?? new Uint8Array();
const utf8 = (text: string): Uint8Array => new TextEncoder().encode(text);

test('all 27 characters that Windows-1252 has between 0x80 and 0x9F come through', () => {
  const bytes = Uint8Array.from({ length: 32 }, (_, i) => 0x80 + i).filter(
    (b) => ![0x81, 0x8d, 0x8f, 0x90, 0x9d].includes(b),
  );
  expect(bytes).toHaveLength(27);
  const all = '€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ';
  expect(decodeWith(WINDOWS_1252, bytes)).toBe(all);
  // As they stand in a text: prices, quotes, names.
  const said = 'Pris: 50–100 kr, 5 € … “Åpen” dag – «Šárka» • Žofia';
  expect(decode(written('Windows-1252', said), en)).toEqual({ text: said, said: [] });
});

describe('what the file was written with is told', () => {
  test.each(['Mac Roman', 'DOS 865', 'DOS 850'])('%s', (name) => {
    const { text, said } = decode(written(name, TEXT), en);
    expect(text).toBe(TEXT);
    // The two tables of DOS have the same letters for Norwegian.
    expect(said).toEqual([
      expect.stringMatching(name.startsWith('DOS') ? /with DOS 8[56][05], and was read so/ : name),
    ]);
  });
  test('ISO-8859-15, told by its euro', () => {
    const text = 'Kåre;5 €\nŠárka;10 €\n';
    expect(decode(written('ISO-8859-15', text), en)).toEqual({ text, said: [expect.stringContaining('ISO-8859-15')] });
  });
  test('Windows-1252 is what is usual, and nothing is said', () =>
    expect(decode(written('Windows-1252', TEXT), en)).toEqual({ text: TEXT, said: [] }));
  test('UTF-16 with and without its mark, as "Unicode text" of Excel', () => {
    const wide = Buffer.from(TEXT, 'utf16le');
    expect(decode(Uint8Array.from([0xff, 0xfe, ...wide]), en).text).toBe(TEXT);
    expect(decode(Uint8Array.from(wide), en).text).toBe(TEXT);
    expect(decode(Uint8Array.from([0xfe, 0xff, ...Buffer.from(wide).swap16()]), en).text).toBe(TEXT);
  });
  test('Cyrillic', () => {
    const text = 'Navn;Telefon\nОлена Коваленко;90000004\nІван Бондар;90000005\n';
    expect(decode(written('Windows-1251', text), en)).toEqual({
      text,
      said: [expect.stringContaining('Windows-1251')],
    });
  });
  test('what makes no sense in any of the tables is refused: Polish of Windows-1250', () => {
    // "Małgorzata Żółć, Łucja": ł is B3, Ż AF, ó F3, ć E6, Ł A3.
    const polish = Uint8Array.from([
      ...utf8('Navn\nMa'),
      0xb3,
      ...utf8('gorzata '),
      0xaf,
      0xf3,
      0xb3,
      0xe6,
      ...utf8(', '),
      0xa3,
      ...utf8('ucja\n'),
    ]);
    expect(() => decode(polish, en)).toThrow('cannot be told which letters');
  });
});

describe('UTF-8 that was read as something else and written again is repaired, and said', () => {
  const twice = (name: string, text: string): string => decodeWith(page(name), utf8(text)).replaceAll('\ufffd', '');
  test.each(['Windows-1252', 'Mac Roman', 'DOS 850'])('as %s', (name) => {
    const { text, said } = decode(utf8(twice(name, 'Navn\nKåre Bjørn Sæther\nDraumekjøkken – åpent\n')), en);
    expect(text).toBe('Navn\nKåre Bjørn Sæther\nDraumekjøkken – åpent\n');
    expect(said).toEqual([expect.stringMatching(/^Broken letters were repaired: ".+" became "Kåre"\.$/)]);
  });
  test('and twice over', () => {
    const broken = twice('Windows-1252', twice('Windows-1252', 'Kjøkken på Hisøy'));
    expect(decode(utf8(broken), en).text).toBe('Kjøkken på Hisøy');
  });
  test('a file in which one row alone is broken', () =>
    expect(decode(utf8('Kåre\nBjÃ¸rn\nÅse – Ås\n'), en).text).toBe('Kåre\nBjørn\nÅse – Ås\n'));
  test('what is right stays as it is', () => {
    for (const right of ['Kåre Bjørn Sæther', 'VÅGÅ–LOM', 'Ân Nguyễn', 'Ærlig Ætt', '√ 16 = 4', 'Олена', 'أرندال'])
      expect(decode(utf8(right), en)).toEqual({ text: right, said: [] });
  });
});

test('Norwegian text comes back from every table that it can be written in', () => {
  const letters = fc.constantFrom(...Array.from('abcdefghijklmnoprstuvyæøåÆØÅéÉòô '));
  const text = fc.string({ unit: letters, minLength: 1, maxLength: 60 });
  fc.assert(
    fc.property(
      fc.array(text, { minLength: 3, maxLength: 6 }),
      fc.constantFrom('Mac Roman', 'DOS 865', 'Windows-1252'),
      (lines, name) => {
        // No person writes capitals in the middle of words.
        const whole = `Navn;Åsted\nKåre Bjørn\n${lines.join('\n').toLowerCase()}\nSølvi på Hånes\n`;
        expect(decode(written(name, whole), en).text).toBe(whole);
      },
    ),
    { numRuns: 300 },
  );
});
