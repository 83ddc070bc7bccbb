import { compiled, compiledChange } from '../../db/compiled.ts';
import type { Db, Tx } from '../../db/schema/index.ts';
import type { Instant } from './time.ts';

/** Work that falls due at an instant, by the kind of object that it concerns. */
export type Work =
  /** Assignment: ask the next wave. */
  | 'wave'
  /** Offer: ask it; end it when no answer came; remind the volunteer; thank the volunteer and ask for hours. */
  | 'ask'
  | 'lapse'
  | 'remind volunteer'
  | 'thank'
  /** Person: erase them, once their last messages have left; ask whether to keep their data. */
  | 'erase'
  | 'ask whether to keep'
  /** Service: delete old data; make the digests of the week. Subscription: send its digest. */
  | 'retention'
  | 'digests'
  | 'digest'
  /** Centre: tell staff about urgent matters. */
  | 'tell staff'
  /** Person in need: say that no human was reached after all. Person who is late: the same. */
  | 'say not told'
  | 'say late not told';

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
// Compares with the instant that the row was due at, because the clock of another process may differ.
const take = compiledChange<{ key: string; due: string }>((db, arg) =>
  db.deleteFrom('agenda').where('key', '=', arg('key')).where('due_at', '=', arg('due')),
);

const keyOf = (work: Work, objectId: string): string => `${work}:${objectId}`;

/** Puts work on the agenda. The same work on the same object has one row, with the instant given last. */
export async function setAgenda(tx: Tx, work: Work, objectId: string, dueAt: Instant): Promise<void> {
  await put(tx, { key: keyOf(work, objectId), work, object: objectId, due: dueAt });
}

const putIfMissing = compiledChange<{ key: string; work: string; object: string; due: string }>((db, arg) =>
  db
    .insertInto('agenda')
    .values({ key: arg('key'), work: arg('work'), object_id: arg('object'), due_at: arg('due') })
    .onConflict((c) => c.column('key').doNothing()),
);

/** Puts work on the agenda unless it is there already. */
export async function keepOnAgenda(tx: Tx, work: Work, objectId: string, dueAt: Instant): Promise<void> {
  await putIfMissing(tx, { key: keyOf(work, objectId), work, object: objectId, due: dueAt });
}

/** Removes one kind of work on an object from the agenda, or all of it. */
export async function clearAgenda(tx: Tx, objectId: string, work?: Work): Promise<void> {
  if (work === undefined) await removeAll(tx, { object: objectId });
  else await remove(tx, { key: keyOf(work, objectId) });
}

/**
 * Claims work that was due at `dueAt`. Only the process that gets 'taken' does the work; after a delay or removal none
 * does.
 */
export async function takeFromAgenda(
  tx: Tx,
  { key, dueAt }: { key: string; dueAt: Instant },
): Promise<'taken' | 'not due any more'> {
  return (await take(tx, { key, due: dueAt })) > 0 ? 'taken' : 'not due any more';
}

/** Puts due work off to another instant, unless it has changed meanwhile. */
export async function putOff(tx: Tx, { key, dueAt }: Pick<Due, 'key' | 'dueAt'>, to: Instant): Promise<void> {
  await tx.updateTable('agenda').set({ due_at: to }).where('key', '=', key).where('due_at', '=', dueAt).execute();
}

/** When work on an object is due; null when it is not on the agenda. */
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

/** Claims work that became due in the same turn. */
export async function takeUp(tx: Tx, work: Work, objectId: string, now: Instant): Promise<'taken' | 'not due'> {
  return (await takeNow(tx, { key: keyOf(work, objectId), now })) > 0 ? 'taken' : 'not due';
}

const DUE_MAX = 500;

const due = compiled<{ now: string }, { key: string; work: string; object_id: string; due_at: string }>((db, arg) =>
  db.selectFrom('agenda').selectAll().where('due_at', '<=', arg('now')).orderBy('due_at').limit(DUE_MAX),
);

/** Due work, oldest first. */
export async function agendaDue(db: Db, now: Instant): Promise<Due[]> {
  const rows = await due(db, { now });
  return rows.map((r) => ({ key: r.key, work: r.work as Work, objectId: r.object_id, dueAt: r.due_at }));
}

/** The object of work that concerns the whole service. */
export const WHOLE_SERVICE = 'house';
