import type { Moment } from '../db/moment.ts';
import type { Centre, MessageKind, Person, Tx } from '../db/schema.ts';
import { canCall } from './numbers.ts';
import { earliestSend } from './quiet-hours.ts';
import type { Instant } from './time.ts';

/** A call to be placed. */
export interface CallWish {
  /** What makes it one of a kind: the same twice is placed once. */
  dedupe: string;
  centre: Pick<Centre, 'id' | 'number' | 'voice_number'>;
  person: Pick<Person, 'id' | 'number' | 'language'>;
  kind: MessageKind;
  /** What is said, or begun, when they have pressed the key: JSON. */
  errand: object;
  expiresAt: Instant | null;
}

/** A phone that rings wakes people, whatever it is about: never outside the hours of what is least urgent but wanted. */
export const earliestCall = (instant: Instant): Instant => earliestSend('reminder', instant);

/** Puts a call on the list of those to place; the caller takes it after commit. */
export async function queueCall(
  tx: Tx,
  moment: Moment,
  wish: CallWish,
): Promise<'queued' | 'already queued' | 'cannot be called' | 'too late to call'> {
  const { centre, person } = wish;
  if (!canCall(person.number)) return 'cannot be called';
  const notBefore = earliestCall(moment.now);
  if (wish.expiresAt !== null && notBefore >= wish.expiresAt) return 'too late to call';
  const inserted = await tx
    .insertInto('outgoing_call')
    .values({
      id: moment.ids.next('call'),
      dedupe: wish.dedupe,
      centre_id: centre.id,
      person_id: person.id,
      from_number: centre.voice_number ?? centre.number,
      number: person.number,
      kind: wish.kind,
      language: person.language,
      errand: JSON.stringify(wish.errand),
      not_before: notBefore,
      expires_at: wish.expiresAt,
      state: 'pending',
      tries: 0,
      refusals: 0,
      created_at: moment.now,
    })
    .onConflict((c) => c.column('dedupe').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? 'queued' : 'already queued';
}

/** What a call is about; null when that no longer matters. */
export async function errandOf(tx: Tx, { now }: Moment, id: string): Promise<object | null> {
  const row = await tx
    .selectFrom('outgoing_call')
    .select(['errand', 'expires_at', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.state === 'cancelled' || (row.expires_at !== null && row.expires_at <= now)) return null;
  return JSON.parse(row.errand) as object;
}

/** Somebody pressed the key and heard it: it is not rung about again. */
export async function noteHeard(tx: Tx, { now }: Moment, id: string): Promise<void> {
  await tx
    .updateTable('outgoing_call')
    .set({ state: 'done', reason: 'heard', settled_at: now })
    .where('id', '=', id)
    .execute();
}
