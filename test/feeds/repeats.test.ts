import { createRequire } from 'node:module';
import fc from 'fast-check';
import { Temporal } from 'temporal-polyfill';
import { describe, expect, test } from 'vitest';
import { wallTimes } from '../../src/domain/activities/recurrence.ts';
import { addDays, dateOf, weekdayOf, type Wall } from '../../src/domain/base/time.ts';
import { readExceptions } from '../../src/feeds/repeats/exceptions.ts';
import { readRepeats } from '../../src/feeds/repeats/repeats.ts';
import { en, sentencesIn } from '../../src/feeds/sentences/sentences.ts';

// The package says that it is a module, and is none.
const { rrulestr } = createRequire(import.meta.url)('rrule') as typeof import('rrule');

/** A Tuesday, the first of its month, in an odd week. */
const FROM = '2026-12-01T18:00';
const ODD = '1,3,5,7,9,11,13,15,17,19,21,23,25,27,29,31,33,35,37,39,41,43,45,47,49,51,53';
const EVEN = '2,4,6,8,10,12,14,16,18,20,22,24,26,28,30,32,34,36,38,40,42,44,46,48,50,52';
const read = (text: string, from: Wall = FROM) => readRepeats(text, from, en);

describe('in words', () => {
  const said: [text: string, rule: string, except?: string][] = [
    // Ranges and lists.
    ['mandag til fredag', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['man-fre', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['Man.–fre.', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['ma - to', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
    ['måndag til torsdag', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
    ['Monday to Friday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['tirsdag og torsdag', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['tysdagar, fredagar og laurdagar', 'FREQ=WEEKLY;BYDAY=TU,FR,SA'],
    ['tir/tor', 'FREQ=WEEKLY;BYDAY=TU,TH'],
    ['tirsdagskvelder', 'FREQ=WEEKLY;BYDAY=TU'],
    ['hverdager', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    // Exceptions.
    ['hver dag unntatt søndag', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR,SA'],
    ['alle hverdager unntatt fredag', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
    ['kvar dag utanom laurdag og sundag', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH,FR'],
    ['weekdays except Friday', 'FREQ=WEEKLY;BYDAY=MO,TU,WE,TH'],
    ['hver tirsdag unntatt 22. desember', 'FREQ=WEEKLY;BYDAY=TU', '2026-12-22'],
    ['hver tirsdag, ikke 22. og 29. desember', 'FREQ=WEEKLY;BYDAY=TU', '2026-12-22 2026-12-29'],
    ['kvar tysdag unnateke 22.12.2026', 'FREQ=WEEKLY;BYDAY=TU', '2026-12-22'],
    ['every Tuesday except December 22nd', 'FREQ=WEEKLY;BYDAY=TU', '2026-12-22'],
    ['hver tirsdag, men ikke i juli', 'FREQ=WEEKLY;BYDAY=TU;BYMONTH=1,2,3,4,5,6,8,9,10,11,12'],
    // Weekdays of the month.
    ['1. og 3. tirsdag i måneden', 'FREQ=MONTHLY;BYDAY=1TU,3TU'],
    ['første tirsdag hver måned', 'FREQ=MONTHLY;BYDAY=1TU'],
    ['siste tirsdag i mnd.', 'FREQ=MONTHLY;BYDAY=-1TU'],
    ['fyrste og tredje tysdag i månaden', 'FREQ=MONTHLY;BYDAY=1TU,3TU'],
    ['hver andre tirsdag i måneden', 'FREQ=MONTHLY;BYDAY=2TU'],
    ['second and fourth Tuesday of the month', 'FREQ=MONTHLY;BYDAY=2TU,4TU'],
    ['siste hverdag i måneden', 'FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1'],
    ['første tirsdag annenhver måned', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU'],
    ['første torsdag i måneden unntatt juli', 'FREQ=MONTHLY;BYDAY=1TH;BYMONTH=1,2,3,4,5,6,8,9,10,11,12'],
    // Intervals.
    ['annenhver tirsdag', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['tirsdag hver tredje uke', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'],
    ['kvar tredje veke på tysdag', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'],
    ['every third week on Tuesday', 'FREQ=WEEKLY;INTERVAL=3;BYDAY=TU'],
    ['every two weeks', 'FREQ=WEEKLY;INTERVAL=2;BYDAY=TU'],
    ['annenhver måned', 'FREQ=MONTHLY;INTERVAL=2;BYDAY=1TU'],
    ['annenhver dag', 'FREQ=DAILY;INTERVAL=2'],
    ['hver tirsdag i oddetallsuker', `FREQ=YEARLY;BYWEEKNO=${ODD};BYDAY=TU`],
    ['kvar tysdag i partalsveker', `FREQ=YEARLY;BYWEEKNO=${EVEN};BYDAY=TU`],
    ['Tuesdays in odd weeks', `FREQ=YEARLY;BYWEEKNO=${ODD};BYDAY=TU`],
    // Days of the month.
    ['hver måned den 15.', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['den 1. og 15. i måneden', 'FREQ=MONTHLY;BYMONTHDAY=1,15'],
    ['the 15th of every month', 'FREQ=MONTHLY;BYMONTHDAY=15'],
    ['siste dag i måneden', 'FREQ=MONTHLY;BYMONTHDAY=-1'],
    // Ends.
    ['hver tirsdag til 15. mai', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270515'],
    ['tysdagar t.o.m. 15. mai 2027', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270515'],
    ['every Tuesday until May 15', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270515'],
    ['hver tirsdag fra 1. september til 15. mai', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270515'],
    ['hver tirsdag fra september til mai', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20270531'],
    ['hver tirsdag ut året', 'FREQ=WEEKLY;BYDAY=TU;UNTIL=20261231'],
    ['hver tirsdag 10 ganger', 'FREQ=WEEKLY;BYDAY=TU;COUNT=10'],
    ['tirsdag kl. 18.00-20.00', 'FREQ=WEEKLY;BYDAY=TU'],
  ];
  test.each(said)('%j is %s', (text, rule, except = '') =>
    expect(read(text)).toMatchObject({ rule, except: except.split(' ').filter((day) => day !== '') }),
  );

  const odd: [text: string, why: string][] = [
    ['hver tirsdag unntatt skoleferier', '"skoleferier" is not understood'],
    ['hver tirsdag til jul', '"til jul" is not understood'],
    ['annenhver tirsdag i måneden', 'says not how it repeats'],
    ['første tirsdag', 'says not how it repeats'],
    ['to ganger i uka', 'says not how it repeats'],
    ['tirsdag og', '"og" is not understood'],
    ['tirsdag hvis det er fint vær', '"hvis fint vær" is not understood'],
    ['hver dag unntatt alle dager', 'says not how it repeats'],
    ['tirsdag kl 19', 'It repeats at 19:00, and begins at 18:00'],
    ['31. februar hvert år', 'says not how it repeats'],
  ];
  test.each(odd)('%j is refused', (text, why) =>
    expect(JSON.stringify(read(text)).replaceAll('\\"', '"')).toContain(why),
  );

  test('a first time that the rule does not name is said to be moved', () => {
    expect(read('hver fredag')).toMatchObject({
      startsAt: '2026-12-04T18:00',
      said: ['It does not take place on 2026-12-01T18:00 by its rule. The first time is 2026-12-04T18:00.'],
    });
    expect(read('man-fre')).toMatchObject({ startsAt: FROM, said: [] });
  });
});

describe('rules', () => {
  test('EXDATE beside the rule and inside it, as a day and as a time', () => {
    const times = ['EXDATE=20261222T180000', 'EXDATE;TZID=Europe/Oslo:20261222T180000', 'EXDATE:20261222T170000Z'];
    for (const exdate of [...times, 'EXDATE;VALUE=DATE:20261222'])
      expect(read(`RRULE:FREQ=WEEKLY;BYDAY=TU\n${exdate}`)).toMatchObject({ except: ['2026-12-22'] });
    expect(read('FREQ=WEEKLY;BYDAY=TU;EXDATE=20261222,20261229')).toMatchObject({
      except: ['2026-12-22', '2026-12-29'],
    });
    // Another hour of that day is another time.
    expect(read('FREQ=WEEKLY;BYDAY=TU;EXDATE=20261222T100000')).toMatchObject({ except: [] });
    expect(read('FREQ=WEEKLY;BYDAY=TU;EXDATE=snart')).toHaveProperty('why');
  });

  test('one that is valid and would come out wrong is refused', () => {
    for (const rule of ['FREQ=YEARLY;BYDAY=2TU;BYMONTHDAY=8,9,10', 'FREQ=YEARLY;BYMONTHDAY=1;BYDAY=1TU'])
      expect(JSON.stringify(read(rule))).toContain('would not be reckoned right');
  });
});

describe('the column exceptions', () => {
  const series = { startsAt: FROM, repeats: 'FREQ=WEEKLY;BYDAY=TU' };
  const days = (text: string) => readExceptions(text, series, { say: sentencesIn('nb'), relativeTo: null, except: [] });
  test.each([
    ['2026-12-22;2026-12-29', ['2026-12-22T18:00', '2026-12-29T18:00']],
    ['22.12.2026; 29.12.2026', ['2026-12-22T18:00', '2026-12-29T18:00']],
    ['22. og 29. desember', ['2026-12-22T18:00', '2026-12-29T18:00']],
    ['22.12', ['2026-12-22T18:00']],
    ['5. januar', ['2027-01-05T18:00']],
    ['', []],
  ])('%j', (text, occurrences) =>
    expect(days(text)).toMatchObject({ changes: occurrences.map((occurrence) => ({ occurrence, kind: 'cancelled' })) }),
  );
  test('what is no day is refused, and a day without it is said', () => {
    expect(days('vinterferien')).toEqual({ why: 'Unntaket "vinterferien" kan ikke leses.' });
    expect(days('2026-12-23')).toEqual({ changes: [], said: ['Unntaket "2026-12-23" er en dag det ikke er noe.'] });
  });
});

/** Wall time as if it were UTC, so that no library sees a clock change: 18:00 stays 18:00. */
function byOther(rule: string, from: Wall, to: Wall): Wall[] {
  const start = `DTSTART:${from.replace(/[-:]/g, '')}00Z`;
  const set = rrulestr(`${start}\nRRULE:${rule}`);
  const times = set.between(new Date(`${from}:00Z`), new Date(`${to}:00Z`), true);
  return times.map((d) => d.toISOString().slice(0, 16)).filter((time) => time < to);
}

/** Weeks by their numbers, as Temporal counts them: rrule leaves out a 1 January that lies in week 52. */
function byWeekNumber(rule: string, from: Wall, to: Wall): Wall[] {
  const weeks = /BYWEEKNO=([\d,]+)/.exec(rule)?.[1]?.split(',').map(Number) ?? [];
  const codes = /BYDAY=([A-Z,]+)/.exec(rule)?.[1]?.split(',') ?? [];
  const times: Wall[] = [];
  for (
    let day = Temporal.PlainDate.from(dateOf(from));
    `${day.toString()}${from.slice(10)}` < to;
    day = day.add({ days: 1 })
  )
    if (weeks.includes(day.weekOfYear ?? 0) && codes.includes(DAYS[day.dayOfWeek - 1]?.[3] ?? ''))
      times.push(`${day.toString()}${from.slice(10)}`);
  return times;
}

const TEN_YEARS = 3_652;
const DAYS: [nb: string, nn: string, en: string, code: string][] = [
  ['mandag', 'måndag', 'Monday', 'MO'],
  ['tirsdag', 'tysdag', 'Tuesday', 'TU'],
  ['onsdag', 'onsdag', 'Wednesday', 'WE'],
  ['torsdag', 'torsdag', 'Thursday', 'TH'],
  ['fredag', 'fredag', 'Friday', 'FR'],
  ['lørdag', 'laurdag', 'Saturday', 'SA'],
  ['søndag', 'sundag', 'Sunday', 'SU'],
];
const NTH: [string, string, string, number][] = [
  ['første', 'fyrste', 'first', 1],
  ['andre', 'andre', 'second', 2],
  ['tredje', 'tredje', 'third', 3],
  ['fjerde', 'fjerde', 'fourth', 4],
  ['siste', 'siste', 'last', -1],
];

const anyStart = fc
  .tuple(fc.integer({ min: 0, max: 1_500 }), fc.constantFrom('02:30', '18:00', '00:00', '23:45'))
  .map(([days, clock]): Wall => `${addDays('2026-01-01', days)}T${clock}`);
const someDays = fc
  .uniqueArray(fc.integer({ min: 0, max: 6 }), { minLength: 1, maxLength: 3 })
  .map((d) => d.toSorted((a, b) => a - b));
const lang = fc.constantFrom(0, 1, 2) as fc.Arbitrary<0 | 1 | 2>;
const AND = [' og ', ' og ', ' and '];
const namesOf = (days: readonly number[], l: 0 | 1 | 2): string => days.map((d) => DAYS[d]?.[l] ?? '').join(AND[l]);
const codesOf = (days: readonly number[]): string => days.map((d) => DAYS[d]?.[3] ?? '').join(',');

/** What people write, and the rule that it is. */
const phrase = fc.oneof(
  fc
    .tuple(someDays, lang)
    .map(([d, l]) => [`${['hver', 'kvar', 'every'][l]} ${namesOf(d, l)}`, `FREQ=WEEKLY;BYDAY=${codesOf(d)}`]),
  fc
    .tuple(someDays, fc.integer({ min: 2, max: 5 }), lang)
    .map(([d, n, l]) => [
      `${namesOf(d, l)} ${['hver', 'kvar', 'every'][l]} ${n}. ${['uke', 'veke', 'week'][l]}`,
      `FREQ=WEEKLY;INTERVAL=${n};BYDAY=${codesOf(d)}`,
    ]),
  fc
    .tuple(fc.constantFrom(...NTH), fc.integer({ min: 0, max: 6 }), lang)
    .map(([nth, d, l]) => [
      `${nth[l]} ${namesOf([d], l)} ${['i måneden', 'i månaden', 'of the month'][l]}`,
      `FREQ=MONTHLY;BYDAY=${nth[3]}${codesOf([d])}`,
    ]),
  fc
    .tuple(fc.integer({ min: 1, max: 31 }), lang)
    .map(([n, l]) => [
      `${['hver måned den', 'kvar månad den', 'every month the'][l]} ${n}.`,
      `FREQ=MONTHLY;BYMONTHDAY=${n}`,
    ]),
  fc
    .tuple(someDays, fc.boolean(), lang)
    .map(([d, isOdd, l]) => [
      `${namesOf(d, l)} ${[`i ${isOdd ? 'oddetallsuker' : 'partallsuker'}`, `i ${isOdd ? 'oddetalsveker' : 'partalsveker'}`, `in ${isOdd ? 'odd' : 'even'} weeks`][l]}`,
      `FREQ=YEARLY;BYWEEKNO=${isOdd ? ODD : EVEN};BYDAY=${codesOf(d)}`,
    ]),
  fc
    .tuple(fc.integer({ min: 0, max: 6 }), lang)
    .map(([d, l]) => [
      `${['hver dag unntatt', 'kvar dag unnateke', 'every day except'][l]} ${namesOf([d], l)}`,
      `FREQ=WEEKLY;BYDAY=${codesOf([0, 1, 2, 3, 4, 5, 6].filter((x) => x !== d))}`,
    ]),
);

test('what is read from words comes out as a second library has it, over clock changes and ten years', () => {
  fc.assert(
    fc.property(phrase, anyStart, ([text = '', rule = ''], from) => {
      const mine = read(text, from);
      if ('why' in mine) throw new Error(`${text}: ${mine.why}`);
      const to = `${addDays(dateOf(from), TEN_YEARS)}T00:00`;
      const found = wallTimes({ starts_at: mine.startsAt, repeats: mine.rule }, mine.startsAt, to, 5_000);
      // Weeks are counted from the first time, which may lie in a later week than what was written.
      const other = rule.includes('BYWEEKNO') ? byWeekNumber : byOther;
      expect(found).toEqual(other(rule, mine.startsAt, to));
      expect(found.every((time) => time.slice(11) === from.slice(11))).toBe(true);
    }),
    { numRuns: 250 },
  );
});

const partOf = (name: string, values: fc.Arbitrary<string>): fc.Arbitrary<string> =>
  fc.option(values, { nil: '', freq: 2 }).map((value) => (value === '' ? '' : `;${name}=${value}`));
const someOf = (min: number, max: number): fc.Arbitrary<string> =>
  fc
    .uniqueArray(
      fc.integer({ min, max }).filter((n) => n !== 0),
      { minLength: 1, maxLength: 3 },
    )
    .map((n) => n.join(','));
/** Valid rules of RFC 5545 of the parts that both libraries count the same way. */
const anyRule = fc.constantFrom('DAILY', 'WEEKLY', 'MONTHLY', 'YEARLY').chain((freq) => {
  const numbered = freq === 'MONTHLY' || freq === 'YEARLY';
  // Plain and numbered days beside each other are taken together by RFC 5545, and one within the other by rrule.
  const day = fc.integer({ min: 0, max: 6 }).map((d) => DAYS[d]?.[3] ?? '');
  const nthDay = fc.tuple(fc.constantFrom(-2, -1, 1, 2, 3, 4), day).map(([n, d]) => `${n}${d}`);
  const listOf = (one: fc.Arbitrary<string>) =>
    fc.uniqueArray(one, { minLength: 1, maxLength: 3 }).map((list) => list.join(','));
  const days = numbered ? fc.oneof(listOf(day), listOf(nthDay)) : listOf(day);
  return fc
    .tuple(
      partOf('INTERVAL', fc.integer({ min: 2, max: 4 }).map(String)),
      partOf('BYDAY', days),
      partOf('BYMONTH', someOf(1, 12)),
      freq === 'WEEKLY' ? fc.constant('') : partOf('BYMONTHDAY', someOf(-3, 31)),
    )
    .map((parts) => `FREQ=${freq}${parts.join('')}`);
});

test('a rule that is taken comes out as a second library has it; what would come out wrong is refused', () => {
  let taken = 0;
  fc.assert(
    fc.property(anyRule, anyStart, (rule, from) => {
      const mine = read(rule, from);
      if ('why' in mine) return;
      taken += 1;
      const to = `${addDays(dateOf(mine.startsAt), TEN_YEARS)}T00:00`;
      const found = wallTimes({ starts_at: mine.startsAt, repeats: mine.rule }, mine.startsAt, to, 5_000);
      const whole =
        rule.includes('BYDAY') || !rule.includes('WEEKLY') ? rule : `${rule};BYDAY=${codesOf([weekdayOf(from) - 1])}`;
      expect(found, rule).toEqual(byOther(whole, mine.startsAt, to));
    }),
    { numRuns: 150 },
  );
  expect(taken).toBeGreaterThan(75);
});
