import type { Moment } from '../../db/moment.ts';
import type { Store } from '../../db/open.ts';
import type { Tx } from '../../db/schema/index.ts';

export type { Clock, Ids, Moment } from '../../db/moment.ts';
export type { Store } from '../../db/open.ts';
export type { Db, Tx } from '../../db/schema/index.ts';

/** Reports the progress of a long piece of work. */
export type Progress = (done: number, total: number) => void;

/**
 * Writes many rows, `size` in a transaction, so that an import does not delay inbound texts. When a batch fails, the
 * earlier batches stay written, and a new import continues after them.
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
