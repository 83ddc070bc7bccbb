import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finishOf, paceAt } from '../../../src/domain/broadcasts/throttle.ts';
import { BROADCAST_KINDS } from '../../../src/db/schema/index.ts';
import { isPublicHoliday } from '../../../src/domain/base/public-holidays.ts';
import { later, toInstant, toWall, weekdayOf } from '../../../src/domain/base/time.ts';

const at = (wall: string): string => toInstant(wall);

describe('the pace of a broadcast', () => {
  test.each([
    ['service', '2026-11-24T20:59', 'send', ''],
    ['service', '2026-11-24T21:00', 'wait', '2026-11-25T08:00'],
    ['requested', '2026-11-24T20:00', 'wait', '2026-11-25T09:00'],
    ['campaign', '2026-11-28T18:00', 'wait', '2026-11-30T09:00'],
    ['requested', '2026-12-24T12:00', 'wait', '2026-12-28T09:00'],
    ['service', '2026-12-25T12:00', 'send', ''],
  ] as const)('%s at %s: %s %s', (kind, wall, may, until) => {
    const pace = paceAt(kind, at(wall), 5, at(wall));
    expect(pace.may).toBe(may);
    if (pace.may === 'wait') expect(toWall(pace.until)).toBe(until);
  });

  test('only what waited through the night begins gently, and only for ten minutes', () => {
    const speedAt = (wall: string, since: string): number => {
      const pace = paceAt('service', at(wall), 5, at(since));
      return pace.may === 'send' ? pace.perSecond : 0;
    };
    expect(speedAt('2026-11-24T08:05', '2026-11-23T22:00')).toBeCloseTo(50 / 600);
    expect(speedAt('2026-11-24T08:10', '2026-11-23T22:00')).toBe(5);
    expect(speedAt('2026-11-24T08:05', '2026-11-24T08:01')).toBe(5);
  });

  test('the finish that is promised', () => {
    const finish = (kind: 'service' | 'requested', start: string, messages: number, perSecond: number): string => {
      const end = finishOf(kind, { start: at(start), messages, perSecond });
      return end === null ? 'never' : toWall(end);
    };
    expect(finish('service', '2026-11-24T10:00', 600, 1)).toBe('2026-11-24T10:10');
    // An hour's worth is left over, ten minutes of it gently.
    expect(finish('service', '2026-11-24T20:00', 3600 + 50 + 600, 1)).toBe('2026-11-25T08:20');
    expect(finish('requested', '2026-11-27T21:00', 50, 1)).toBe('2026-11-28T10:10');
    expect(finish('service', '2026-11-24T10:00', 10_000_000, 1)).toBe('never');
  });

  test('never at night, never earlier than at full speed', () => {
    const start = fc.integer({ min: 0, max: 400 * 24 * 60 }).map((m) => later(at('2026-01-01T00:00'), m * 60_000));
    fc.assert(
      fc.property(
        fc.constantFrom(...BROADCAST_KINDS),
        start,
        fc.integer({ min: 1, max: 60_000 }),
        fc.integer({ min: 1, max: 20 }),
        (kind, begin, messages, perSecond) => {
          const end = finishOf(kind, { start: begin, messages, perSecond });
          if (end === null) return;
          expect(Date.parse(end)).toBeGreaterThanOrEqual(Date.parse(begin) + (messages / perSecond) * 1000 - 1);
          const wall = toWall(end);
          const [hour] = [Number(wall.slice(11, 13))];
          expect(hour).toBeGreaterThanOrEqual(8);
          expect(hour).toBeLessThanOrEqual(21);
          if (kind === 'service') return;
          expect(weekdayOf(wall)).not.toBe(7);
          expect(isPublicHoliday(wall)).toBe(false);
        },
      ),
    );
  });
});
