import { describe, expect, test } from 'vitest';
import { readDay, readInstant } from '../../src/understanding/days/said-date.ts';

/** Tuesday at ten. */
const NOW = '2026-11-24T10:00';

describe('a day', () => {
  test.each([
    ['2026-11-26', '2026-11-26'],
    ['26.11.2026', '2026-11-26'],
    ['26.11.26', '2026-11-26'],
    ['26.11.', '2026-11-26'],
    ['26/11', '2026-11-26'],
    ['1.3.', '2027-03-01'],
    ['26. november', '2026-11-26'],
    ['26. november 2027', '2027-11-26'],
    ['torsdag', '2026-11-26'],
    ['på torsdag', '2026-11-26'],
    ['torsdag 26. november', '2026-11-26'],
    ['i dag', '2026-11-24'],
    ['i morgen', '2026-11-25'],
    ['i morgon', '2026-11-25'],
    ['laurdag', '2026-11-28'],
    ['neste torsdag', '2026-11-26'],
    ['om to uker', '2026-12-08'],
    ['tomorrow', '2026-11-25'],
    ['Thursday', '2026-11-26'],
    ['next Thursday', '2026-11-26'],
    ['26 November', '2026-11-26'],
    ['November 26', '2026-11-26'],
  ])('%j is %s', (text, day) => expect(readDay(text, NOW)).toBe(day));

  test.each([
    '',
    'snart',
    '31.11.2026',
    '2026-02-30',
    '32.1.',
    'torsdag kl 10',
    'hver torsdag',
    'neste uke',
    'i helga',
    'torsdag hvis det passer',
    '26.11.2026 x',
    '2026',
    '13.13.',
    'torsdag eller fredag',
  ])('%j is none', (text) => expect(readDay(text, NOW)).toBeNull());

  test.each([
    ['3.11.', '2026-11-03'],
    ['1.12.', '2025-12-01'],
    ['mandag', '2026-11-23'],
    ['torsdag', '2026-11-19'],
    ['i går', '2026-11-23'],
    ['yesterday', '2026-11-23'],
    ['i dag', '2026-11-24'],
    ['01.12.2026', '2026-12-01'],
  ])('%j, where it is past, is %s', (text, day) => expect(readDay(text, NOW, { past: true })).toBe(day));
});

describe('a time', () => {
  test.each([
    ['2026-12-01T18:00', '2026-12-01T18:00'],
    ['2026-12-01T18:00:00', '2026-12-01T18:00'],
    ['2026-12-01 18:00', '2026-12-01T18:00'],
    ['2026-12-01T17:00:00Z', '2026-12-01T18:00'],
    ['2026-07-01T18:00:00+02:00', '2026-07-01T18:00'],
    ['26.11. kl. 18', '2026-11-26T18:00'],
    ['26.11 kl 18.30', '2026-11-26T18:30'],
    ['26.11.2026 18:30', '2026-11-26T18:30'],
    ['26/11 18.30', '2026-11-26T18:30'],
    ['torsdag kl 18', '2026-11-26T18:00'],
    ['torsdag kl. 9.15', '2026-11-26T09:15'],
    ['torsdag 18:00', '2026-11-26T18:00'],
    ['torsdag 18', '2026-11-26T18:00'],
    ['i morgen 10.30', '2026-11-25T10:30'],
    ['i morgon kl 10.30', '2026-11-25T10:30'],
    ['i dag kl 18', '2026-11-24T18:00'],
    ['tirsdag kl 18', '2026-11-24T18:00'],
    ['tirsdag kl 9', '2026-12-01T09:00'],
    ['tomorrow at 10:30', '2026-11-25T10:30'],
    ['Thursday 6 pm', '2026-11-26T18:00'],
    ['torsdag klokka halv sju', '2026-11-26T06:30'],
    ['26. november kl. 18', '2026-11-26T18:00'],
    ['torsdag 26. november kl 18', '2026-11-26T18:00'],
  ])('%j is %s', (text, wall) => expect(readInstant(text, NOW)).toBe(wall));

  test.each([
    '',
    'torsdag',
    '26.11.2026',
    'kl 18',
    '18:00',
    '26.11. kl 25',
    'torsdag kl 18 eller 19',
    'torsdag kveld',
    '26. november',
  ])('%j is none', (text) => expect(readInstant(text, NOW)).toBeNull());
});
