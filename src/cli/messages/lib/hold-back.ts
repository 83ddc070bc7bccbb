import type { Moment } from '../../../db/moment.ts';
import type { Tx } from '../../../db/schema/index.ts';
import type { Work } from '../../../domain/base/agenda.ts';

/** What a restored database does not do by itself. */
export interface HeldBack {
  /** Messages that waited. */
  held: number;
  /** Messages that were on their way. */
  uncertain: number;
  /** Reminders that fell due since. */
  reminders: number;
  /** Searches for volunteers that stand still: who was asked since then, nobody knows. */
  searches: number;
}

/** Why a message is on hold. */
export const RESTORED = 'restored';

/**
 * A backup is of the past: what it would send may have been sent since. What waited is held until staff release it; what
 * was on its way is uncertain and is not sent again; broadcasts stand still; reminders that fell due meanwhile count as sent; no
 * further volunteer is asked until staff say so.
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
  // Whom it reached since, the copy does not know.
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
  // This week's digest may have come already; the next one is put on the agenda when the service starts.
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
