import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, StaffNoticeTable, Tx } from '../../db/schema/index.ts';
import type { Instant } from '../base/time.ts';

export type StaffAlertKind = StaffNoticeTable['kind'];

export interface StaffAlert {
  centreId: string;
  kind: StaffAlertKind;
  /** The id of its subject. */
  about: string;
}

/** Records an urgent matter; staff are told of each once. */
export async function recordStaffAlert(tx: Tx, moment: Moment, notice: StaffAlert): Promise<'noted' | 'already noted'> {
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('staff_notice')
    .values({
      id: moment.ids.next('notice'),
      centre_id: notice.centreId,
      kind: notice.kind,
      about: notice.about,
      noted_at: moment.now,
      told_at: null,
    })
    .onConflict((c) => c.columns(['centre_id', 'kind', 'about']).doNothing())
    .executeTakeFirst();
  return numInsertedOrUpdatedRows === 1n ? 'noted' : 'already noted';
}

/** Records an alert for each promised call that staff missed. */
export async function recordMissedPromises(tx: Tx, moment: Moment, centreId: string): Promise<void> {
  const missed = await tx
    .selectFrom('callback')
    .select('id')
    .where('centre_id', '=', centreId)
    .where('status', '=', lit('open'))
    .where('due_at', '<', moment.now)
    .execute();
  for (const { id } of missed) await recordStaffAlert(tx, moment, { centreId, kind: 'missed promise', about: id });
}

/** An alert that staff have not been told of. */
export interface WaitingAlert {
  id: string;
  kind: StaffAlertKind;
  about: string;
  notedAt: Instant;
}

/** Alerts that staff have not been told of. Leaves out calls that staff have made in the meantime. */
export async function waitingAlerts(tx: Tx, centreId: string): Promise<WaitingAlert[]> {
  const rows = await tx
    .selectFrom('staff_notice as n')
    .leftJoin('callback as c', 'c.id', 'n.about')
    .leftJoin('recording as r', 'r.id', 'n.about')
    .leftJoin('callback as left', 'left.id', 'r.callback_id')
    .select(['n.id', 'n.kind', 'n.about', 'n.noted_at', 'c.status', 'left.status as leftStatus'])
    .where('n.centre_id', '=', centreId)
    .where('n.told_at', 'is', null)
    .orderBy('n.noted_at')
    .execute();
  return rows
    .filter(({ status, leftStatus }) => status !== 'done' && leftStatus !== 'done')
    .map(({ id, kind, about, noted_at }) => ({ id, kind, about, notedAt: noted_at }));
}

/** Number of texts that staff have received since then, or that wait for them. */
export async function staffTextsSince(db: Db, centreId: string, since: Instant): Promise<number> {
  const row = await db
    .selectFrom('outbox')
    .select((e) => e.fn.countAll<number>().as('n'))
    .where('centre_id', '=', centreId)
    .where('kind', '=', lit('staff'))
    .where('not_before', '>=', since)
    .executeTakeFirst();
  return row?.n ?? 0;
}

/** Schedules an alert again that staff got before `before`, because it happened again. */
export async function repeatAlert(tx: Tx, alert: StaffAlert, before: Instant): Promise<'repeated' | 'just told'> {
  const { numUpdatedRows } = await tx
    .updateTable('staff_notice')
    .set({ told_at: null })
    .where('centre_id', '=', alert.centreId)
    .where('kind', '=', alert.kind)
    .where('about', '=', alert.about)
    .where('told_at', '<', before)
    .executeTakeFirst();
  return numUpdatedRows > 0n ? 'repeated' : 'just told';
}

export async function markTold(tx: Tx, { now }: Moment, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await tx.updateTable('staff_notice').set({ told_at: now }).where('id', 'in', ids).execute();
}
