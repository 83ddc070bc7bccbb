import { writeInBatches, type Db, type Moment, type Progress, type Store } from '../domain/base/batches.ts';
import { placeRegister } from '../domain/places/places.ts';
import { dateOf, toWall } from '../domain/base/time.ts';
import { knownPeople, whoIsWho } from '../domain/volunteers/same-person.ts';
import { upsertVolunteer, type NewVolunteer } from '../domain/volunteers/write-volunteers.ts';
import { en, type Sentences } from './sentences/sentences.ts';
import { tableOf } from './table/header.ts';
import { readTable, type Rejected, type ImportWarning } from './table/lines.ts';
import { volunteerTable } from './volunteer-columns.ts';
import { readVolunteer } from './volunteer-row.ts';

export interface VolunteerOptions {
  centreId: string;
  /** Today: no conversation was held after it. */
  today: string;
  /** The file may count days from today ("-40d") and have the columns of a demo. */
  demo?: true;
  /** English by default. */
  say?: Sentences;
  /** The sheet of a workbook; the first by default. */
  sheet?: string | undefined;
}

/** The contents of a file: the valid rows with their lines, and the remarks about the others. */
export interface VolunteersRead {
  rows: NewVolunteer[];
  rejected: Rejected[];
  warnings: ImportWarning[];
}

const BATCH_ROWS = 50;

/**
 * Reads a file of volunteers without writing anything: docs/rules.md X1. It does not take a row whose number belongs to another
 * name, or whose name and postcode have another number: a human decides.
 * @throws Refusal when it is no such file
 */
export async function readVolunteers(db: Db, bytes: Uint8Array, options: VolunteerOptions): Promise<VolunteersRead> {
  const { centreId, today, demo, say = en, sheet } = options;
  const file = await readTable(bytes, { say, sheet });
  const table = tableOf(file.lines, volunteerTable(demo !== undefined), say);
  const places = await placeRegister(db);
  const relativeTo = demo === undefined ? null : today;
  const context = { centreId, places, today, relativeTo, say, dayZero: file.dayZero };
  const rows: NewVolunteer[] = [];
  const rejected = [...table.rejected];
  const warnings = [...file.warnings, ...table.warnings];
  const check = await checker(db, centreId, say);
  for (const row of table.rows) {
    const read = readVolunteer(row, context);
    const why = 'why' in read ? read.why : check(read, row.line);
    if (why !== null || 'why' in read) {
      rejected.push({ line: row.line, why: why ?? '' });
      continue;
    }
    const { said, ...kept } = read;
    warnings.push(...said.map((what) => ({ line: row.line, what })));
    rows.push(kept);
  }
  return { rows, rejected: rejected.toSorted(byLine), warnings: warnings.toSorted(byLine) };
}

const byLine = (a: { line: number }, b: { line: number }): number => a.line - b.line;

/** Says why a row is not kept though it can be read: whose number it is, and whether the name has another one. */
async function checker(db: Db, centreId: string, say: Sentences) {
  const onFile = whoIsWho(await knownPeople(db, centreId));
  const inFile = whoIsWho([]);
  const lineOf = new Map<string, number>();
  return ({ name = '', number, home }: NewVolunteer, line: number): string | null => {
    const before = lineOf.get(number);
    if (before !== undefined) return say.sameNumber(before);
    const person = { name, number, postcode: home?.postcode ?? null };
    const whose = onFile.whose(person);
    if (whose.is === 'another name') return say.anotherName(number, whose.known.name, name);
    if (whose.is === 'another number') return say.anotherNumber(whose.known.name, whose.known.id, number);
    const twin = inFile.whose(person);
    if (twin.is === 'another number') return say.twoNumbers(twin.known.name, Number(twin.known.id));
    lineOf.set(number, line);
    inFile.add({ ...person, id: String(line) });
    return null;
  };
}

/** Reads a file of volunteers and keeps them, a few at a time. The same file again changes nothing. */
export async function importVolunteers(
  store: Store,
  moment: Moment,
  bytes: Uint8Array,
  options: Omit<VolunteerOptions, 'today' | 'demo'> & { progress?: Progress },
): Promise<{ imported: number; updated: number; unchanged: number; rejected: Rejected[]; warnings: ImportWarning[] }> {
  const { progress, ...rest } = options;
  const { rows, rejected, warnings } = await readVolunteers(store.db, bytes, {
    ...rest,
    today: dateOf(toWall(moment.now)),
  });
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
  return { imported: count('imported'), updated: count('updated'), unchanged: count('unchanged'), rejected, warnings };
}
