import { compiled } from '../../db/compiled.ts';
import type { Db, Schema, Tx } from '../../db/schema/index.ts';

export type CounterName = 'activities' | 'places' | 'centres';

/** Open transactions that have changed a counter: the data that they read may still be rolled back. */
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

/** The change counter of cached data; 0 before the first change. */
export async function changeCountOf(db: Db, name: CounterName): Promise<number> {
  return (await read(db, { name }))[0]?.n ?? 0;
}

/**
 * Increments the counter, so that every process reloads its cache. Writers of one counter run one after another, so a
 * row that stores the result never follows a higher number.
 */
export async function countChange(tx: Tx, name: CounterName): Promise<number> {
  unfinished.add(tx);
  const [row] = await add(tx, { name });
  if (row === undefined) throw new Error(`There is no counter for ${name}. Run: ringerunde migrate`);
  return row.n;
}

/** True in a transaction that has incremented a counter: data read in it must not be cached. */
export const hasUncommittedChange = (db: Db): boolean => unfinished.has(db);
