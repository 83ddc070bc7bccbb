import { expect, test } from 'vitest';
import { read } from '../../src/understanding/read.ts';

// "Kan du ikke komme likevel?": what is said again is not the opposite of it.

const meaning = (text: string): string =>
  read({ text, now: '2026-11-23T12:00', situation: 'giving up', places: () => null }).intent;

test.each([
  'jeg kan ikke komme likevel',
  'ja jeg kan ikke komme',
  'kan ikke',
  'Eg kjem ikkje',
  'jeg rekker det ikke',
  'dessverre',
  'jeg er syk',
  'i cannot come',
  'yes I cannot',
  'не зможу',
])('"%s" gives it up', (text) => expect(meaning(text)).toBe('withdraw'));

test.each([
  'Nei',
  '2',
  'nei jeg kommer',
  'jeg kommer',
  'jo jeg kommer',
  'Jeg kan likevel',
  'jeg vil ikke trekke meg',
  'no I will come',
])('"%s" keeps it', (text) => expect(meaning(text)).toBe('offer_no'));

test.each(['nei jeg kan ikke', 'nie mogę przyjść', 'لا أستطيع'])('"%s" is asked about again', (text) =>
  expect(meaning(text)).toBe('unclear'),
);
