import { duration } from '../../../flows/assignment-lines.ts';
import { ALONE_MAX, clip } from '../../channels/clip.ts';
import type { Line } from '../../conversation/ask.ts';
import type { ActivityFacts, Rhythm } from '../../domain/activities/facts.ts';
import { sentenceAbout, sentenceWith } from '../../domain/search/sentence-about.ts';
import { toInstant, MINUTE_MS } from '../../domain/base/time.ts';
import type { ActivityAsk } from '../../understanding/base/reading.ts';

/** Longest sentence of a description that is quoted. */
const QUOTED_MAX = 120;

/** A question: its own words, and for how many persons this person has signed up. */
export interface Question {
  said: string;
  persons: number | null;
}

type Answer = (facts: ActivityFacts, question: Question) => Line[];

const line = (key: Line['key'], params: NonNullable<Line['params']> = {}): Line => ({ key, params });

const quoted = (sentence: string | null): Line[] =>
  sentence === null ? [] : [line('answer.says', { sentence: { as: 'written', of: clip(sentence, QUOTED_MAX) } })];

const written = ({ description }: ActivityFacts, pattern: RegExp): Line[] => quoted(sentenceWith(description, pattern));

const FREE = /^(gratis|free|0( kr)?)$/i;
const CHILDREN = /\b(barn\w*|born\w*|unga?n?e?|ungar|kid\w*|child\w*)\b/i;

/** The answers of an entry; no line when the entry does not say. */
const ANSWERS: Readonly<Record<ActivityAsk, Answer>> = {
  price: (f, { said }) => [...price(f), ...(CHILDREN.test(said) ? written(f, CHILDREN) : [])],
  place: (f) => place(f),
  way: (f, { said }) => [...place(f), ...transport(f, said)],
  start: (f) => [starts(f)],
  end: ({ endsAt }) => (endsAt === null ? [] : [line('answer.ends', { day: { as: 'day', of: endsAt } })]),
  duration: (f) => lasting(f),
  places: (f) => places(f),
  step_free: ({ stepFree }) =>
    stepFree === 'unknown' ? [] : [line(stepFree === 'yes' ? 'answer.stepFree' : 'answer.notStepFree')],
  toilet: (f) => written(f, /\b(toalett|hc-toalett|wc|toilet)\w*/i),
  language: ({ languages }) =>
    languages === '' ? [] : [line('find.languages', { languages: { as: 'languages', of: languages } })],
  alone: (f) => alone(f),
  transport: (f, { said }) => transport(f, said),
  contact: (f) => contactOf(f),
  sign_up: ({ signUp }) => [line(signUp === 'none' ? 'find.justCome' : 'answer.signUpNeeded')],
  freshness: (f) => [starts(f), freshness(f)],
  audience: (f, { said }) => audience(f, said),
  bring: (f, { said }) => bring(f, said),
  repeats: ({ rhythm }) => (rhythm === 'otherwise' ? [] : [line(RHYTHMS[rhythm])]),
  persons: (_, { persons }) => [
    persons === null ? line('answer.notSignedUp') : line('answer.persons', { count: persons }),
  ],
  attends: (f) => attends(f),
  needed: () => [],
  car: (f, { said }) => transport(f, said),
  about: ({ description }) => quoted(description === '' ? null : description),
  other: ({ description, title }, { said }) => quoted(sentenceAbout(description, said, title)),
};

/** The lines that answer one question about an activity; none when the entry does not say. */
export const activityLines = (asks: ActivityAsk, facts: ActivityFacts, question: Question): Line[] =>
  ANSWERS[asks](facts, question);

const starts = ({ startsAt, begun }: ActivityFacts): Line =>
  line(begun ? 'answer.begun' : 'answer.starts', { day: { as: 'fullDay', of: startsAt } });

function price({ price: amount }: ActivityFacts): Line[] {
  if (amount === '') return [];
  return [FREE.test(amount) ? line('answer.free') : line('answer.price', { price: { as: 'price', of: amount } })];
}

function place({ venue, address }: ActivityFacts): Line[] {
  const known = [venue, address].filter((part) => part !== '').map((part) => clip(part, ALONE_MAX));
  return known.length === 0 ? [] : [line('answer.place', { where: { as: 'written', of: known.join(', ') } })];
}

function lasting({ startsAt, endsAt }: ActivityFacts): Line[] {
  if (endsAt === null) return [];
  const minutes = Math.round((Date.parse(toInstant(endsAt)) - Date.parse(toInstant(startsAt))) / MINUTE_MS);
  if (minutes <= 0) return [];
  return [
    line('answer.time', { span: { as: 'span', of: startsAt, to: endsAt } }),
    line('answer.takes', { duration: { as: 'line', of: duration(minutes) } }),
  ];
}

function places({ signUp, placesLeft }: ActivityFacts): Line[] {
  if (signUp === 'none') return [line('find.justCome')];
  if (signUp === 'waiting list') return [line('answer.full')];
  return [placesLeft === null ? line('answer.noLimit') : line('find.placesLeft', { count: placesLeft })];
}

const attends = ({ signUp, signedUp }: ActivityFacts): Line[] =>
  signUp === 'none' ? [line('answer.noSignUps')] : [line('answer.attends', { count: signedUp })];

const ALONE = { yes: 'answer.comeAlone', no: 'answer.notAlone', host: 'answer.host' } as const;

const alone = (f: ActivityFacts): Line[] =>
  f.comeAlone === 'unknown' ? written(f, /\b(al[ae]in[ea]|alene|åleine|alone)\b/i) : [line(ALONE[f.comeAlone])];

function transport(f: ActivityFacts, said: string): Line[] {
  if (/parker|parking/i.test(said)) return written(f, /parker|parking/i);
  if (f.transport !== '') return quoted(f.transport);
  return written(f, /\b(buss\w*|ferge\w*|ferj[ae]\w*|hente[rt]?|hentar|skyss|bus)\b/i);
}

function contactOf({ organiser, organiserPhone }: ActivityFacts): Line[] {
  const name = clip(organiser, ALONE_MAX);
  if (organiserPhone !== null)
    return [line('find.contact', { organiser: name, phone: { as: 'phone', of: organiserPhone } })];
  return name === '' ? [] : [line('find.organiser', { organiser: name })];
}

function freshness({ freshness: how, confirmedAt }: ActivityFacts): Line {
  if (how === 'never' || confirmedAt === null) return line('find.unconfirmed');
  return line(how === 'stale' ? 'find.stale' : 'find.confirmed', { date: { as: 'date', of: confirmedAt } });
}

const AUDIENCES: Readonly<Record<string, Line['key']>> = {
  children: 'answer.children',
  youth: 'answer.youth',
  adults: 'answer.adults',
  old: 'answer.old',
  all: 'answer.all',
};

function audience(f: ActivityFacts, said: string): Line[] {
  const named = f.audience.flatMap((key) => AUDIENCES[key] ?? []);
  if (named.length > 0) return named.map((key) => line(key));
  const about = sentenceAbout(f.description, said, f.title);
  return about === null
    ? written(f, /\b(for (deg|alle|barn|born|voksne|vaksne|eldre|kvinner|menn)|over \d+|klasse|alle)\b/i)
    : quoted(about);
}

/** A person to come with: what matters is whether there is room. */
const COMPANION =
  /\b(venn|venninne|ven|kompis|nabo\w*|kona?|kone|mannen|samboer\w*|søster|syster|bror|mora?|mamma|pappa|far|barnebarn\w*|friend|husband|wife|neighbour|sister|brother|mother|father)\b/i;

/** The entry mentions the thing by its name; a general question looks for "ta med". */
function bring(f: ActivityFacts, said: string): Line[] {
  const about = sentenceAbout(f.description, said, f.title);
  if (about !== null) return quoted(about);
  if (COMPANION.test(said)) return places(f);
  const isOpen = /\b(hva|kva|ka|what)\b/i.test(said);
  if (isOpen) return written(f, /\b(ta (gjerne )?med|til låns|lån|bring|alt du tre)/i);
  return MUST.test(said) ? written(f, PROVIDED) : [];
}

/** Whether a thing has to be brought is also answered by what is there for all: paper and colours, for paint. */
const MUST = /(^|[^\p{L}])(må|treng|trenger|skal|bør|need|should|must|have to|do (i|we))([^\p{L}]|$)/iu;
const PROVIDED =
  /(til alle|til deg|åt alle|til låns|til utlån|å låne|kan lånes?|låner (vi )?ut|alt du tre|alt utstyr|utstyr|utstyret|for everyone|provided|to borrow)([^\p{L}]|$)/iu;

const RHYTHMS: Readonly<Record<Exclude<Rhythm, 'otherwise'>, Line['key']>> = {
  once: 'answer.once',
  daily: 'answer.daily',
  weekly: 'answer.weekly',
  'every other week': 'answer.everyOtherWeek',
  monthly: 'answer.monthly',
};
