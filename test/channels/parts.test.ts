import fc from 'fast-check';
import { SegmentedMessage } from 'sms-segments-calculator';
import { describe, expect, test } from 'vitest';
import { measure, withPlainLetters } from '../../src/channels/parts.ts';

const size = (text: string): string => {
  const { encoding, parts } = measure(text);
  return `${encoding} ${parts}`;
};

describe('a text measured', () => {
  test.each([
    ['', 'GSM-7 1'],
    ['a'.repeat(160), 'GSM-7 1'],
    ['a'.repeat(161), 'GSM-7 2'],
    ['a'.repeat(306), 'GSM-7 2'],
    ['a'.repeat(307), 'GSM-7 3'],
    ['æøåÆØÅ é è §'.repeat(13), 'GSM-7 1'],
    ['€'.repeat(80), 'GSM-7 1'],
    ['€'.repeat(81), 'GSM-7 2'],
    [`${'a'.repeat(152)}€${'a'.repeat(152)}`, 'GSM-7 3'],
    ['ж'.repeat(70), 'UCS-2 1'],
    ['ж'.repeat(71), 'UCS-2 2'],
    ['😀'.repeat(35), 'UCS-2 1'],
    ['😀'.repeat(66), 'UCS-2 2'],
    ['😀'.repeat(67), 'UCS-2 3'],
    ['š', 'UCS-2 1'],
    ['ሰላም', 'UCS-2 1'],
  ])('%#: %s', (text, expected) => {
    expect(size(text)).toBe(expected);
  });

  test('gets plain quotes and dashes, so that 160 characters stay 160', () => {
    expect(measure('«Tur» – “kl. 10” … ½\u00a0time • Karis’')).toEqual({
      text: '"Tur" - "kl. 10" ... 1/2 time - Karis\'',
      encoding: 'GSM-7',
      parts: 1,
    });
  });

  test('is composed: a and a ring become å', () => {
    expect(measure('a\u030a')).toEqual({ text: 'å', encoding: 'GSM-7', parts: 1 });
  });

  test('loses what cannot be sent and keeps its lines', () => {
    expect(measure('a\0b\u001b[31m\u0085\r\nc\ud800d\udc00\ufffe\t').text).toBe('ab[31m\ncd ');
  });

  test('stays as it is when measured again', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const once = measure(text);
        expect(measure(once.text)).toEqual(once);
        expect(once.text).not.toMatch(/\p{Cs}/u);
      }),
    );
  });

  test('is never measured lower than the bill, with emoji that are joined', () => {
    const joined = ['👨‍👩‍👧‍👦', '👩🏽‍🚀', '🏳️‍🌈', '👍🏿', '🇳🇴', '❤️', '1️⃣', '😀', '🧑🏻‍❤️‍💋‍🧑🏼', 'é', 'ж', 'a', ' ', 'ø'];
    const text = fc
      .array(fc.constantFrom(...joined), { minLength: 4, maxLength: 90, size: 'max' })
      .map((list) => list.join(''));
    const low: string[] = [];
    fc.assert(
      fc.property(text, (sample) => {
        const ours = measure(sample);
        const whole = new SegmentedMessage(ours.text, 'auto', false).segmentsCount;
        if (ours.parts < whole) low.push(`${ours.parts} < ${whole}`);
      }),
      { numRuns: 6_000 },
    );
    expect(low).toEqual([]);
  }, 60_000);

  test('is measured as the reference implementation does', () => {
    // Single code points only: the reference keeps whole emoji families together, which no handset requires.
    const alphabet = Array.from('abcæøåÆØÅ @£¤\n€[]{}~^\\|жщłşđŋ😀🎉ሰلا„«»“”’–—…½');
    const text = fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 500 });
    const latin = fc.string({ unit: fc.constantFrom(...Array.from('abæøå €[]{}~')), maxLength: 700 });
    fc.assert(
      fc.property(fc.oneof(text, latin), (sample) => {
        const ours = measure(sample);
        const theirs = new SegmentedMessage(ours.text, 'auto', false);
        expect([ours.encoding, ours.parts]).toEqual([theirs.encodingName, Math.max(1, theirs.segmentsCount)]);
      }),
      { numRuns: 500 },
    );
  });
});

describe('a text that its letters make too long', () => {
  const list =
    'Dette ligner, nær Froland:\n1 Strikkekafé, fre. 13.3 kl. 9, 8 km\n2 Bingo, fre. 13.3 kl. 15.30, 8 km\nSvar med tallet.';
  test.each([
    ['Fant ikke kawiarnia językowa.', 'Fant ikke kawiarnia jezykowa.'],
    ['Fant ikke Łódź og Šibenik.', 'Fant ikke Lodz og Sibenik.'],
    ['Fant ikke Kárášjohka, Deatnu og Ŋárga.', 'Fant ikke Karasjohka, Deatnu og Narga.'],
  ])('%s is said with plain letters', (said, plain) => {
    expect(measure(`${said} ${list}`).parts).toBeGreaterThan(2);
    const text = withPlainLetters(`${said} ${list}`);
    expect(text).toBe(`${plain} ${list}`);
    expect(measure(text)).toMatchObject({ encoding: 'GSM-7', parts: 1 });
  });

  test('letters of GSM-7, other scripts and emoji stay', () => {
    const text = 'ÆØÅ æøå é ü ñ Ж ا 日 🥾 €';
    expect(withPlainLetters(text)).toBe(text);
  });
});
