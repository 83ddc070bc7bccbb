import type { Moment } from '../../db/moment.ts';
import type { OutboxRow, Tx } from '../../db/schema/index.ts';
import { countSpending } from '../../domain/messages/spending.ts';
import { alertStaff } from './staff-alerts.ts';

/** Per cent of a limit at which staff are told: before it is reached, and when it is. */
const TOLD_AT = [80, 100] as const;

/** Adds the cost of a text that the carrier accepted, and tells staff of a limit that is nearly spent, or spent. */
export async function countCost(tx: Tx, moment: Moment, row: OutboxRow): Promise<void> {
  const reached = await countSpending(tx, row, moment.now, TOLD_AT);
  if (reached.length === 0) return;
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirstOrThrow();
  // When one text passes both limits, staff are told of the higher one only.
  const highest = new Map(reached.map(({ of, percent }) => [of, percent]));
  for (const [of, percent] of highest)
    await alertStaff(tx, moment, { centre, kind: 'cost', about: `${of}:${percent}` });
}
