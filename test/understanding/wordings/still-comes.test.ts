import { describe, expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import { agder } from '../agder.ts';

const now = '2026-11-24T12:00';
const assigned = (text: string): string =>
  read({ text, situation: 'accepted assignment, reminder sent', now, places: agder }).intent;
const signedUp = (text: string): string =>
  read({ text, situation: 'signed up, reminder sent', now, places: agder }).intent;

describe('an answer to a reminder', () => {
  it.each([
    'har ikke glemt det',
    'Eg har ikkje gløymt det',
    'I have not forgotten',
    'skal nok møte opp',
    'eg skal nok møta opp',
    'I will show up',
  ])('%s: comes', (text) => {
    expect(assigned(text)).toBe('offer_yes');
    expect(signedUp(text)).toBe('sign_up');
  });
  it.each(['skal nok ikke møte opp', 'har ikke glemt det, men kan ikke komme'])('%s: does not come', (text) => {
    expect(assigned(text)).toBe('withdraw');
    expect(signedUp(text)).toBe('cancel_sign_up');
  });
});
