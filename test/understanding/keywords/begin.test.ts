import { expect, test } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import type { Reading } from '../../../src/understanding/base/reading.ts';
import { agder } from '../agder.ts';

const hear = (text: string): Reading => read({ text, now: '2026-11-23T12:00', situation: 'none', places: agder });

function begun(text: string): object {
  const { keyword, with: said } = hear(text);
  return { word: keyword, ...(keyword === 'correct' ? { what: said.what } : {}), rest: said.rest };
}

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
  ['rett navnet mitt til Kari', { word: 'correct', what: 'name', rest: 'Kari' }],
  ['Change my name', { word: 'correct', what: 'name', rest: '' }],
  ['correct my postcode to 4818', { word: 'correct', what: 'place', rest: '4818' }],
  ['Hei! ABONNER TUR 4836. Mvh Kari', { word: 'subscribe', rest: 'TUR 4836' }],
  ['rett opplysninger', { word: 'correct', what: null, rest: '' }],
])('%j begins something', (text, expected) => {
  expect(begun(text)).toEqual(expected);
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
  'change is good',
  'avslutt abonnementet på avisa',
])('%j begins nothing', (text) => {
  expect(['subscribe', 'unsubscribe', 'correct']).not.toContain(hear(text).keyword);
});
