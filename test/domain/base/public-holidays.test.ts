import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  easterSundayOf,
  isQuietDay,
  isPublicHoliday,
  publicHolidays,
} from '../../../src/domain/base/public-holidays.ts';
import { weekdayOf } from '../../../src/domain/base/time.ts';

// Easter, Ascension Day and Whit Sunday as printed in almanacs.
const known: [year: number, easter: string, ascension: string, whitSunday: string][] = [
  [2024, '2024-03-31', '2024-05-09', '2024-05-19'],
  [2025, '2025-04-20', '2025-05-29', '2025-06-08'],
  [2026, '2026-04-05', '2026-05-14', '2026-05-24'],
  [2027, '2027-03-28', '2027-05-06', '2027-05-16'],
  [2028, '2028-04-16', '2028-05-25', '2028-06-04'],
  [2029, '2029-04-01', '2029-05-10', '2029-05-20'],
  [2030, '2030-04-21', '2030-05-30', '2030-06-09'],
];

test.each(known)('the movable days of %i', (year, easter, ascension, whitSunday) => {
  expect(easterSundayOf(year)).toBe(easter);
  const days = publicHolidays(year);
  expect(days.get(ascension)).toBe('Kristi himmelfartsdag');
  expect(days.get(whitSunday)).toBe('første pinsedag');
});

test('the twelve red days of 2026', () => {
  expect([...publicHolidays(2026).keys()].toSorted()).toEqual([
    '2026-01-01',
    '2026-04-02',
    '2026-04-03',
    '2026-04-05',
    '2026-04-06',
    '2026-05-01',
    '2026-05-14',
    '2026-05-17',
    '2026-05-24',
    '2026-05-25',
    '2026-12-25',
    '2026-12-26',
  ]);
});

test('the eves are quiet, not red', () => {
  expect(['2026-12-24', '2026-12-31'].map(isPublicHoliday)).toEqual([false, false]);
  expect(['2026-12-24', '2026-12-25', '2026-12-31'].map(isQuietDay)).toEqual([true, true, true]);
  expect(isQuietDay('2026-12-23')).toBe(false);
});

test('Easter is a Sunday between 22 March and 25 April, in every year', () => {
  fc.assert(
    fc.property(fc.integer({ min: 1900, max: 2300 }), (year) => {
      const easter = easterSundayOf(year);
      return weekdayOf(easter) === 7 && easter >= `${year}-03-22` && easter <= `${year}-04-25`;
    }),
  );
});
