import { describe, expect, test } from 'vitest';
import { parseWhen } from '../../../src/understanding/days/when.ts';
import { readCallWish } from '../../../src/understanding/days/call-wish.ts';

/** A Tuesday. */
const NOW = '2026-11-24T10:00';
const wishIn = (text: string) => readCallWish(text, parseWhen(text, NOW) ?? undefined, NOW);

describe('when a person wishes to be called', () => {
  test.each([
    ['ring meg i morgen kl 10', 'at', '2026-11-25T10:00'],
    ['call me tomorrow at 10', 'at', '2026-11-25T10:00'],
    ['kan de ringje meg i morgon kl. 9.30?', 'at', '2026-11-25T09:30'],
    ['ring etter klokka to på torsdag', 'from', '2026-11-26T14:00'],
    ['etter klokka to på torsdag', 'from', '2026-11-26T14:00'],
    ['please ring me after 2 pm on Thursday', 'from', '2026-11-26T14:00'],
    ['ring meg kl 14', 'at', '2026-11-24T14:00'],
    ['kan dere ringe på fredag?', 'day', '2026-11-27T00:00'],
    ['kan nokon ringe meg i morgon tidleg', 'from', '2026-11-25T06:00'],
  ])('%s', (text, kind, from) => expect(wishIn(text)).toEqual({ kind, from }));

  test.each([
    'ring meg',
    'ring meg kl 9',
    'kan noen ringe meg? det gjelder turen på torsdag kl 11',
    'kan dere ringe meg om turen på torsdag kl 11',
    'jeg vil gjerne at noen ringer meg for jeg har spørsmål og er med på torsdag kl 11',
  ])('no wish, or one that is over or about something else: %s', (text) => expect(wishIn(text)).toBeNull());
});
