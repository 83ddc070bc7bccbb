import fc from 'fast-check';
import { expect, test } from 'vitest';
import { safe, safeJson, safeLines } from '../../../src/cli/framework/escape.ts';
import { table } from '../../../src/cli/framework/print.ts';

const FORBIDDEN =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff\u{e0000}-\u{e007f}]/u;

test.each([
  ['\u001b[31mred', '\\u{1b}[31mred'],
  ['\u009b31m', '\\u{9b}31m'],
  ['\u001b]52;c;aGVp\u0007', '\\u{1b}]52;c;aGVp\\u{7}'],
  ['a\u202eb', 'a\\u{202e}b'],
  ['a\u2028b', 'a\\u{2028}b'],
  ['a\u007fb', 'a\\u{7f}b'],
  ['one\ntwo', 'one\\u{a}two'],
  ['\u{e0041}', '\\u{e0041}'],
  ['\ud800', '\\u{d800}'],
  ['Blåbærsyltetøy 👨‍👩‍👧 здравствуйте سلام', 'Blåbærsyltetøy 👨‍👩‍👧 здравствуйте سلام'],
])('%j is shown as %s', (raw, shown) => expect(safe(raw)).toBe(shown));

test('no text brings anything forbidden through', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      expect(safe(text)).not.toMatch(FORBIDDEN);
      expect(safeLines(text)).not.toMatch(FORBIDDEN);
      expect(safe(text)).not.toContain('\n');
      expect(table({ env: {} }, ['x'], [[text]])).not.toMatch(FORBIDDEN);
    }),
    { numRuns: 500 },
  );
});

test('JSON is escaped and still says the same', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      const json = safeJson({ text });
      expect(json).not.toMatch(FORBIDDEN);
      expect((JSON.parse(json) as { text: string }).text).toBe(text);
    }),
    { numRuns: 500 },
  );
});
