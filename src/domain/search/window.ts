import { addDays, toInstant, type Instant } from '../base/time.ts';

/** "2026-11-26", "2026-11-28/2026-11-29" or "2026-11-26T17:00/2026-11-26T23:00" in Oslo, as two instants. */
export function windowOf(when: string | null): { fromUtc?: Instant; toUtc?: Instant } {
  if (when === null) return {};
  const [from = '', to = from] = when.split('/');
  const start = toInstant(from.includes('T') ? from : `${from}T00:00`);
  const end = toInstant(to.includes('T') ? to : `${addDays(to, 1)}T00:00`);
  return { fromUtc: start, toUtc: end };
}
