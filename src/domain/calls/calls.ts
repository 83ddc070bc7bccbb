import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Moment } from '../../db/moment.ts';
import { lit } from '../../db/dialect.ts';
import type { Call, Db, Tx } from '../../db/schema/index.ts';
import { LINE, NO_MESSAGE } from './recordings.ts';
import { askForCallback } from '../staff/callbacks.ts';
import { centreWithId } from '../centres/centres.ts';
import { isHiddenNumber, looksLikeNumber, senderOf } from '../base/phone-numbers.ts';
import { later, type Instant } from '../base/time.ts';

const WITHHELD = 'withheld:';

/** The number that a caller shows, in E.164; null for a hidden one. */
export function shownNumber(from: string): string | null {
  const { number } = senderOf(from);
  return looksLikeNumber(number) && !isHiddenNumber(number) ? number : null;
}

/** Replaces the number of a caller who hides it, for the duration of one call. */
export const withheldNumber = (callId: string): string => `${WITHHELD}${callId}`;
export const isWithheld = (number: string): boolean => number.startsWith(WITHHELD);

const COLUMNS = [
  'id',
  'centre_id',
  'person_id',
  'number',
  'direction',
  'outgoing_id',
  'language',
  'proof',
  'phase',
  'step',
  'silences',
  'misses',
  'code_tries',
  'callback_id',
  'taken_at',
  'outcome',
  'started_at',
  'last_at',
  'ended_at',
] as const satisfies readonly (keyof Call)[];

const find = compiled<{ id: string }, Call>((db, arg) => db.selectFrom('call').selectAll().where('id', '=', arg('id')));

/** The call with this id of the carrier. */
export async function findCall(db: Db, id: string): Promise<Call | undefined> {
  return (await find(db, { id }))[0];
}

const insert = compiledChange<Record<keyof Call, Call[keyof Call]>>((db, arg) =>
  db.insertInto('call').values(Object.fromEntries(COLUMNS.map((name) => [name, arg(name)])) as unknown as Call),
);

/** Records a call that has just begun. */
export async function openCall(
  tx: Tx,
  moment: Moment,
  call: Pick<
    Call,
    'id' | 'centre_id' | 'person_id' | 'number' | 'direction' | 'outgoing_id' | 'language' | 'proof' | 'phase' | 'step'
  >,
): Promise<Call> {
  const row: Call = {
    ...call,
    silences: 0,
    misses: 0,
    code_tries: 0,
    callback_id: null,
    taken_at: null,
    outcome: null,
    started_at: moment.now,
    last_at: moment.now,
    ended_at: null,
  };
  await insert(tx, { ...row });
  return row;
}

type Kept = Pick<
  Call,
  'id' | 'language' | 'proof' | 'phase' | 'step' | 'silences' | 'misses' | 'code_tries' | 'callback_id' | 'outcome'
>;

const keep = compiledChange<Omit<Kept, 'code_tries'> & { tries: number; now: string }>((db, arg) =>
  db
    .updateTable('call')
    .set({
      language: arg('language'),
      proof: arg('proof'),
      phase: arg('phase'),
      step: arg('step'),
      silences: arg('silences'),
      misses: arg('misses'),
      code_tries: arg('tries'),
      callback_id: arg('callback_id'),
      outcome: arg('outcome'),
      last_at: arg('now'),
    })
    .where('id', '=', arg('id')),
);

/** Stores the progress of a call. */
export async function keepCall(tx: Tx, moment: Moment, call: Kept): Promise<void> {
  const { id, language, proof, phase, step, silences, misses, code_tries: tries, callback_id, outcome } = call;
  await keep(tx, { id, language, proof, phase, step, silences, misses, tries, callback_id, outcome, now: moment.now });
}

/** Records that a staff member has pressed the key that takes the call. */
export async function takeByHuman(tx: Tx, moment: Moment, id: string): Promise<void> {
  await tx
    .updateTable('call')
    .set({ taken_at: moment.now })
    .where('id', '=', id)
    .where('taken_at', 'is', null)
    .execute();
}

/**
 * Ends a call and its conversation. A caller who waited for staff gets a callback; a caller without a number is
 * forgotten.
 * @returns 'already over' when it had ended before
 */
export async function endCall(tx: Tx, moment: Moment, id: string): Promise<'ended' | 'already over'> {
  const call = await findCall(tx, id);
  if (call === undefined || call.ended_at !== null) return 'already over';
  await tx.updateTable('call').set({ phase: 'over', ended_at: moment.now }).where('id', '=', id).execute();
  await tx
    .updateTable('conversation')
    .set({ status: 'ended', state: '{}', ended_at: moment.now })
    .where('call_id', '=', id)
    .where('status', '=', 'open')
    .execute();
  if (isWithheld(call.number)) await forgetCaller(tx, moment, call);
  else if (call.phase === 'dialling' && call.taken_at === null) await missedByStaff(tx, moment, call);
  return 'ended';
}

/** A caller who hung up while the staff phone rang still wants to talk to staff. */
async function missedByStaff(tx: Tx, moment: Moment, call: Call): Promise<void> {
  const { id, person_id, number, language, outcome } = call;
  const centre = await centreWithId(tx, call.centre_id);
  const person = { id: person_id, number, language };
  const { id: callbackId } = await askForCallback({ tx, moment, centre, person, call }, outcome ?? 'asked for a human');
  await tx.updateTable('call').set({ callback_id: callbackId }).where('id', '=', id).execute();
}

/** Staff cannot call back a caller who left neither a number nor a message. */
async function forgetCaller(tx: Tx, moment: Moment, call: Call): Promise<void> {
  const recording = await tx.selectFrom('recording').select('id').where('call_id', '=', call.id).executeTakeFirst();
  if (call.callback_id !== null && recording === undefined) {
    await tx
      .updateTable('callback')
      .set({ status: 'done', outcome: NO_MESSAGE, done_at: moment.now, done_by: LINE })
      .where('id', '=', call.callback_id)
      .where('status', '=', 'open')
      .execute();
  }
  if (call.person_id !== null) await tx.deleteFrom('person').where('id', '=', call.person_id).execute();
}

/** After this time without a step the call has ended, and the carrier's report was lost. */
const CALL_MAX_MS = 4 * 60 * 60 * 1000;
const STALE_MAX = 100;

const stale = compiled<{ before: Instant }, { id: string }>((db, arg) =>
  db
    .selectFrom('call')
    .select('id')
    .where('phase', '<>', lit('over'))
    .where('last_at', '<=', arg('before'))
    .limit(STALE_MAX),
);

/** Calls that have ended without a report from the carrier. */
export const staleCalls = (db: Db, now: Instant): Promise<{ id: string }[]> =>
  stale(db, { before: later(now, -CALL_MAX_MS) });
