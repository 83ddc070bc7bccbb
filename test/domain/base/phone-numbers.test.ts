import { expect, test } from 'vitest';
import {
  canCall,
  canReply,
  canText,
  looksLikeNumber,
  masked,
  numberIn,
  parseNumber,
  TEXTED_COUNTRIES,
} from '../../../src/domain/base/phone-numbers.ts';

const kinds: [text: string, e164: string, kind: string, country: string][] = [
  ['91 23 45 67', '+4791234567', 'mobile', 'NO'],
  ['0047 912 34 567', '+4791234567', 'mobile', 'NO'],
  ['(+47) 91234567', '+4791234567', 'mobile', 'NO'],
  ['tlf: 90 12 34 56', '+4790123456', 'mobile', 'NO'],
  ['٩٠١٢٣٤٥٦', '+4790123456', 'mobile', 'NO'],
  ['９０１２３４５６', '+4790123456', 'mobile', 'NO'],
  ['37 02 12 34', '+4737021234', 'landline', 'NO'],
  ['79 02 12 34', '+4779021234', 'landline', 'SJ'],
  ['829 12 345', '+4782912345', 'other', 'NO'],
  ['800 12 345', '+4780012345', 'other', 'NO'],
  ['02800', '+4702800', 'other', 'NO'],
  ['+46 70 123 45 67', '+46701234567', 'mobile', 'SE'],
  ['+380 50 123 4567', '+380501234567', 'mobile', 'UA'],
];

test.each(kinds)('%s is %s, %s in %s', (text, e164, kind, country) => {
  expect(parseNumber(text)).toEqual({ e164, kind, country });
  expect(parseNumber(text)).toEqual({ e164, kind, country });
});

test.each(['', '110', '1881', '116117', '9012345', '58 00 12 34 56 78', '00000000', 'ring meg', '+', '1'.repeat(400)])(
  '%j is no number',
  (text) => expect(parseNumber(text)).toBeNull(),
);

test.each([
  '91234567, 37012345',
  '91234567,37012345',
  '91 23 45 67; 37 01 23 45',
  '91234567 / 37012345',
  '+47 912 34 567 x 370',
  '91234567 ext. 12',
])('%j is more than one number', (text) => {
  expect(parseNumber(text)).toBeNull();
  expect(numberIn(text)).toBeNull();
});

test('texts go to Norwegian mobiles and to mobiles of countries on the list, and to nothing else', () => {
  const yes = ['+4791234567', '+4745600001', '+46701234567', '+380501234567', '+48512345678', '+447400123456'];
  const no = [
    '+4737021234', // landline
    '+4782912345', // premium rate
    '+4702800', // company
    '+881612345678', // satellite, "valid mobile" to the library
    '+870773123456', // Inmarsat
    '+979123456789', // international premium rate
    '+12025550143',
    '+79123456789',
    '+447781123456', // Guernsey shares +44
    '+4759440001',
    'Posten',
    '',
  ];
  expect(yes.filter((n) => !canText(n))).toEqual([]);
  expect(no.filter((n) => canText(n))).toEqual([]);
});

test('the countries that are texted lie in Europe', () => {
  expect(['NO', 'SJ', 'SE', 'PL', 'LT', 'UA', 'GB'].filter((c) => !TEXTED_COUNTRIES.has(c))).toEqual([]);
  expect(['RU', 'US', 'GG', 'MC', 'SO', 'ER', ''].filter((c) => TEXTED_COUNTRIES.has(c))).toEqual([]);
});

test('who wrote from a Norwegian mobile or machine number is answered', () => {
  expect(['+4791234567', '+4759440001', '+4749990001'].map(canReply)).toEqual([true, true, true]);
  expect(['+4782912345', '+881612345678', '+475944000', 'DNB'].map(canReply)).toEqual([false, false, false, false]);
});

test('landlines and mobiles are rung, and nothing that costs the earth', () => {
  expect(['+4737021234', '+4779021234', '+4791234567', '+46812345678'].map(canCall)).toEqual([true, true, true, true]);
  expect(['+4782912345', '+4781500000', '+881612345678', '+979123456789', 'x'].map(canCall)).toEqual(
    Array.from({ length: 5 }, () => false),
  );
});

test('the shape of a number says nothing of whether it exists', () => {
  expect(['+4759440001', '+15005550006', '+881612345678'].map(looksLikeNumber)).toEqual([true, true, true]);
  expect(['4759440001', '+0123456789', '+47 91234567', 'DNB', '+1234567890123456', ''].some(looksLikeNumber)).toBe(
    false,
  );
});

test('a masked number shows its country and last two digits', () => {
  expect(masked('+4791234567')).toBe('+47******67');
  expect(masked('+380501234567')).toBe('+38******67');
  expect(masked('02800')).toBe('******');
  expect(masked('DNB')).toBe('******');
});
