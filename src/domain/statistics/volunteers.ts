import type { Db } from '../../db/schema/index.ts';
import type { Month } from './month.ts';

export interface VolunteerFigures {
  /** Volunteers confirmed for an assignment that started in the month, or with hours in it. */
  active: number;
  /** Volunteers whose first talk with staff was in the month. */
  new: number;
  /** Volunteers with hours. */
  served: number;
  minutes: number;
}

/** Volunteers of a month, and their hours. */
export async function volunteersIn(db: Db, centreId: string, month: Month): Promise<VolunteerFigures> {
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
  const active = new Set([...confirmed.map((c) => c.volunteer_id), ...served]);
  return {
    active: active.size,
    new: met?.n ?? 0,
    served: served.size,
    minutes: hours.reduce((sum, h) => sum + h.minutes, 0),
  };
}
