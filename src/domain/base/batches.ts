import type { Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Tx } from '../../db/schema/index.ts';

export type { Clock, Ids, Moment } from '../../db/moment.ts';
export type { Store } from '../../db/open.ts';
export type { Db, Tx } from '../../db/schema/index.ts';

/** Told how far a long piece of work has come. */
export type Progress = (done: number, total: number) => void;

/**
 * Writes many rows, `size` to a transaction, so that turns get in between and nobody's text waits for an import. What was
 * written stays when a later batch fails: importing again goes on from there.
 */
export async function writeInBatches<R, A>(
  store: Store,
  moment: Moment,
  rows: readonly R[],
  {
    size,
    write,
    progress,
  }: {
    size: number;
    write: (tx: Tx, moment: Moment, batch: readonly R[]) => Promise<A>;
    progress?: Progress | undefined;
  },
): Promise<A[]> {
  const answers: A[] = [];
  for (let from = 0; from < rows.length; from += size) {
    const batch = rows.slice(from, from + size);
    answers.push(await store.write((tx) => write(tx, moment, batch)));
    progress?.(from + batch.length, rows.length);
  }
  return answers;
}

/** Carries the answer out of a transaction that is undone. */
class Undone<A> extends Error {
  readonly answer: A;
  constructor(answer: A) {
    super('undone on purpose');
    this.answer = answer;
  }
}

/** A store whose writes are done and undone: what a command would do, for `--dry-run`. */
export const tried = (store: Store): Store => ({
  ...store,
  write: async <A>(work: (tx: Tx) => Promise<A>): Promise<A> => {
    try {
      return await store.write<never>(async (tx) => {
        throw new Undone(await work(tx));
      });
    } catch (error) {
      if (error instanceof Undone) return error.answer as A;
      throw error;
    }
  },
});
