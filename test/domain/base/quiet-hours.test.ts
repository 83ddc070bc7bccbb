import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MESSAGE_KINDS } from '../../../src/db/schema/index.ts';
import { earliestSend } from '../../../src/domain/base/quiet-hours.ts';
import { isQuietDay } from '../../../src/domain/base/public-holidays.ts';
import { later, MINUTE_MS, toInstant, toWall, weekdayOf } from '../../../src/domain/base/time.ts';

const send = (kind: (typeof MESSAGE_KINDS)[number], wall: string): string =>
  toWall(earliestSend(kind, toInstant(wall)));

test('who waits with the phone in hand is answered at any hour', () => {
  for (const kind of ['reply', 'stop_receipt', 'code'] as const)
    expect(send(kind, '2026-12-25T03:00')).toBe('2026-12-25T03:00');
});

test('a reminder comes between eight and nine, also on a Sunday', () => {
  expect(send('reminder', '2026-11-22T07:59')).toBe('2026-11-22T08:00');
  expect(send('reminder', '2026-11-22T08:00')).toBe('2026-11-22T08:00');
  expect(send('change', '2026-11-22T20:59')).toBe('2026-11-22T20:59');
  expect(send('confirmation', '2026-11-22T21:00')).toBe('2026-11-23T08:00');
});

test('a broadcast comes on weekdays and Saturdays, never on Sundays or red days', () => {
  expect(send('broadcast', '2026-11-23T08:00')).toBe('2026-11-23T09:00');
  expect(send('broadcast', '2026-11-27T20:00')).toBe('2026-11-28T10:00');
  expect(send('broadcast', '2026-11-28T18:00')).toBe('2026-11-30T09:00');
  expect(send('broadcast', '2026-12-23T20:00')).toBe('2026-12-28T09:00');
  expect(send('broadcast', '2026-04-01T21:00')).toBe('2026-04-04T10:00');
  expect(send('broadcast', '2026-05-16T19:00')).toBe('2026-05-18T09:00');
});

test('on the nights of the clock changes nine is nine', () => {
  expect(earliestSend('broadcast', '2026-10-24T20:00:00.000Z')).toBe('2026-10-26T08:00:00.000Z');
  expect(earliestSend('reminder', '2026-10-24T20:00:00.000Z')).toBe('2026-10-25T07:00:00.000Z');
  expect(earliestSend('reminder', '2027-03-27T22:00:00.000Z')).toBe('2027-03-28T06:00:00.000Z');
});

test('whatever the kind and moment: not earlier, within the hours, waiting again changes nothing, and order is kept', () => {
  const minute = fc.integer({ min: 0, max: 6 * 366 * 24 * 60 });
  fc.assert(
    fc.property(fc.constantFrom(...MESSAGE_KINDS), minute, minute, (kind, a, b) => {
      const [first = '', second = ''] = [Math.min(a, b), Math.max(a, b)].map((m) =>
        later('2025-12-20T00:00:00.000Z', m * MINUTE_MS),
      );
      const sent = earliestSend(kind, first);
      const wall = toWall(sent);
      const hour = wall.slice(11);
      expect(sent >= first).toBe(true);
      expect(earliestSend(kind, sent)).toBe(sent);
      expect(sent <= earliestSend(kind, second)).toBe(true);
      if (['reminder', 'change', 'confirmation', 'offer'].includes(kind))
        expect(hour >= '08:00' && hour < '21:00').toBe(true);
      if (kind !== 'broadcast') return;
      expect(isQuietDay(wall) || weekdayOf(wall) === 7).toBe(false);
      expect(weekdayOf(wall) === 6 ? hour >= '10:00' && hour < '18:00' : hour >= '09:00' && hour < '20:00').toBe(true);
    }),
  );
});
