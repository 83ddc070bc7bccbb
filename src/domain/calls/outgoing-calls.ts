import { compiled } from '../../db/compiled.ts';
import type { AboutKind } from '../../db/schema/index.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Centre, Db, MessageKind, OutgoingCall, Person, Tx } from '../../db/schema/index.ts';
import { canCall, canReply } from '../base/phone-numbers.ts';
import { aboutOf, type About, type MessageKey } from '../messages/about.ts';
import { stillHolds } from '../messages/offer-messages.ts';
import { earliestSend } from '../base/quiet-hours.ts';
import type { Instant } from '../base/time.ts';

/** A call to be placed. */
export interface CallWish extends MessageKey {
  centre: Pick<Centre, 'id' | 'number' | 'voice_number'>;
  person: Pick<Person, 'id' | 'number' | 'language'>;
  kind: MessageKind;
  /** The lines to say, or the flow to begin, once the person has pressed the key: JSON. */
  purpose: object;
  expiresAt: Instant | null;
  broadcastId?: string;
}

/** True when the service calls a person: they asked for it, or their phone receives no texts. */
export const isReachedByCall = ({ prefers, number }: Pick<Person, 'prefers' | 'number'>): boolean =>
  (prefers === 'call' || !canReply(number)) && canCall(number);

/**
 * A ringing phone wakes people, whatever the call is about, so calls keep to the hours of reminders. A person in need has just
 * been in touch, and is awake: that no human was told is said at any hour.
 */
export const earliestCall = (instant: Instant): Instant => earliestSend('reminder', instant);

/** What a call is about that is placed at any hour. */
export const AT_ANY_HOUR = 'not told' satisfies AboutKind;

/** Queues a call; the caller loop places it after commit. */
export async function queueCall(
  tx: Tx,
  moment: Moment,
  wish: CallWish,
): Promise<'queued' | 'already queued' | 'cannot be called' | 'too late to call'> {
  const { centre, person } = wish;
  if (!canCall(person.number)) return 'cannot be called';
  const notBefore = wish.about?.kind === AT_ANY_HOUR ? moment.now : earliestCall(moment.now);
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
      purpose: JSON.stringify(wish.purpose),
      not_before: notBefore,
      expires_at: wish.expiresAt,
      state: 'pending',
      tries: 0,
      refusals: 0,
      created_at: moment.now,
      broadcast_id: wish.broadcastId ?? null,
      about_kind: wish.about?.kind ?? null,
      about_id: wish.about?.id ?? null,
    })
    .onConflict((c) => c.column('dedupe').doNothing())
    .executeTakeFirst();
  return inserted.numInsertedOrUpdatedRows === 1n ? 'queued' : 'already queued';
}

/** The purpose of a call; null when the purpose no longer matters. */
export async function purposeOf(tx: Tx, moment: Moment, id: string): Promise<object | null> {
  return (await errandOf(tx, moment, id))?.purpose ?? null;
}

/** The purpose of a call, its subject, and its expiry. */
export interface Errand {
  purpose: object;
  about: About | null;
  expiresAt: Instant | null;
}

const errandIn = (row: Pick<OutgoingCall, 'purpose' | 'about_kind' | 'about_id' | 'expires_at'>): Errand => ({
  purpose: JSON.parse(row.purpose) as object,
  about: aboutOf(row),
  expiresAt: row.expires_at,
});

/** The errand of a call; null when it no longer matters. */
export async function errandOf(tx: Tx, { now }: Moment, id: string): Promise<Errand | null> {
  const row = await tx
    .selectFrom('outgoing_call')
    .select(['about_kind', 'about_id', 'purpose', 'expires_at', 'state'])
    .where('id', '=', id)
    .executeTakeFirst();
  if (row === undefined || row.state === 'cancelled' || (row.expires_at !== null && row.expires_at <= now)) return null;
  return (await stillHolds(tx, row)) ? errandIn(row) : null;
}

/** Records that the person pressed the key and heard the call, so that no further call follows. */
export async function recordHeard(tx: Tx, { now }: Moment, id: string): Promise<void> {
  await tx
    .updateTable('outgoing_call')
    .set({ state: 'done', reason: 'heard', settled_at: now })
    .where('id', '=', id)
    .execute();
}

/**
 * Cancels the waiting calls to a number.
 * @returns the errands of those calls that still matter
 */
export async function callOffTo(
  tx: Tx,
  { now }: Moment,
  { centreId, number }: { centreId: string; number: string },
): Promise<Errand[]> {
  const rows = await tx
    .updateTable('outgoing_call')
    .set({ state: 'cancelled', reason: 'rather by text', settled_at: now })
    .where('centre_id', '=', centreId)
    .where('number', '=', number)
    .where('state', '=', lit('pending'))
    .returning(['purpose', 'about_kind', 'about_id', 'expires_at', 'seq'])
    .execute();
  return rows
    .filter((row) => row.expires_at === null || row.expires_at > now)
    .sort((a, b) => a.seq - b.seq)
    .map(errandIn);
}

const EXPIRED_MAX = 100;

/** Waiting calls that have expired. */
export const expiredCalls = (db: Db, now: Instant): Promise<OutgoingCall[]> => expired(db, { now });

const expired = compiled<{ now: Instant }, OutgoingCall>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .selectAll()
    .where('state', '=', lit('pending'))
    .where('expires_at', '<=', arg('now'))
    .limit(EXPIRED_MAX),
);

const OPEN_MAX = 100;

/** Calls whose end is unknown: placed at `before` or earlier, and not asked about since. */
export const openCalls = (db: Db, args: { now: Instant; before: Instant }): Promise<OutgoingCall[]> => open(db, args);

const open = compiled<{ now: Instant; before: Instant }, OutgoingCall>((db, arg) =>
  db
    .selectFrom('outgoing_call')
    .selectAll()
    .where('state', 'in', [lit('placing'), lit('placed'), lit('unknown')])
    .where('settled_at', 'is', null)
    .where('started_at', '<=', arg('before'))
    .where((e) => e.or([e('lease_until', 'is', null), e('lease_until', '<=', arg('now'))]))
    .orderBy('seq')
    .limit(OPEN_MAX),
);

/** Records the result of placing a call. Changes nothing when another process has recorded a result in the meantime. */
export async function recordCall(
  tx: Tx,
  row: Pick<OutgoingCall, 'id' | 'started_at'>,
  from: readonly OutgoingCall['state'][],
  what: Partial<Pick<OutgoingCall, 'state' | 'sid' | 'reason' | 'not_before' | 'tries' | 'refusals' | 'lease_until'>>,
): Promise<'noted' | 'changed meanwhile'> {
  const { numUpdatedRows } = await tx
    .updateTable('outgoing_call')
    .set(what)
    .where('id', '=', row.id)
    .where('state', 'in', from)
    .where('started_at', '=', row.started_at)
    .executeTakeFirst();
  return numUpdatedRows === 1n ? 'noted' : 'changed meanwhile';
}

/** Whether a call of ours has this id of the carrier. */
export async function isCallTaken(db: Db, sid: string): Promise<boolean> {
  const row = await db.selectFrom('outgoing_call').select('id').where('sid', '=', sid).executeTakeFirst();
  return row !== undefined;
}
