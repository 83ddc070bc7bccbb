import { expect, test } from 'vitest';
import { codesIn, unspoken } from '../../../src/domain/base/languages.ts';

test.each([
  ['ku', 'kmr'],
  ['kmr', 'ku'],
  ['fa-AF', 'prs'],
  ['fa', 'prs'],
  ['prs', 'fa_AF'],
  ['nn', 'nb'],
  ['UK', 'ukr'],
  ['pt-BR', 'pt'],
  ['so', 'som'],
])('who speaks %s speaks %s', (asked, spoken) => {
  expect(unspoken(codesIn(asked), spoken, 'nb')).toEqual([]);
});

test.each([
  ['ku', 'ckb'],
  ['uk', 'ru'],
  ['ti', 'am'],
  ['so', 'ar'],
])('who speaks %s need not speak %s', (asked, spoken) => {
  expect(unspoken(codesIn(asked), spoken, 'nb')).toHaveLength(1);
});

test('one language in two spellings is one, and what is no code stays as written', () => {
  expect(codesIn('nb;nn;kmr;ku;tegnspråk')).toEqual(['no', 'ku', 'tegnspråk']);
});
