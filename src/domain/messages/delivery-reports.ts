import { compiled, compiledUpTo } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, OutboxRow, OutboxState, Tx } from '../../db/schema/index.ts';

/** How far an accepted message has come. */
type Told = 'accepted' | 'sent' | 'delivered' | 'undelivered' | 'failed';

/** A delivery report on an accepted message. */
export interface StatusReport {
  outboxId: string;
  sid: string;
  /** Null when the report changes nothing. */
  state: Told | null;
  errorCode: string | null;
  /** The reason for a failed delivery, in our words. */
  reason: string | null;
}

/** Reports arrive late, twice and in any order: only a higher rank is news. */
const RANK: Readonly<Record<Told, number>> = { accepted: 1, sent: 2, delivered: 3, undelivered: 3, failed: 3 };

/** While the carrier's id is unknown, the carrier has reported nothing, whatever our own state is. */
const rankOf = (row: OutboxRow): number => (row.sid === null ? 0 : (RANK[row.state as Told] ?? 0));

/**
 * Applies a delivery report. The state never goes back. A report with another id than the recorded one means that the
 * message went out twice: the function reports that and changes nothing.
 */
export async function statusReport(
  tx: Tx,
  moment: Moment,
  report: StatusReport,
): Promise<{ outcome: 'applied' | 'nothing new' | 'another sid' | 'not ours' | 'ignored'; row: OutboxRow | null }> {
  const row = await findMessage(tx, report.outboxId);
  // The person has been erased, so the outcome concerns no one.
  if (row === undefined || row.number === '') return { outcome: 'not ours', row: null };
  const told = report.state;
  if (told === null) return { outcome: 'ignored', row };
  if (row.sid !== null && row.sid !== report.sid) return { outcome: 'another sid', row };
  if (RANK[told] <= rankOf(row)) return { outcome: 'nothing new', row };
  await adoptSid(tx, moment, row.id, report.sid, told, report);
  return { outcome: 'applied', row: { ...row, sid: report.sid, state: told } };
}

const SENT_MAX = 100;

/** Accepted texts to a number, newest first. */
export async function sentTo(db: Db, number: string): Promise<Pick<OutboxRow, 'id' | 'sid'>[]> {
  return db
    .selectFrom('outbox')
    .select(['id', 'sid'])
    .where('number', '=', number)
    .where('sid', 'is not', null)
    .orderBy('seq', 'desc')
    .limit(SENT_MAX)
    .execute();
}

/**
 * Texts to a number that the carrier may have without our knowing its id: whether one is being sent, and those of
 * unknown fate.
 */
export async function openTo(
  db: Db,
  number: string,
): Promise<{ sending: boolean; unknown: { id: string; parts: number }[] }> {
  const rows = await db
    .selectFrom('outbox')
    .select(['id', 'state', 'parts'])
    .where('number', '=', number)
    .where('state', 'in', ['sending', 'unknown'])
    .where('sid', 'is', null)
    .execute();
  return {
    sending: rows.some(({ state }) => state === 'sending'),
    unknown: rows.filter(({ state }) => state === 'unknown'),
  };
}

/** Records the carrier's last report and its id: from now on the sender never repeats the message. */
export async function adoptSid(
  tx: Tx,
  moment: Moment,
  id: string,
  sid: string,
  state: Told,
  why: { errorCode: string | null; reason: string | null } = { errorCode: null, reason: null },
): Promise<void> {
  const settled: OutboxState[] = ['delivered', 'undelivered', 'failed'];
  await tx
    .updateTable('outbox')
    .set((e) => ({
      sid,
      state,
      error_code: why.errorCode,
      reason: why.reason,
      sent_at: e.fn.coalesce('sent_at', e.val(moment.now)),
      settled_at: settled.includes(state) ? moment.now : null,
    }))
    .where('id', '=', id)
    .execute();
}

/** The message with this id. */
export async function findMessage(db: Db, id: string): Promise<OutboxRow | undefined> {
  return (await find(db, { id }))[0];
}

const find = compiled<{ id: string }, OutboxRow>((db, arg) =>
  db.selectFrom('outbox').selectAll().where('id', '=', arg('id')),
);

/** Messages of open fate, with the attempt that left them so; oldest first. */
export async function listUnknown(
  db: Db,
  max: number,
): Promise<{ row: OutboxRow; noticedAt: string; attempts: number }[]> {
  const rows = await unsettled(db, {}, max);
  const open = [];
  for (const row of rows) {
    const attempts = await db
      .selectFrom('attempt')
      .select(['started_at', 'ended_at'])
      .where('outbox_id', '=', row.id)
      .where('outcome', '=', 'unknown')
      .orderBy('started_at', 'desc')
      .execute();
    const last = attempts[0];
    open.push({ row, noticedAt: last?.ended_at ?? last?.started_at ?? row.created_at, attempts: attempts.length });
  }
  return open;
}

const unsettled = compiledUpTo<Record<string, never>, OutboxRow>((db, _arg, max) =>
  db
    .selectFrom('outbox')
    .selectAll()
    // Written exactly as in the index, which the planner would not use otherwise.
    .where('state', 'in', [lit('sending'), lit('unknown')])
    .where('state', '=', lit('unknown'))
    .where('settled_at', 'is', null)
    .orderBy('seq')
    .limit(max),
);

/** Notes that the fate of a message is unknown now, and not at the time of a clock that has been put back. */
export async function noticeAgain(tx: Tx, { now }: Moment, id: string): Promise<void> {
  await tx
    .updateTable('attempt')
    .set({ ended_at: now })
    .where('outbox_id', '=', id)
    .where('outcome', '=', 'unknown')
    .where('ended_at', '>', now)
    .execute();
}

/** Leaves a message of unknown fate as it is: the sender does not repeat it. */
export async function leaveUncertain(tx: Tx, moment: Moment, id: string): Promise<'left' | 'too late'> {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ reason: 'uncertain', settled_at: moment.now })
    .where('id', '=', id)
    .where('state', '=', lit('unknown'))
    .where('settled_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'left' : 'too late';
}

/** Whether another message has this carrier's id: then it is not the message that the reconciler looks for. */
export async function isSidTaken(db: Db, sid: string): Promise<boolean> {
  const row = await db.selectFrom('outbox').select('id').where('sid', '=', sid).executeTakeFirst();
  return row !== undefined;
}

/** Confirmations and changes sent before `sentBefore` without a report of delivery; each is returned once. */
export async function takeUnreceipted(tx: Tx, sentBefore: string): Promise<OutboxRow[]> {
  return takeAll(tx, { sentBefore });
}

/** Whether there is one. */
export const isAnyUnreceipted = async (db: Db, sentBefore: string): Promise<boolean> =>
  (await unreceipted(db, { sentBefore }, 1)).length > 0;

const RECEIPTS_MAX = 100;

const withoutReceipt = (db: Db, sentBefore: string, max: number) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('state', 'in', [lit('accepted'), lit('sent')])
    .where('kind', 'in', [lit('confirmation'), lit('change')])
    .where('sent_at', '<=', sentBefore)
    .where('reason', 'is', null)
    .limit(max);

const unreceipted = compiledUpTo<{ sentBefore: string }, { id: string }>((db, arg, max) =>
  withoutReceipt(db, arg('sentBefore'), max),
);

const takeAll = compiled<{ sentBefore: string }, OutboxRow>((db, arg) =>
  db
    .updateTable('outbox')
    .set({ reason: 'no receipt' })
    .where('id', 'in', withoutReceipt(db, arg('sentBefore'), RECEIPTS_MAX))
    .returningAll(),
);

/** Messages that the carrier has and that cannot be stopped: shown to staff when the person opts out. */
export async function listOnTheWay(db: Db, centreId: string, number: string): Promise<OutboxRow[]> {
  return db
    .selectFrom('outbox')
    .selectAll()
    .where('number', '=', number)
    .where('centre_id', '=', centreId)
    .where('state', 'in', ['sending', 'unknown', 'accepted', 'sent'])
    .where((e) => e.or([e('settled_at', 'is', null), e('state', '!=', 'unknown')]))
    .orderBy('seq')
    .execute();
}
