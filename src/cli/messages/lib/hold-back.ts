import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import type { Work } from '../../../domain/base/agenda.ts';

/** The messages and work that a restored database holds back. */
export interface HeldBack {
  /** Messages that were waiting. */
  held: number;
  /** Messages that were on their way. */
  uncertain: number;
  /** Reminders that were due after the backup. */
  reminders: number;
  /** Searches for volunteers that stopped: the offers after the backup are unknown. */
  searches: number;
}

/** Why a message is on hold. */
export const RESTORED = 'restored';

/**
 * Holds back what may have happened after the backup. Waiting messages stay on hold until staff release them; messages
 * that were on their way are uncertain and not sent again; broadcasts pause; reminders that were due in the meantime
 * count as sent; no further volunteer is asked until staff say so.
 */
export async function holdBack(tx: Tx, { now }: Moment): Promise<HeldBack> {
  const held = await tx
    .updateTable('outbox')
    .set({ state: 'held', reason: RESTORED })
    .where('state', '=', 'pending')
    .executeTakeFirst();
  const uncertain = await tx
    .updateTable('outbox')
    .set({ state: 'unknown', reason: RESTORED, settled_at: now })
    .where((e) =>
      e.or([
        e('state', 'in', ['sending', 'accepted']),
        e.and([e('state', '=', 'unknown'), e('settled_at', 'is', null)]),
      ]),
    )
    .executeTakeFirst();
  // The backup does not know which recipients the broadcast reached after it.
  await tx
    .updateTable('broadcast')
    .set({ status: 'paused', changed_at: now })
    .where('status', 'in', ['planning', 'scheduled', 'sending'])
    .execute();
  const reminders = await tx
    .updateTable('sign_up')
    .set({ reminded_at: now })
    .where('status', '=', 'signed_up')
    .where('reminded_at', 'is', null)
    .where('remind_at', '<=', now)
    .executeTakeFirst();
  const searches = await tx
    .deleteFrom('agenda')
    .where('work', 'in', ['wave', 'ask'] satisfies Work[])
    .returning('object_id')
    .execute();
  const toVolunteers = await tx
    .deleteFrom('agenda')
    .where('work', 'in', ['remind volunteer', 'thank'] satisfies Work[])
    .where('due_at', '<=', now)
    .executeTakeFirst();
  // This week's digest may have been sent already; the service schedules the next one when it starts.
  await tx
    .deleteFrom('agenda')
    .where('work', 'in', ['digests', 'digest', 'ask whether to keep'] satisfies Work[])
    .where('due_at', '<=', now)
    .execute();
  return {
    held: Number(held.numUpdatedRows),
    uncertain: Number(uncertain.numUpdatedRows),
    reminders: Number(reminders.numUpdatedRows + toVolunteers.numDeletedRows),
    searches: searches.length,
  };
}
