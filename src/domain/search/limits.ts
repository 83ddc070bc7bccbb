import type { Entry } from './activity-index.ts';

/** The limits of a search beside its subject and day. */
export interface Limits {
  free?: true | 1;
  /** In kroner. */
  price_max?: number;
  step_free?: true | 1;
  /** children, youth, adults, old */
  audience?: string;
  /** morning, daytime, afternoon, evening */
  part?: string;
  /** Wall time, "17:00": begins at or after, before. */
  from_time?: string;
  to_time?: string;
  km?: number;
}

const FREE = /^(gratis|free|0( kr)?)$/i;

const PART_HOURS: Readonly<Record<string, readonly [from: string, to: string]>> = {
  morning: ['05:00', '12:00'],
  daytime: ['08:00', '16:00'],
  afternoon: ['12:00', '17:00'],
  evening: ['17:00', '24:00'],
};

/** Words in titles and descriptions that tell the audience of an activity whose entry does not. */
const WRITTEN_FOR: Readonly<Record<string, RegExp>> = {
  children: /\b(barn|born|unge|småbarn|tril|familie|lek[es]|elev|klasse)/i,
  youth: /\b(ungdom|elev|klasse)/i,
  old: /\b(eldre|senior|pensjonist|over 60|\+60)/i,
  adults: /\b(voksne|vaksne|menn|kvinner|manne|kvinne)/i,
};

type Seen = Pick<Entry, 'title' | 'description' | 'price' | 'step_free' | 'starts_at' | 'audience'>;

/** Whether an activity is within the limits, except the distance. A limit on an unknown fact is not met. */
export function isWithin(limits: Limits, { title, description, price, step_free, starts_at, audience }: Seen): boolean {
  if (limits.free && !FREE.test(price)) return false;
  if (limits.price_max !== undefined && !(kroner(price) <= limits.price_max)) return false;
  if (limits.step_free && step_free !== 1) return false;
  const at = starts_at.slice(11, 16);
  const [from, to] = PART_HOURS[limits.part ?? ''] ?? ['00:00', '24:00'];
  if (at < from || at >= to) return false;
  if (at < (limits.from_time ?? '00:00') || at >= (limits.to_time ?? '24:00')) return false;
  if (limits.audience === undefined) return true;
  const named = audience.split(';').filter((each) => each !== '');
  if (named.length > 0) return named.includes(limits.audience) || named.includes('all');
  return WRITTEN_FOR[limits.audience]?.test(`${title} ${description}`) ?? true;
}

function kroner(price: string): number {
  if (FREE.test(price)) return 0;
  const amount = /\d+/.exec(price)?.[0];
  return amount === undefined ? NaN : Number(amount);
}

/** The limit that a sentence names when no activity is within all of them. */
export function firstOf(limits: Limits): '' | 'free' | 'stepFree' | 'audience' | 'time' | 'km' {
  if (limits.free || limits.price_max !== undefined) return 'free';
  if (limits.step_free) return 'stepFree';
  if (limits.audience !== undefined) return 'audience';
  if (limits.part !== undefined || limits.from_time !== undefined || limits.to_time !== undefined) return 'time';
  return limits.km === undefined ? '' : 'km';
}
