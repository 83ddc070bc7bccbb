import fc from 'fast-check';
import { RRuleTemporal } from 'rrule-temporal';
import { describe, expect, test } from 'vitest';
import {
  isOccurrence,
  namedOn,
  nextOccurrence,
  occurrenceNamed,
  occurrences,
  OCCURRENCES_MAX,
  type OccurrenceEdit,
  type Repeating,
} from '../../../src/domain/activities/occurrences.ts';
import { checkRule } from '../../../src/domain/activities/recurrence.ts';
import { addDays, later, toInstant, toWall } from '../../../src/domain/base/time.ts';
import { figure } from '../../support/faults/figures.ts';

const series = (starts_at: string, repeats: string | null, ends_at: string | null = null): Repeating => ({
  starts_at,
  ends_at,
  repeats,
});
const between = (activity: Repeating, from: string, to: string, changes: OccurrenceEdit[] = []) =>
  occurrences(activity, changes, { from: toInstant(`${from}T00:00`), to: toInstant(`${to}T00:00`) });
const starts = (...args: Parameters<typeof between>) => between(...args).map((o) => o.startsAt);
const cancelled = (occurrence: string): OccurrenceEdit => ({
  occurrence,
  kind: 'cancelled',
  new_starts_at: null,
  new_ends_at: null,
});
const movedTo = (occurrence: string, new_starts_at: string, new_ends_at: string | null = null): OccurrenceEdit => ({
  occurrence,
  kind: 'moved',
  new_starts_at,
  new_ends_at,
});

/** Every night on which the clocks of Oslo change, 2026-2030. */
const SWITCHES = [
  ['2026-03-29', '2026-10-25'],
  ['2027-03-28', '2027-10-31'],
  ['2028-03-26', '2028-10-29'],
  ['2029-03-25', '2029-10-28'],
  ['2030-03-31', '2030-10-27'],
] as const;

describe.each(SWITCHES)('the clock changes of %s and %s', (spring, autumn) => {
  test.each([spring, autumn])('a weekly 18:00 stays at 18:00 across %s', (day) => {
    const tuesdays = series('2026-01-06T18:00', 'FREQ=WEEKLY;BYDAY=TU');
    const around = between(tuesdays, addDays(day, -8), addDays(day, 8));
    expect(around.every((o) => o.startsAt.endsWith('T18:00'))).toBe(true);
    expect(around.map((o) => toWall(o.startsUtc))).toEqual(around.map((o) => o.startsAt));
    expect(new Set(around.map((o) => o.startsUtc.slice(11, 16))).size).toBe(2);
  });

  test.each([spring, autumn])('every night at 02:30 is one time a night, also on %s', (day) => {
    for (const rule of ['FREQ=DAILY', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU']) {
      const nights = between(series('2026-01-01T02:30', rule), addDays(day, -3), addDays(day, 4));
      expect(nights.map((o) => o.occurrence)).toEqual([-3, -2, -1, 0, 1, 2, 3].map((n) => `${addDays(day, n)}T02:30`));
      expect(new Set(nights.map((o) => o.startsUtc)).size).toBe(7);
    }
  });

  test('the skipped 02:30 is the first minute after, the doubled 02:30 the first of the two', () => {
    const at = (day: string) => occurrenceNamed(series(`${day}T02:30`, null), [], `${day}T02:30`)?.startsUtc;
    expect(at(spring)).toBe(`${spring}T01:00:00.000Z`);
    expect(at(autumn)).toBe(`${autumn}T00:30:00.000Z`);
  });

  test.each([spring, autumn])('windows that meet anywhere in the night of %s hold each time once', (day) => {
    const nights = series('2026-01-01T02:30', 'FREQ=DAILY');
    const from = toInstant(`${addDays(day, -1)}T12:00`);
    const to = toInstant(`${addDays(day, 1)}T12:00`);
    for (let at = from; at < to; at = later(at, 15 * 60_000)) {
      const before = occurrences(nights, [], { from, to: at });
      const after = occurrences(nights, [], { from: at, to });
      expect([...before, ...after].map((o) => o.occurrence)).toEqual([`${day}T02:30`, `${addDays(day, 1)}T02:30`]);
    }
  });
});

test('five years of weekly rules, each time exactly once, as the library has them', () => {
  const days = fc.uniqueArray(fc.constantFrom('MO', 'TU', 'WE', 'TH', 'FR', 'SA', 'SU'), { minLength: 1 });
  const from = toInstant('2026-01-01T00:00');
  let [tried, survived] = [0, 0];
  fc.assert(
    fc.property(
      days,
      fc.integer({ min: 1, max: 5 }),
      fc.integer({ min: 0, max: 5 * 365 }),
      // The library leaves out the times that the spring skips: those hours are tested above.
      fc.integer({ min: 3, max: 23 }),
      fc.integer({ min: 0, max: 59 }),
      fc.option(fc.integer({ min: 0, max: 900 })),
      (byDay, interval, startDay, hour, minute, untilDay) => {
        const pad = (n: number) => String(n).padStart(2, '0');
        const start = `${addDays('2026-01-01', startDay)}T${pad(hour)}:${pad(minute)}`;
        const lastDay = untilDay === null ? '2030-12-31' : addDays(start.slice(0, 10), untilDay);
        const until = untilDay === null ? '' : `;UNTIL=${lastDay.replaceAll('-', '')}`;
        const rule = `FREQ=WEEKLY;INTERVAL=${interval};BYDAY=${byDay.join(',')}`;
        const library = new RRuleTemporal({
          rruleString: `DTSTART;TZID=Europe/Oslo:${start.replace(/[-:]/g, '')}00\nRRULE:${rule}`,
        });
        const end = toInstant(`${addDays(lastDay, 1)}T00:00`);
        const windowEnd = end < '2031' ? end : toInstant('2031-01-01T00:00');
        const expected = library
          .between(new Date(from), new Date(Date.parse(windowEnd) - 1), true)
          .map((z) => new Date(z.epochMilliseconds).toISOString());
        tried += expected.length;
        expect(inSteps(series(start, rule + until), from, toInstant('2031-01-01T00:00'))).toEqual(expected);
        survived += expected.length;
      },
    ),
    { numRuns: 150 },
  );
  figure(11, { tried, survived });
});

test('the next time is the first of the list, wherever one asks', () => {
  const rules = ['FREQ=WEEKLY;BYDAY=TU,TH', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=SU', 'FREQ=MONTHLY;BYDAY=1TH', 'FREQ=YEARLY'];
  fc.assert(
    fc.property(fc.constantFrom(...rules), fc.integer({ min: 0, max: 5 * 365 * 24 * 4 }), (rule, quarters) => {
      const activity = series('2026-01-06T18:00', rule);
      const after = later('2026-01-01T00:00:00.000Z', quarters * 15 * 60_000);
      const all = occurrences(activity, [], { from: after, to: later(after, 600 * 86_400_000) });
      expect(nextOccurrence(activity, [], after)).toEqual(all[0] ?? null);
      const away = [cancelled(all[0]?.occurrence ?? '')];
      expect(nextOccurrence(activity, away, after)).toEqual(all[1] ?? null);
    }),
    { numRuns: 100 },
  );
});

describe('rules', () => {
  test('once', () => {
    expect(starts(series('2026-11-26T18:00', null), '2026-11-01', '2026-12-01')).toEqual(['2026-11-26T18:00']);
    expect(starts(series('2026-11-26T18:00', null), '2026-11-27', '2026-12-01')).toEqual([]);
  });

  test('the first Thursday of each month, until a day that is taken in', () => {
    const rule = 'RRULE:FREQ=MONTHLY;BYDAY=1TH;UNTIL=20270107';
    expect(starts(series('2026-11-01T11:00', rule), '2026-11-01', '2027-06-01')).toEqual([
      '2026-11-05T11:00',
      '2026-12-03T11:00',
      '2027-01-07T11:00',
    ]);
  });

  test('every other week counts from the first week', () => {
    const rule = 'FREQ=WEEKLY;INTERVAL=2;BYDAY=MO,FR';
    // The Monday of the first week lies before the start.
    expect(starts(series('2026-11-25T10:00', rule), '2026-11-01', '2026-12-15')).toEqual([
      '2026-11-27T10:00',
      '2026-12-07T10:00',
      '2026-12-11T10:00',
    ]);
  });

  test('a number of times', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=WE;COUNT=3';
    expect(starts(series('2026-11-18T10:00', rule), '2026-11-20', '2027-11-01')).toEqual([
      '2026-11-25T10:00',
      '2026-12-02T10:00',
    ]);
  });

  test('until an instant', () => {
    const rule = 'FREQ=WEEKLY;BYDAY=WE;UNTIL=20261125T090000Z';
    expect(starts(series('2026-11-18T10:00', rule), '2026-11-01', '2027-01-01')).toEqual([
      '2026-11-18T10:00',
      '2026-11-25T10:00',
    ]);
  });

  test('what an import may take in', () => {
    expect(checkRule('FREQ=WEEKLY;BYDAY=TU')).toBe('fine');
    expect(checkRule('rrule:freq=monthly;byday=-1SU')).toBe('fine');
    expect(checkRule('hver tirsdag')).toBe('unreadable');
    expect(checkRule('FREQ=WEEKLY;BYDAY=TI')).toBe('unreadable');
    expect(checkRule('FREQ=MONTHLY;BYMONTHDAY=45')).toBe('unreadable');
    expect(checkRule('FREQ=WEEKLY;INTERVAL=0;BYDAY=TU')).toBe('unreadable');
    expect(checkRule('FREQ=HOURLY')).toBe('too often');
    expect(checkRule('FREQ=DAILY;BYHOUR=8,20')).toBe('too often');
  });

  test('a rule or a start that nobody can read ends, and finds no more than the start', () => {
    expect(starts(series('2026-11-26T18:00', 'hver tirsdag'), '2026-11-01', '2027-11-01')).toEqual([
      '2026-11-26T18:00',
    ]);
    expect(starts(series('tirsdag', 'FREQ=WEEKLY;BYDAY=TU'), '2026-11-01', '2027-11-01')).toEqual([]);
    expect(starts(series('tirsdag', null), '2026-11-01', '2027-11-01')).toEqual([]);
  });

  test('never more than the limit, never beyond eighteen months', () => {
    const daily = series('2026-01-01T10:00', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA,SU');
    expect(starts(daily, '2026-11-01', '2031-01-01')).toHaveLength(OCCURRENCES_MAX);
    const far = series('2030-01-01T10:00', null);
    expect(nextOccurrence(far, [], '2026-11-01T00:00:00.000Z')).toBeNull();
  });
});

describe('changes', () => {
  const tuesdays = series('2026-01-06T18:00', 'FREQ=WEEKLY;BYDAY=TU', '2026-01-06T20:00');

  test('a cancelled time is gone', () => {
    expect(starts(tuesdays, '2026-11-23', '2026-12-10', [cancelled('2026-12-01T18:00')])).toEqual([
      '2026-11-24T18:00',
      '2026-12-08T18:00',
    ]);
  });

  test('a moved time keeps its name and its length, and stands where it was moved to', () => {
    const changes = [movedTo('2026-12-01T18:00', '2026-12-09T11:00')];
    expect(between(tuesdays, '2026-12-01', '2026-12-10', changes)).toEqual([
      {
        occurrence: '2026-12-08T18:00',
        startsAt: '2026-12-08T18:00',
        endsAt: '2026-12-08T20:00',
        startsUtc: '2026-12-08T17:00:00.000Z',
        moved: false,
      },
      {
        occurrence: '2026-12-01T18:00',
        startsAt: '2026-12-09T11:00',
        endsAt: '2026-12-09T13:00',
        startsUtc: '2026-12-09T10:00:00.000Z',
        moved: true,
      },
    ]);
  });

  test('a time moved into the window from far outside it is found', () => {
    const changes = [movedTo('2026-12-01T18:00', '2027-02-03T18:00', '2027-02-03T19:00')];
    expect(between(tuesdays, '2027-02-03', '2027-02-04', changes)).toMatchObject([{ endsAt: '2027-02-03T19:00' }]);
  });

  test('a change of a time that the rule no longer names does nothing', () => {
    const changes = [movedTo('2026-12-02T18:00', '2026-12-03T18:00'), cancelled('2026-12-04T18:00')];
    expect(starts(tuesdays, '2026-12-01', '2026-12-08', changes)).toEqual(['2026-12-01T18:00']);
  });

  test('times by name and by day', () => {
    expect(isOccurrence(tuesdays, '2026-12-01T18:00')).toBe(true);
    expect(isOccurrence(tuesdays, '2026-12-01T18:30')).toBe(false);
    expect(namedOn(tuesdays, '2026-12-01')).toEqual(['2026-12-01T18:00']);
    expect(namedOn(tuesdays, '2026-12-02')).toEqual([]);
    expect(occurrenceNamed(tuesdays, [cancelled('2026-12-01T18:00')], '2026-12-01T18:00')).toBeNull();
  });
});

/** All times of a long stretch, asked for fifty days at a time. */
function inSteps(activity: Repeating, from: string, to: string): string[] {
  const found: string[] = [];
  for (let at = from; at < to;) {
    const end = later(at, 50 * 86_400_000);
    const next = end < to ? end : to;
    found.push(...occurrences(activity, [], { from: at, to: next }).map((o) => o.startsUtc));
    at = next;
  }
  return found;
}
