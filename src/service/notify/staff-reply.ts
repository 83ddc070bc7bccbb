import { createHash } from 'node:crypto';
import { measure, type Measured } from '../../channels/parts.ts';
import type { Moment } from '../../db/moment.ts';
import type { InboxItem, Tx } from '../../db/schema/index.ts';
import { queueMessage } from '../../domain/messages/outbox.ts';
import { recordTold } from '../../domain/centres/people.ts';

export type { Measured } from '../../channels/parts.ts';

/** A text of staff as it will be sent, with its number of parts. */
export const asSent = (text: string): Measured => measure(text.trim());

/**
 * Answers a person in the words of staff. The same answer to the same message is sent once, and a person who opted out
 * gets none.
 */
export async function replyTo(
  tx: Tx,
  moment: Moment,
  item: InboxItem,
  text: Measured,
): Promise<'queued' | 'already queued' | 'opted out' | 'cannot be texted'> {
  const centre = await tx.selectFrom('centre').selectAll().where('id', '=', item.centre_id).executeTakeFirstOrThrow();
  const person = await tx
    .selectFrom('person')
    .select(['id', 'language'])
    .where('centre_id', '=', item.centre_id)
    .where('number', '=', item.number)
    .executeTakeFirst();
  const outcome = await queueMessage(tx, moment, {
    dedupe: `${item.id}/reply/${createHash('sha256').update(text.text).digest('hex').slice(0, 32)}`,
    centreId: centre.id,
    personId: person?.id ?? null,
    fromNumber: centre.number,
    number: item.number,
    kind: 'reply',
    language: person?.language ?? centre.language,
    body: text.text,
    encoding: text.encoding,
    parts: text.parts,
  });
  if (outcome === 'queued' && person !== undefined) await recordTold(tx, moment, person.id);
  return outcome;
}
