import { expect, test } from 'vitest';
import { placeName } from '../../src/feeds/cells/place-names.ts';
import { readName } from '../../src/feeds/cells/names.ts';
import { readPhones } from '../../src/feeds/cells/phones.ts';
import { isSamePerson } from '../../src/domain/volunteers/same-person.ts';

const MOBILE = '+4791234567';
const LANDLINE = '+4737012345';

test.each([
  ['91 23 45 67', MOBILE, []],
  ['91234567.0', MOBILE, []],
  ['91234567,0', MOBILE, []],
  ['4791234567', MOBILE, []],
  ['(+47) 912 34 567', MOBILE, []],
  ['+47 (0) 912 34 567', MOBILE, []],
  ['Mob: 912 34 567', MOBILE, []],
  ['912\u00a034\u00a0567', MOBILE, []],
  ['37 01 23 45 / 912 34 567', MOBILE, [LANDLINE]],
  ['91 23 45 67 / 37 01 23 45', MOBILE, [LANDLINE]],
  ['911 11 111, 922 22 222', '+4791111111', ['+4792222222']],
  ['911 11 111 922 22 222', '+4791111111', ['+4792222222']],
  ['91234567\n37012345', MOBILE, [LANDLINE]],
  ['91234567 eller 37012345', MOBILE, [LANDLINE]],
  ['91234567 / 91234567', MOBILE, []],
  ['+46 70 123 45 67', '+46701234567', []],
])('%j is %s', (text, number, others) => expect(readPhones(text)).toEqual({ number, others, words: '' }));

test('words beside a number are told', () =>
  expect(readPhones('91234567 etter 18')).toEqual({ number: MOBILE, others: [], words: 'etter 18' }));
test('what Excel has shortened is lost, and other things are no number', () => {
  expect(readPhones('9,12E+07')).toBe('shortened');
  expect(readPhones('9.12346E+7')).toBe('shortened');
  expect(['ring meg', '12', '912345678', ''].map(readPhones)).toEqual([null, null, null, null]);
});

test.each([
  ['Berg, Kari', 'Kari Berg'],
  ['BERG, KARI-ANNE', 'Kari-Anne Berg'],
  ['KARI  BERG', 'Kari Berg'],
  ['Kari Berg', 'Kari Berg'],
  ['Jan van der Berg', 'Jan van der Berg'],
  ['ODDVAR ÅRDAL', 'Oddvar Årdal'],
  ['Ola', 'Ola'],
  ['ØYA', 'ØYA'],
  ["O'BRIEN, MARY", "Mary O'Brien"],
])('%j is %s', (text, name) => expect(readName(text)).toBe(name));

test.each([
  ['KVINESDAL', 'Kvinesdal'],
  ['MIDTRE GAULDAL', 'Midtre Gauldal'],
  ['NORD-AURDAL', 'Nord-Aurdal'],
  ['SØR-VARANGER', 'Sør-Varanger'],
  ['EVJE OG HORNNES', 'Evje og Hornnes'],
  ['NORE OG UVDAL', 'Nore og Uvdal'],
  ['OS I ØSTERDALEN', 'Os i Østerdalen'],
  ['VANG PÅ HEDMARKEN', 'Vang på Hedmarken'],
  ['ÅNA-SIRA', 'Åna-Sira'],
  ['MIDT-TELEMARK', 'Midt-Telemark'],
  ['Nord-Aurdal', 'Nord-Aurdal'],
])('the place %j is %s', (text, name) => expect(placeName(text)).toBe(name));

test.each([
  ['Kari Berg', 'Berg, Kari', true],
  ['Kari Berg', 'KARI BERG', true],
  ['Kari Berg', 'Kari Hansen', true],
  ['Kari Berg', 'Kari', true],
  ['Kari Berg', 'Kari Anne Berg', true],
  ['Kari Berg', 'K. Berg', true],
  ['Kristin Berg', 'Kristine Berg', true],
  ['Jon Lie', 'John Lie', true],
  ['Kristin Berg', 'Kristian Berg', false],
  ['Åse Bø', 'Aase Bo', true],
  ['Tor Egil Knutsen', 'Egil Knutsen', true],
  ['Kari Berg', 'Olav Berg', false],
  ['Kari Berg', 'Ola Nordmann', false],
  ['Kari', 'Ola', false],
  ['Anne Berg', 'Arne Berg', false],
  ['Berg, Kari', 'Berg, Olav', false],
])('%s and %s: the same person is %s', (a, b, same) => {
  expect(isSamePerson(a, b)).toBe(same);
  expect(isSamePerson(b, a)).toBe(same);
});
