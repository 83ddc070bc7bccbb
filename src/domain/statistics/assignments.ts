import type { Db } from '../../db/schema/index.ts';
import { HOUR_MS, type Instant } from '../base/time.ts';
import type { Month } from './month.ts';

export interface AssignmentFigures {
  byKind: Map<string, { met: number; unmet: number }>;
  cancelled: number;
  /** For each met assignment, hours from its creation until it had enough volunteers. */
  hoursToFill: number[];
}

/**
 * Assignments that started in a month, before `now`: met with enough confirmed volunteers, else unmet. A later one may
 * still be met.
 */
export async function assignmentsIn(db: Db, centreId: string, month: Month, now: Instant): Promise<AssignmentFigures> {
  const rows = await db
    .selectFrom('assignment')
    .leftJoin('offer', (j) => j.onRef('offer.assignment_id', '=', 'assignment.id').on('offer.status', '=', 'confirmed'))
    .select([
      'assignment.id',
      'assignment.kind',
      'assignment.status',
      'assignment.needs',
      'assignment.created_at',
      'offer.decided_at',
    ])
    .where('assignment.centre_id', '=', centreId)
    .where('assignment.starts_utc', '>=', month.from)
    .where('assignment.starts_utc', '<', month.to < now ? month.to : now)
    .execute();
  const all = new Map<string, { kind: string; status: string; needs: number; createdAt: string; filled: string[] }>();
  for (const r of rows) {
    const one = all.get(r.id) ?? { ...r, createdAt: r.created_at, filled: [] };
    if (r.decided_at !== null) one.filled.push(r.decided_at);
    all.set(r.id, one);
  }
  const figures: AssignmentFigures = { byKind: new Map(), cancelled: 0, hoursToFill: [] };
  for (const { kind, status, needs, createdAt, filled } of all.values()) {
    if (status === 'cancelled') {
      figures.cancelled++;
      continue;
    }
    const counts = figures.byKind.get(kind) ?? { met: 0, unmet: 0 };
    figures.byKind.set(kind, counts);
    // An assignment that the centre declined counts as requested and not met.
    const enough = filled.toSorted()[needs - 1];
    if (enough === undefined) counts.unmet++;
    else {
      counts.met++;
      figures.hoursToFill.push((Date.parse(enough) - Date.parse(createdAt)) / HOUR_MS);
    }
  }
  return figures;
}
