import { writeInBatches, type Db, type Moment, type Progress, type Store } from '../domain/base/batches.ts';
import { placeRegister } from '../domain/places/places.ts';
import { dateOf, toWall } from '../domain/base/time.ts';
import { upsertVolunteer, type NewVolunteer } from '../domain/volunteers/write-volunteers.ts';
import { readLines, tableOf, type Rejected } from './table.ts';
import { readVolunteer, VOLUNTEER_COLUMNS, VOLUNTEER_DEMO_COLUMNS } from './volunteer-row.ts';

export interface VolunteerOptions {
  centreId: string;
  /** Today: no conversation was held after it. */
  today: string;
  /** The file may count days from today ("-40d") and have the columns of a demo. */
  demo?: true;
}

const BATCH_ROWS = 50;

/**
 * Reads a file of volunteers without writing anything: docs/rules.md X1.
 * @throws Refusal when it is no such file
 */
export async function readVolunteers(
  db: Db,
  bytes: Uint8Array,
  { centreId, today, demo }: VolunteerOptions,
): Promise<{ rows: NewVolunteer[]; rejected: Rejected[] }> {
  const columns = demo === undefined ? VOLUNTEER_COLUMNS : { ...VOLUNTEER_COLUMNS, ...VOLUNTEER_DEMO_COLUMNS };
  const table = tableOf(readLines(bytes), columns, ['name', 'phone']);
  const places = await placeRegister(db);
  const context = { centreId, places, today, relativeTo: demo === undefined ? null : today };
  const rows: NewVolunteer[] = [];
  const rejected = [...table.rejected];
  const lineOf = new Map<string, number>();
  for (const row of table.rows) {
    const read = readVolunteer(row, context);
    const before = 'why' in read ? undefined : lineOf.get(read.number);
    if ('why' in read) rejected.push({ line: row.line, why: read.why });
    else if (before !== undefined)
      rejected.push({ line: row.line, why: `It is the same number as in line ${before}.` });
    else {
      lineOf.set(read.number, row.line);
      rows.push(read);
    }
  }
  return { rows, rejected: rejected.toSorted((a, b) => a.line - b.line) };
}

/** Reads a file of volunteers and keeps them, a few at a time. The same file again changes nothing. */
export async function importVolunteers(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  { centreId, progress }: { centreId: string; progress?: Progress },
): Promise<{ imported: number; updated: number; rejected: Rejected[] }> {
  const options = { centreId, today: dateOf(toWall(moment.now)) };
  const { rows, rejected } = await readVolunteers(store.db, bytes, options);
  const outcomes = await writeInBatches(store, moment, rows, {
    size: BATCH_ROWS,
    progress,
    write: async (tx, at, batch) => {
      const words: string[] = [];
      for (const row of batch) words.push((await upsertVolunteer(tx, at, row)).outcome);
      return words;
    },
  });
  const count = (word: string): number => outcomes.flat().filter((w) => w === word).length;
  return { imported: count('imported'), updated: count('updated'), rejected };
}
