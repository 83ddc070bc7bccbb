import type { Slots } from '../base/reading.ts';

type Limits = Pick<Slots, 'free' | 'price_max' | 'step_free' | 'audience' | 'part' | 'from_time' | 'to_time' | 'km'>;

const FREE = /\b(gratis|free|kostnadsfritt)\b/;
const PRICE_MAX =
  /\b(under|maks|maksimum|max|hoyst|inntil|opptil|up to|less than|at most) (\d{1,4}) ?(kr|kroner|nok)\b/;
const STEP_FREE =
  /\b(trinnfri|trinnfritt|trappefritt|rullestol|rullator|rullatoren|rollator|wheelchair|step free|uten trapper?|utan trapper?)\b/;
const KM = /\b(innen|innenfor|innafor|within|under|maks|inntil) (\d{1,3}) ?(km|kilometer|kilometers)\b/;
const AUDIENCES: readonly (readonly [NonNullable<Slots['audience']>, RegExp])[] = [
  [
    'children',
    /\b(for|til|med|with) (sma |smaa |small |young )?(barn|barna|born|borna|ungar|ungane|unger|ungene|smabarn|kids|children|toddlers|familie|familier|families)\b/,
  ],
  ['youth', /\b(for|til) (ungdom|ungdommer|ungdomar|tenaringer|teenagers|youth|young people)\b/],
  [
    'old',
    /\b(for|til) (oss )?(eldre|pensjonister|pensjonistar|seniorer|seniorar|seniors|elderly|older people|old people)\b/,
  ],
  ['adults', /\b(for|til) (voksne|vaksne|adults|grown ups)\b/],
];
const PARTS: readonly (readonly [NonNullable<Slots['part']>, RegExp])[] = [
  ['daytime', /\b(dagtid|daytime|pa dagen|om dagen)\b/],
  ['morning', /\b(formiddagen|formiddag|forenoon|morgenen|morgonen|in the morning)\b/],
  ['afternoon', /\b(ettermiddagen|ettermiddag|afternoon)\b/],
  ['evening', /\b(kvelden|kveldane|kveldene|kveldstid|in the evening|evenings)\b/],
];
/** Reads the text itself, because "før" is "for" when folded. */
const FROM =
  /\b(?:etter|fra|frå|after|from)\s+(?:kl\.?\s*|klokka\s+|klokken\s+)?(\d{1,2})(?:[.:](\d\d))?(?!\d|\s*(?:km|kr|år|\.\d|\/|pers|min|tim|jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des))/iu;
const TO =
  /(?:^|\s)(?:før|before|innen)\s+(?:kl\.?\s*|klokka\s+|klokken\s+)?(\d{1,2})(?:[.:](\d\d))?(?!\d|\s*(?:km|kr|år|\.\d|\/|pers|min|tim|jan|feb|mar|apr|mai|jun|jul|aug|sep|okt|nov|des))/iu;

/** Limits of a wish for activities: price, steps, audience, part of day, clock times, distance. */
export function limitsIn({ whole, heard }: { whole: string; heard: { text: string } }): Limits {
  const limits: Limits = {};
  if (FREE.test(whole)) limits.free = true;
  const price = PRICE_MAX.exec(whole);
  if (price !== null) limits.price_max = Number(price[2]);
  if (STEP_FREE.test(whole)) limits.step_free = true;
  const audience = AUDIENCES.find(([, phrase]) => phrase.test(whole));
  if (audience !== undefined) limits.audience = audience[0];
  const part = PARTS.find(([, phrase]) => phrase.test(whole));
  if (part !== undefined) limits.part = part[0];
  const [from, to] = [clock(FROM.exec(heard.text)), clock(TO.exec(heard.text))];
  if (from !== null) limits.from_time = from;
  if (to !== null) limits.to_time = to;
  const km = KM.exec(whole);
  if (km !== null) limits.km = Number(km[2]);
  return limits;
}

function clock(found: RegExpExecArray | null): string | null {
  const [, hour, minute = '00'] = found ?? [];
  if (hour === undefined || Number(hour) > 23 || Number(minute) > 59) return null;
  return `${hour.padStart(2, '0')}:${minute}`;
}
