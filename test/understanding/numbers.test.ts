import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tokenise } from '../../src/understanding/base/normalise.ts';
import { findMinutes, numberOf } from '../../src/understanding/words/numbers.ts';
import { findPersons } from '../../src/understanding/named/persons.ts';

describe('durations', () => {
  it.each([
    ['2 timer', 120],
    ['2t', 120],
    ['1,5 t', 90],
    ['1½ time', 90],
    ['1 1/2 time', 90],
    ['halvannen time', 90],
    ['halvannan time', 90],
    ['en og en halv time', 90],
    ['ein time og ein halv', 90],
    ['to og en halv time', 150],
    ['en halv time', 30],
    ['halvtime', 30],
    ['en time', 60],
    ['to timer og et kvarter', 135],
    ['1 time og 15 minutter', 75],
    ['2t 30m'.replace('m', ' min'), 150],
    ['90 min', 90],
    ['tre kvarter', 45],
    ['et par timer', 120],
    ['an hour and a half', 90],
    ['half an hour', 30],
    ['a couple of hours', 120],
    ['three hours', 180],
    ['fra 10 til 12.30', 150],
    ['10-12', 120],
    ['2 години', 120],
    ['3 godziny', 180],
  ])('%s = %d min', (text, minutes) => {
    expect(findMinutes(tokenise(text))?.minutes).toBe(minutes);
  });

  it.each(['', 'torsdag', 'vi er to', '24. desember', 'kl 18'])('%j is no duration', (text) => {
    expect(findMinutes(tokenise(text))).toBeNull();
  });

  it('any number of hours and minutes comes back', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 59 }), (hours, minutes) => {
        for (const text of [
          `${hours} timer og ${minutes} minutter`,
          `${hours} t ${minutes} min`,
          `${hours} hours and ${minutes} minutes`,
        ])
          expect(findMinutes(tokenise(text))?.minutes).toBe(hours * 60 + minutes);
      }),
    );
  });
});

describe('how many are coming', () => {
  it.each([
    ['vi er to', 2],
    ['me er tre', 3],
    ['we are 4', 4],
    ['for 2', 2],
    ['3 personer', 3],
    ['2 stk', 2],
    ['meg og mannen min', 2],
    ['jeg og to venner', 3],
    ['me and my husband', 2],
    ['vi kommer begge to', 2],
    ['alle tre', 3],
    ['bare meg', 1],
    ['kan jeg ta med en venninne', 2],
  ])('%s = %d', (text, persons) => {
    expect(findPersons(tokenise(text))).toBe(persons);
  });

  it.each(['', 'ja', 'to timer', 'vi er en gjeng', 'meld meg på 2', '24/12'])('%j says nothing of it', (text) => {
    expect(findPersons(tokenise(text))).toBeNull();
  });
});

describe('number words', () => {
  it.each([
    ['en', 1],
    ['ei', 1],
    ['to', 2],
    ['sju', 7],
    ['syv', 7],
    ['atte', 8],
    ['tolv', 12],
    ['atten', 18],
    ['tjue', 20],
    ['tjueto', 22],
    ['femtifem', 55],
    ['twelve', 12],
    ['30', 30], // prettier-ignore
  ])('%s = %d', (word, value) => {
    expect(numberOf(word)).toBe(value);
  });
});
