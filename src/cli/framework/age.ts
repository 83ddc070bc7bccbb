import { DAY_MS, HOUR_MS, MINUTE_MS, type Instant } from '../../domain/base/time.ts';

/** How long ago, or how long until, in the largest unit that says enough: "3 d", "5 h", "20 min". */
export function age(from: Instant, to: Instant): string {
  const ms = Math.abs(Date.parse(to) - Date.parse(from));
  if (ms >= 2 * DAY_MS) return `${Math.floor(ms / DAY_MS)} d`;
  if (ms >= 2 * HOUR_MS) return `${Math.floor(ms / HOUR_MS)} h`;
  return `${Math.floor(ms / MINUTE_MS)} min`;
}
