import { numberWords } from './number-words.ts';
import { patternOf } from './patterns.ts';

/** How a language says hours, dates, distances and prices in a call. */
export interface SpokenPattern {
  /** "klokka elleve tretti" from an hour and minutes. */
  clock(hour: number, minute: number): string;
  fullDate(weekday: string, ordinal: string, month: string): string;
  listDate(weekday: string, ordinal: string): string;
  dayMonth(ordinal: string, month: string): string;
  and: string;
  /** Characters of a title and its day: two such lines take twenty seconds with all that is said around them. */
  lineMax: number;
  near: string;
  kilometres(count: string): string;
  kroner(count: string): string;
}

function norwegian(language: 'nb' | 'nn'): SpokenPattern {
  const { cardinal } = numberWords(language);
  return {
    // Never "halv tolv": a learner of Norwegian hears half past twelve.
    clock: (hour, minute) =>
      `klokka ${cardinal(hour)}${minute === 0 ? '' : ` ${minute < 10 ? `null ${cardinal(minute)}` : cardinal(minute)}`}`,
    fullDate: (weekday, ordinal, month) => `${weekday} den ${ordinal} ${month}`,
    listDate: (weekday, ordinal) => `${weekday} den ${ordinal}`,
    dayMonth: (ordinal, month) => `den ${ordinal} ${month}`,
    and: 'og',
    lineMax: 56,
    near: language === 'nb' ? 'under en kilometer unna' : 'under ein kilometer unna',
    kilometres: (count) => `${count} kilometer unna`,
    kroner: (count) => `${count} kroner`,
  };
}

const english: SpokenPattern = {
  clock: (hour, minute) => {
    const { cardinal } = numberWords('en');
    if (hour === 12 && minute === 0) return 'at twelve noon';
    const minutes = minute === 0 ? '' : ` ${minute < 10 ? `oh ${cardinal(minute)}` : cardinal(minute)}`;
    const part = hour < 12 ? 'in the morning' : hour < 18 ? 'in the afternoon' : 'in the evening';
    return `at ${cardinal(hour % 12 === 0 ? 12 : hour % 12)}${minutes} ${part}`;
  },
  fullDate: (weekday, ordinal, month) => `${weekday} the ${ordinal} of ${month}`,
  listDate: (weekday, ordinal) => `${weekday} the ${ordinal}`,
  dayMonth: (ordinal, month) => `the ${ordinal} of ${month}`,
  and: 'and',
  lineMax: 82,
  near: 'less than one kilometre away',
  kilometres: (count) => `${count} ${count === 'one' ? 'kilometre' : 'kilometres'} away`,
  kroner: (count) => `${count} kroner`,
};

/** The hours from 0 to 23 as they stand after "o" and "о". */
const POLISH_HOURS =
  'zerowej pierwszej drugiej trzeciej czwartej piątej szóstej siódmej ósmej dziewiątej dziesiątej jedenastej dwunastej trzynastej czternastej piętnastej szesnastej siedemnastej osiemnastej dziewiętnastej dwudziestej dwudziestej_pierwszej dwudziestej_drugiej dwudziestej_trzeciej'.split(
    ' ',
  );
const UKRAINIAN_HOURS =
  "нульовій першій другій третій четвертій п'ятій шостій сьомій восьмій дев'ятій десятій одинадцятій дванадцятій тринадцятій чотирнадцятій п'ятнадцятій шістнадцятій сімнадцятій вісімнадцятій дев'ятнадцятій двадцятій двадцять_першій двадцять_другій двадцять_третій".split(
    ' ',
  );

const hourIn = (hours: readonly string[], hour: number): string => (hours[hour] ?? String(hour)).replaceAll('_', ' ');
/** The voice reads digits; a zero before a single minute is said. */
const minutesIn = (minute: number): string => (minute === 0 ? '' : ` ${minute < 10 ? `0 ${minute}` : minute}`);

/** The days are numbers: a voice of the language puts them into the right case before the month. */
const slavicDates = {
  fullDate: (weekday: string, day: string, month: string): string => `${weekday}, ${day} ${month}`,
  listDate: (weekday: string, day: string): string => `${weekday} ${day}`,
  dayMonth: (day: string, month: string): string => `${day} ${month}`,
};

/** The form of a noun after a number, by the plural rules of the language. */
function noun(language: string, forms: Partial<Record<Intl.LDMLPluralRule, string>>): (count: string) => string {
  const rules = new Intl.PluralRules(language);
  return (count) => `${count} ${forms[rules.select(Number(count))] ?? forms.many ?? ''}`;
}

const polish: SpokenPattern = {
  ...slavicDates,
  clock: (hour, minute) => `o ${hourIn(POLISH_HOURS, hour)}${minutesIn(minute)}`,
  and: 'i',
  lineMax: 56,
  near: 'niecały kilometr stąd',
  kilometres: (count) =>
    `${noun('pl', { one: 'kilometr', few: 'kilometry', many: 'kilometrów', other: 'kilometra' })(count)} stąd`,
  kroner: noun('pl', { one: 'korona', few: 'korony', many: 'koron', other: 'korony' }),
};

const ukrainian: SpokenPattern = {
  ...slavicDates,
  clock: (hour, minute) => `о ${hourIn(UKRAINIAN_HOURS, hour)}${minutesIn(minute)}`,
  and: 'і',
  lineMax: 56,
  near: 'менше кілометра звідси',
  kilometres: (count) =>
    `${noun('uk', { one: 'кілометр', few: 'кілометри', many: 'кілометрів', other: 'кілометра' })(count)} звідси`,
  kroner: noun('uk', { one: 'крона', few: 'крони', many: 'крон', other: 'крони' }),
};

const arabic: SpokenPattern = {
  clock: (hour, minute) => `الساعة ${hour}${minute === 0 ? '' : ` و ${minute} دقيقة`}`,
  fullDate: (weekday, day, month) => `${weekday} ${day} ${month}`,
  listDate: (weekday, day) => `${weekday} ${day}`,
  dayMonth: (day, month) => `${day} ${month}`,
  and: 'و',
  lineMax: 42,
  near: 'أقل من كيلومتر من هنا',
  kilometres: (count) => `${count} كيلومتر من هنا`,
  kroner: (count) => `${count} كرونة`,
};

/** For a language that no voice speaks: only a recording says it, and no recording holds a day. */
const asWritten = (language: string): SpokenPattern => ({
  ...english,
  clock: (hour, minute) => patternOf(language).hour(String(hour), String(minute).padStart(2, '0')),
  fullDate: (weekday, day, month) => `${weekday} ${day} ${month}`,
  listDate: (weekday, day) => `${weekday} ${day}`,
  dayMonth: (day, month) => `${day} ${month}`,
  and: '-',
});

const SAYINGS: Readonly<Record<string, SpokenPattern>> = {
  nb: norwegian('nb'),
  nn: norwegian('nn'),
  en: english,
  pl: polish,
  uk: ukrainian,
  ar: arabic,
};

/** The sayings of a language; `language` is a folder of `locales/`. */
export const sayingOf = (language: string): SpokenPattern => SAYINGS[language] ?? asWritten(language);
