import type { Moment } from '../../db/moment.ts';
import type { Callback, Centre, Db, Tx } from '../../db/schema/index.ts';
import { shownTo, wordsOf } from './before-callback.ts';
import { closingOn, dueInOpeningHours, nextOpenMoment } from '../base/opening-hours.ts';
import { dateOf, later, MINUTE_MS, toWall, type Instant } from '../base/time.ts';

/** Opening time within which staff ring back, in minutes. */
const CALL_BACK_MINUTES = 120;

/** The reasons that go before every other, the most urgent first. */
const URGENT: readonly string[] = ['crisis', 'worry'];
const urgencyOf = (reason: string): number => (URGENT.includes(reason) ? URGENT.indexOf(reason) : URGENT.length);

const HALF_HOUR_MS = 30 * MINUTE_MS;

/** The latest time at which staff will have answered, rounded as people promise it: to the hour or the half hour. */
export function promisedBy(opening: string, now: Instant, minutes: number): Instant {
  const due = Date.parse(dueInOpeningHours(opening, now, minutes));
  return new Date(Math.ceil(due / HALF_HOUR_MS) * HALF_HOUR_MS).toISOString();
}

/** The latest time at which staff ring a person who asks now. */
export const callBackBy = (opening: string, now: Instant): Instant => promisedBy(opening, now, CALL_BACK_MINUTES);

/** When a person wishes to be called: at an instant, from an instant on, or some time on its day. */
export interface WishedCall {
  kind: 'at' | 'from' | 'day';
  from: Instant;
}

/** How long after the wished time staff call at the latest, in minutes of opening hours. */
const AT_MINUTES = 30;

/** Moves a wish into the opening hours, with the latest time for it. */
function wishInHours(opening: string, { kind, from }: WishedCall): { wishedAt: Instant; dueAt: Instant } {
  const wishedAt = nextOpenMoment(opening, from);
  if (kind === 'day')
    return { wishedAt, dueAt: closingOn(opening, dateOf(toWall(wishedAt))) ?? callBackBy(opening, wishedAt) };
  const isKept = kind === 'at' && wishedAt === from;
  return { wishedAt, dueAt: dueInOpeningHours(opening, wishedAt, isKept ? AT_MINUTES : CALL_BACK_MINUTES) };
}

/** The person to call back, and the centre that does; a scene has the shape. `id` is null where we know only the number. */
export interface CallbackTurn {
  tx: Tx;
  moment: Moment;
  centre: Pick<Centre, 'id' | 'opening'>;
  person: { id: string | null; number: string; language: string };
  /** The call in which the person asks; undefined for a text. */
  call?: { id: string };
}

/**
 * Puts a person on the list of those to ring, due within two opening hours, with the person's own words and the last
 * message to them. A person on the list already keeps the earlier promise, unless they wish another time; a person in
 * need moves to the head of the list.
 * @returns `dueAt` as an instant
 */
export async function askForCallback(
  { tx, moment, centre, person, call }: CallbackTurn,
  reason: string,
  wish: WishedCall | null = null,
): Promise<{ outcome: 'asked' | 'already'; id: string; dueAt: string; wishedAt: string | null }> {
  const wished = wish === null ? null : wishInHours(centre.opening, wish);
  const wishedAt = wished?.wishedAt ?? null;
  const dueAt = wished?.dueAt ?? callBackBy(centre.opening, moment.now);
  const asker = { centreId: centre.id, number: person.number, callId: call?.id, now: moment.now };
  const words = await wordsOf(tx, asker);
  const open = await tx
    .selectFrom('callback')
    .select(['id', 'due_at', 'reason'])
    .where('centre_id', '=', centre.id)
    .where('number', '=', person.number)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (open !== undefined) {
    const news = {
      ...(urgencyOf(reason) < urgencyOf(open.reason) ? { reason } : {}),
      ...(words === '' ? {} : { words }),
      ...(wished === null ? {} : { wished_at: wishedAt, due_at: dueAt }),
    };
    if (Object.keys(news).length > 0) await tx.updateTable('callback').set(news).where('id', '=', open.id).execute();
    // Staff see the promise that was missed; the person gets one that can still be kept.
    const kept = wished === null && open.due_at > moment.now;
    return { outcome: 'already', id: open.id, dueAt: kept ? open.due_at : dueAt, wishedAt };
  }

  const id = moment.ids.next('callback');
  await tx
    .insertInto('callback')
    .values({
      id,
      centre_id: centre.id,
      person_id: person.id,
      number: person.number,
      reason,
      words,
      shown: await shownTo(tx, asker),
      language: person.language,
      asked_at: moment.now,
      due_at: dueAt,
      wished_at: wishedAt,
      status: 'open',
    })
    .execute();
  return { outcome: 'asked', id, dueAt, wishedAt };
}

/** Reasons after which people send the details in a second text. */
const DETAILED = ['needs help', 'wants to volunteer'];
const DETAILS_MS = 60 * MINUTE_MS;

/**
 * Adds a text within an hour after a request for help, or an offer to volunteer, to that callback.
 * @returns when staff ring at the latest, or null without such a callback
 */
export async function addDetails({ tx, moment, centre, person, call }: CallbackTurn): Promise<Instant | null> {
  const open = await tx
    .selectFrom('callback')
    .select(['id', 'due_at'])
    .where('centre_id', '=', centre.id)
    .where('number', '=', person.number)
    .where('status', '=', 'open')
    .where('reason', 'in', DETAILED)
    .where('asked_at', '>', later(moment.now, -DETAILS_MS))
    .executeTakeFirst();
  if (open === undefined) return null;
  const asker = { centreId: centre.id, number: person.number, callId: call?.id, now: moment.now };
  await tx
    .updateTable('callback')
    .set({ words: await wordsOf(tx, asker) })
    .where('id', '=', open.id)
    .execute();
  return open.due_at;
}

/** A callback, open or closed. */
export const findCallback = (db: Db, id: string): Promise<Callback | undefined> =>
  db.selectFrom('callback').selectAll().where('id', '=', id).executeTakeFirst();

/** Open callbacks, the most urgent first. */
export async function listCallbacks(
  db: Db,
  centreId: string | null,
  which: 'open' | 'done' | 'all' = 'open',
): Promise<Callback[]> {
  const rows = await db
    .selectFrom('callback')
    .selectAll()
    .$if(centreId !== null, (q) => q.where('centre_id', '=', centreId))
    .$if(which !== 'all', (q) => q.where('status', '=', which === 'done' ? 'done' : 'open'))
    .orderBy('due_at')
    .orderBy('id')
    .execute();
  return rows.toSorted((a, b) => urgencyOf(a.reason) - urgencyOf(b.reason));
}

/** Records that a person was rung, and the result. */
export async function closeCallback(
  tx: Tx,
  moment: Moment,
  input: { id: string; staff: string; outcome: string },
): Promise<'done' | 'already done' | 'not found'> {
  const changed = await tx
    .updateTable('callback')
    .set({ status: 'done', outcome: input.outcome, done_at: moment.now, done_by: input.staff })
    .where('id', '=', input.id)
    .where('status', '=', 'open')
    .executeTakeFirst();
  if (changed.numUpdatedRows > 0n) return 'done';
  const row = await tx.selectFrom('callback').select('id').where('id', '=', input.id).executeTakeFirst();
  return row === undefined ? 'not found' : 'already done';
}

/** Withdraws the call that the person asked for; an urgent one, about need or a worry, stays. */
export async function takeBackCallback({ tx, moment, centre, person }: CallbackTurn): Promise<'taken back' | 'none'> {
  const gone = await tx
    .updateTable('callback')
    .set({ status: 'done', outcome: 'taken back', done_at: moment.now, done_by: 'the person' })
    .where('centre_id', '=', centre.id)
    .where('number', '=', person.number)
    .where('status', '=', 'open')
    .where('reason', 'not in', URGENT)
    .returning('id')
    .execute();
  return gone.length === 0 ? 'none' : 'taken back';
}
