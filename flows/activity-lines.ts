import type { Line } from '../src/conversation/ask.ts';
import type { LineKey } from '../locales/keys.ts';

/** A line of a list: the next occurrence of an activity. */
export interface Item {
  activityId: string;
  /** Wall time of the occurrence, which identifies it within the activity. */
  occurrence: string;
  title: string;
  startsAt: string;
  venue: string;
  km: number | null;
}

/** The facts by which a person decides whether to go. */
export interface Details extends Item {
  endsAt: string | null;
  address: string;
  price: string;
  stepFree: 'yes' | 'no' | 'unknown';
  languages: string;
  organiser: string;
  organiserPhone: string | null;
  confirmedAt: string | null;
  /** `stale`: staff last confirmed the activity so long ago that the person should phone before going. */
  freshness: 'confirmed' | 'stale' | 'never';
  signUp: 'open' | 'waiting list' | 'none';
  placesLeft: number | null;
}

/** The search of a person. */
export interface Wish {
  place: string | null;
  when: string | null;
  category: string | null;
  activity: string | null;
  /** Limits as JSON: price, steps, audience, time of day, distance; null without limits. */
  limits: string | null;
}

/** A search; `skip` is the number of activities already shown. */
export interface Search extends Wish {
  skip: number;
}

export const NO_SEARCH: Search = { place: null, when: null, category: null, activity: null, limits: null, skip: 0 };

const LIMITS = ['free', 'price_max', 'step_free', 'audience', 'part', 'from_time', 'to_time', 'km'] as const;

/** The limits among the slots of a wish, as JSON; null without limits. */
export function limitsOf(slots: Readonly<Record<string, unknown>>): string | null {
  const named = LIMITS.filter((name) => slots[name] !== undefined).map((name) => [name, slots[name]] as const);
  return named.length === 0 ? null : JSON.stringify(Object.fromEntries(named));
}

/** A sample for the walk over every path; its title has the greatest length of a line. */
export const item = (n: number): Item => ({
  activityId: `activity-${n}`,
  occurrence: '2026-11-26T11:00',
  title: `Strikkekafe med kaffe og prat ${n}`,
  startsAt: '2026-11-26T11:00',
  venue: 'Arendal bibliotek',
  km: 2.4 * n,
});

export const itemLine = ({ title, startsAt, km }: Item): Line => ({
  key: 'find.item',
  params: {
    title: { as: 'listTitle', of: title },
    day: { as: 'listDay', of: startsAt },
    km: km === null ? '' : { as: 'km', of: km },
  },
});

/**
 * The facts by which a person decides whether to go, the most important first: a text that is too long drops the last.
 */
export function detailsFacts(details: Details): Line[] {
  return [
    ...price(details),
    ...places(details),
    ...contact(details),
    ...access(details),
    freshness(details),
    ...(details.languages === ''
      ? []
      : [line('find.languages', { languages: { as: 'languages', of: details.languages } })]),
  ];
}

/** The label of the first choice. */
export const signUpLabel = ({ signUp }: Details): LineKey =>
  ({ open: 'find.signUp', 'waiting list': 'find.wait', none: 'find.remindMe' } as const)[signUp];

/** The line that says how to answer by text. */
export const detailsHow = ({ signUp }: Details): LineKey =>
  ({ open: 'find.howSignUp', 'waiting list': 'find.howWait', none: 'find.howRemind' } as const)[signUp];

const line = (key: LineKey, params: NonNullable<Line['params']> = {}): Line => ({ key, params });

const FREE = /^(gratis|free|0( kr)?)$/i;

function price({ price: amount }: Details): Line[] {
  if (amount === '') return [];
  return [FREE.test(amount) ? line('find.free') : line('find.price', { price: { as: 'price', of: amount } })];
}

function places({ signUp, placesLeft }: Details): Line[] {
  if (signUp === 'waiting list') return [line('find.full')];
  if (signUp === 'none') return [line('find.justCome')];
  return placesLeft === null ? [] : [line('find.placesLeft', { count: placesLeft })];
}

function access({ stepFree }: Details): Line[] {
  if (stepFree === 'unknown') return [];
  return [line(stepFree === 'yes' ? 'find.stepFree' : 'find.notStepFree')];
}

function contact({ organiser, organiserPhone }: Details): Line[] {
  if (organiserPhone !== null) {
    return [line('find.contact', { organiser, phone: { as: 'phone', of: organiserPhone } })];
  }
  return organiser === '' ? [] : [line('find.organiser', { organiser })];
}

function freshness({ freshness: how, confirmedAt }: Details): Line {
  if (how === 'never' || confirmedAt === null) return line('find.unconfirmed');
  return line(how === 'stale' ? 'find.stale' : 'find.confirmed', { date: { as: 'date', of: confirmedAt } });
}
