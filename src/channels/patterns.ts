/** How a language writes a day, an hour, a distance and a telephone number in a text. */
export interface WrittenPattern {
  /** The weekday beside a date, from its whole name and the short one. */
  weekday: (name: string, short: string) => string;
  /** Between a day and an hour; empty for none. */
  at: string;
  dayMonth: (day: number, month: number) => string;
  /** Between the month and the year. */
  dot: '.' | '/';
  fullDate: (weekday: string, day: number, month: string, short: string) => string;
  hour: (hour: string, minute: string) => string;
  near: string;
  km: string;
  /** Between the pairs of a telephone number. */
  pairs: string;
  /** The everyday name of Norwegian: bokmål and nynorsk are one language to a person who asks who speaks what. */
  norwegian: string;
}

const withMinutes = (hour: string, minute: string): string => `${hour}:${minute}`;
const short = (_name: string, weekday: string): string => weekday;

const norwegian: WrittenPattern = {
  weekday: (name) => `${name.slice(0, 3)}.`,
  at: 'kl.',
  dayMonth: (day, month) => `${day}.${month}`,
  dot: '.',
  fullDate: (weekday, day, month) => `${weekday} ${day}. ${month}`,
  hour: (hour, minute) => (minute === '00' ? String(Number(hour)) : `${Number(hour)}.${minute}`),
  near: 'under 1 km',
  km: 'km',
  pairs: ' ',
  norwegian: 'norsk',
};

const english: WrittenPattern = {
  weekday: (name) => name.slice(0, 3),
  at: 'at',
  dayMonth: (day, month) => `${day}/${month}`,
  dot: '/',
  fullDate: (weekday, day, month) => `${weekday} ${day} ${month}`,
  hour: withMinutes,
  near: 'under 1 km',
  km: 'km',
  pairs: ' ',
  norwegian: 'Norwegian',
};

/** The short weekday in parentheses has no case, so the day is the same in every sentence. */
const slavic = { fullDate: (_: string, day: number, month: string, name: string) => `${day} ${month} (${name})` };

const ukrainian: WrittenPattern = {
  ...slavic,
  weekday: short,
  at: 'о',
  dayMonth: (day, month) => `${day}.${month}`,
  dot: '.',
  hour: withMinutes,
  near: 'до 1 км',
  km: 'км',
  pairs: ' ',
  norwegian: 'норвезька',
};

const polish: WrittenPattern = { ...ukrainian, at: 'o', near: 'do 1 km', km: 'km', norwegian: 'norweski' };

/**
 * Between letters that are read from the right, groups of digits with a space between them change places on the
 * screen: a telephone number is written in one. A day before an hour is read in the right order.
 */
const arabic: WrittenPattern = {
  weekday: (name) => name,
  at: '',
  dayMonth: (day, month) => `${day}/${month}`,
  dot: '/',
  fullDate: (weekday, day, month) => `${weekday} ${day} ${month}`,
  hour: withMinutes,
  near: 'أقل من 1 كم',
  km: 'كم',
  pairs: '',
  norwegian: 'النرويجية',
};

const somali: WrittenPattern = {
  ...english,
  weekday: (name) => name,
  at: '',
  near: 'ka yar 1 km',
  norwegian: 'Noorwiiji',
};

const tigrinya: WrittenPattern = {
  ...english,
  weekday: short,
  at: '',
  near: 'ትሕቲ 1 ኪሜ',
  km: 'ኪሜ',
  norwegian: 'ኖርወይኛ',
};

const PATTERNS: Readonly<Record<string, WrittenPattern>> = {
  nb: norwegian,
  nn: norwegian,
  en: english,
  uk: ukrainian,
  pl: polish,
  ar: arabic,
  so: somali,
  ti: tigrinya,
};

/** The pattern of a language; one without its own gets the international one. */
export const patternOf = (language: string): WrittenPattern => PATTERNS[language] ?? english;
