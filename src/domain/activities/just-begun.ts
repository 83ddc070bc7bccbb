import { MINUTE_MS, toInstant, type Instant } from '../base/time.ts';
import type { Occurrence } from './occurrences.ts';

/** An activity that began longer ago than this is not worth setting out for. */
export const BEGUN_MAX_MS = 30 * MINUTE_MS;
/** The share of its length after which it is too late to come: a third. */
const LATE_PART = 3;
/** The length of an activity whose end is not known. */
const USUAL_MS = 60 * MINUTE_MS;

type Timed = Pick<Occurrence, 'startsUtc' | 'endsAt'>;

/** True when an occurrence has begun, and so lately that there is sense in coming: within a third of its length, at most 30 minutes. */
export function hasJustBegun({ startsUtc, endsAt }: Timed, now: Instant): boolean {
  const since = Date.parse(now) - Date.parse(startsUtc);
  if (since < 0) return false;
  const lasts = endsAt === null ? USUAL_MS : Date.parse(toInstant(endsAt)) - Date.parse(startsUtc);
  return since <= Math.min(BEGUN_MAX_MS, lasts / LATE_PART);
}
