import { compiled } from '../../db/compiled.ts';
import type { Db, Schema, Tx } from '../../db/schema/index.ts';

export type CounterName = 'activities' | 'places' | 'centres';

/** Transactions that have changed a counter and are not on disk yet: what they read may still be undone. */
const unfinished = new WeakSet<Db>();

const read = compiled<{ name: string }, Pick<Schema['revision'], 'n'>>((db, arg) =>
  db.selectFrom('revision').select('n').where('name', '=', arg('name')),
);
const add = compiled<{ name: string }, Pick<Schema['revision'], 'n'>>((db, arg) =>
  db
    .updateTable('revision')
    .set((e) => ({ n: e('n', '+', 1) }))
    .where('name', '=', arg('name'))
    .returning('n'),
);

/** The counter of a thing that is kept in memory; 0 before it ever changed. */
export async function changeCountOf(db: Db, name: CounterName): Promise<number> {
  return (await read(db, { name }))[0]?.n ?? 0;
}

/**
 * Counts one up, so that every process that keeps the thing in memory reads it again. Writers of one counter go one after
 * another, so a row that carries the answer is never overtaken by a lower number.
 */
export async function countChange(tx: Tx, name: CounterName): Promise<number> {
  unfinished.add(tx);
  const [row] = await add(tx, { name });
  if (row === undefined) throw new Error(`There is no counter for ${name}. Run: ringerunde migrate`);
  return row.n;
}

/** True in a transaction that has itself counted up: nothing read in it may be kept in memory. */
export const hasUncommittedChange = (db: Db): boolean => unfinished.has(db);
