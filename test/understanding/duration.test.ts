import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDuration } from '../../src/understanding/days/duration.ts';

test.each([
  ['1,5', 90],
  ['1.5', 90],
  ['1:30', 90],
  ['2', 120],
  ['0:45', 45],
  ['1,25', 75],
  ['1½', 90],
  ['1,5 t', 90],
  ['2 timer', 120],
  ['2 timar', 120],
  ['halvannen time', 90],
  ['en halv time', 30],
  ['en time og et kvarter', 75],
  ['90 min', 90],
  ['1 t 30', 90],
  ['an hour and a half', 90],
  ['fra 10 til 12.30', 150],
  ['10-12', 120],
  ['10:00-11:30', 90],
  [' 24 ', 1440],
])('%s is %i minutes', (text, minutes) => {
  expect(readDuration(text)).toBe(minutes);
});

test.each(['', '0', '0:00', '-2', '-2 timer', '25', '90', '24:01', '1:75', 'lenge', '2 timer i går', '1,5 2,5'])(
  '"%s" is no time that can have been given',
  (text) => {
    expect(readDuration(text)).toBeNull();
  },
);

test('whatever is written is a time from one minute to a day, or none', () => {
  fc.assert(
    fc.property(fc.oneof(fc.string(), fc.stringMatching(/^[\d.,:\-– ]{0,8}( ?(t|min|timer))?$/)), (text) => {
      const minutes = readDuration(text);
      return minutes === null || (Number.isInteger(minutes) && minutes >= 1 && minutes <= 1440);
    }),
  );
});
