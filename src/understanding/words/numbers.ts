import { type Token, words } from '../base/normalise.ts';

const COUNTED: readonly string[] = [
  '',
  'en ein ei et eitt ett one a an jeden jedna один одна одну واحد hal',
  'to two par couple both begge dwa dwie dwoje два дві двоє двое اثنين laba',
  'tre three tri trzy troje три троє трое ثلاثه saddex',
  'fire four cztery чотири четыре اربعه afar',
  'fem five piec пять пʼять خمسه shan',
  'seks six szesc шість шесть sita lix',
  'sju syv seven siedem сім семь',
  'atte otte eight osiem вісім восемь',
  'ni nine dziewiec девять',
  'ti ten dziesiec десять',
  'elleve eleven',
  'tolv twelve',
  'tretten thirteen',
  'fjorten fourteen',
  'femten fifteen',
  'seksten sixteen',
  'sytten seventeen',
  'atten eighteen',
  'nitten nineteen',
  'tjue tyve twenty',
];
const TENS: Readonly<Record<string, number>> = {
  tjue: 20,
  tyve: 20,
  twenty: 20,
  tretti: 30,
  tredve: 30,
  thirty: 30,
  forti: 40,
  forty: 40,
  femti: 50,
  fifty: 50, // prettier-ignore
  seksti: 60,
  sixty: 60,
  sytti: 70,
  seventy: 70,
  atti: 80,
  eighty: 80,
  nitti: 90,
  ninety: 90,
  hundre: 100, // prettier-ignore
};
const NUMBER_WORDS: ReadonlyMap<string, number> = numberWords();

function numberWords(): Map<string, number> {
  const all = new Map<string, number>();
  COUNTED.forEach((list, value) => {
    // "atten" is 18 but "åtte" folds to "atte", so each word means one number.
    for (const word of words(list)) all.set(word, value);
  });
  for (const [tens, value] of Object.entries(TENS)) {
    all.set(tens, value);
    if (value === 100) continue;
    for (let one = 1; one <= 9; one++) for (const word of words(COUNTED[one] ?? '')) all.set(tens + word, value + one);
  }
  return all;
}

/** Words that are numbers only beside a unit: "to" is English for "til", "a" and "en" are articles. */
const WEAK = new Set(words('to a an en ein ei et par couple both begge ni ti'));

/** The number that a folded word means ("tjueto" 22, "12" 12), or null. */
export function numberOf(word: string): number | null {
  if (/^\d{1,6}$/.test(word)) return Number(word);
  return NUMBER_WORDS.get(word) ?? null;
}

/** Like {@link numberOf}, without words that mostly mean something else ("to", "a", "en"). */
export function plainNumberOf(word: string): number | null {
  return WEAK.has(word) && word !== 'to' ? null : numberOf(word);
}

/** All number words, for the vocabulary. */
export const NUMBER_VOCABULARY: readonly string[] = [...NUMBER_WORDS.keys()];

export const UNITS: ReadonlyMap<string, number> = new Map([
  ...words('t time timen timer timar timers tima timane timene tim hr hrs hour hours h godzine godziny godzin година годину години годин час часа часов ساعه ساعات год godz saac saacad saacadood ሰዓት').map((w) => [w, 60] as const), // prettier-ignore
  ...words('ساعتين ሰዓታት').map((w) => [w, 120] as const),
  ...words('min minutt minutter minuttar minutta mins minute minutes minut minuty хвилин хвилини хв минут минуты мин دقيقه daqiiqo').map((w) => [w, 1] as const), // prettier-ignore
  ...words('kvarter kvarteret kvarters quarter').map((w) => [w, 15] as const),
  ...words('halvtime halvtimen halvtimes').map((w) => [w, 30] as const),
  ...words('dag dagen dagar dager').map((w) => [w, 0] as const),
]);
/** Words that hold both the number and the unit. */
const WHOLE: ReadonlyMap<string, number> = new Map([
  ['trekvarter', 45],
  ['trekvart', 45],
  ['halvtime', 30],
  ['halvtimen', 30],
  ['halvannentime', 90],
  ['halvannantime', 90],
  ['ساعتين', 120],
  ['годину', 60],
  ['godzine', 60], // prettier-ignore
]);
const ONE_AND_A_HALF = new Set(words('halvannen halvannan halvanna halvtanna halvanen poltorej полтори полтора'));
const HALF = new Set(words('halv halve halvt half pol пів'));
const AND = new Set(words('og o and i й и the'));
export const ARTICLES = new Set(words('en ein ei et eit a an'));

interface Amount {
  value: number;
  next: number;
}

/** A number with its decimals: "1,5", "1 1/2", "to og en halv", "halvannen", "en halv". */
function amountAt(tokens: readonly Token[], at: number): Amount | null {
  const first = tokens[at];
  if (!first) return null;
  if (ONE_AND_A_HALF.has(first.fold)) return { value: 1.5, next: at + 1 };
  if (HALF.has(first.fold)) return { value: 0.5, next: ARTICLES.has(tokens[at + 1]?.fold ?? '') ? at + 2 : at + 1 };
  const article = ARTICLES.has(first.fold);
  if (article && HALF.has(tokens[at + 1]?.fold ?? '')) return { value: 0.5, next: at + 2 };
  let value = numberOf(first.fold);
  if (value === null || value > 1440) return null;
  let next = at + 1;
  const second = tokens[next];
  if (second && /^[,.]$/.test(second.gap) && /^\d{1,2}$/.test(second.fold) && /^\d/.test(first.fold)) {
    value += Number(`0.${second.fold}`);
    next++;
  } else if (second && /^[/⁄]$/.test(second.gap) && second.fold === '2' && value === 1) {
    return { value: 0.5, next: next + 1 };
  } else if (second?.fold === '1' && /^[/⁄]$/.test(tokens[next + 1]?.gap ?? '') && tokens[next + 1]?.fold === '2') {
    return { value: value + 0.5, next: next + 2 };
  }
  // "to og en halv", "one and a half", "en og halv"; "couple of".
  if (AND.has(tokens[next]?.fold ?? '')) {
    const skip = ARTICLES.has(tokens[next + 1]?.fold ?? '') ? 2 : 1;
    if (HALF.has(tokens[next + skip]?.fold ?? '')) return { value: value + 0.5, next: next + skip + 1 };
  }
  if (article && /^(par|couple)$/.test(tokens[next]?.fold ?? '')) {
    value = 2;
    next++;
  }
  if (tokens[next]?.fold === 'of') next++;
  return { value, next };
}

export interface MinutesFound {
  minutes: number;
  /** Tokens taken: [from, to). */
  from: number;
  to: number;
}

/**
 * A duration in minutes: "2 timer", "1,5 t", "halvannen time", "en time og et kvarter", "90 min", "an hour and a half",
 * "fra 10 til 12.30". At most 24 hours; null without a duration.
 */
export function findMinutes(tokens: readonly Token[]): MinutesFound | null {
  for (let i = 0; i < tokens.length; i++) {
    const found = durationAt(tokens, i) ?? spanAt(tokens, i);
    if (found && found.minutes > 0 && found.minutes <= 1440) return found;
  }
  return null;
}

function durationAt(tokens: readonly Token[], from: number): MinutesFound | null {
  let minutes = 0;
  let at = from;
  for (let parts = 0; parts < 3; parts++) {
    const joined = parts > 0 && AND.has(tokens[at]?.fold ?? '') ? at + 1 : at;
    const piece = pieceAt(tokens, joined, parts > 0);
    if (!piece) break;
    minutes += piece.value;
    at = piece.next;
  }
  return minutes > 0 ? { minutes: Math.round(minutes), from, to: at } : null;
}

function pieceAt(tokens: readonly Token[], at: number, later: boolean): Amount | null {
  // "Timer: 3,5": the unit first, as on a form.
  if (at === 0 && UNITS.get(tokens[0]?.fold ?? '') === 60) {
    const after = amountAt(tokens, 1);
    if (after && after.next === tokens.length && !UNITS.get(tokens[after.next]?.fold ?? ''))
      return { value: after.value * 60, next: after.next };
  }
  const whole = WHOLE.get(tokens[at]?.fold ?? '');
  const amount = amountAt(tokens, at);
  if (amount) {
    const unit = UNITS.get(tokens[amount.next]?.fold ?? '');
    if (unit) {
      // "en time og en halv": the half belongs to the hour before it.
      const half = amountAt(tokens, AND.has(tokens[amount.next + 1]?.fold ?? '') ? amount.next + 2 : tokens.length);
      const loneHalf = half?.value === 0.5 && !UNITS.has(tokens[half.next]?.fold ?? '') && unit === 60;
      return loneHalf
        ? { value: amount.value * unit + 30, next: half.next }
        : { value: amount.value * unit, next: amount.next + 1 };
    }
    // "1:30" and "2.15 t" are hours and minutes only with a unit; "1 t 30".
    const bare = tokens[at]?.fold ?? '';
    if (later && /^\d{2}$/.test(bare) && UNITS.get(tokens[at - 1]?.fold ?? '') === 60)
      return { value: Number(bare), next: at + 1 };
    if (/^\d$/.test(bare) && tokens[at + 1]?.gap === ':' && UNITS.get(tokens[at + 2]?.fold ?? '') === 60)
      return { value: Number(bare) * 60 + Number(tokens[at + 1]?.fold), next: at + 3 };
  }
  return whole === undefined ? null : { value: whole, next: at + 1 };
}

/** "fra 10 til 12.30", "10-12": from a clock time to a clock time. */
function spanAt(tokens: readonly Token[], at: number): MinutesFound | null {
  const begins = clockAt(tokens, at);
  if (!begins) return spokenSpanAt(tokens, at);
  const to = tokens[begins.next];
  const dash = /^ ?[-–—] ?$/.test(to?.gap ?? '');
  const word = /^(til|te|to|until|till|do|до)$/.test(to?.fold ?? '');
  if (!dash && !word) return null;
  const said = /^(fra|fra|from|kl|klokka|klokken|mellom)$/.test(tokens[at - 1]?.fold ?? '');
  const ends = clockAt(tokens, begins.next + (word ? 1 : 0));
  if (!ends || ends.value <= begins.value || !(said || dash || begins.value >= 420)) return null;
  return { minutes: ends.value - begins.value, from: at, to: ends.next };
}

/** "Fra ti til halv ett": hours in words, after "fra" only; an end before its beginning is after noon. */
function spokenSpanAt(tokens: readonly Token[], at: number): MinutesFound | null {
  if (!/^(fra|from)$/.test(tokens[at - 1]?.fold ?? '')) return null;
  const begins = spokenClockAt(tokens, at);
  if (!begins || !/^(til|to|te|until|till)$/.test(tokens[begins.next]?.fold ?? '')) return null;
  const ends = spokenClockAt(tokens, begins.next + 1) ?? clockAt(tokens, begins.next + 1);
  if (!ends) return null;
  const later = ends.value <= begins.value ? ends.value + 720 : ends.value;
  return later > begins.value ? { minutes: later - begins.value, from: at, to: ends.next } : null;
}

function spokenClockAt(tokens: readonly Token[], at: number): Amount | null {
  const half = HALF.has(tokens[at]?.fold ?? '') ? 1 : 0;
  const hour = numberOf(tokens[at + half]?.fold ?? '');
  return hour === null || hour < 1 || hour > 12 ? null : { value: hour * 60 - half * 30, next: at + half + 1 };
}

function clockAt(tokens: readonly Token[], at: number): Amount | null {
  const hour = tokens[at];
  if (!hour || !/^\d{1,2}$/.test(hour.fold) || Number(hour.fold) > 24) return null;
  const minute = tokens[at + 1];
  if (minute && /^[.:]$/.test(minute.gap) && /^[0-5]\d$/.test(minute.fold))
    return { value: Number(hour.fold) * 60 + Number(minute.fold), next: at + 2 };
  return { value: Number(hour.fold) * 60, next: at + 1 };
}
