import type { Moment } from '../../db/moment.ts';
import type { Centre, OutboxRow, Person, Tx } from '../../db/schema/index.ts';
import { queueBroadcastCall } from '../../domain/broadcasts/calls.ts';
import { reopenBroadcast } from '../../domain/broadcasts/control.ts';
import { CALLED_INSTEAD } from '../../domain/broadcasts/report.ts';
import { findBroadcast, textsOf } from '../../domain/broadcasts/broadcasts.ts';
import { DAY_MS, later } from '../../domain/base/time.ts';
import { spokenPurpose, textFor } from './texts.ts';

/** After this time a failed text is too old to justify a call. */
const LATE_MS = DAY_MS;

/**
 * Queues a call to a recipient whose text failed, in the transaction that gives the text up. From then on the call is
 * that recipient's part of the broadcast, and is cancelled with it.
 */
export async function callForBroadcast(
  tx: Tx,
  moment: Moment,
  text: OutboxRow & { broadcast_id: string },
  { person, centre }: { person: Person; centre: Centre },
): Promise<'rings' | 'does not'> {
  const id = text.broadcast_id;
  const broadcast = await findBroadcast(tx, id);
  if (broadcast === undefined || broadcast.status === 'cancelled') return 'does not';
  if (text.sent_at !== null && text.sent_at <= later(moment.now, -LATE_MS)) return 'does not';
  const { language, said } = textFor(await textsOf(tx, id), person.language, centre.language);
  const purpose = spokenPurpose(broadcast, said, person.name);
  const word = await queueBroadcastCall(tx, moment, { id, centre, person, language, purpose });
  if (word !== 'queued' && word !== 'already queued') return 'does not';
  await tx.updateTable('outbox').set({ reason: CALLED_INSTEAD }).where('id', '=', text.id).execute();
  await reopenBroadcast(tx, moment, id);
  return 'rings';
}
