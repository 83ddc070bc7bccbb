import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { distance, speller } from '../../src/understanding/words/distance.ts';
import { clean, fold, TEXT_MAX, TOKENS_MAX, tokenise } from '../../src/understanding/base/normalise.ts';

describe('normalise', () => {
  it.each([
    ['  J\u200BA\n ', 'JA'],
    ['４８３６', '4836'],
    ['٤٨٣٦', '4836'],
    ['𝟒𝟖𝟑𝟔', '4836'],
    ['1½ time', '1,5 time'],
    ['\u202Eabc\u0000', 'abc'],
  ])('%j is read as %j', (text, seen) => {
    expect(clean(text)).toBe(seen);
  });

  it.each([
    ['Hisøy', 'hisoy'],
    ['Åna-Sira', 'ana-sira'],
    ['kafé', 'kafe'],
    ['Łódź', 'lodz'],
    ['Færvik', 'faervik'],
    ['її й', 'її й'],
    ['أرندال', 'ارندال'],
  ])('%s folds to %s', (text, folded) => {
    expect(fold(text)).toBe(folded);
  });

  it('never folds one script into another', () => {
    expect(fold('Jа')).not.toBe('ja');
  });

  it('keeps the place of every word in the text as it came', () => {
    const text = 'Tur\u200B på  Hisøy kl 18.30?';
    expect(tokenise(text).map((token) => text.slice(token.start, token.end))).toEqual([
      'Tur',
      'på',
      'Hisøy',
      'kl',
      '18',
      '30',
    ]);
  });

  it('reads a plain text as it reads any other: an invisible letter at its end changes nothing', () => {
    const plain = fc.string({ unit: fc.constantFrom(..."aZ09 .,!?'-½éøåÆ\t".split('')) });
    fc.assert(
      fc.property(plain, (text) => {
        expect(tokenise(text)).toEqual(tokenise(`${text}\u200b`));
        expect(clean(text)).toBe(clean(`${text}\u200b`));
      }),
    );
  });

  it('takes any text, and gives places inside it', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        const tokens = tokenise(text);
        expect(tokens.length).toBeLessThanOrEqual(TOKENS_MAX);
        expect(tokens.every((token) => token.start >= 0 && token.end <= text.length && token.start < token.end)).toBe(
          true,
        );
      }),
    );
  });

  it('cleans what is clean to itself', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 100 }), (text) => {
        expect(clean(clean(text))).toBe(clean(text));
      }),
    );
  });

  it('reads no more than a text can hold', () => {
    expect(clean('a'.repeat(TEXT_MAX * 2))).toHaveLength(TEXT_MAX);
  });
});

describe('slips', () => {
  it.each([
    ['sotpp', 'stopp', 1],
    ['tordag', 'torsdag', 1],
    ['strikking', 'stricking', 1],
    ['ja', 'ja', 0],
    ['ja', 'nei', 2],
  ])('%s and %s are %d apart', (a, b, apart) => {
    expect(distance(a, b, 1)).toBe(apart);
  });

  it('is the same both ways', () => {
    const word = fc.string({ unit: fc.constantFrom('a', 'b', 'c', 'd'), maxLength: 8 });
    fc.assert(
      fc.property(word, word, (a, b) => {
        expect(distance(a, b, 9)).toBe(distance(b, a, 9));
      }),
    );
  });

  it('forgives one slip from five letters on and two from nine', () => {
    const known = speller(['aktivitet', 'stopp', 'nei', 'frivillig']);
    expect(known.correct('akitvitet')).toBe('aktivitet');
    expect(known.correct('akitvittet')).toBe('aktivitet');
    expect(known.correct('stpop')).toBe('stopp');
    expect(known.correct('nie')).toBeNull();
  });

  it('takes a letter for left out rather than swapped, and swapped rather than wrong, whichever word came first', () => {
    expect(speller(['evner', 'vener', 'venner']).correct('vener')).toBe('vener');
    expect(speller(['evner', 'venner']).correct('vener')).toBe('venner');
    expect(speller(['bratt', 'borte', 'brott']).correct('brote')).toBe('borte');
  });

  it('knows a word by more of an ending than it forgives slips', () => {
    const known = speller(['julebord', 'tirsdag']);
    expect(known.correct('julebordet')).toBe('julebord');
    expect(known.correct('tirsdager')).toBe('tirsdag');
    expect(known.correct('julbordet')).toBeNull();
  });

  it('finds every word after one slip', () => {
    const vocabulary = ['aktivitet', 'torsdag', 'strikkekafe', 'frivillig', 'avbestill'];
    const known = speller(vocabulary);
    fc.assert(
      fc.property(
        fc.constantFrom(...vocabulary),
        fc.nat(),
        fc.constantFrom('a', 'b', 'k', 'o', 'x', 'z'),
        (word, seed, letter) => {
          const at = 2 + (seed % (word.length - 2));
          expect(known.correct(word.slice(0, at) + letter + word.slice(at + 1))).toBe(word);
          expect(known.correct(word.slice(0, at) + letter + word.slice(at))).toBe(word);
        },
      ),
    );
  });
});
