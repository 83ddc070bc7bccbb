import { upsertActivity, type NewActivity } from '../domain/activities/write-activities.ts';
import { writeInBatches, type Db, type Moment, type Progress, type Store } from '../domain/base/batches.ts';
import { placeRegister } from '../domain/places/places.ts';
import { ACTIVITY_COLUMNS, DEMO_COLUMNS, readActivity } from './activity-row.ts';
import { readLines, tableOf, type Rejected } from './table.ts';

export interface ActivityOptions {
  centre: { id: string; postcode: string | null };
  /** A date: the file may then count days from it ("+3d 18:00") and have the columns of a demo. */
  relativeTo?: string;
}

const BATCH_ROWS = 50;

/**
 * Reads a file of activities without writing anything: docs/rules.md X1.
 * @throws Refusal when it is no such file
 */
export async function readActivities(
  db: Db,
  bytes: Uint8Array,
  { centre, relativeTo }: ActivityOptions,
): Promise<{ rows: NewActivity[]; rejected: Rejected[] }> {
  const columns = relativeTo === undefined ? ACTIVITY_COLUMNS : { ...ACTIVITY_COLUMNS, ...DEMO_COLUMNS };
  const table = tableOf(readLines(bytes), columns, ['title', 'starts_at']);
  const context = { centre, relativeTo: relativeTo ?? null, places: await placeRegister(db) };
  const rows: NewActivity[] = [];
  const rejected = [...table.rejected];
  const lineOf = new Map<string, number>();
  for (const row of table.rows) {
    const read = readActivity(row, context);
    if ('why' in read) {
      rejected.push({ line: row.line, why: read.why });
      continue;
    }
    const importKey = keyAmong(lineOf, read);
    const before = lineOf.get(importKey);
    if (before !== undefined) {
      rejected.push({ line: row.line, why: `It is the same activity as in line ${before}.` });
      continue;
    }
    lineOf.set(importKey, row.line);
    rows.push({ ...read, importKey });
  }
  return { rows, rejected: rejected.toSorted((a, b) => a.line - b.line) };
}

/** The same thing at the same hour on Mondays and on Wednesdays is two: the later in the file is told apart by its rule. */
function keyAmong(taken: ReadonlyMap<string, number>, { importKey = '', repeats }: NewActivity): string {
  return taken.has(importKey) && repeats ? `${importKey}|${repeats}` : importKey;
}

/** Reads a file of activities and keeps them, a few at a time. The same file again changes nothing. */
export async function importActivities(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  options: ActivityOptions & { progress?: Progress },
): Promise<{ imported: number; updated: number; rejected: Rejected[] }> {
  const { rows, rejected } = await readActivities(store.db, bytes, options);
  const outcomes = await writeInBatches(store, moment, rows, {
    size: BATCH_ROWS,
    progress: options.progress,
    write: async (tx, at, batch) => {
      const words: string[] = [];
      for (const row of batch) words.push((await upsertActivity(tx, at, row)).outcome);
      return words;
    },
  });
  const count = (word: string): number => outcomes.flat().filter((w) => w === word).length;
  return { imported: count('imported'), updated: count('updated'), rejected };
}
