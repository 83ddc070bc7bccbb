import type { Moment } from '../../db/moment.ts';
import type { Db, ServiceHoursTable, Tx } from '../../db/schema/index.ts';

/** A single report covers at most a day. */
const MINUTES_MAX = 24 * 60;

/** Hours that a volunteer reported. */
export interface HoursReport {
  centreId: string;
  volunteerId: string;
  /** Null for hours without an assignment. */
  assignmentId: string | null;
  /** A date. */
  servedOn: string;
  minutes: number;
  /** A key in `domain/base/assignment-kinds.ts`. */
  kind: string;
  /** "text", or the staff member who enters it. */
  reportedBy: string;
}

/**
 * Records hours: once for each assignment and volunteer, so that a second report corrects the first. Hours without an
 * assignment are added each time, because a volunteer may help twice a day.
 */
export async function reportHours(
  tx: Tx,
  moment: Moment,
  report: HoursReport,
): Promise<'noted' | 'corrected' | 'too many'> {
  const { minutes, kind, servedOn: served_on, reportedBy: reported_by } = report;
  if (minutes > MINUTES_MAX) return 'too many';
  const before = await reportedBefore(tx, report);
  if (before === undefined) {
    await tx
      .insertInto('service_hours')
      .values({
        id: moment.ids.next('hours'),
        centre_id: report.centreId,
        volunteer_id: report.volunteerId,
        assignment_id: report.assignmentId,
        served_on,
        minutes,
        kind,
        reported_by,
        created_at: moment.now,
      })
      .execute();
    return 'noted';
  }
  if (before.minutes === minutes && before.kind === kind && before.served_on === served_on) return 'noted';
  await tx
    .updateTable('service_hours')
    .set({ minutes, kind, served_on, reported_by })
    .where('id', '=', before.id)
    .execute();
  return 'corrected';
}

async function reportedBefore(tx: Tx, report: HoursReport): Promise<ServiceHoursTable | undefined> {
  if (report.assignmentId === null) return undefined;
  return tx
    .selectFrom('service_hours')
    .selectAll()
    .where('assignment_id', '=', report.assignmentId)
    .where('volunteer_id', '=', report.volunteerId)
    .executeTakeFirst();
}

/** One report of hours. */
export interface Served {
  servedOn: string;
  kind: string;
  minutes: number;
}

export interface Hours {
  /** Earliest first. */
  served: Served[];
  minutes: number;
  /** The kind with the most hours first. */
  byKind: { kind: string; times: number; minutes: number }[];
}

/** The hours of a volunteer between two dates, both included; all hours without dates. */
export async function hoursOf(db: Db, volunteerId: string, from?: string, to?: string): Promise<Hours> {
  const served = await db
    .selectFrom('service_hours')
    .select(['served_on as servedOn', 'kind', 'minutes'])
    .where('volunteer_id', '=', volunteerId)
    .$if(from !== undefined, (q) => q.where('served_on', '>=', from ?? ''))
    .$if(to !== undefined, (q) => q.where('served_on', '<=', to ?? ''))
    .orderBy('served_on')
    .orderBy('id')
    .execute();
  return { served, minutes: sumOf(served), byKind: byKind(served) };
}

const sumOf = (served: readonly Served[]): number => served.reduce((sum, one) => sum + one.minutes, 0);

function byKind(served: readonly Served[]): Hours['byKind'] {
  const kinds = [...new Set(served.map((one) => one.kind))].map((kind) => {
    const ones = served.filter((one) => one.kind === kind);
    return { kind, times: ones.length, minutes: sumOf(ones) };
  });
  return kinds.toSorted((a, b) => b.minutes - a.minutes || (a.kind < b.kind ? -1 : 1));
}
