import { describe, expect, test } from 'vitest';
import { readDecimal, readList, readYesNo } from '../../src/feeds/cells/cells.ts';
import { readClock, readWhen } from '../../src/feeds/cells/when.ts';
import { readRepeats } from '../../src/feeds/repeats/repeats.ts';
import { en } from '../../src/feeds/sentences/sentences.ts';

test.each([
  ['01.12.2026 18:00', '2026-12-01T18:00'],
  ['1.12.26 kl 18', '2026-12-01T18:00'],
  ['1.12.2026 kl. 18.30', '2026-12-01T18:30'],
  ['01/12/2026 18:00:00', '2026-12-01T18:00'],
  ['2026-12-01T18:00', '2026-12-01T18:00'],
  ['2026-12-01 18:00', '2026-12-01T18:00'],
  ['2026-12-01T17:00:00Z', '2026-12-01T18:00'],
  ['2026-07-01T18:00:00+02:00', '2026-07-01T18:00'],
  ['2026-12-01', '2026-12-01'],
  ['1.12.2026', '2026-12-01'],
  ['29.02.2028 09:00', '2028-02-29T09:00'],
  ['29.02.2027 09:00', null],
  ['31.04.2027 09:00', null],
  ['01.12.2026 25:00', null],
  ['01.12.2026 18:60', null],
  ['12/31/2026 18:00', null],
  ['+3d 18:00', null],
  ['i morgen', null],
  ['2026-12-01T99:99:99Z', null],
  ['', null],
])('%j is %s', (text, wall) => expect(readWhen(text)).toBe(wall));

test('days from a day', () => {
  expect(readWhen('+3d 18:00', '2026-11-29')).toBe('2026-12-02T18:00');
  expect(readWhen('+7d', '2026-11-29')).toBe('2026-12-06');
});

test('small cells', () => {
  expect(['20:00', 'kl 20', '9.30', '24:00', 'sju'].map(readClock)).toEqual(['20:00', '20:00', '09:30', null, null]);
  expect(['58,4592', '58.4592', '1 000', '−3', '', '1e9', '0x10'].map(readDecimal)).toEqual([
    58.4592,
    58.4592,
    1000,
    -3,
    null,
    'unreadable',
    'unreadable',
  ]);
  expect(['ja', 'NEI', 'yes', '0', 'x', '', 'kanskje'].map(readYesNo)).toEqual([1, 0, 1, 0, 1, null, 'unreadable']);
  expect(readList(' nb; en ,;uk')).toEqual(['nb', 'en', 'uk']);
});

describe('how it repeats', () => {
  // A Tuesday, the first of its month.
  const from = '2026-12-01T18:00';
  test.each([
    ['', null],
    ['nei', null],
    ['FREQ=WEEKLY;BYDAY=TU', 'FREQ=WEEKLY;BYDAY=TU'],
    ['RRULE:freq=weekly; byday=tu;', 'FREQ=WEEKLY;BYDAY=TU'],
    ['FREQ=WEEKLY', 'FREQ=WEEKLY;BYDAY=TU'],
    ['hver tirsdag', 'FREQ=WEEKLY;BYDAY=TU'],
    ['Kvar tysdag og torsdag', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['tirsdager', 'FREQ=WEEKLY;BYDAY=TU'],
    ['ukentlig', 'FREQ=WEEKLY;BYDAY=TU'],
    ['every Tuesday', 'FREQ=WEEKLY;BYDAY=TU'],
    ['annenhver tirsdag', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['annankvar veke', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['månedlig', 'FREQ=MONTHLY;BYDAY=1TU'],
    ['siste torsdag i måneden', 'FREQ=MONTHLY;BYDAY=-1TH'],
    ['hver dag', 'FREQ=DAILY'],
    ['hverdager', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
  ])('%j is %s', (text, rule) => expect(readRepeats(text, from, en)).toMatchObject({ rule }));

  test('a first date that the rule does not name gives way to the first that it does', () =>
    expect(readRepeats('hver torsdag', from, en)).toEqual({
      rule: 'FREQ=WEEKLY;BYDAY=TH',
      startsAt: '2026-12-03T18:00',
      except: [],
      said: ['It does not take place on 2026-12-01T18:00 by its rule. The first time is 2026-12-03T18:00.'],
    }));

  test.each([
    ['FREQ=SECONDLY', 'more often than once a day'],
    ['FREQ=MINUTELY;INTERVAL=5', 'more often than once a day'],
    ['FREQ=HOURLY', 'more often than once a day'],
    ['FREQ=DAILY;BYHOUR=1,2,3', 'more often than once a day'],
    ['BYDAY=TU', 'says not how it repeats'],
    ['av og til', 'says not how it repeats'],
    ['FREQ=OFTEN', 'cannot be read'],
    ['FREQ=WEEKLY;BYDAY=XX', 'cannot be read'],
    ['FREQ=WEEKLY;BYDAY=TU;UNTIL=20200101T000000Z', 'names no date'],
  ])('%j is refused', (text, why) => {
    const read = readRepeats(text, from, en);
    expect('why' in read ? read.why : '').toContain(why);
  });
});
