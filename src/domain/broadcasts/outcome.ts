import type { Broadcast, Db } from '../../db/schema/index.ts';
import { callsNotHeard } from './calls.ts';
import { FATE, CALLED_INSTEAD } from './report.ts';
import { DAY_MS, later } from '../base/time.ts';

/** A STOP within this time of a broadcast counts as a reaction to it. */
const STOP_MS = 3 * DAY_MS;

/** Costs and losses of a broadcast. */
interface BroadcastOutcome {
  /** Of texts that the carrier accepted. */
  parts: number;
  costOre: number;
  optOuts: number;
  /**
   * Texts that the network refused because the number is a landline: these people were called, and count among the
   * calls.
   */
  rungInstead: number;
  undelivered: { reason: string; count: number }[];
}

/** The outcome of a broadcast so far: its cost, opt-outs, and undelivered messages. */
export async function outcomeOf(
  db: Db,
  row: Broadcast,
  prices: { price_ore: number; price_foreign_ore: number },
): Promise<BroadcastOutcome> {
  const messages = await db
    .selectFrom('outbox')
    .select((e) => [
      'state',
      'reason',
      'error_code',
      e.fn.sum<number>('parts').as('parts'),
      e.fn.countAll<number>().as('n'),
    ])
    .select((e) => e.case().when('number', 'like', '+47%').then(e.lit(0)).else(e.lit(1)).end().as('abroad'))
    .where('broadcast_id', '=', row.id)
    .groupBy(['state', 'reason', 'error_code', 'abroad'])
    .execute();
  let [parts, costOre, rungInstead] = [0, 0, 0];
  const undelivered = new Map<string, number>();
  for (const m of messages) {
    const fate = FATE[m.state];
    if (fate === 'sent' || m.state === 'undelivered') {
      parts += m.parts;
      costOre += m.parts * (m.abroad === 1 ? prices.price_foreign_ore : prices.price_ore);
    }
    if (fate !== 'failed') continue;
    if (m.reason === CALLED_INSTEAD) {
      rungInstead += m.n;
      continue;
    }
    const reason = m.reason ?? m.error_code ?? m.state;
    undelivered.set(reason, (undelivered.get(reason) ?? 0) + m.n);
  }
  return {
    parts,
    costOre,
    optOuts: await optOutsAfter(db, row),
    rungInstead,
    undelivered: [
      ...[...undelivered].map(([reason, count]) => ({ reason, count })),
      ...(await callsNotHeard(db, row.id)),
    ],
  };
}

async function optOutsAfter(db: Db, row: Broadcast): Promise<number> {
  const stops = await db
    .selectFrom('arrival as a')
    .innerJoin('outbox as o', 'o.number', 'a.peer')
    .select(['a.peer', 'a.received_at', 'o.sent_at'])
    .where('o.broadcast_id', '=', row.id)
    .where('o.sent_at', 'is not', null)
    .where('a.outcome', 'in', ['stop', 'wrong number'])
    .where('a.received_at', '>=', row.confirmed_at ?? row.created_at)
    .execute();
  const people = stops.filter(
    ({ received_at: at, sent_at: sent }) => sent !== null && at >= sent && at <= later(sent, STOP_MS),
  );
  const inCalls = await db
    .selectFrom('call as c')
    .innerJoin('outgoing_call as o', 'o.id', 'c.outgoing_id')
    .select('c.number')
    .where('o.broadcast_id', '=', row.id)
    .where('c.outcome', '=', 'stop')
    .execute();
  return new Set([...people.map((s) => s.peer), ...inCalls.map((c) => c.number)]).size;
}

/** Number of people in the segment who got no message, by reason, including reasons found while sending. */
export async function leftOutOf(db: Db, row: Broadcast): Promise<{ reason: string; count: number }[]> {
  const before = JSON.parse(row.left_out) as Record<string, number>;
  const rows =
    row.planned_at === null
      ? []
      : await db
          .selectFrom('broadcast_recipient')
          .select((e) => ['reason', e.fn.countAll<number>().as('n')])
          .where('broadcast_id', '=', row.id)
          .where('reason', 'is not', null)
          .groupBy('reason')
          .execute();
  const now = Object.fromEntries(rows.map((r) => [r.reason ?? '', r.n]));
  const duplicate = before['duplicate'] === undefined ? {} : { duplicate: before['duplicate'] };
  const all = row.planned_at === null ? before : { ...now, ...duplicate };
  return Object.entries(all)
    .map(([reason, count]) => ({ reason, count }))
    .toSorted((a, b) => b.count - a.count || (a.reason < b.reason ? -1 : 1));
}
