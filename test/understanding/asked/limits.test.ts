import { expect, it } from 'vitest';
import { read } from '../../../src/understanding/read.ts';
import { agder } from '../agder.ts';

const rows: [string, object][] = [
  ['noe gratis på Hisøy', { free: true, place: 'Hisøy' }],
  ['gratis', { free: true }],
  ['aktiviteter for barn 4836', { audience: 'children', place: '4836' }],
  ['noe for eldre på Hisøy', { audience: 'old' }],
  ['noe under 50 kr på Hisøy', { price_max: 50 }],
  ['noe for rullestol på Hisøy', { step_free: true }],
  ['noe på kvelden', { part: 'evening' }],
  ['på ettermiddagen', { part: 'afternoon' }],
  ['etter kl 17', { from_time: '17:00' }],
  ['noe på Hisøy etter klokka 17.30', { from_time: '17:30' }],
  ['noe før 12 på Hisøy', { to_time: '12:00' }],
  ['noe innen 5 km fra Feda', { km: 5, place: 'Feda' }],
  ['anything free near Arendal in the evening', { free: true, part: 'evening' }],
];

it.each(rows)('%s', (text, slots) => {
  const reading = read({ text, situation: 'none', now: '2026-11-24T10:00', places: agder });
  expect(reading.intent).toBe('find_activities');
  expect(reading.slots).toMatchObject(slots);
});
