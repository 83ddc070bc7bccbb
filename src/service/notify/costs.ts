import type { Moment } from '../../db/moment.ts';
import type { OutboxRow, Tx } from '../../db/schema/index.ts';
import { countSpending } from '../../domain/messages/spending.ts';
import { alertStaff } from './staff-alerts.ts';

/** When staff are told, in per cent of a limit: before it is reached, and when it is. */
const TOLD_AT = [80, 100] as const;

/** Counts what a text costs that the carrier has taken, and tells staff of a limit that is nearly spent, and spent. */
export async function countCost(tx: Tx, moment: Moment, row: OutboxRow): Promise<void> {
  const reached = await countSpending(tx, row, moment.now, TOLD_AT);
  if (reached.length === 0) return;
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', row.centre_id).executeTakeFirstOrThrow();
  // Where one text passes both, the higher is news enough.
  const highest = new Map(reached.map(({ of, percent }) => [of, percent]));
  for (const [of, percent] of highest)
    await alertStaff(tx, moment, { centre, kind: 'cost', about: `${of}:${percent}` });
}
