import type { Activity } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { DAY_MS, type Wall } from '../base/time.ts';
import type { NewActivity } from './write-activities.ts';

/** Greatest number of days by which a file may move a one-off that still counts as the same evening. */
const MOVED_DAYS_MAX = 14;

/**
 * Matches each row of a file with a stored activity, by id: the one with the same key, else the one that differs in
 * only one aspect (title, organiser, place or time). An activity matches only one row, so that two groups of one title
 * stay two. Past and cancelled activities match no row. Null for a new row.
 */
export function matchActivities(
  rows: readonly NewActivity[],
  known: readonly Activity[],
  now: Wall,
): (string | null)[] {
  const byKey = new Map(known.map((activity) => [activity.import_key, activity]));
  const found = rows.map(({ importKey = '' }) => byKey.get(importKey)?.id ?? null);
  const taken = new Set(found);
  const isFree = (a: Activity): boolean =>
    !taken.has(a.id) && a.status === 'active' && (a.repeats !== null || a.starts_at >= now);
  const candidates = byThree(known.filter(isFree));
  const pairs = rows
    .flatMap((row, i) =>
      found[i] === null
        ? [...candidates(row)].map((activity) => ({ i, activity, points: likeness(row, activity) }))
        : [],
    )
    .filter(({ points }) => points > 0)
    .toSorted((a, b) => b.points - a.points || a.i - b.i);
  for (const { i, activity } of pairs) {
    if (found[i] !== null || taken.has(activity.id)) continue;
    found[i] = activity.id;
    taken.add(activity.id);
  }
  return found;
}

type Aspects = Readonly<Record<'title' | 'organiser' | 'place' | 'time', string>>;
const ASPECTS = ['title', 'organiser', 'place', 'time'] as const;

/**
 * Finds the activities that agree with a row in three of the four aspects; comparing all with all would take minutes.
 */
function byThree(known: readonly Activity[]): (row: NewActivity) => Set<Activity> {
  const index = new Map<string, Activity[]>();
  for (const activity of known)
    for (const key of keysOf(aspectsOf(activity, activity.starts_at))) {
      const list = index.get(key);
      if (list === undefined) index.set(key, [activity]);
      else list.push(activity);
    }
  return (row) => new Set(keysOf(aspectsOf(row, row.startsAt)).flatMap((key) => index.get(key) ?? []));
}

/** A key for each three of the four aspects. */
const keysOf = (aspects: Aspects): string[] =>
  ASPECTS.map(
    (left) =>
      `${left}|${ASPECTS.filter((one) => one !== left)
        .map((one) => aspects[one])
        .join('|')}`,
  );

function aspectsOf(
  a: Pick<NewActivity, 'title' | 'organiser' | 'venue' | 'address' | 'postcode' | 'repeats'>,
  startsAt: Wall,
): Aspects {
  const repeats = a.repeats ?? null;
  return {
    title: normaliseName(a.title),
    organiser: normaliseName(a.organiser ?? ''),
    place: [normaliseName(a.venue ?? ''), normaliseName(a.address ?? ''), a.postcode ?? ''].join('/'),
    time: repeats === null ? startsAt : `${ruleOf(repeats)} ${startsAt.slice(11)}`,
  };
}

/** The likeness of a row and an activity; 0 when more than one aspect differs, or the one aspect differs altogether. */
function likeness(row: NewActivity, activity: Activity): number {
  const title = likeTitles(row.title, activity.title);
  const time = timeLikeness(row, activity);
  // Two activities at the same place and hour are two, and the same title half a year later is another one.
  return title === 0 || time === 0 ? 0 : title + time + placeLikeness(row, activity);
}

const same = (a: string | undefined, b: string): boolean => normaliseName(a ?? '') === normaliseName(b);

/** 1 for the same title, between 0 and 1 for a correction of it, 0 for another title. */
function likeTitles(a: string, b: string): number {
  const [left, right] = [normaliseName(a), normaliseName(b)];
  if (left === right) return 1;
  const [short, long] = left.length <= right.length ? [left, right] : [right, left];
  if (` ${long} `.includes(` ${short} `)) return 0.8;
  const pairs = pairsOf(short);
  const shared = pairsOf(long).filter((pair) => {
    const at = pairs.indexOf(pair);
    if (at >= 0) pairs.splice(at, 1);
    return at >= 0;
  });
  const dice = (2 * shared.length) / (pairsOf(short).length + pairsOf(long).length);
  return dice >= 0.6 ? 0.7 * dice : 0;
}

const pairsOf = (text: string): string[] =>
  Array.from({ length: Math.max(0, text.length - 1) }, (_, i) => text.slice(i, i + 2));

function placeLikeness(row: NewActivity, activity: Activity): number {
  const parts = [
    same(row.venue, activity.venue),
    same(row.address, activity.address),
    (row.postcode ?? null) === activity.postcode,
  ].filter(Boolean).length;
  return parts === 3 ? 1 : parts / 4;
}

/**
 * 1 for the same rule and hour, less when one of them differs; 0 when only one of the two repeats, or they are far
 * apart.
 */
function timeLikeness(row: NewActivity, activity: Activity): number {
  const repeats = row.repeats ?? null;
  if (repeats === null || activity.repeats === null) {
    if (repeats !== activity.repeats) return 0;
    const days = Math.abs(Date.parse(`${row.startsAt}Z`) - Date.parse(`${activity.starts_at}Z`)) / DAY_MS;
    return row.startsAt === activity.starts_at ? 1 : days <= MOVED_DAYS_MAX ? 0.9 - days / 20 : 0;
  }
  const [rule, hour] = [
    ruleOf(repeats) === ruleOf(activity.repeats),
    row.startsAt.slice(11) === activity.starts_at.slice(11),
  ];
  return rule && hour ? 1 : rule || hour ? 0.6 : 0.2;
}

/** The end of a series does not tell which series it is. */
const ruleOf = (rule: string): string => rule.replace(/;?(?:UNTIL|COUNT)=[^;]*/i, '');
