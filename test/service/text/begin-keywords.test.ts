import { expect, test } from 'vitest';
import { beginWord } from '../../../src/service/text/begin-keywords.ts';

test.each([
  ['ABONNER TUR 4836', { word: 'subscribe', rest: 'TUR 4836' }],
  ['abonner på strikk', { word: 'subscribe', rest: 'strikk' }],
  ['Abonnere', { word: 'subscribe', rest: '' }],
  ['subscribe to walks', { word: 'subscribe', rest: 'walks' }],
  ['AVSLUTT ABONNEMENT', { word: 'unsubscribe', rest: '' }],
  ['avslutt abonnementet.', { word: 'unsubscribe', rest: '' }],
  ['slutt med ukebrevet', { word: 'unsubscribe', rest: '' }],
  ['End my subscription!', { word: 'unsubscribe', rest: '' }],
  ['RETT', { word: 'correct', what: null, rest: '' }],
  ['RETT NAVN Kari Nordmann', { word: 'correct', what: 'name', rest: 'Kari Nordmann' }],
  ['rett postnummer til 4817', { word: 'correct', what: 'place', rest: '4817' }],
  ['endre språk', { word: 'correct', what: 'language', rest: '' }],
  ['rett opplysninger', { word: 'correct', what: null, rest: '' }],
])('%j begins something', (text, expected) => {
  expect(beginWord(text)).toEqual(expected);
});

test.each([
  'avslutt',
  'AVSLUTT ABONNEMENT PÅ AVISA MI',
  'stopp',
  'abonnenter',
  'rett på sak: når er det?',
  'retten var god',
  'det er rett',
  'Endre',
  'endre Strikkekafé til kl 19',
  'jeg vil abonnere',
])('%j begins nothing', (text) => {
  expect(beginWord(text)).toBeNull();
});
