import type { Activity, OccurrenceChange } from '../../db/schema/index.ts';
import { minutesByRule, minutesOf, wallOf, wallTimes, type Begins } from './recurrence.ts';
import { addDays, DAY_MS, later, MINUTE_MS, toInstant, type Instant, type Wall } from '../base/time.ts';

export const OCCURRENCES_MAX = 400;
/** How far ahead the service searches: 18 months. */
export const HORIZON_DAYS = 548;
const DAY_MINUTES = DAY_MS / MINUTE_MS;

/** One occurrence of an activity. */
export interface Occurrence {
  /** The start by the rule. Together with the activity's id it identifies the occurrence. */
  occurrence: Wall;
  /** The start after a move. */
  startsAt: Wall;
  endsAt: Wall | null;
  startsUtc: Instant;
  moved: boolean;
}

export type Repeating = Begins & Pick<Activity, 'ends_at'>;
export type OccurrenceEdit = Pick<OccurrenceChange, 'occurrence' | 'kind' | 'new_starts_at' | 'new_ends_at'>;

/**
 * Occurrences that start at `from` or later and before `to`, soonest first. Leaves out cancelled ones; moved ones are
 * at their new time. At most `max`, never more than OCCURRENCES_MAX, and none later than 18 months after `from`.
 */
export function occurrences(
  activity: Repeating,
  changes: readonly OccurrenceEdit[],
  window: { from: Instant; to: Instant; max?: number },
): Occurrence[] {
  const { from } = window;
  const horizon = later(from, HORIZON_DAYS * DAY_MS);
  const to = window.to < horizon ? window.to : horizon;
  const max = Math.min(window.max ?? OCCURRENCES_MAX, OCCURRENCES_MAX);
  if (from >= to || max <= 0) return [];
  const changed = new Map(changes.map((change) => [change.occurrence, change]));
  const inWindow = (o: Occurrence): boolean => o.startsUtc >= from && o.startsUtc < to;

  // Oslo is one or two hours ahead of UTC: an extra day at both ends covers the window without the cost of the time
  // zone.
  const early = later(from, -DAY_MS).slice(0, 16);
  const late = later(to, DAY_MS).slice(0, 16);
  const byRule = wallTimes(activity, early, late, max + changed.size + EDGE_MAX);
  const unchanged = byRule.filter((wall) => !changed.has(wall)).map((wall) => asPlanned(activity, wall));
  const moved = changes.filter((c) => c.kind === 'moved' && isOccurrence(activity, c.occurrence));
  return [...unchanged, ...moved.map((change) => asMoved(activity, change))]
    .filter(inWindow)
    .toSorted((a, b) => (a.startsUtc < b.startsUtc ? -1 : a.startsUtc > b.startsUtc ? 1 : 0))
    .slice(0, max);
}

/** Most occurrences in the extra day before a window. */
const EDGE_MAX = 3;

/** The first occurrence that starts at `after` or later; null when there is none within 18 months. */
export function nextOccurrence(
  activity: Repeating,
  changes: readonly OccurrenceEdit[],
  after: Instant,
): Occurrence | null {
  if (changes.length > 0) {
    const to = later(after, HORIZON_DAYS * DAY_MS);
    return occurrences(activity, changes, { from: after, to, max: 1 })[0] ?? null;
  }
  const now = Math.floor(Date.parse(after) / MINUTE_MS);
  const times = minutesByRule(activity, now - DAY_MINUTES, now + HORIZON_DAYS * DAY_MINUTES, EDGE_MAX + 1);
  const next = times.find((minutes) => instantOf(minutes) >= after);
  return next === undefined ? null : asPlanned(activity, wallOf(next));
}

/**
 * The occurrence that the rule places at `wall`, with its move; null when the rule has none there or it is cancelled.
 */
export function occurrenceNamed(
  activity: Repeating,
  changes: readonly OccurrenceEdit[],
  wall: Wall,
): Occurrence | null {
  if (!isOccurrence(activity, wall)) return null;
  const change = changes.find((c) => c.occurrence === wall);
  if (change === undefined) return asPlanned(activity, wall);
  return change.kind === 'cancelled' ? null : asMoved(activity, change);
}

/** True when the rule has an occurrence at this time, cancelled or not. */
export function isOccurrence(activity: Begins, wall: Wall): boolean {
  return wallTimes(activity, wall, wallOf(minutesOf(wall) + 1), 1).length === 1;
}

/** Occurrences that the rule places on a date, usually one. */
export function namedOn(activity: Begins, date: string): Wall[] {
  return wallTimes(activity, `${date}T00:00`, `${addDays(date, 1)}T00:00`, OCCURRENCES_MAX);
}

function asPlanned(activity: Repeating, wall: Wall): Occurrence {
  return {
    occurrence: wall,
    startsAt: wall,
    endsAt: endOf(activity, wall),
    startsUtc: instantOf(minutesOf(wall)),
    moved: false,
  };
}

function asMoved(activity: Repeating, change: OccurrenceEdit): Occurrence {
  const startsAt = change.new_starts_at ?? change.occurrence;
  const endsAt = change.new_ends_at ?? endOf(activity, startsAt);
  return { occurrence: change.occurrence, startsAt, endsAt, startsUtc: instantOf(minutesOf(startsAt)), moved: true };
}

/** Same duration as the first occurrence, in wall time: two hours stay two hours when the clocks change. */
function endOf(activity: Repeating, startsAt: Wall): Wall | null {
  if (activity.ends_at === null) return null;
  const lasts = minutesOf(activity.ends_at) - minutesOf(activity.starts_at);
  return lasts > 0 ? wallOf(minutesOf(startsAt) + lasts) : null;
}

const instants = new Map<number, Instant>();
const INSTANTS_MAX = 50_000;

/**
 * Cached: thousands of activities share a few hundred start times, and the time zone costs a tenth of a millisecond
 * each.
 */
function instantOf(minutes: number): Instant {
  let instant = instants.get(minutes);
  if (instant !== undefined) return instant;
  instant = toInstant(wallOf(minutes));
  if (instants.size >= INSTANTS_MAX) instants.clear();
  instants.set(minutes, instant);
  return instant;
}
