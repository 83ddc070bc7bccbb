import type { Centre, Db } from '../../db/schema/index.ts';
import { normaliseName } from '../base/normalise-name.ts';
import { parseOpening } from '../base/opening-hours.ts';

/** Days that follow one another and have the same hours. Days count from Monday, 0; hours are minutes since midnight. */
export interface OpenDays {
  from: number;
  to: number;
  ranges: readonly (readonly [from: number, to: number])[];
}

/** The opening hours of a centre, the days of equal hours together. */
export function openDays({ opening }: Pick<Centre, 'opening'>): OpenDays[] {
  const days: OpenDays[] = [];
  for (const [day, ranges] of parseOpening(opening).entries()) {
    const last = days.at(-1);
    if (ranges.length === 0) continue;
    if (last !== undefined && last.to === day - 1 && JSON.stringify(last.ranges) === JSON.stringify(ranges))
      last.to = day;
    else days.push({ from: day, to: day, ranges });
  }
  return days;
}

/** The centre's own address, found among its activities by a venue with its name; null when unknown. */
export async function centreAddress(db: Db, { id, name }: Pick<Centre, 'id' | 'name'>): Promise<string | null> {
  const rows = await db
    .selectFrom('activity')
    .select(['venue', 'address'])
    .distinct()
    .where('centre_id', '=', id)
    .where('organiser', '=', name)
    .where('status', '=', 'active')
    .where('address', '<>', '')
    .where('venue', '<>', '')
    .execute();
  const own = normaliseName(name);
  const there = rows.filter(({ venue }) => own.startsWith(normaliseName(venue)));
  return there.length === 1 ? (there[0]?.address ?? null) : null;
}
