import type { Db, Moment } from '../domain/base/batches.ts';
import type { NewAssignment } from '../domain/assignments/assignments.ts';
import { placeRegister } from '../domain/places/places.ts';
import { dateOf, toWall } from '../domain/base/time.ts';
import { ASSIGNMENT_COLUMNS, newAssignment, readAssignment } from './assignment-row.ts';
import { en } from './sentences/sentences.ts';
import { tableOf, type Columns } from './table/header.ts';
import { readText, type Rejected } from './table/lines.ts';

const COLUMNS: Columns = Object.fromEntries(ASSIGNMENT_COLUMNS.map((name) => [name, []]));

/** Reads a file of assignments that is written for a demo: its dates count from today ("+3d 11:00"). */
export async function readAssignments(
  db: Db,
  { now }: Pick<Moment, 'now'>,
  bytes: Uint8Array,
  from: { centreId: string; staff: string },
): Promise<{ rows: NewAssignment[]; rejected: Rejected[] }> {
  const kind = { columns: COLUMNS, needed: ['title', 'starts_at'] };
  const table = tableOf(readText(bytes, en).lines, kind, en);
  const context = { places: await placeRegister(db), now, relativeTo: dateOf(toWall(now)) };
  const rows: NewAssignment[] = [];
  const rejected = [...table.rejected];
  for (const { line, cells } of table.rows) {
    const read = readAssignment(cells, context);
    const why = 'why' in read ? read.why : null;
    const { title, starts_at } = 'why' in read ? {} : read.fields;
    if ('why' in read || title === undefined || starts_at === undefined)
      rejected.push({ line, why: why ?? 'The title or the time is missing.' });
    else rows.push(newAssignment({ ...read, fields: { ...read.fields, title, starts_at } }, from));
  }
  return { rows, rejected };
}
