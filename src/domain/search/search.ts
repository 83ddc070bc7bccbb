import { activityIndex, type ActivityIndex } from './activity-index.ts';
import { nearest, POINTS, soonest, type Hit, type Sought, type Window } from './ranking.ts';
import { nextOf } from './next-times.ts';
import { HORIZON_DAYS } from '../activities/occurrences.ts';
import { categoryOfWord, soughtKeys } from './search-words.ts';
import { stepFreeOf } from '../activities/activities.ts';
import { isWithin, type Limits } from './limits.ts';
import { newTopic, type TopicIndex } from './topic-relevance.ts';
import { DAY_MS, later, type Instant, type Wall } from '../base/time.ts';
import { textsWith } from './word-index.ts';

export { activityIndex, type ActivityIndex };

export interface Query {
  now: Instant;
  lat?: number;
  lon?: number;
  /** As the person wrote them; filler words are ignored. */
  words?: string;
  category?: string;
  /** Only occurrences from `fromUtc` (default: now) up to, not including, `toUtc` (default: 18 months later). */
  fromUtc?: Instant;
  toUtc?: Instant;
  limits?: Limits;
  limit: number;
  skip: number;
}

/** An activity with its next occurrence in the window. */
export interface Found {
  activityId: string;
  title: string;
  category: string;
  occurrence: Wall;
  startsAt: Wall;
  endsAt: Wall | null;
  startsUtc: Instant;
  venue: string;
  address: string;
  postcode: string | null;
  /** Distance from the person's place, to a tenth; null when either place is unknown. */
  km: number | null;
  price: string;
  stepFree: 'yes' | 'no' | 'unknown';
  signUp: 'needed' | 'just come';
  confirmedAt: Instant | null;
}

export interface SearchResult {
  found: Found[];
  more: boolean;
  /** True when nothing was nearby and the hits are farther away than RADIUS_KM. */
  wider: boolean;
  /** The match of the hits: all words, some words, the category (also one that a word implies), or anything. */
  by: Sought['by'];
}

/** The radius of "nearby", and the larger ones when nothing is nearby. */
const RADIUS_KM = 25;
const RADII_KM = [RADIUS_KM, 60, Infinity];
/** Topics cached between searches. */
const ASKED_MAX = 300;

/**
 * Activities that are nearby, relevant and soon: one line each, with its next occurrence. Weighs distance, words and
 * waiting time together among the nearest; an activity without a confirmation for a year ranks lower. When none has all
 * words, some of the words are enough, then the category that they imply; when none is nearby, the search goes farther.
 */
export function search(index: ActivityIndex, query: Query): SearchResult {
  const window = windowOf(query);
  const here = query.lat === undefined || query.lon === undefined ? null : { lat: query.lat, lon: query.lon };
  const enough = query.skip + query.limit + 1;
  const { limits = {} } = query;
  const radii = limits.km === undefined ? RADII_KM : [limits.km];
  for (const sought of waysToAsk(index, query)) {
    if (Object.keys(limits).length > 0) limit(sought, index, limits);
    for (const radiusKm of here === null ? [Infinity] : radii) {
      const hits =
        here === null ? soonest(index, sought, window, enough) : nearest(index, sought, window, here, radiusKm, enough);
      if (hits.length === 0) continue;
      const page = hits.slice(query.skip, query.skip + query.limit);
      return {
        found: page.map((hit) => foundOf(index, hit, window)),
        more: hits.length > query.skip + query.limit,
        wider: here !== null && radiusKm > RADIUS_KM,
        by: sought.by,
      };
    }
  }
  return { found: [], more: false, wider: false, by: query.words || query.category ? 'words' : 'anything' };
}

/** Leaves out activities that are not within the limits. */
function limit(sought: Sought, index: ActivityIndex, limits: Limits): void {
  const { pointsOf } = sought;
  sought.pointsOf = (slot) => {
    const entry = index.entries[slot];
    return entry && isWithin(limits, entry) ? pointsOf(slot) : null;
  };
}

function windowOf({ now, fromUtc, toUtc }: Query): Window {
  const from = fromUtc === undefined || fromUtc < now ? now : fromUtc;
  const end = toUtc ?? later(from, HORIZON_DAYS * DAY_MS);
  return { from, fromMs: Date.parse(from), toMs: Date.parse(end), nowMs: Date.parse(now) };
}

/** From the strictest reading to the loosest: the first with a hit is the answer. */
function* waysToAsk(index: ActivityIndex, { words = '', category }: Query): Generator<Sought> {
  const keys = soughtKeys(words);
  const [rarest, ...others] = keys
    .map((key) => topicOf(index, key))
    .toSorted((a, b) => a.slots.length - b.slots.length);
  if (rarest !== undefined) {
    const outside = (slot: number): number =>
      category === undefined || index.entries[slot]?.category === category ? 0 : POINTS.otherCategory;
    const all = [rarest, ...others];
    const holdingAll = (slot: number): number | null => {
      const points = allWords(all, slot);
      return points === null ? null : points + outside(slot);
    };
    yield { topic: rarest, by: 'words', pointsOf: holdingAll };
    if (others.length > 0) {
      const topic = anyOf(index, keys, all);
      yield { topic, by: 'some words', pointsOf: (slot) => (topic.costs?.get(slot) ?? 0) + outside(slot) };
    }
  }
  const told = category ?? keys.map(categoryOfWord).find((c) => c !== null);
  const subject = told === undefined ? undefined : index.categories.get(told);
  if (subject !== undefined) yield { topic: subject, by: 'category', pointsOf: () => 0 };
  if (keys.length === 0 && category === undefined) yield { topic: index.all, by: 'anything', pointsOf: () => 0 };
}

function topicOf(index: ActivityIndex, key: string): TopicIndex {
  return remembered(index, key, () => textsWith(index.words, key));
}

function anyOf(index: ActivityIndex, keys: readonly string[], topics: readonly TopicIndex[]): TopicIndex {
  return remembered(index, keys.join(' '), () => {
    const costs = new Map<number, number>();
    for (const { slots } of topics)
      for (const slot of slots) {
        if (costs.has(slot)) continue;
        let points = 0;
        for (const topic of topics) points += topic.costs?.get(slot) ?? POINTS.missingWord;
        costs.set(slot, points);
      }
    return costs;
  });
}

function remembered(index: ActivityIndex, name: string, find: () => ReadonlyMap<number, number>): TopicIndex {
  let topic = index.asked.get(name);
  if (topic !== undefined) return topic;
  const costs = find();
  topic = newTopic(
    [...costs.keys()].filter((slot) => index.entries[slot] !== null),
    costs,
  );
  if (index.asked.size >= ASKED_MAX) index.asked.clear();
  index.asked.set(name, topic);
  return topic;
}

function allWords(topics: readonly TopicIndex[], slot: number): number | null {
  let points = 0;
  for (const { costs } of topics) {
    const one = costs?.get(slot);
    if (one === undefined) return null;
    points += one;
  }
  return points;
}

function foundOf(index: ActivityIndex, { slot, km }: Hit, window: Window): Found {
  const entry = index.entries[slot];
  const next = nextOf(index, slot, window.from, window.fromMs);
  if (!entry || next === null) throw new Error('What was found has no time.');
  const { occurrence, startsAt, endsAt, startsUtc } = next;
  return {
    activityId: entry.id,
    title: entry.title,
    category: entry.category,
    occurrence,
    startsAt,
    endsAt,
    startsUtc,
    venue: entry.venue,
    address: entry.address,
    postcode: entry.postcode,
    km: km === null ? null : Math.round(km * 10) / 10,
    price: entry.price,
    stepFree: stepFreeOf(entry.step_free),
    signUp: entry.sign_up === 1 ? 'needed' : 'just come',
    confirmedAt: entry.confirmed_at,
  };
}
