import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { freeAt } from '../../../src/domain/base/availability.ts';
import { ineligibilitiesOf, warningsOf } from '../../../src/domain/volunteers/eligibility.ts';
import { canText, parseNumber } from '../../../src/domain/base/phone-numbers.ts';
import { codesIn, languageName, unspoken } from '../../../src/domain/base/languages.ts';
import type { CandidateFacts } from '../../../src/domain/volunteers/candidate-facts.ts';
import { assignmentOf, factsOf } from '../../support/people/many-volunteers.ts';
import { asksCountedFrom } from '../../../src/domain/volunteers/history.ts';

const needy = assignmentOf({ needs_car: 1, needs_certificate: 1, needs_confidentiality: 1, needs_languages: 'uk' });
const offered = (status: string, said: string | null = null): Partial<CandidateFacts> =>
  ({ offer: { status, said } }) as Partial<CandidateFacts>;

test('whoever was met and is there may be asked', () => {
  expect(ineligibilitiesOf(factsOf())).toEqual([]);
  expect(warningsOf(factsOf())).toEqual([]);
});

test.each([
  ['not met', factsOf({}, { met_on: null })],
  ['paused until 2026-12-10', factsOf({}, { paused_until: '2026-12-10' })],
  ['left', factsOf({}, { left_on: '2026-11-23' })],
  ['opted out', factsOf({ optedOut: true })],
  ['cannot be reached', factsOf({}, { number: '+8816234567' })],
  ['asked 4 times in thirty days', factsOf({ asks: 4 })],
  ['asked 9 times in thirty days', factsOf({ asks: 9 })],
  ['already asked', factsOf(offered('queued'))],
  ['already asked', factsOf(offered('asked'))],
  ['already asked', factsOf(offered('accepted', 'yes'))],
  ['already asked', factsOf(offered('noted', 'note'))],
  ['already asked', factsOf(offered('confirmed', 'yes'))],
  ['said no to this', factsOf(offered('declined', 'no'))],
  ['said no to this', factsOf(offered('withdrawn', 'yes'))],
  ['said no to this', factsOf(offered('filled', 'no'))],
])('%s', (gate, facts) => {
  expect(ineligibilitiesOf(facts)).toEqual([gate]);
});

test.each([
  ['comes back today', factsOf({}, { paused_until: '2026-11-23' })],
  ['was asked three times', factsOf({ asks: 3 })],
  ['has a landline', factsOf({}, { number: '+4737012345' })],
  ['did not answer', factsOf(offered('expired'))],
  ['was not reached', factsOf(offered('undelivered'))],
  ['said yes when it was filled', factsOf(offered('filled', 'yes'))],
  ['was turned down', factsOf(offered('turned_down', 'yes'))],
])('who %s may be asked', (_what, facts) => {
  expect(ineligibilitiesOf(facts)).toEqual([]);
});

test('what the assignment needs is a gate only where it needs it', () => {
  const wanted = { ...factsOf().wanted, assignment: needy, languages: ['uk'] };
  expect(ineligibilitiesOf(factsOf({ wanted, unspoken: ['uk'] }))).toEqual([
    'no certificate shown',
    'no confidentiality signed',
    'no car',
    'does not speak Ukrainian',
  ]);
  const able = { car: 1, certificate_shown_on: '2026-01-01', confidentiality_on: '2026-01-01' };
  expect(ineligibilitiesOf(factsOf({ wanted }, able))).toEqual([]);
  for (const [shown, reasons] of [
    ['2019-05-01', ['certificate shown too long ago']],
    ['2023-11-22', ['certificate shown too long ago']],
    ['2023-11-23', []],
  ] as const)
    expect(ineligibilitiesOf(factsOf({ wanted }, { ...able, certificate_shown_on: shown })), shown).toEqual(reasons);
});

test('every reason is told, not the first alone', () => {
  const all = factsOf({ optedOut: true, asks: 5 }, { met_on: null, left_on: '2026-01-01', paused_until: '2027-01-01' });
  expect(ineligibilitiesOf(all)).toHaveLength(5);
});

test('warnings forbid nothing', () => {
  const far = factsOf({ busy: true, free: 'no', km: 12.4 }, { max_km: 12 });
  expect(warningsOf(far)).toEqual(['is on another assignment then', 'times do not fit', 'further than they go']);
  expect(ineligibilitiesOf(far)).toEqual([]);
  expect(warningsOf(factsOf({ km: 12 }, { max_km: 12 }))).toEqual([]);
});

test('thirty days end today', () => {
  expect(asksCountedFrom('2026-11-30')).toBe('2026-11-01');
});

describe('languages', () => {
  test('are codes, and written Norwegian is spoken Norwegian', () => {
    expect(codesIn(' UK; nb,nn;')).toEqual(['uk', 'no']);
    expect(unspoken(['uk', 'no'], 'uk', 'nb')).toEqual([]);
    expect(unspoken(['uk'], '', 'nb')).toEqual(['uk']);
    expect(unspoken(['uk'], '', 'uk')).toEqual([]);
  });

  test('have names, and what is no code stands as it is', () => {
    expect(['uk', 'no', 'ti', '?'].map(languageName)).toEqual(['Ukrainian', 'Norwegian', 'Tigrinya', '?']);
  });
});

/** 2026-12-01 is a Tuesday. */
test.each([
  ['Mon-Fri 09:00-15:00', '2026-12-01T11:00', 60, 'yes'],
  ['Mon-Fri 09:00-15:00', '2026-12-01T14:30', 60, 'no'],
  ['Mon-Fri 09:00-15:00', '2026-12-01T14:00', 60, 'yes'],
  ['Mon-Fri 09:00-15:00', '2026-12-05T11:00', 60, 'no'],
  ['Tue 9-12 12-15', '2026-12-01T11:00', 120, 'yes'],
  ['Tue 9-12 13-15', '2026-12-01T11:00', 120, 'no'],
  ['man-fre 9-15', '2026-12-24T10:00', 60, 'yes'],
  ['Tue 20-24; Wed 0-2', '2026-12-01T23:00', 120, 'yes'],
  ['Tue 20-24; Thu 0-2', '2026-12-01T23:00', 120, 'no'],
  ['', '2026-12-01T11:00', 60, 'unknown'],
  ['helst på dagtid', '2026-12-01T11:00', 60, 'unknown'],
] as const)('who can %s, asked for %s and %i minutes: %s', (times, at, minutes, free) => {
  expect(freeAt(times, at, minutes)).toBe(free);
});

test('the series that are taken for mobiles are mobiles by the tables too', () => {
  fc.assert(
    fc.property(fc.integer({ min: 40_000_000, max: 99_999_999 }), (n) => {
      const number = `+47${n}`;
      expect(canText(number)).toBe(parseNumber(number)?.kind === 'mobile');
    }),
    { numRuns: 2000 },
  );
});
