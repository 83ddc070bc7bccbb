import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueInOpeningHours, isOpen, nextOpenMoment, parseOpening } from '../../../src/domain/base/opening-hours.ts';
import { later, MINUTE_MS, toInstant, toWall } from '../../../src/domain/base/time.ts';

const USUAL = 'Mon-Fri 09:00-15:00';
const due = (wall: string, minutes = 120, opening = USUAL): string =>
  toWall(dueInOpeningHours(opening, toInstant(wall), minutes));

describe('reading opening hours', () => {
  test.each([
    ['Mon-Fri 09:00-15:00; Sat 10:00-12:00', 'man-fre 9-15, lør 10-12'],
    ['Mon-Fri 09:00-15:00', 'Mandag til fredag: 09.00–15.00'],
    ['Mon,Wed,Fri 09:00-15:00', 'måndag, onsdag og fredag 0900-1500'],
    ['Tue 09:00-11:00; Tue 12:00-15:00', 'tysdag 9-11, 12-15'],
    ['Tue 09:00-11:00; Tue 12:00-15:00', 'tir 9-11 og 12-15'],
    ['Sat-Sun 10:00-24:00', 'laurdag-søndag 10-24'],
    ['Fri-Mon 10:00-12:00', 'fre-man 10-12'],
  ])('%s is %s', (plain, written) => expect(parseOpening(written)).toEqual(parseOpening(plain)));

  test.each([
    ['', 'empty'],
    ['always', 'need days and times'],
    ['09:00-15:00', 'need days and times'],
    ['Foo 09:00-15:00', '"foo" is no day of the week'],
    ['Mon-Tue-Wed 9-15', 'no day of the week'],
    ['Mon 15:00-09:00', 'no time to be open'],
    ['Mon 09:00-25:00', 'no time to be open'],
    ['Mon 09:70-15:00', 'no time to be open'],
    ['Mon 09:00', 'no time to be open'],
    ['Mon 09:00-15:00; Mon 14:00-16:00', 'the same hour twice'],
    ['x'.repeat(600), 'longer than'],
  ])('%j is refused: %s', (text, why) => {
    expect(() => parseOpening(text)).toThrow(why);
    expect(() => parseOpening(text)).toThrow('Write for example');
  });
});

describe('ringing back within two opening hours', () => {
  test('the same day', () => expect(due('2026-11-23T10:15')).toBe('2026-11-23T12:15'));
  test('exactly until closing time', () => expect(due('2026-11-23T13:00')).toBe('2026-11-23T15:00'));
  test('over closing time', () => expect(due('2026-11-23T14:30')).toBe('2026-11-24T10:30'));
  test('asked for at night', () => expect(due('2026-11-23T22:00')).toBe('2026-11-24T11:00'));
  test('over the weekend', () => expect(due('2026-11-27T14:30')).toBe('2026-11-30T10:30'));
  test('over Easter', () => expect(due('2026-04-01T14:00')).toBe('2026-04-07T10:00'));
  test('over Christmas', () => expect(due('2026-12-23T14:00')).toBe('2026-12-28T10:00'));
  test('over the clock change', () => expect(due('2026-10-23T14:30')).toBe('2026-10-26T10:30'));
  test('with a break in the day', () =>
    expect(due('2026-11-23T10:30', 120, 'Mon 9-11 12-15')).toBe('2026-11-23T13:30'));
  test('with hours that somebody spoilt', () => expect(due('2026-11-23T10:15', 120, '???')).toBe('2026-11-23T12:15'));
});

test('open from the first minute up to the last', () => {
  const at = (wall: string): boolean => isOpen(USUAL, toInstant(wall));
  expect(['2026-11-23T08:59', '2026-11-23T09:00', '2026-11-23T14:59', '2026-11-23T15:00'].map(at)).toEqual([
    false,
    true,
    true,
    false,
  ]);
  expect(['2026-11-22T12:00', '2026-12-24T12:00', '2026-12-25T12:00'].map(at)).toEqual([false, false, false]);
  expect(toWall(nextOpenMoment(USUAL, toInstant('2026-12-24T12:00')))).toBe('2026-12-28T09:00');
  expect(toWall(nextOpenMoment(USUAL, toInstant('2026-11-23T12:00')))).toBe('2026-11-23T12:00');
});

test('a due moment never comes before the minutes asked for, is within opening hours, and comes later for who asks later', () => {
  const openings = fc.constantFrom(USUAL, 'Tue,Thu 10-12', 'Sat-Sun 00:00-24:00', 'Mon-Fri 9-11 12-15; Sat 10-12');
  const minute = fc.integer({ min: 0, max: 5 * 366 * 24 * 60 });
  fc.assert(
    fc.property(openings, minute, minute, fc.integer({ min: 0, max: 2000 }), (opening, a, b, minutes) => {
      const [first, second] = [Math.min(a, b), Math.max(a, b)].map((m) =>
        later('2026-01-01T00:00:00.000Z', m * MINUTE_MS),
      );
      const dueFirst = dueInOpeningHours(opening, first ?? '', minutes);
      const dueSecond = dueInOpeningHours(opening, second ?? '', minutes);
      const justBefore = later(dueFirst, minutes === 0 ? 0 : -1);
      return (
        dueFirst >= later(first ?? '', minutes * MINUTE_MS) && dueFirst <= dueSecond && isOpen(opening, justBefore)
      );
    }),
  );
});
