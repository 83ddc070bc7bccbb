import type { ActivityIndex } from './activity-index.ts';
import { hasJustBegun } from '../activities/just-begun.ts';
import { confirmedMsOf, nextMsOf, nextOf } from './next-times.ts';
import { crowdOf, rings, type Here, type Spot, type TopicIndex } from './topic-relevance.ts';
import { DAY_MS, type Instant } from '../base/time.ts';

/** Equal weights: 8 km, a week of waiting, or a word in the description instead of twice in the title. */
const KM_PER_POINT = 8;
const DAYS_PER_POINT = 7;
const STALE_AFTER_MS = 365 * DAY_MS;
export const POINTS = { stale: 0.7, otherCategory: 0.4, missingWord: 1.5, unknownPlace: 2 };

/** Searches within a quarter of an hour share one order of starts. */
const ORDER_MS = 15 * 60_000;
const ORDERS_MAX = 8;

export interface Hit {
  slot: number;
  points: number;
  km: number | null;
  /** The start that was weighed, in milliseconds. */
  begins: number;
}

export interface Sought {
  topic: TopicIndex;
  by: 'words' | 'some words' | 'category' | 'anything';
  /** The points for relevance, best 0; null when the activity does not match the search. */
  pointsOf: (slot: number) => number | null;
}

export interface Window {
  from: Instant;
  fromMs: number;
  toMs: number;
  nowMs: number;
}

/**
 * Ranks each ring by itself, from the inside outwards, so that a later page never has a hit that belonged on an earlier
 * one.
 */
export function nearest(
  index: ActivityIndex,
  sought: Sought,
  window: Window,
  here: Here,
  radiusKm: number,
  enough: number,
): Hit[] {
  const hits: Hit[] = [];
  for (const ring of rings(sought.topic, (slot) => index.entries[slot] ?? null, here, radiusKm)) {
    hits.push(...best(index, sought, window, ring, enough - hits.length));
    if (hits.length >= enough) break;
  }
  return hits;
}

/** Without a place, only the waiting time counts. */
export function soonest(index: ActivityIndex, sought: Sought, window: Window, enough: number): Hit[] {
  return best(index, sought, window, crowdOf(sought.topic.slots, null), enough);
}

/**
 * The `enough` hits with the fewest points. A spot's activities are tried in order of start, until the waiting time
 * alone is too much.
 */
function best(index: ActivityIndex, sought: Sought, window: Window, spots: readonly Spot[], enough: number): Hit[] {
  const top: Hit[] = [];
  const { leastCost } = sought.topic;
  const limit = (): number => (top.length < enough ? Infinity : (top.at(-1)?.points ?? Infinity));
  /** Returns 'too late' when no later activity at the same spot can be better. */
  const weigh = (slot: number, km: number | null, away: number, begins: number): 'weighed' | 'too late' => {
    const waiting = (begins - window.nowMs) / DAY_MS / DAYS_PER_POINT;
    if (begins >= window.toMs || away + leastCost + waiting >= limit()) return 'too late';
    const asked = sought.pointsOf(slot);
    if (asked === null) return 'weighed';
    const stale = window.nowMs - confirmedMsOf(index.times, slot) > STALE_AFTER_MS ? POINTS.stale : 0;
    const points = away + waiting + asked + stale;
    if (points < limit()) insert(top, { slot, points, km, begins }, enough);
    return 'weighed';
  };
  for (const { only, slots, km } of spots) {
    const away = km === null ? POINTS.unknownPlace : km / KM_PER_POINT;
    if (away + leastCost >= limit()) continue;
    if (only >= 0) {
      weigh(only, km, away, startOf(index, only, window));
      continue;
    }
    for (const { slot, ms } of inOrder(index, slots, window)) {
      if (ms < Math.max(window.fromMs, window.nowMs)) weigh(slot, km, away, startOf(index, slot, window));
      else if (weigh(slot, km, away, ms) === 'too late') break;
    }
  }
  return top;
}

/** The next start in the window; one that has begun counts while there is sense in coming, and after that the one that follows. */
function startOf(index: ActivityIndex, slot: number, { from, fromMs, nowMs }: Window): number {
  const begins = nextMsOf(index, slot, from, fromMs);
  if (begins >= nowMs) return begins;
  const now = new Date(nowMs).toISOString();
  const begun = nextOf(index, slot, from, fromMs);
  return begun !== null && hasJustBegun(begun, now) ? begins : nextMsOf(index, slot, now, nowMs);
}

function insert(top: Hit[], hit: Hit, enough: number): void {
  let at = top.length;
  while (at > 0 && (top[at - 1]?.points ?? 0) > hit.points) at--;
  top.splice(at, 0, hit);
  if (top.length > enough) top.pop();
}

type Order = readonly { slot: number; ms: number }[];

/**
 * Slots by their next start, from a little before the window. Those that have started in the meantime come first, with
 * a start before the window.
 */
function inOrder(index: ActivityIndex, slots: readonly number[], window: Window): Order {
  const fromMs = Math.floor(window.fromMs / ORDER_MS) * ORDER_MS;
  let orders = index.orders.get(fromMs);
  if (orders === undefined) {
    const [oldest] = index.orders.keys();
    if (oldest !== undefined && index.orders.size >= ORDERS_MAX) index.orders.delete(oldest);
    index.orders.set(fromMs, (orders = new WeakMap()));
  }
  let order = orders.get(slots);
  if (order === undefined) orders.set(slots, (order = ordered(index, slots, fromMs)));
  return order;
}

function ordered(index: ActivityIndex, slots: readonly number[], fromMs: number): Order {
  const from = new Date(fromMs).toISOString();
  const order: { slot: number; ms: number }[] = [];
  for (const slot of slots) {
    const ms = nextMsOf(index, slot, from, fromMs);
    if (ms !== Infinity) order.push({ slot, ms });
  }
  return order.toSorted((a, b) => a.ms - b.ms);
}
