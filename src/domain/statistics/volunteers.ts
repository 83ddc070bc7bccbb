import type { Db, Volunteer } from '../../db/schema/index.ts';
import { addDays, dateOf, toWall, type Instant } from '../base/time.ts';
import { statusOf } from '../volunteers/volunteers.ts';
import type { Month } from './month.ts';

export interface VolunteerFigures {
  /** Volunteers with the status `active` at the end of the month, or now, as `volunteers list` shows it. */
  active: number;
  /** Volunteers confirmed for an assignment that started in the month, or with hours in it. */
  helped: number;
  /** Volunteers whose first talk with staff was in the month. */
  new: number;
  /** Volunteers with hours. */
  served: number;
  minutes: number;
}

/** Volunteers of a month up to `now`, and their hours. */
export async function volunteersIn(db: Db, centreId: string, month: Month, now: Instant): Promise<VolunteerFigures> {
  const confirmed = await db
    .selectFrom('offer')
    .innerJoin('assignment', 'assignment.id', 'offer.assignment_id')
    .select('offer.volunteer_id')
    .distinct()
    .where('offer.centre_id', '=', centreId)
    .where('offer.status', '=', 'confirmed')
    .where('assignment.status', '!=', 'cancelled')
    .where('assignment.starts_utc', '>=', month.from)
    .where('assignment.starts_utc', '<', month.to)
    .execute();
  const hours = await db
    .selectFrom('service_hours')
    .select(['volunteer_id', 'minutes'])
    .where('centre_id', '=', centreId)
    .where('served_on', '>=', month.firstDate)
    .where('served_on', '<', month.endDate)
    .execute();
  const met = await db
    .selectFrom('volunteer')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centreId)
    .where('met_on', '>=', month.firstDate)
    .where('met_on', '<', month.endDate)
    .executeTakeFirst();
  // Hours of erased volunteers count as those of one unknown volunteer.
  const served = new Set(hours.map((h) => h.volunteer_id ?? ''));
  const helped = new Set([...confirmed.map((c) => c.volunteer_id), ...served]);
  const all = await db
    .selectFrom('volunteer')
    .select(['met_on', 'paused_until', 'left_on'])
    .where('centre_id', '=', centreId)
    .execute();
  const today = dateOf(toWall(now));
  const day = today < month.endDate ? today : addDays(month.endDate, -1);
  return {
    active: all.filter((v) => isActiveOn(v, day)).length,
    helped: helped.size,
    new: met?.n ?? 0,
    served: served.size,
    minutes: hours.reduce((sum, h) => sum + h.minutes, 0),
  };
}

/** A volunteer who left after the day still counts on it; earlier pauses are not recorded. */
const isActiveOn = (v: Pick<Volunteer, 'met_on' | 'paused_until' | 'left_on'>, day: string): boolean =>
  v.met_on !== null &&
  v.met_on <= day &&
  statusOf({ ...v, left_on: v.left_on !== null && v.left_on > day ? null : v.left_on }, day) === 'active';
