import type { Centre, Db } from '../../db/schema/index.ts';
import { activitiesIn, type ActivityFigures } from './activities.ts';
import { assignmentsIn, type AssignmentFigures } from './assignments.ts';
import type { Instant } from '../base/time.ts';
import { monthsUntil, type Month } from './month.ts';
import { languagesIn, peopleIn, reachedIn, type PeopleFigures } from './people.ts';
import { shown, shownParts, type Shown } from './suppress.ts';
import { unmetSearches } from './unmet.ts';
import { volunteersIn, type VolunteerFigures } from './volunteers.ts';

/** One line of a breakdown. */
interface Line<K extends string> {
  of: string;
  numbers: Record<K, Shown>;
}

/** Numbers broken down by a key, with their totals. */
export interface Breakdown<K extends string> {
  lines: Line<K>[];
  total: Record<K, Shown>;
}

/** The figures of a month at a centre. No figure is about fewer than five people. */
export interface Report {
  centre: { id: string; name: string };
  month: string;
  people: { reached: Shown; new: Shown; byText: Shown; byPhone: Shown; optedOut: Shown };
  texts: { received: number; sent: number };
  callbacks: { asked: Shown; inTime: Shown };
  assignments: { met: Shown; unmet: Shown; cancelled: Shown; medianHoursToFill: number | null };
  assignmentsByKind: Breakdown<'met' | 'unmet'>;
  volunteers: { active: Shown; helped: Shown; new: Shown; hours: number | '*' };
  activities: Breakdown<'activities' | 'times' | 'participants'>;
  languages: Breakdown<'people'>;
  /** Searches without a result, by area and category, the most frequent first. */
  unmetSearches: { lines: { area: string; category: string; n: Shown }[]; total: Shown };
  /** People reached in each of the last twelve months, oldest first. */
  trend: { month: string; reached: Shown }[];
}

const TREND_MONTHS = 12;
/** With fewer values, a median reveals single ones. */
const MEDIAN_MIN = 5;

/** Counts a month up to `now`. */
export async function reportOf(db: Db, centre: Centre, month: Month, now: Instant): Promise<Report> {
  const people = await peopleIn(db, centre.id, month);
  const assignments = await assignmentsIn(db, centre.id, month, now);
  const volunteers = await volunteersIn(db, centre.id, month, now);
  const trend: Report['trend'] = [];
  for (const one of monthsUntil(month, TREND_MONTHS)) {
    trend.push({ month: one.name, reached: shown(await reachedIn(db, centre.id, one)) });
  }
  const unmet = await unmetSearches(db, centre.id, month.name);
  const { parts, total } = shownParts(unmet.map(({ n }) => n));
  return {
    centre: { id: centre.id, name: centre.name },
    month: month.name,
    ...ofPeople(people),
    ...ofAssignments(assignments),
    volunteers: ofVolunteers(volunteers),
    activities: ofActivities(await activitiesIn(db, centre.id, month)),
    languages: ofLanguages(await languagesIn(db, centre.id, month)),
    unmetSearches: {
      lines: unmet.map(({ area, category }, i) => ({ area, category, n: parts[i] ?? 0 })),
      total,
    },
    trend,
  };
}

function ofPeople(p: PeopleFigures): Pick<Report, 'people' | 'texts' | 'callbacks'> {
  return {
    people: {
      reached: shown(p.reached),
      new: shown(p.new),
      byText: shown(p.byText),
      byPhone: shown(p.byPhone),
      optedOut: shown(p.optedOut),
    },
    texts: { received: p.received, sent: p.sent },
    callbacks: { asked: shown(p.callbacks), inTime: shown(p.callbacksInTime) },
  };
}

function ofAssignments(a: AssignmentFigures): Pick<Report, 'assignments' | 'assignmentsByKind'> {
  const kinds = [...a.byKind.entries()].toSorted(([x], [y]) => (x < y ? -1 : 1));
  const met = shownParts(kinds.map(([, k]) => k.met));
  const unmet = shownParts(kinds.map(([, k]) => k.unmet));
  return {
    assignments: {
      met: met.total,
      unmet: unmet.total,
      cancelled: shown(a.cancelled),
      medianHoursToFill: a.hoursToFill.length < MEDIAN_MIN ? null : median(a.hoursToFill),
    },
    assignmentsByKind: {
      lines: kinds.map(([of], i) => ({ of, numbers: { met: met.parts[i] ?? 0, unmet: unmet.parts[i] ?? 0 } })),
      total: { met: met.total, unmet: unmet.total },
    },
  };
}

const ofVolunteers = (v: VolunteerFigures): Report['volunteers'] => ({
  active: shown(v.active),
  helped: shown(v.helped),
  new: shown(v.new),
  // The hours of fewer than five volunteers would reveal those of each.
  hours: shown(v.served) === '<5' ? '*' : Math.round(v.minutes / 60),
});

function ofActivities(byCategory: ReadonlyMap<string, ActivityFigures>): Report['activities'] {
  const lines = [...byCategory.entries()];
  const people = shownParts(lines.map(([, f]) => f.participants));
  const sum = (of: (f: ActivityFigures) => number): number => lines.reduce((n, [, f]) => n + of(f), 0);
  return {
    lines: lines.map(([category, f], i) => ({
      of: category,
      numbers: { activities: f.activities, times: f.times, participants: people.parts[i] ?? 0 },
    })),
    total: { activities: sum((f) => f.activities), times: sum((f) => f.times), participants: people.total },
  };
}

function ofLanguages(byLanguage: readonly { language: string; n: number }[]): Report['languages'] {
  const { parts, total } = shownParts(byLanguage.map(({ n }) => n));
  const lines = byLanguage.map(({ language }, i) => ({ of: language, numbers: { people: parts[i] ?? 0 } }));
  return { lines, total: { people: total } };
}

function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  const [low = 0, high = 0] = [sorted[Math.floor((sorted.length - 1) / 2)], sorted[middle]];
  return Math.round(((low + high) / 2) * 10) / 10;
}
