import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Db, OutboxRow, Tx } from '../../db/schema/index.ts';
import { adoptSid, findMessage } from './delivery-reports.ts';
import type { Instant } from '../base/time.ts';
import { mayBeTried } from './retry-rules.ts';

/** The outcome of an attempt. */
export type Result =
  | { is: 'accepted'; sid: string }
  | { is: 'refused'; code: string; http: number | null; againAt: Instant }
  | { is: 'failed'; code: string; http: number | null; reason: string; attempt: 'rejected' | 'refused' }
  | { is: 'unknown'; code: string };

/**
 * Records the outcome of an attempt. A report, or the look-up of an expired lease, may have come first: its result is
 * kept, and an unintended second message is at least recorded.
 */
export async function recordOutcome(
  tx: Tx,
  moment: Moment,
  { attemptId, row, result }: { attemptId: string; row: OutboxRow; result: Result },
): Promise<'recorded' | 'too late' | 'another sid'> {
  const code = 'code' in result ? result.code : null;
  const http = 'http' in result ? result.http : null;
  const outcome = result.is === 'failed' ? result.attempt : result.is;
  await endAttempt(tx, { attemptId, outcome, code, http, now: moment.now });
  switch (result.is) {
    case 'accepted':
      return accept(tx, moment, attemptId, row, result.sid);
    case 'refused': {
      const again = await sendAgain(tx, moment, row, { at: result.againAt, from: 'sending', code: result.code });
      return again === 'too late' ? 'too late' : 'recorded';
    }
    case 'failed':
      return settle(tx, { id: row.id, state: 'failed', code, reason: result.reason, settledAt: moment.now });
    case 'unknown':
      return settle(tx, { id: row.id, state: 'unknown', code, reason: null, settledAt: null });
  }
}

const endAttempt = compiledChange<{
  attemptId: string;
  outcome: 'accepted' | 'refused' | 'rejected' | 'unknown';
  code: string | null;
  http: number | null;
  now: Instant;
}>((db, arg) =>
  db
    .updateTable('attempt')
    .set({ outcome: arg('outcome'), code: arg('code'), http: arg('http'), ended_at: arg('now') })
    .where('id', '=', arg('attemptId')),
);

const acceptSent = compiledChange<{ id: string; sid: string; now: Instant }>((db, arg) =>
  db
    .updateTable('outbox')
    .set({ state: 'accepted', sid: arg('sid'), sent_at: arg('now'), error_code: null, reason: null, settled_at: null })
    .where('id', '=', arg('id'))
    .where('state', '=', lit('sending'))
    .where('sid', 'is', null),
);

async function accept(tx: Tx, moment: Moment, attemptId: string, row: OutboxRow, sid: string) {
  if ((await acceptSent(tx, { id: row.id, sid, now: moment.now })) === 1) return 'recorded';
  const found = await findMessage(tx, row.id);
  if (found === undefined) return 'too late';
  if (found.sid === sid) return 'recorded';
  if (found.sid === null) {
    await adoptSid(tx, moment, found.id, sid, 'accepted');
    return 'recorded';
  }
  await tx
    .updateTable('attempt')
    .set({ code: `also ${sid}` })
    .where('id', '=', attemptId)
    .execute();
  return 'another sid';
}

async function settle(
  tx: Tx,
  to: {
    id: string;
    state: 'failed' | 'unknown';
    code: string | null;
    reason: string | null;
    settledAt: Instant | null;
  },
): Promise<'recorded' | 'too late'> {
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set({ state: to.state, error_code: to.code, reason: to.reason, settled_at: to.settledAt })
    .where('id', '=', to.id)
    .where('state', '=', lit('sending'))
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'recorded' : 'too late';
}

/**
 * Puts a message back in line, unless its person has opted out meanwhile, its broadcast was cancelled, or what it says is no
 * longer so: then it is cancelled too. With a broadcast that was paused it waits.
 */
export async function sendAgain(
  tx: Tx,
  moment: Moment,
  row: OutboxRow,
  { at, from, code }: { at: Instant; from: 'sending' | 'unknown'; code: string | null },
): Promise<'again' | 'cancelled' | 'too late'> {
  const again = row.kind === 'stop_receipt' ? 'at once' : await mayBeTried(tx, row);
  const held =
    again === 'when it goes on' ? ({ state: 'held', reason: 'paused' } as const) : { state: 'pending' as const };
  const { numUpdatedRows } = await tx
    .updateTable('outbox')
    .set(
      typeof again === 'string'
        ? { ...held, not_before: at, error_code: code }
        : { state: 'cancelled', reason: again.not, settled_at: moment.now },
    )
    .where('id', '=', row.id)
    .where('state', '=', from)
    .where('sid', 'is', null)
    .executeTakeFirst();
  if (numUpdatedRows !== 1n) return 'too late';
  return typeof again === 'string' ? 'again' : 'cancelled';
}

/** Number of messages that one sweep settles. */
const SWEEP_MAX = 100;

/** Whether a message has become useless: then a transaction is worth starting. */
export const isAnyExpired = async (db: Db, now: Instant): Promise<boolean> => (await useless(db, { now })).length > 0;

const useless = compiled<{ now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('outbox')
    .select('id')
    .where('state', '=', lit('pending'))
    .where('expires_at', 'is not', null)
    .where('expires_at', '<=', arg('now'))
    .limit(1),
);

/** Messages that have become useless: they are not sent, and the caller tells staff or the person. */
export async function expireDue(tx: Tx, moment: Moment): Promise<OutboxRow[]> {
  return expire(tx, { now: moment.now });
}

const expire = compiled<{ now: Instant }, OutboxRow>((db, arg) =>
  db
    .updateTable('outbox')
    .set({ state: 'expired', reason: 'too late', settled_at: arg('now') })
    .where('id', 'in', (e) =>
      e
        .selectFrom('outbox')
        .select('id')
        .where('state', '=', lit('pending'))
        .where('expires_at', 'is not', null)
        .where('expires_at', '<=', arg('now'))
        .orderBy('expires_at')
        .limit(SWEEP_MAX),
    )
    .where('state', '=', lit('pending'))
    .returningAll(),
);

/** Whether an attempt has an expired lease. */
export const isAnyLapsed = async (db: Db, now: Instant): Promise<boolean> => (await findLapsed(db, { now })).length > 0;

/**
 * Attempts with an expired lease: the process died, or could not record the outcome. The message may have left, so it
 * becomes `unknown` and is looked up.
 * @returns their number
 */
export async function sweepLapsed(tx: Tx, moment: Moment): Promise<number> {
  const lapsed = await findLapsed(tx, { now: moment.now });
  for (const { id } of lapsed) {
    await settle(tx, { id, state: 'unknown', code: 'lease lapsed', reason: null, settledAt: null });
    await tx
      .updateTable('attempt')
      .set({ outcome: 'unknown', code: 'lease lapsed', ended_at: moment.now })
      .where('outbox_id', '=', id)
      .where('ended_at', 'is', null)
      .execute();
  }
  return lapsed.length;
}

const findLapsed = compiled<{ now: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('outbox as o')
    .select('o.id')
    // Written exactly as in the index, which the planner would not use otherwise.
    .where('o.state', 'in', [lit('sending'), lit('unknown')])
    .where('o.state', '=', lit('sending'))
    .where((e) => {
      const held = e
        .selectFrom('attempt as a')
        .select('a.id')
        .whereRef('a.outbox_id', '=', 'o.id')
        .where('a.ended_at', 'is', null)
        .where('a.lease_until', '>', arg('now'));
      return e.not(e.exists(held));
    })
    .orderBy('o.seq')
    .limit(SWEEP_MAX),
);
