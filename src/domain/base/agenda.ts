import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import type { Instant } from './time.ts';

/** What the house does by itself at an instant, and the kind of thing that it does it to. */
export type Work =
  /** Of an assignment: the next wave is asked. */
  | 'wave'
  /** Of an offer: it is asked; nobody answers any more; the volunteer is reminded; thanked and asked for hours. */
  | 'ask'
  | 'lapse'
  | 'remind volunteer'
  | 'thank'
  /** Of a person: they are erased, once what is on its way has left; they are asked whether they are to be kept. */
  | 'erase'
  | 'ask whether to keep'
  /** Of the house: what is old is forgotten; the week's digests are made. Of a subscription: its digest is sent. */
  | 'retention'
  | 'digests'
  | 'digest'
  /** Of a centre: staff are told of what is urgent. */
  | 'tell staff';

/** A row of the agenda that is due. */
export interface Due {
  key: string;
  work: Work;
  objectId: string;
  dueAt: Instant;
}

const put = compiledChange<{ key: string; work: string; object: string; due: string }>((db, arg) =>
  db
    .insertInto('agenda')
    .values({ key: arg('key'), work: arg('work'), object_id: arg('object'), due_at: arg('due') })
    .onConflict((c) => c.column('key').doUpdateSet((e) => ({ due_at: e.ref('excluded.due_at') }))),
);
const remove = compiledChange<{ key: string }>((db, arg) => db.deleteFrom('agenda').where('key', '=', arg('key')));
const removeAll = compiledChange<{ object: string }>((db, arg) =>
  db.deleteFrom('agenda').where('object_id', '=', arg('object')),
);
// By the instant for which it was noted, not by our clock: another service's may be ahead of ours, and it is noted once.
const take = compiledChange<{ key: string; due: string }>((db, arg) =>
  db.deleteFrom('agenda').where('key', '=', arg('key')).where('due_at', '=', arg('due')),
);

const keyOf = (work: Work, objectId: string): string => `${work}:${objectId}`;

/** Puts a piece of work on the agenda; the same work on the same object stands there once, at the latest instant that was said. */
export async function setAgenda(tx: Tx, work: Work, objectId: string, dueAt: Instant): Promise<void> {
  await put(tx, { key: keyOf(work, objectId), work, object: objectId, due: dueAt });
}

const putIfMissing = compiledChange<{ key: string; work: string; object: string; due: string }>((db, arg) =>
  db
    .insertInto('agenda')
    .values({ key: arg('key'), work: arg('work'), object_id: arg('object'), due_at: arg('due') })
    .onConflict((c) => c.column('key').doNothing()),
);

/** The same, but leaves it where it stands already. */
export async function keepOnAgenda(tx: Tx, work: Work, objectId: string, dueAt: Instant): Promise<void> {
  await putIfMissing(tx, { key: keyOf(work, objectId), work, object: objectId, due: dueAt });
}

/** Takes a piece of work off the agenda, or all that concerns an object. */
export async function clearAgenda(tx: Tx, objectId: string, work?: Work): Promise<void> {
  if (work === undefined) await removeAll(tx, { object: objectId });
  else await remove(tx, { key: keyOf(work, objectId) });
}

/** Claims work that was due at `dueAt`: it is done by whoever hears 'taken', and by nobody when it was put off or cleared. */
export async function takeFromAgenda(
  tx: Tx,
  { key, dueAt }: { key: string; dueAt: Instant },
): Promise<'taken' | 'not due any more'> {
  return (await take(tx, { key, due: dueAt })) > 0 ? 'taken' : 'not due any more';
}

/** When a piece of work on an object is due; null where it is not on the agenda. */
export async function agendaOf(db: Db, objectId: string, work: Work): Promise<Instant | null> {
  const row = await db
    .selectFrom('agenda')
    .select('due_at')
    .where('key', '=', keyOf(work, objectId))
    .executeTakeFirst();
  return row?.due_at ?? null;
}

const takeNow = compiledChange<{ key: string; now: string }>((db, arg) =>
  db.deleteFrom('agenda').where('key', '=', arg('key')).where('due_at', '<=', arg('now')),
);

/** Claims work that this very turn has made due. */
export async function takeUp(tx: Tx, work: Work, objectId: string, now: Instant): Promise<'taken' | 'not due'> {
  return (await takeNow(tx, { key: keyOf(work, objectId), now })) > 0 ? 'taken' : 'not due';
}

const DUE_MAX = 500;

const due = compiled<{ now: string }, { key: string; work: string; object_id: string; due_at: string }>((db, arg) =>
  db.selectFrom('agenda').selectAll().where('due_at', '<=', arg('now')).orderBy('due_at').limit(DUE_MAX),
);

/** What is due, oldest first. */
export async function agendaDue(db: Db, now: Instant): Promise<Due[]> {
  const rows = await due(db, { now });
  return rows.map((r) => ({ key: r.key, work: r.work as Work, objectId: r.object_id, dueAt: r.due_at }));
}

/** The house itself, where a piece of work concerns all of it. */
export const WHOLE_SERVICE = 'house';
