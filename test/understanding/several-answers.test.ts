import { expect, test } from 'vitest';
import { readSeveral } from '../../src/understanding/several-answers.ts';
import type { OfferListed } from '../../src/understanding/several-references.ts';

const OFFERS: OfferListed[] = [
  { number: 1, code: 629, title: 'Følge til lege', startsAt: '2026-12-01T11:00' }, // Tuesday
  { number: 2, code: 227, title: 'Snømåking hos naboen', startsAt: '2026-11-28T10:00' }, // Saturday
  { number: 3, code: 333, title: 'Besøk på sykehjemmet', startsAt: '2026-11-26T17:00' }, // Thursday
];
const NOW = '2026-11-25T12:00';

/** "+1 -2" for yes to 1 and no to 2; "*" for more words; "ask" where it is not certain. */
function heard(text: string, offers = OFFERS): string {
  const read = readSeveral(text, offers, NOW);
  if (read === null) return 'ask';
  const marks = [...read.yes.map((n) => [n, '+'] as const), ...read.no.map((n) => [n, '-'] as const)];
  const said = marks.toSorted(([a], [b]) => a - b).map(([n, mark]) => `${mark}${n}`);
  return [...said, ...(read.more ? ['*'] : [])].join(' ');
}

test.each([
  ['alle tre', '+1 +2 +3'],
  ['Alle', '+1 +2 +3'],
  ['ja til alle', '+1 +2 +3'],
  ['Ja takk til alle sammen!', '+1 +2 +3'],
  ['jeg kan ta alle tre', '+1 +2 +3'],
  ['all of them', '+1 +2 +3'],
  ['All three please', '+1 +2 +3'],
  ['yes to everything', '+1 +2 +3'],
  ['eg tek alle', '+1 +2 +3'],
  ['ja til 1 og 3', '+1 +3'],
  ['ja 1 og 3', '+1 +3'],
  ['1 og 3', '+1 +3'],
  ['1,3', '+1 +3'],
  ['JA 1', '+1'],
  ['2', '+2'],
  ['jeg kan ta nr 2', '+2'],
  ['ja til snømåking, nei til resten', '-1 +2 -3'],
  ['Ja til snømåkingen men nei til de andre', '-1 +2 -3'],
  ['yes to the first, no to the rest', '+1 -2 -3'],
  ['ja til lege, nei til besøk', '+1 -3'],
  ['nei til alt', '-1 -2 -3'],
  ['nei', '-1 -2 -3'],
  ['Nei takk, dessverre', '-1 -2 -3'],
  ['Nei, jeg er bortreist', '-1 -2 -3 *'],
  ['none', '-1 -2 -3'],
  ['none of them, sorry', '-1 -2 -3'],
  ['ingen av dem', '-1 -2 -3'],
  ['ikkje nokon av dei', '-1 -2 -3'],
  ['nei til alle', '-1 -2 -3'],
  ['bare den på torsdag', '-1 -2 +3'],
  ['bare torsdag', '-1 -2 +3'],
  ['berre den på laurdag', '-1 +2 -3'],
  ['only Thursday', '-1 -2 +3'],
  ['only the one on Saturday', '-1 +2 -3'],
  ['bare 2', '-1 +2 -3'],
  ['nei, bare 2', '-1 +2 -3'],
  ['1 ja, 2 nei, 3 ja', '+1 -2 +3'],
  ['1 ja 2 nei 3 ja', '+1 -2 +3'],
  ['ja 1 nei 2', '+1 -2'],
  ['ja til 1, nei til 2 og 3', '+1 -2 -3'],
  ['ikke 2', '-2'],
  ['kan ikke på torsdag', '-3'],
  ['kan ikke ta 2 men 1 går bra', '+1 -2'],
  ['torsdag går fint, lørdag går ikke', '-2 +3'],
  ['ja til alle unntatt torsdag', '+1 +2 -3'],
  ['all except the last', '+1 +2 -3'],
  ['ja, men ikke 2', '+1 -2 +3'],
  ['ja til alle, men ikke 2', '+1 -2 +3'],
  ['de to første', '+1 +2'],
  ['dei to fyrste', '+1 +2'],
  ['the first two', '+1 +2'],
  ['den siste', '+3'],
  ['den andre', '+2'],
  ['ja til 28.11', '+2'],
  ['i morgen går bra', '+3'],
  ['ja til den kl 17', '+3'],
  ['ja til 1 men må hjem før tolv', '+1 *'],
])('%s: %s', (text, expected) => expect(heard(text)).toBe(expected));

test.each([
  'ja',
  'ok',
  'yes please',
  'kanskje 2',
  'ikke alle',
  '4',
  'ja til tur',
  'nei til tur',
  'ja til lege, nei til tur',
  'nei til lege, ja til tur',
  'ja til den på fredag',
  'hvor er 2?',
  'hei',
  'ja til 1, nei til 1',
  'jeg vet ikke',
])('%s is asked', (text) => expect(heard(text)).toBe('ask'));

test('what several may be is asked, unless more than one is meant', () => {
  const visits = [1, 2, 3].map((number) => ({
    number,
    code: 100 + number,
    title: number < 3 ? 'Besøk' : 'Tur',
    startsAt: `2026-11-2${number + 5}T10:00`,
  }));
  expect(heard('ja til besøk', visits)).toBe('ask');
  expect(heard('ja til besøk på torsdag', visits)).toBe('+1');
  expect(heard('ja til begge besøk', visits)).toBe('+1 +2');
});

test('of the only one left, a bare yes is enough', () => {
  expect(heard('ja', OFFERS.slice(1, 2))).toBe('+2');
  expect(heard('nei', OFFERS.slice(1, 2))).toBe('-2');
});

test('no text of any length breaks it', () => {
  for (const text of ['', ' ', ',', 'ja '.repeat(500), '1 '.repeat(500), '👍', '\u0000', 'ja til '.repeat(99)])
    expect(() => readSeveral(text, OFFERS, NOW)).not.toThrow();
});
