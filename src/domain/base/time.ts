import { Temporal } from 'temporal-polyfill';

/** Everything that repeats or that people read is wall time here; only instants are stored as UTC. */
const ZONE = 'Europe/Oslo';

/** Wall time in Oslo as text: "2026-11-26T18:00". Sorts, and has no zone on purpose. */
export type Wall = string;
/** An instant as text: ISO 8601 UTC with milliseconds, 24 characters. Sorts. */
export type Instant = string;

/**
 * The instant at which clocks in Oslo show `wall`. In the spring gap, the first minute after it (02:30 becomes 03:00);
 * in the autumn, when 02:30 occurs twice, the first.
 */
export function toInstant(wall: Wall): Instant {
  const plain = Temporal.PlainDateTime.from(wall);
  const zoned = plain.toZonedDateTime(ZONE);
  const inGap = !zoned.toPlainDateTime().equals(plain);
  const exact = inGap ? (zoned.subtract({ hours: 1 }).getTimeZoneTransition('next') ?? zoned) : zoned;
  return new Date(exact.epochMilliseconds).toISOString();
}

/** Oslo time at `instant`, to the minute: "2026-11-26T18:00". */
export function toWall(instant: Instant): Wall {
  const ms = Date.parse(instant);
  return new Date(ms + aheadMsAt(ms)).toISOString().slice(0, 16);
}

const aheadMs = new Map<number, number>();
const HOURS_MAX = 20_000;

/** Oslo's offset from UTC, cached by the hour: asking for the zone costs more than the rest of a search. */
function aheadMsAt(ms: number): number {
  const hour = Math.floor(ms / HOUR_MS);
  let ahead = aheadMs.get(hour);
  if (ahead !== undefined) return ahead;
  ahead = Temporal.Instant.fromEpochMilliseconds(ms).toZonedDateTimeISO(ZONE).offsetNanoseconds / 1e6;
  if (aheadMs.size >= HOURS_MAX) aheadMs.clear();
  aheadMs.set(hour, ahead);
  return ahead;
}

/** The instant with Oslo's offset, for people and JSON: "2026-11-26T18:00:00+01:00". */
export function withOffset(instant: Instant): string {
  return Temporal.Instant.from(instant)
    .toZonedDateTimeISO(ZONE)
    .toString({ timeZoneName: 'never', smallestUnit: 'second' });
}

/** `instant` moved by milliseconds. */
export function later(instant: Instant, byMs: number): Instant {
  return new Date(Date.parse(instant) + byMs).toISOString();
}

/** The date part of a wall time: "2026-11-26". */
export const dateOf = (wall: Wall): string => wall.slice(0, 10);

/** A date moved by days: `addDays("2026-11-30", 1)` is "2026-12-01". */
export function addDays(date: string, days: number): string {
  return Temporal.PlainDate.from(date).add({ days }).toString();
}

/** 1 Monday to 7 Sunday. */
export const weekdayOf = (date: string): number => Temporal.PlainDate.from(date.slice(0, 10)).dayOfWeek;

export const MINUTE_MS = 60_000;
export const HOUR_MS = 60 * MINUTE_MS;
export const DAY_MS = 24 * HOUR_MS;
