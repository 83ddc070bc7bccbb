import { describe, expect, it } from 'vitest';
import { read } from '../../src/understanding/read.ts';
import { agder } from './agder.ts';

const answer = (text: string): string =>
  read({ text, situation: 'pending offer', now: '2026-11-23T12:00', places: agder }).intent;

describe('look-alikes of JA', () => {
  it.each([
    'ja',
    'JA',
    ' Ja. ',
    'JA!!!',
    'jа'.replace('а', 'a'),
    'J\u200BA',
    '\u202EJA\u202C',
    'ＪＡ',
    '𝐉𝐀',
    '𝘑𝘈',
    'Ⓙⓐ',
    'j\u00ADa',
    '\uFEFFja',
    'ja\uFE0F',
    'jaaaa',
    'Ja takk', // prettier-ignore
    'jepp',
    'jau',
    'tak',
    'так',
    'haa',
    'نعم',
    'ይ',
    'እወ',
    '👍',
    '👍🏽',
    '1',
    '１',
    '١',
    'yes', // prettier-ignore
  ])('%j is a yes', (text) => {
    expect(answer(text)).toBe('offer_yes');
  });

  it.each([
    'Jа',
    'јa',
    'ϳa',
    'yesterday',
    'jakke',
    'januar',
    'jan',
    'Japan',
    'takknemlig',
    'jammen',
    'jaså',
    'ja/nei',
    'Svar JA eller NEI',
    'aj',
    'J A K O B',
    'okser', // prettier-ignore
    'Liked “Svar JA eller NEI”',
    'nei',
    'no',
    'nei takk',
    'kan ikke',
    '2',
    '',
    '?',
    'haandball',
    'går ikke',
    'det passer ikke',
    'vet ikke',
    'tar ikke den',
    'kan aldri på onsdager', // prettier-ignore
  ])('%j is not a yes', (text) => {
    expect(answer(text)).not.toBe('offer_yes');
  });
});
