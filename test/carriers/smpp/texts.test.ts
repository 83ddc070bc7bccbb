import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { gsmOctets, gsmText } from '../../../src/carriers/smpp/gsm7.ts';
import { readDelivered, submissionsOf } from '../../../src/carriers/smpp/texts.ts';
import { measure } from '../../../src/channels/parts.ts';

const BASIC = Array.from('@£$¥èéùìòÇ\nØøÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !"#¤%&\'()*+,-./0123456789:;<=>?¡AZÄÖÑÜ§¿azäöñüà');
const EXTENDED = Array.from('^{}\\[~]|€');
const FOREIGN = Array.from('šžŋłžПривітሰላምسلام`');
const EMOJI = ['😀', '👍🏽', '👨‍👩‍👧'];

const letters = fc.oneof(
  { weight: 8, arbitrary: fc.constantFrom(...BASIC) },
  { weight: 2, arbitrary: fc.constantFrom(...EXTENDED) },
);
const gsmTexts = fc.array(letters, { maxLength: 700 }).map((a) => a.join(''));
const anyTexts = fc
  .array(fc.oneof(letters, fc.constantFrom(...FOREIGN), fc.constantFrom(...EMOJI)), { maxLength: 300 })
  .map((a) => measure(a.join('')).text);

test('each letter of the default alphabet is the octet that GSM 03.38 gives it', () => {
  expect(Array.from('@£èØøÅåΔÆæÉ Az').map(gsmOctets)).toEqual(
    [0x00, 0x01, 0x04, 0x0b, 0x0c, 0x0e, 0x0f, 0x10, 0x1c, 0x1d, 0x1f, 0x20, 0x41, 0x7a].map((o) => [o]),
  );
  expect(Array.from('^{}\\[~]|€').map(gsmOctets)).toEqual(
    [0x14, 0x28, 0x29, 0x2f, 0x3c, 0x3d, 0x3e, 0x40, 0x65].map((o) => [0x1b, o]),
  );
  expect(gsmOctets('`')).toBeNull();
  expect(gsmOctets('\u001b')).toBeNull();
});

test('a stray escape and an extension that is none are read as phones do', () => {
  expect(gsmText(Buffer.from([0x1b, 0x61]))).toBe('a');
  expect(gsmText(Buffer.from([0x1b]))).toBe(' ');
  expect(gsmText(Buffer.from([0x1b, 0x1b, 0x61]))).toBe(' a');
});

describe.each(['udh', 'sar', 'payload'] as const)('a text by %s', (how) => {
  test('comes out as it went in, in as many parts as were counted', () => {
    fc.assert(
      fc.property(fc.oneof(gsmTexts, anyTexts), fc.integer({ min: 0, max: 255 }), (text, ref) => {
        const submissions = submissionsOf(text, how, ref) ?? [];
        const { encoding, parts } = measure(text);
        const read = submissions.map((s) => readDelivered(s));
        expect(read.map((r) => r.text).join('')).toBe(text);
        expect(submissions.every((s) => s.data_coding === (encoding === 'GSM-7' ? 0 : 8))).toBe(true);
        if (how === 'payload') {
          expect(submissions).toHaveLength(1);
          return;
        }
        expect(submissions).toHaveLength(parts);
        for (const { short_message } of submissions) expect(short_message.length).toBeLessThanOrEqual(160);
        if (parts > 1) {
          expect(read.map((r) => r.part)).toEqual(read.map((_, i) => ({ ref, of: parts, number: i + 1 })));
          // Read alone, no part ends or begins in the middle of a letter.
          for (const { text: part } of read) expect(part).not.toMatch(/\p{Cs}/u);
        }
      }),
    );
  });
});

test('one letter outside the alphabet makes the whole UCS-2, never Latin-1 or a letter less', () => {
  const [only] = submissionsOf('pris `50` kr', 'udh', 1) ?? [];
  expect(only?.data_coding).toBe(8);
  expect(only?.short_message.toString('hex')).toContain('00600035');
});

test('what needs more than 255 parts is not sent at all', () => {
  expect(submissionsOf('a'.repeat(153 * 255), 'udh', 1)).toHaveLength(255);
  expect(submissionsOf('a'.repeat(153 * 255 + 1), 'udh', 1)).toBeNull();
});

describe('a delivered message', () => {
  const read = (fields: object) => readDelivered({ data_coding: 0, esm_class: 0, ...fields });

  test('is read by its alphabet', () => {
    expect(read({ short_message: Buffer.from([0x0b, 0x0c, 0x1d]) }).text).toBe('Øøæ');
    expect(read({ data_coding: 3, short_message: Buffer.from('blåbær', 'latin1') }).text).toBe('blåbær');
    expect(read({ data_coding: 1, short_message: Buffer.from('ja takk') }).text).toBe('ja takk');
    expect(read({ data_coding: 8, short_message: Buffer.from([0x01, 0x4b, 0xd8, 0x3d, 0xde, 0x00]) }).text).toBe('ŋ😀');
    expect(read({ data_coding: 0x18, short_message: Buffer.from([0x00, 0xe6]) }).text).toBe('æ');
    expect(read({ data_coding: 0xf1, short_message: Buffer.from([0x1d]) }).text).toBe('æ');
  });

  test('may have its text in message_payload', () => {
    expect(read({ short_message: Buffer.alloc(0), message_payload: Buffer.from('lang') }).text).toBe('lang');
  });

  test('tells its part by a header of eight or sixteen bits, among other elements', () => {
    const long = Buffer.from([11, 0x05, 0x02, 1, 2, 0x08, 0x04, 0x01, 0x02, 3, 2, 0x61]);
    expect(read({ esm_class: 0x40, short_message: Buffer.from([...long.subarray(0, 11), 0, 0x61]) }).text).toBe('a');
    const wide = Buffer.from([6, 0x08, 0x04, 0x01, 0x02, 3, 2, 0x61]);
    expect(read({ esm_class: 0x40, short_message: wide })).toEqual({ text: 'a', part: { ref: 258, of: 3, number: 2 } });
  });

  test('never throws, whatever it holds', () => {
    fc.assert(
      fc.property(fc.uint8Array(), fc.nat(255), fc.nat(255), (octets, esm_class, data_coding) => {
        const { text, part } = readDelivered({ esm_class, data_coding, short_message: Buffer.from(octets) });
        expect(typeof text).toBe('string');
        if (part !== null) expect(part.number).toBeLessThanOrEqual(part.of);
      }),
    );
  });
});
