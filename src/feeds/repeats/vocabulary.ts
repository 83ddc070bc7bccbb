import { table } from '../cells/calendar-words.ts';

/** Words for how things repeat in bokmål, nynorsk and English, in lower case. */
export const GROUPS = table([
  [
    'hverdag hverdager hverdagene hverdagar kvardag kvardagar kvardagane ukedag ukedager ukedagene vekedag vekedagar vekedagane arbeidsdag arbeidsdager arbeidsdagar virkedag virkedager virkedagar yrkedag yrkedagar weekday weekdays workday workdays',
    [0, 1, 2, 3, 4],
  ],
  ['helg helger helga helgen helgene helgar helgane weekend weekends', [5, 6]],
]);
export const ORDINALS = table([
  ['første fyrste first', 1],
  ['andre annen anna annan annet second other', 2],
  ['tredje third', 3],
  ['fjerde fourth', 4],
  ['femte fifth', 5],
  ['sjette sixth', 6],
  ['siste last', -1],
  ['nestsiste nest-siste', -2],
]);
export const CARDINALS = table([
  ['to two', 2],
  ['tre three', 3],
  ['fire four', 4],
  ['fem five', 5],
  ['seks six', 6],
  ['sju syv seven', 7],
  ['åtte eight', 8],
  ['ni nine', 9],
  ['ti ten', 10],
  ['elleve eleven', 11],
  ['tolv twelve', 12],
]);

export type Unit = 'day' | 'week' | 'month' | 'year';
export const UNITS = table<Unit>([
  ['dag dager dagen dagar dagane day days', 'day'],
  ['uke uker uka uken ukene veke veker veka vekene week weeks', 'week'],
  ['måned måneder måneden månedene månad månader månaden mnd month months', 'month'],
  ['år året åra year years', 'year'],
]);
/** A unit in one word. */
export const EVERY_UNIT = table<Unit>([
  ['daglig dagleg daily', 'day'],
  ['ukentlig vekentleg ukevis vekevis vekesvis weekly', 'week'],
  ['månedlig månadleg månedsvis månadsvis monthly', 'month'],
  ['årlig årleg yearly annually', 'year'],
]);
export const EVERY = new Set('hver kvar hvert kvart every each alle all'.split(' '));
export const EVERY_OTHER = new Set(
  'annenhver annahver annankvar annakvar annethvert annenhvert annakvart annankvart fortnightly biweekly bimonthly'.split(
    ' ',
  ),
);
export const EXCEPT = new Set(
  'unntatt unnateke unntaken utenom utanom unntak except ikke ikkje not no excluding minus'.split(' '),
);
export const UNTIL = new Set('til to until till through thru inntil tom'.split(' '));
export const FROM = new Set('fra frå from fom'.split(' '));
export const AND = new Set('og and samt & + , /'.split(' '));
export const DASHES = new Set(['-', '–', '—']);
export const TIMES = new Set('gang ganger gong gonger times time once'.split(' '));
export const PARITY = table<'odd' | 'even'>([
  [
    'oddetallsuke oddetallsuker oddetallsukene oddetalsveke oddetalsveker oddetalsvekene oddetallsveker oddetal oddetall odd ulike odde',
    'odd',
  ],
  [
    'partallsuke partallsuker partallsukene partalsveke partalsveker partalsvekene partallsveker partal partall even like',
    'even',
  ],
]);
/** Words that change nothing between the others. */
export const FILLERS = new Set(
  'på om i den det dei de the of on in at a an en ei et med av men but for bortsett sett nummer numbered is er per pr etter fast faste'.split(
    ' ',
  ),
);
