import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { addDays, toInstant, toWall, withOffset, weekdayOf } from '../../../src/domain/base/time.ts';

test('six in the evening is six in the evening on both sides of the clock changes', () => {
  expect(toInstant('2026-10-24T18:00')).toBe('2026-10-24T16:00:00.000Z');
  expect(toInstant('2026-10-25T18:00')).toBe('2026-10-25T17:00:00.000Z');
  expect(toInstant('2027-03-27T18:00')).toBe('2027-03-27T17:00:00.000Z');
  expect(toInstant('2027-03-28T18:00')).toBe('2027-03-28T16:00:00.000Z');
});

test('02:30 does not exist in spring: the first minute after; in autumn it comes twice: the first', () => {
  expect(toInstant('2027-03-28T02:30')).toBe('2027-03-28T01:00:00.000Z');
  expect(toInstant('2026-10-25T02:30')).toBe('2026-10-25T00:30:00.000Z');
});

test('an instant is told with the offset of its day', () => {
  expect(withOffset('2026-11-26T17:00:00.000Z')).toBe('2026-11-26T18:00:00+01:00');
  expect(withOffset('2026-07-26T16:00:00.000Z')).toBe('2026-07-26T18:00:00+02:00');
});

test('wall time and instant agree, outside the two odd hours', () => {
  const minutes = fc.integer({ min: 0, max: 5 * 366 * 24 * 60 });
  fc.assert(
    fc.property(minutes, (m) => {
      const instant = new Date(Date.UTC(2026, 0, 1) + m * 60_000).toISOString();
      const back = toInstant(toWall(instant));
      const apartHours = Math.abs(Date.parse(back) - Date.parse(instant)) / 3_600_000;
      return apartHours === 0 || apartHours === 1;
    }),
  );
});

test('wall time is what the zone says, whatever was asked before', () => {
  const minutes = fc.integer({ min: 0, max: 60 * 366 * 24 * 60 });
  const clockChanges = fc.integer({ min: -120, max: 120 }).map((m) => Date.UTC(2026, 9, 25, 1) / 60_000 + m);
  fc.assert(
    fc.property(fc.oneof(minutes, clockChanges), (m) => {
      const zoned = Temporal.Instant.fromEpochMilliseconds(m * 60_000).toZonedDateTimeISO('Europe/Oslo');
      const said = zoned.toPlainDateTime().toString({ smallestUnit: 'minute' });
      expect(toWall(new Date(m * 60_000).toISOString())).toBe(said);
    }),
  );
});

test('days and weekdays', () => {
  expect(addDays('2026-12-31', 1)).toBe('2027-01-01');
  expect(weekdayOf('2026-11-23')).toBe(1);
});
