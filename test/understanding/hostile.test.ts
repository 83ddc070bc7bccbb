import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { read } from '../../src/understanding/read.ts';
import { INTENTS, SITUATIONS } from '../../src/understanding/base/reading.ts';
import { figure } from '../support/faults/figures.ts';
import { agder } from './agder.ts';

const NOW = '2026-11-23T12:00';

describe('hostile texts come to an end', () => {
  const texts = [
    'ja '.repeat(800),
    'a'.repeat(5000),
    'ikke vil ha flere '.repeat(100),
    'meld meg på '.repeat(200),
    '1.'.repeat(800),
    'strikke'.repeat(400), // prettier-ignore
    '“'.repeat(1600),
    '\u0301'.repeat(1600),
    'e\u0301'.repeat(900),
    '👍'.repeat(900),
    '\ud800'.repeat(1600),
    '__proto__ constructor toString',
    '٣'.repeat(1600), // prettier-ignore
    'tors dag '.repeat(300),
    'aktivitetaktivitetaktivitet '.repeat(80),
    'i i i i '.repeat(400),
    "'; drop table person; --",
    '${jndi:ldap://x}',
    '\u0000\u001b[31m', // prettier-ignore
  ];
  it.each(texts.map((text) => [text.slice(0, 20), text]))('%j', (_, text) => {
    for (const situation of SITUATIONS)
      expect(INTENTS).toContain(read({ text, situation, now: NOW, places: agder, list: ['a', 'b', 'c'] }).intent);
  });

  it('any text in any situation has a reading', () => {
    const pieces = fc.constantFrom('ja', 'nei', 'ikke', 'vil', 'meld', 'på', '12', 'torsdag', 'i', 'Froland', 'kl', '.', '?', 'tur', 'og', 'en', 'halv', 'time', '👍', 'نعم', 'так', '\u202e'); // prettier-ignore
    const text = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 200 }),
      fc.array(pieces, { maxLength: 20 }).map((list) => list.join(' ')),
    );
    let [tried, survived] = [0, 0];
    fc.assert(
      fc.property(text, fc.constantFrom(...SITUATIONS), (said, situation) => {
        tried++;
        const reading = read({ text: said, situation, now: NOW, places: agder });
        expect(INTENTS).toContain(reading.intent);
        expect(reading.confidence >= 0 && reading.confidence <= 1).toBe(true);
        survived++;
      }),
      process.env['FAULTS'] === 'all' ? { numRuns: 3000 } : {},
    );
    figure(8, { tried, survived });
  });

  it('a register that throws is a place not found', () => {
    const broken = (): never => {
      throw new Error('register gone');
    };
    expect(read({ text: 'bor i Froland', situation: 'none', now: NOW, places: broken }).slots.place).toBeUndefined();
  });
});
