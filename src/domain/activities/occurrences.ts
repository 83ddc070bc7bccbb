import type { Activity, OccurrenceChange } from '../../db/schema/index.ts';
import { minutesByRule, minutesOf, wallOf, wallTimes, type Begins } from './recurrence.ts';
import { addDays, DAY_MS, later, MINUTE_MS, toInstant, type Instant, type Wall } from '../base/time.ts';

export const OCCURRENCES_MAX = 400;
/** How far ahead anything is looked for: 18 months. */
export const HORIZON_DAYS = 548;
const DAY_MINUTES = DAY_MS / MINUTE_MS;

/** One time that an activity takes place. */
export interface Occurrence {
  /** When it would begin by the rule: with the activity's id, its name. */
  occurrence: Wall;
  /** When it begins, after a move. */
  startsAt: Wall;
  endsAt: Wall | null;
  startsUtc: Instant;
  moved: boolean;
}

export type Repeating = Begins & Pick<Activity, 'ends_at'>;
export type OccurrenceEdit = Pick<OccurrenceChange, 'occurrence' | 'kind' | 'new_starts_at' | 'new_ends_at'>;

/**
 * The times that begin at `from` or later and before `to`, soonest first; cancelled ones are left out and moved ones stand
 * where they were moved to. At most `max`, never more than OCCURRENCES_MAX, and nothing beyond 18 months from `from`.
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

  // Oslo is one or two hours ahead of UTC: a day more at both ends holds the window for certain, without asking the zone.
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

/** How many times can fall in the extra day before a window. */
const EDGE_MAX = 3;

/** The first time that begins at `after` or later; null when there is none within 18 months. */
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

/** The time that the rule names `wall`, where it is now; null when the rule names no such time or it is cancelled. */
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

/** Whether the rule names this time, cancelled or not. */
export function isOccurrence(activity: Begins, wall: Wall): boolean {
  return wallTimes(activity, wall, wallOf(minutesOf(wall) + 1), 1).length === 1;
}

/** The names of the times that begin, by the rule, on a date; the usual answer is one. */
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

/** As long after its beginning as the first time was: two hours by the clock stay two hours by the clock. */
function endOf(activity: Repeating, startsAt: Wall): Wall | null {
  if (activity.ends_at === null) return null;
  const lasts = minutesOf(activity.ends_at) - minutesOf(activity.starts_at);
  return lasts > 0 ? wallOf(minutesOf(startsAt) + lasts) : null;
}

const instants = new Map<number, Instant>();
const INSTANTS_MAX = 50_000;

/** Thousands of activities begin at the same few hundred times, and the zone's rules cost a tenth of a millisecond. */
function instantOf(minutes: number): Instant {
  let instant = instants.get(minutes);
  if (instant !== undefined) return instant;
  instant = toInstant(wallOf(minutes));
  if (instants.size >= INSTANTS_MAX) instants.clear();
  instants.set(minutes, instant);
  return instant;
}
