import { clip, HEARD_MAX, HEARD_TITLE_MAX } from './clip.ts';
import { formatsFor, remembered, type Formats } from './formats.ts';
import { numberWords } from './number-words.ts';
import { sayingOf } from './sayings.ts';

/**
 * How a language says days, distances, prices and numbers in a call: in words that cannot be misheard.
 * @param language a folder of `locales/`
 */
export function spokenFormatsFor(language: string): Formats {
  const saying = sayingOf(language);
  const { cardinal, ordinal } = numberWords(language);
  const written = formatsFor(language);
  const intl = { timeZone: 'UTC', calendar: 'gregory', numberingSystem: 'latn' } as const;
  const names = new Intl.DateTimeFormat(language, { ...intl, weekday: 'long' });
  const months = new Intl.DateTimeFormat(language, { ...intl, day: 'numeric', month: 'long' });

  const dateParts = remembered((date: string) => {
    const instant = new Date(`${date}T00:00:00Z`);
    return {
      weekday: names.format(instant),
      month: months.formatToParts(instant).find((p) => p.type === 'month')?.value ?? '',
      ordinal: ordinal(instant.getUTCDate()),
    };
  });
  const parts = (wall: string) => dateParts(wall.slice(0, 10));
  const clock = (wall: string): string =>
    wall.length < 16 ? '' : ` ${saying.clock(Number(wall.slice(11, 13)), Number(wall.slice(14, 16)))}`;
  const fullDay = (wall: string): string => {
    const { weekday, ordinal: day, month } = parts(wall);
    return `${saying.fullDate(weekday, day, month)}${clock(wall)}`;
  };
  return {
    day: fullDay,
    // The caller hears the time after choosing: three items with times are too much to keep in mind.
    listDay: (wall) => {
      const { weekday, ordinal: day } = parts(wall);
      return saying.listDate(weekday, day);
    },
    activityDay: (wall, soon) => {
      const { weekday, ordinal: day } = parts(wall);
      return `${soon ? weekday : saying.listDate(weekday, day)}${clock(wall)}`;
    },
    fullDay,
    date: (wall) => {
      const { ordinal: day, month } = parts(wall);
      return saying.dayMonth(day, month);
    },
    // The end time is in the text only: a caller who hears both times remembers neither.
    span: fullDay,
    km: (km) => (km < 1 ? saying.near : saying.kilometres(cardinal(Math.round(km)))),
    phone: (e164) => digitsInPairs(/^\+47\d{8}$/.test(e164) ? e164.slice(3) : e164.replace(/\D/g, ''), cardinal),
    languages: (codes) => spokenName(written.languages(codes).replace(/, ([^,]*)$/, ` ${saying.and} $1`), saying.and),
    price: (text) =>
      spokenName(
        text.replace(/(\d{1,4})(?:\s*(?:kr|kroner|nok)\b\.?|\s*,-)/giu, (_, n) => saying.kroner(cardinal(Number(n)))),
        saying.and,
      ),
    count: cardinal,
    text: (text) => spokenName(text, saying.and),
    listTitle: (text, beside) =>
      byWords(speakable(text, saying.and), beside === undefined ? HEARD_TITLE_MAX : saying.lineMax - beside.length),
    written: (text) => speakable(text, saying.and).slice(0, WRITTEN_MAX),
  };
}

/** "tre sju, null en": in pairs, so that the caller can write them down. */
function digitsInPairs(digits: string, cardinal: (n: number) => string): string {
  const pairs = digits.match(/\d\d?/g) ?? [];
  return pairs
    .map((pair) =>
      pair
        .split('')
        .map((digit) => cardinal(Number(digit)))
        .join(' '),
    )
    .join(', ');
}

/** Instructions that free text must not smuggle into a call: "trykk 9", "press 1", "naciśnij 9". */
const INSTRUCTION =
  /(?<!\p{L})(trykk|trykker|tast|taster|slå|press|dial|push|hit|naciśnij|wciśnij|wybierz|натисніть|натисни|наберіть|нажмите|اضغط)\s*(?:på\s*|na\s*|на\s*|على\s*)?[\d*#]+/giu;
const UNSPEAKABLE = /[^\p{L}\p{M}\p{N} .,:;?!'()/+%-]/gu;

/** The longest broadcast that staff may send, ten parts, with some room. */
const WRITTEN_MAX = 1600;

/** Free text (a name, a title, a place) inside a spoken sentence: clipped, without the three dots. */
const spokenName = (text: string, and: string, max = HEARD_MAX): string =>
  clip(speakable(text, and), max).replace(/\.{3}$/, '');

/** Words that a shortened title does not end with. */
const DANGLING =
  /\s(?:og|på|i|med|en|et|ein|ei|eit|for|til|av|som|vi|and|the|of|with|an?|to|in|at|on|for|z|w|na|do|dla|o|з|із|і|й|та|в|у|на|до|для|о)$/iu;

/** A title cut between words, and never after "med en". */
function byWords(text: string, max: number): string {
  if (text.length <= max) return text;
  let cut = clip(text, max + 3).replace(/\.{3}$/, '');
  while (DANGLING.test(cut)) cut = cut.replace(DANGLING, '').replace(/[\s,.:;-]+$/, '');
  return cut;
}

/**
 * Letters, digits and plain punctuation on one line, so that neither markup nor "trykk 9 for å slette" can take over a
 * call.
 */
function speakable(text: string, and: string): string {
  return text
    .replace(/\p{Cs}/gu, '')
    .normalize('NFKC')
    .replaceAll('&', ` ${and} `)
    .replace(/<[^>]{0,200}>/g, ' ')
    .replace(/[\p{Zs}\p{Cc}]+/gu, ' ')
    .replace(UNSPEAKABLE, '')
    .replace(INSTRUCTION, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}
