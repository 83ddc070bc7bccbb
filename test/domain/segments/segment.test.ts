import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Refusal } from '../../../src/domain/base/refusal.ts';
import {
  isSegmentName,
  parseSegment,
  ROLES,
  writeSegment,
  type Segment,
} from '../../../src/domain/segments/segment.ts';

const word = fc.stringMatching(/^[a-zæøå]{2,12}$/);
const id = fc.stringMatching(/^[a-z]{3,8}_[0-9a-f]{4,12}$/);
const some = <T>(one: fc.Arbitrary<T>): fc.Arbitrary<T[]> =>
  fc.uniqueArray(one, { minLength: 1, maxLength: 4, selector: (value) => JSON.stringify(value) });
const segments: fc.Arbitrary<Segment> = fc.record(
  {
    role: some(fc.constantFrom(...ROLES)),
    interest: some(word),
    postcode: some(fc.stringMatching(/^(\d{4}|\d{1,3}\*)$/)),
    language: some(fc.stringMatching(/^[a-z]{2}$/)),
    distance: some(fc.record({ km: fc.integer({ min: 1, max: 500 }), place: word })),
    area: some(word),
    signedUp: some(fc.record({ activity: id, on: fc.constantFrom(null, '2026-12-01') })),
    answered: some(id),
  },
  { requiredKeys: [] },
);

describe('segments', () => {
  test('what is written is read as the same', () => {
    fc.assert(
      fc.property(segments, (segment) => {
        expect(parseSegment(writeSegment(segment))).toEqual(segment);
      }),
    );
  });

  test('space and capitals around make no difference', () => {
    expect(parseSegment(' Role = Volunteer | resident , postcode= 48* ')).toEqual({
      role: ['volunteer', 'resident'],
      postcode: ['48*'],
    });
    expect(parseSegment('ALL')).toEqual({});
    expect(parseSegment('distance=10 km: Hisøy')).toEqual({ distance: [{ km: 10, place: 'Hisøy' }] });
  });

  test('whatever is typed is read, or refused with a sentence; never anything else', () => {
    fc.assert(
      fc.property(
        fc.oneof(fc.string(), fc.stringMatching(/^[a-z-]{1,9}=[^,]{0,20}(,[a-z-]{1,9}=.{0,9})?$/)),
        (text) => {
          try {
            const segment = parseSegment(text);
            expect(parseSegment(writeSegment(segment))).toEqual(segment);
          } catch (error) {
            expect(error).toBeInstanceOf(Refusal);
            expect((error as Error).message).toMatch(/\.$/);
          }
        },
      ),
    );
  });

  test.each([
    ['colour=red', /"colour" is nothing that people are chosen by\. Choose among: role, interest, postcode, .*all\./],
    ['age=60-70', /Nobody is asked how old they are.*Choose among: role/],
    ['role=boss', /"boss" is no role.*volunteer, resident, organiser, staff/],
    ['role', /role needs a value, such as role=volunteer/],
    ['role=', /role needs a value/],
    ['role=volunteer,role=resident', /role is named twice.*role=a\|b/],
    ['postcode=48', /postcode=4836 or postcode=48\*/],
    ['postcode=*', /"\*" cannot be read/],
    ['distance=10:4836', /distance=10km:4836/],
    ['distance=900km:4836', /cannot be read/],
    ['language=norsk', /language=nn/],
    ["answered=x' or 1=1", /cannot be read/],
    ['', /is nothing that people are chosen by/],
  ])('%s is refused', (text, says) => {
    expect(() => parseSegment(text)).toThrow(says);
  });

  test('a name is told from a segment', () => {
    expect(['turgjengen', 'alle frivillige'].map(isSegmentName)).toEqual([true, true]);
    expect(['all', 'All', 'role=volunteer'].map(isSegmentName)).toEqual([false, false, false]);
  });
});
