import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { easterSunday, isoDay, plusDays, weekdayOfDay } from '../../src/understanding/days/calendar.ts';
import { tokenise } from '../../src/understanding/base/normalise.ts';
import { parseUntil, parseWhen } from '../../src/understanding/days/when.ts';

/** A Monday. */
const NOW = '2026-11-23T12:00';

describe('days said in words', () => {
  it.each([
    ['i dag', '2026-11-23'],
    ['på mandag', '2026-11-23'],
    ['torsdag', '2026-11-26'],
    ['på tordag', '2026-11-26'],
    ['tysdag', '2026-11-24'],
    ['laurdag', '2026-11-28'],
    ['loerdag', '2026-11-28'],
    ['thursday', '2026-11-26'],
    ['hver tirsdag', '2026-11-24'],
    ['neste torsdag', '2026-11-26'],
    ['neste tirsdag', '2026-12-01'],
    ['torsdag neste uke', '2026-12-03'],
    ['neste veke på onsdag', '2026-12-02'],
    ['i morgen', '2026-11-24'],
    ['i morgon', '2026-11-24'],
    ['tomorrow', '2026-11-24'],
    ['i overmorgen', '2026-11-25'],
    ['om to uker', '2026-12-07'],
    ['om ei veke', '2026-11-30'],
    ['in three days', '2026-11-26'],
    ['om en måned', '2026-12-23'],
    ['24. desember', '2026-12-24'],
    ['24/12', '2026-12-24'],
    ['24.12', '2026-12-24'],
    ['1.12.2026', '2026-12-01'],
    ['torsdag 3. desember', '2026-12-03'],
    ['december 24th', '2026-12-24'],
    ['3. januar', '2027-01-03'],
    ['julaften', '2026-12-24'],
    ['i helga', '2026-11-28/2026-11-29'],
    ['this weekend', '2026-11-28/2026-11-29'],
    ['neste helg', '2026-12-05/2026-12-06'],
    ['denne uka', '2026-11-23/2026-11-29'],
    ['neste veke', '2026-11-30/2026-12-06'],
    ['next week', '2026-11-30/2026-12-06'],
    ['uke 50', '2026-12-07/2026-12-13'],
    ['i desember', '2026-12-01/2026-12-31'],
    ['i kveld', '2026-11-23T17:00/2026-11-23T23:00'],
    ['tonight', '2026-11-23T17:00/2026-11-23T23:00'],
    ['torsdag kveld', '2026-11-26T17:00/2026-11-26T23:00'],
    ['torsdagskvelden', '2026-11-26T17:00/2026-11-26T23:00'],
    ['torsdag formiddag', '2026-11-26T06:00/2026-11-26T12:00'],
    ['i morgen tidlig', '2026-11-24T06:00/2026-11-24T12:00'],
    ['friday afternoon', '2026-11-27T12:00/2026-11-27T17:00'],
  ])('%s => %s', (text, when) => {
    expect(parseWhen(text, NOW)).toBe(when);
  });

  it.each([
    '',
    'man kan ikke',
    'god dag',
    'fri',
    'I may come',
    'sun',
    'strikkekafé',
    'mandarin',
    '31.2',
    'handlag',
    'trsdag',
  ])('%j names no day', (text) => {
    expect(parseWhen(text, NOW)).toBeNull();
  });

  it.each([
    ['pause til 1. januar', '2027-01-01'],
    ['til mars', '2027-03-01'],
    ['ut februar', '2027-02-28'],
    ['hele desember', '2026-12-31'],
    ['til over nyttår', '2027-01-01'],
  ])('%s lasts until %s', (text, until) => {
    expect(parseUntil(tokenise(text), NOW)).toBe(until);
  });
});

const day = fc.record({
  year: fc.integer({ min: 2024, max: 2040 }),
  month: fc.integer({ min: 1, max: 12 }),
  day: fc.integer({ min: 1, max: 28 }),
});

describe('whatever day it is', () => {
  const names = ['mandag', 'tirsdag', 'onsdag', 'torsdag', 'fredag', 'lørdag', 'søndag'];

  it('a weekday is that weekday, within the coming week', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 6 }), (today, index) => {
        const when = parseWhen(names[index] ?? '', `${isoDay(today)}T09:00`) ?? '';
        const week = Array.from({ length: 7 }, (_, ahead) => plusDays(today, ahead));
        const meant = week.find((each) => isoDay(each) === when);
        expect(meant && weekdayOfDay(meant)).toBe(index + 1);
      }),
    );
  });

  it('a day and a month come back as written, today or later', () => {
    const months = [
      'januar',
      'februar',
      'mars',
      'april',
      'mai',
      'juni',
      'juli',
      'august',
      'september',
      'oktober',
      'november',
      'desember',
    ];
    fc.assert(
      fc.property(day, day, (today, said) => {
        const written = parseWhen(`${said.day}. ${months[said.month - 1]}`, `${isoDay(today)}T09:00`);
        expect(written).toBe(parseWhen(`${said.day}/${said.month}`, `${isoDay(today)}T09:00`));
        expect(written?.slice(5)).toBe(isoDay(said).slice(5));
        expect((written ?? '') >= isoDay(today)).toBe(true);
      }),
    );
  });

  it('next week is a Monday to a Sunday, after this week', () => {
    fc.assert(
      fc.property(day, (today) => {
        const [from = '', to = ''] = parseWhen('neste uke', `${isoDay(today)}T09:00`)?.split('/') ?? [];
        expect(from > isoDay(today) && to > from).toBe(true);
        expect(new Date(`${from}T00:00Z`).getUTCDay()).toBe(1);
        expect(new Date(`${to}T00:00Z`).getUTCDay()).toBe(0);
      }),
    );
  });

  it('no text makes it throw', () => {
    fc.assert(fc.property(fc.string(), (text) => void parseWhen(text, NOW)));
  });

  it.each([
    [2026, '2026-04-05'],
    [2027, '2027-03-28'],
    [2038, '2038-04-25'],
  ])('Easter %d is %s', (year, sunday) => {
    expect(isoDay(easterSunday(year))).toBe(sunday);
  });
});
